"""As-of view: items not known by the day are absent, everything else is kept."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from briefgen import config
from briefgen.analysis import dated_passages
from briefgen.analysis.as_of import NOTHING_LEFT, as_of
from briefgen.analysis.known_since import ALWAYS, since
from briefgen.config import day_of
from briefgen.corpus.corpus import Corpus
from briefgen.model.edtf import Day, NotADate, parse
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from tests.conftest import ROOT, run, write
from tests.support.small import CLEAN, linked

FILES: dict[str, str | None] = {
    **CLEAN,
    "content/sources/wire.yaml": "title: A report\npublished: 2025-11-20\naccessed: 2025-12-24\n",
    "content/sources/gazette.yaml": "title: A later report\npublished: 2025-12-05\nrelays: [wire]\n",
    "content/sources/undated.yaml": "title: Without a date\n",
    "content/sources/address.yaml": "title: Dated by its address\nurl: https://example.org/2025/12/06/report\n",
    "content/actors/ministry.yaml": (
        "name: Ministry\nsummary: A ministry. It moved on 2 December 2025.\ncite: [wire]\nroles:\n"
        "  - {title: Host, from: 2025-11-01, to: 2025-12-01}\n  - {title: Guest, from: 2025-12-02}\n"
    ),
    "content/actors/latecomer.yaml": "name: Latecomer\nsummary: Came late.\ncite: [gazette]\n",
    "content/plans/plan.yaml": (
        "title: Plan\nsummary: A plan.\ncite: [wire]\nversions:\n"
        "  - {id: first-draft, label: First draft, date: 2025-11-20, cite: [wire]}\n"
        "  - {id: second, label: Second, event: 2025-12-04-more, cite: [gazette]}\n  - {id: third, label: Third}\n"
    ),
    "content/points/point-01.yaml": (
        "title: First point\nsummary: A point.\nplan: plan\nnumber: 1\nversions:\n"
        "  - {in: first-draft, change: introduced, text: Until 1 January 2026., cite: [wire]}\n"
        "  - {in: second, change: dropped, cite: [gazette]}\ncite: [wire]\n"
    ),
    "content/points/point-02.yaml": (
        "title: Second point\nsummary: A point.\nplan: plan\nnumber: 2\nversions:\n"
        "  - {in: second, change: introduced, text: More., cite: [gazette]}\ncite: [gazette]\n"
    ),
    "content/events/2025-11-27-talks.yaml": (
        "title: Talks\ndate: 2025-11-27/2025-12-03\nsummary: They met. It ended on 3 December.\nreviewed: 2026-01-02\n"
        "related: [2025-12-04-more, plan]\nparticipants: [ministry]\nstatements:\n"
        "  - {id: early, speaker: ministry, quote: By 1 January 2026., cite: [wire]}\n"
        "  - {id: told-late, speaker: ministry, paraphrase: More., cite: [gazette]}\n"
        "  - {id: ahead, speaker: ministry, date: 2025-12-01, paraphrase: Even more., cite: [wire]}\n"
        "  - {id: linked, speaker: ministry, paraphrase: 'See [[2025-12-04-more|the next talks]], on 4 December.', cite: [wire]}\n"
        "body: |\n  They came. Then [[2025-12-04-more]] followed. They left [@wire].\n\n  - one\n  - two, by 5 December\n\n"
        "  ## Afterwards\n\n  On 6 December they met again.\n"
        "cite: [wire, gazette]\n"
    ),
    "content/events/2025-12-04-more.yaml": (
        "title: More\ndate: 2025-12-04\nsummary: They met again.\nfollows: [2025-11-27-talks]\ncite: [gazette]\n"
        "statements:\n  - {id: late, speaker: latecomer, paraphrase: It is over., cite: [gazette]}\n"
    ),
    "content/disputes/how-long.yaml": (
        "title: How long?\nsummary: They differ.\nstate: resolved\nresolution: It took a week [@gazette].\naccounts:\n"
        "  - {claim: A day., held_by: [ministry], cite: [wire]}\n  - {claim: Two days., held_by: [wire], cite: [wire]}\n"
        "  - {claim: A week., held_by: [latecomer], cite: [gazette]}\ncite: [wire]\n"
    ),
    "content/disputes/later.yaml": (
        "title: Later?\nsummary: They differ.\naccounts:\n"
        "  - {claim: Yes., held_by: [ministry], cite: [wire]}\n  - {claim: It was on 5 December., held_by: [wire], cite: [wire]}\n"
    ),
}  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    found, problems = linked(tmp_path, FILES)
    assert problems == ()
    return found


def test_items_dated_or_first_reported_later_are_absent(corpus: Corpus) -> None:
    then = as_of(corpus, parse("2025-11-28"))
    assert {"2025-12-04-more", "gazette", "address", "point-02", "latecomer", "later"} & set(then.briefs) == set()
    assert {"2025-11-27-talks", "wire", "plan", "point-01", "ministry", "how-long"} <= set(then.briefs)
    assert [ref for ref in then.statements if "talks" in ref] == ["2025-11-27-talks#early", "2025-11-27-talks#linked"]
    assert set(then.versions) == {"plan@first-draft"}


def test_the_day_itself_is_included(corpus: Corpus) -> None:
    assert "2025-12-04-more" not in as_of(corpus, parse("2025-12-04")).briefs
    # dated the 4th, and first reported by a source of the 5th
    assert "2025-12-04-more" in as_of(corpus, parse("2025-12-05")).briefs


def test_a_month_or_year_means_its_last_day(corpus: Corpus) -> None:
    assert as_of(corpus, parse("2025-11")).briefs == as_of(corpus, parse("2025-11-30")).briefs
    assert as_of(corpus, parse("2025")).briefs == as_of(corpus, parse("2025-12-31")).briefs


def test_references_to_absent_items_are_removed(corpus: Corpus) -> None:
    talks = as_of(corpus, parse("2025-11-28")).find("2025-11-27-talks", Event)
    assert talks is not None
    assert talks.related == ("plan",)
    assert [c.source for c in talks.cite] == ["wire"]


def test_later_dates_are_removed_or_left_open(corpus: Corpus) -> None:
    then = as_of(corpus, parse("2025-11-28"))
    talks, ministry, wire = (
        then.find("2025-11-27-talks", Event),
        then.find("ministry", Actor),
        then.find("wire", Source),
    )
    assert talks is not None
    assert ministry is not None
    assert wire is not None
    assert (str(talks.date), talks.reviewed, wire.accessed) == ("2025-11-27/..", None, None)
    assert [(role.title, role.to) for role in ministry.roles] == [("Host", None)]


def test_prose_loses_only_passages_with_hindsight(corpus: Corpus) -> None:
    then = as_of(corpus, parse("2025-11-28"))
    talks = then.find("2025-11-27-talks", Event)
    assert talks is not None
    assert talks.summary == "They met."
    assert talks.body == "They came. They left [@wire].\n\n- one"
    assert "2025-11-27-talks" in then.cut
    assert then.briefs["ministry"].summary == "A ministry."


def test_statements_keep_their_text_without_absent_links(corpus: Corpus) -> None:
    then = as_of(corpus, parse("2025-11-28"))
    assert then.statements["2025-11-27-talks#early"].statement.quote == "By 1 January 2026."
    assert then.statements["2025-11-27-talks#linked"].statement.paraphrase == "See the next talks, on 4 December."
    point = then.find("point-01", Point)
    assert point is not None
    assert [(v.in_, v.text) for v in point.versions] == [("first-draft", "Until 1 January 2026.")]


def test_a_dispute_is_open_until_its_resolution_is_known(corpus: Corpus) -> None:
    before, after = as_of(corpus, parse("2025-11-28")), as_of(corpus, parse("2025-12-05"))
    then, now = before.find("how-long", Dispute), after.find("how-long", Dispute)
    assert then is not None
    assert now is not None
    assert (then.state, then.resolution, len(then.accounts)) == ("open", None, 2)
    assert (now.state, now.resolution, len(now.accounts)) == ("resolved", "It took a week [@gazette].", 3)
    assert before.find("later", Dispute) is None
    assert after.find("later", Dispute) is not None


def test_an_undated_version_follows_the_one_before_it(corpus: Corpus) -> None:
    for day, count in (("2025-11-20", 1), ("2025-12-04", 1), ("2025-12-05", 3)):
        plan = as_of(corpus, parse(day)).find("plan", Plan)
        assert plan is not None
        assert len(plan.versions) == count, day


def test_an_undated_source_is_as_new_as_what_it_reports(corpus: Corpus, tmp_path: Path) -> None:
    assert since(corpus).of("undated") < (1, 1, 1)
    assert since(corpus).of("address") == (2025, 12, 6)
    event = "title: More\ndate: {}\nsummary: They met.\ncite: [undated]\n"
    files = {
        **FILES,
        "content/events/2025-11-28-one.yaml": event.format("2025-11-28"),
        "content/events/2025-12-01-two.yaml": event.format("2025-12-01"),
        "content/events/2026-02-01-ahead.yaml": event.format("2026-02-01") + "state: scheduled\n",
    }
    more, _ = linked(tmp_path / "more", files)
    assert since(more).of("undated") == (2025, 12, 1)
    assert "2025-11-28-one" not in as_of(more, parse("2025-11-30")).briefs


def test_an_undated_relayed_source_is_dated_by_its_first_relay(tmp_path: Path) -> None:
    files = {
        **FILES,
        "content/sources/original.yaml": "title: Talks of 4 December\nrelays: [told-before]\n",
        "content/sources/told-before.yaml": "title: Before the original\nrelays: [first-of-all]\n",
        "content/sources/first-of-all.yaml": "title: The first\n",
        "content/sources/one.yaml": "title: One\npublished: 2025-12-05\nrelays: [original]\n",
        "content/sources/other.yaml": "title: Other\npublished: 2025-12-07\nrelays: [original]\n",
        "content/sources/here.yaml": "title: Here\nrelays: [there]\n",
        "content/sources/there.yaml": "title: There\nrelays: [here]\n",
    }
    found, _ = linked(tmp_path, files)
    known = since(found)
    assert [known.of(id) for id in ("original", "told-before", "first-of-all")] == [(2025, 12, 5)] * 3
    assert known.of("here") == known.of("there") == ALWAYS
    assert "first-of-all" not in as_of(found, parse("2025-12-04")).briefs
    assert {"original", "first-of-all"} <= set(as_of(found, parse("2025-12-05")).briefs)


@pytest.mark.parametrize(
    ("published", "told", "expected"),
    [
        ("2025-11", "2025-11-22", (2025, 11, 22)),
        ("2025-11", "2025-10-22", (2025, 11, 1)),
        ("2025-11", "2025-12-22", (2025, 11, 30)),
        ("2025-11-20", "2025-11-22", (2025, 11, 20)),
    ],
)
def test_a_source_dated_by_month_is_dated_within_that_month(
    tmp_path: Path, published: str, told: str, expected: Day
) -> None:
    files = {
        **FILES,
        "content/sources/monthly.yaml": f"title: Monthly\npublished: {published}\n",
        f"content/events/{told}-more.yaml": f"title: More\ndate: {told}\nsummary: They met.\ncite: [monthly]\n",
    }
    found, _ = linked(tmp_path, files)
    assert since(found).of("monthly") == expected


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "content/disputes/other.yaml",
            (
                "title: Other?\nsummary: They differ.\naccounts:\n"
                "  - {claim: Yes., held_by: [ministry], cite: [wire]}\n"
                "  - {claim: It was on 3 December., held_by: [ministry], cite: [unplaced]}\n"
            ),
            (2025, 12, 3),
        ),
        (
            "content/actors/guest.yaml",
            "name: Guest\nsummary: A guest.\nroles:\n  - {title: Guest, from: 2025-12-02, cite: [unplaced]}\n",
            (2025, 12, 2),
        ),
        (
            "content/plans/other-plan.yaml",
            "title: Other\nsummary: A plan.\nversions:\n  - {id: one, label: One, date: 2025-12-01, cite: [unplaced]}\n",
            (2025, 12, 1),
        ),
    ],
)
def test_an_undated_source_is_not_older_than_its_citing_part(
    tmp_path: Path, path: str, text: str, expected: Day
) -> None:
    found, _ = linked(tmp_path, {**FILES, "content/sources/unplaced.yaml": "title: Unplaced\n", path: text})
    assert since(found).of("unplaced") == expected


def test_an_emptied_summary_is_replaced_by_a_notice(tmp_path: Path) -> None:
    actor = "name: Ministry\nsummary: It was founded on 2 December 2025.\n"
    found, _ = linked(tmp_path, {**FILES, "content/actors/ministry.yaml": actor})
    assert as_of(found, parse("2025-11-28")).briefs["ministry"].summary == NOTHING_LEFT


def test_the_briefings_as_of_becomes_the_day(corpus: Corpus) -> None:
    then = as_of(corpus, parse("2025-11-21"))
    assert str(then.as_of) == "2025-11-21"
    assert then.stands_on == parse("2025-11-21")


NEAR = (2025, 11, 27)
NAMED: dict[str, list[Day]] = {
    "On 4 December 2026 they met": [(2026, 12, 4)],
    "on 4 December": [(2025, 12, 4)],
    "December 4, 2024": [(2024, 12, 4)],
    "by January 5": [(2026, 1, 5)],
    "4–5 December": [(2025, 12, 5)],
    "27 February – 1 March 2018": [(2018, 2, 27), (2018, 3, 1)],
    "in December": [(2025, 12, 1)],
    "December 2025": [(2025, 12, 1)],
    "They may march on": [],
    "in May": [(2026, 5, 1)],
    "2025-12-04 or 2026-01": [(2025, 12, 4), (2026, 1, 1)],
    "in 2026": [(2026, 1, 1)],
    "1,000 soldiers and 2030.5 metres, 300 billion": [],
    "at 14:30 on Nov. 27th": [(2025, 11, 27)],
    "2025-99-99": [],
    "2025-12-04T18:00": [(2025, 12, 4)],
    "4.12.2025 or 13/01/2026 or 02/28/2026": [(2025, 12, 4), (2026, 1, 13), (2026, 2, 28)],
    "on 5/6/2026": [(2026, 6, 5)],
    "32.13.2025": [],
    "example.org/world/2025/11/21/3067.html": [(2025, 1, 1)],
    "in the 2030s": [(2030, 1, 1)],
    "hash 2294c41675b37421 of 48c6c3f2607d, no. A2913": [],
    "32 December": [],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), NAMED.items(), ids=lambda v: str(v)[:30])
def test_dates_are_found_as_prose_writes_them(text: str, expected: list[Day]) -> None:
    assert list(dated_passages.days(text, NEAR)) == expected


def test_a_table_loses_rows_and_is_removed_with_the_last() -> None:
    table = "| a | b |\n|---|---|\n| out | 1 |\n| kept | 2 |"
    assert dated_passages.remove_passages(table, lambda part: "out" in part) == "| a | b |\n|---|---|\n| kept | 2 |"
    assert dated_passages.remove_passages(table, lambda part: "out" in part or "kept" in part) == ""


def test_a_text_without_removed_passages_is_the_same_string() -> None:
    text = "One.  Two\nthree.\n\n\n* four\n"
    assert dated_passages.remove_passages(text, lambda part: "five" in part) is text


@pytest.mark.parametrize("text", ["2025-13", "yesterday", "27 November 2025", "", "2025-11-20/2025-11-22", ".."])
def test_an_invalid_day_is_rejected(text: str) -> None:
    with pytest.raises(NotADate):
        day_of(text)


def test_an_invalid_option_is_reported_with_its_place(tmp_path: Path) -> None:
    for value, code in (("2025-11-20/2025-11-22", "BG204"), ("yesterday", "BG204")):
        write(tmp_path, {"mkdocs.yml": f"site_name: x\nplugins:\n  - briefgen:\n      as_of: {value}\n"})
        _, problems = config.read(tmp_path)
        assert [(p.code.name, p.at) for p in problems] == [("bad-date", ("plugins", 0, "briefgen", "as_of"))], code


def test_render_and_build_take_a_day_and_reject_others(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": "site_name: x\nplugins: [briefgen]\n", **{k: v for k, v in FILES.items() if v}})
    done = run("briefgen", "render", "--as-of", "2025-11-28", "--output", str(tmp_path / "out"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    home = (tmp_path / "out/docs/index.md").read_text("utf-8")
    assert "This is the briefing as it stood on 28 November 2025" in home
    assert not (tmp_path / "out/docs/events/2025-12-04-more").exists()
    for command in ("build", "serve", "render"):
        wrong = run("briefgen", command, "--as-of", "27 November 2025", cwd=tmp_path)
        assert wrong.returncode == 2
        assert "write `2025-11-27`" in wrong.stderr


@pytest.mark.full
def test_mkdocs_builds_as_of_a_day_with_a_notice_per_page(tmp_path: Path) -> None:
    site = tmp_path / "site"
    done = run("briefgen", "build", "--as-of", "2025-11-21", "--strict", "--site-dir", str(site), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    pages = [page for page in site.rglob("*.html") if "editing" not in page.parts and page.name != "404.html"]
    assert len(pages) > 100
    assert [page for page in pages if "as it stood on 21 November 2025" not in page.read_text("utf-8")] == []
    assert not (site / "events/2025-11-27-bishkek-press-conference").exists()
    listings = (site / "sitemap.xml").read_text("utf-8")
    found = [gzip.decompress(file.read_bytes()).decode() for file in (site / "pagefind").rglob("*.pf_fragment")]
    assert len(found) > 100
    for text in (listings, *found, (site / "pagefind/choices.json").read_text("utf-8")):
        assert "2025-11-27" not in text
    assert set(re.findall("<lastmod>(.*)</lastmod>", listings)) == {"2025-11-21"}


def test_terms_and_themes_of_the_briefing_know_nothing_later(tmp_path: Path) -> None:
    briefing = (
        "title: Talks\nas_of: 2025-12-31\nthemes:\n"
        "  borders: {title: Borders, description: A theme. A treaty was signed on 5 December 2025.}\n"
        "terms:\n  - {term: draft, meaning: A text of 20 November 2025.}\n"
        "  - {term: treaty, meaning: A text that was signed on 5 December 2025.}\n"
        "  - {term: accord, also: [Accord of 6 December 2025], meaning: A text.}\n"
    )
    corpus, _ = linked(tmp_path, {**FILES, "content/briefing.yaml": briefing})
    early, late = (as_of(corpus, parse(day)).briefing for day in ("2025-11-30", "2025-12-06"))
    assert [term.term for term in early.terms] == ["draft"]
    assert early.themes["borders"].description == "A theme."
    assert (late.terms, late.themes) == (corpus.briefing.terms, corpus.briefing.themes)
