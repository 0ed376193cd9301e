"""Home page: five lines, the points by theme, and what a phone shows first."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from briefgen.config import Config
from briefgen.corpus.corpus import Corpus
from briefgen.model.edtf import parse
from briefgen.render.signs import sign
from briefgen.render.templates import Rendered, render
from briefgen.site.by_day import ByDay
from briefgen.site.five_lines import five_lines
from briefgen.site.pages import home
from briefgen.site.shared import Site
from briefgen.site.short_names import short_names
from briefgen.site.state_of_play import main_plan, state_of_play
from tests.support import extremes
from tests.support.small import CLEAN, linked

EVENT = "content/events/2025-11-20-draft.yaml"
BRIEFING = "content/briefing.yaml"
NOTHING: dict[str, str | None] = {path: None for path in CLEAN if not path.endswith(("briefing.yaml", "wire.yaml"))}
QUESTIONS = ["What is settled?", "What is fought over?", "What moved last?", "What is next?", "How sure is this?"]


def corpus_of(folder: Path, files: dict[str, str | None]) -> Corpus:
    corpus, problems = linked(folder, {**CLEAN, **files})
    assert problems == ()
    return corpus


def site_of(folder: Path, files: dict[str, str | None]) -> Site:
    return Site(corpus_of(folder, files), Config(project=folder))


def lines_of(site: Site) -> dict[str, str]:
    plan = main_plan(site)
    state = state_of_play(site, ByDay(site, site.corpus.points[plan.id] if plan else ()), plan)
    lines = five_lines(site, state)
    assert [line.question for line in lines] == QUESTIONS
    return {line.id: " ".join(each.plain(site.label) for each in line.sentences) for line in lines}


def rendered(folder: Path, files: dict[str, str | None]) -> Rendered:
    found, problems = render(corpus_of(folder, files), Config(project=folder))
    assert problems == ()
    return found


def home_page(found: Rendered) -> str:
    return next(page.markdown for page in found.pages if page.uri == "index.md")


def plan_of(
    number: int, parties: tuple[str, ...] = ("ministry", "north", "south"), title: str = "Point"
) -> dict[str, str | None]:
    """Return a plan with this number of points.

    The first two parties reject each point, and the third accepts every other point.
    """
    points: dict[str, str | None] = {
        f"content/points/point-{n:02}.yaml": (
            f"title: {title} {n}\nsummary: A point.\nplan: plan\nnumber: {n}\nthemes: [{'territory' if n % 3 else 'water'}]\ncite: [wire]\n"
        )
        for n in range(1, number + 1)
    }
    said = [
        f"  - {{id: s-{party}-{n}, speaker: {party}, about: [point-{n:02}], stance: {stance}, paraphrase: No., cite: [wire]}}\n"
        for n in range(1, number + 1)
        for party, stance in (
            (parties[0], "rejects"), (parties[1], "rejects"), *([(parties[2], "accepts")] if n % 2 == 0 else []),
        )
    ]  # fmt: skip
    event = f"title: Draft\ndate: 2025-11-20\nsummary: Shown.\nstatements:\n{''.join(said)}cite: [wire]\n"
    actors: dict[str, str | None] = {
        f"content/actors/{id}.yaml": f"name: {id.title()}\nsummary: A state.\ncite: [wire]\n" for id in parties[1:]
    }
    briefing = f"title: Small\nas_of: 2025-11-30\nparties: [{', '.join(parties)}]\nthemes: {{water: Water, territory: Territory}}\n"
    source = "title: A report\nreliability: B\npublished: 2025-11-20\n"
    ministry = {"content/actors/ministry.yaml": "name: Ministry\nsummary: A ministry.\ncite: [wire]\n"}
    return {**points, **actors, **ministry, EVENT: event, BRIEFING: briefing, "content/sources/wire.yaml": source}


def test_empty_briefing_has_five_lines_that_say_so(tmp_path: Path) -> None:
    site = site_of(tmp_path, {**NOTHING, BRIEFING: "title: Nothing yet\n"})
    assert lines_of(site) == {
        "settled": "No plan with points is recorded.",
        "fought-over": "No parties are named, so no positions are compared. No open dispute is recorded.",
        "moved-last": "No event is recorded.",
        "next": "Nothing is scheduled.",
        "how-sure": "No status of a point and no position of a party is recorded. How strong is the evidence?",
    }


def test_lines_follow_from_positions_and_statuses(tmp_path: Path) -> None:
    lines = lines_of(site_of(tmp_path, plan_of(12)))
    assert lines["settled"] == "No point is recorded as agreed."
    assert lines["fought-over"].startswith(
        "Parties oppose each other on 6 of 12 points: Point 2, Point 4, Point 6, Point 8 and 2 more."
    )
    assert lines["moved-last"] == "27 November 2025: Talks. Newest version of the text: First draft."
    assert "30 of 30 positions of parties are well supported." in lines["how-sure"]


def test_agreed_points_are_settled(tmp_path: Path) -> None:
    plan = (
        "title: Plan\nsummary: A plan.\ncite: [wire]\nversions:\n"
        "  - {id: first-draft, label: First draft, date: 2025-11-20, status: signed, cite: [wire]}\n"
    )
    lines = lines_of(site_of(tmp_path, {"content/plans/plan.yaml": plan}))
    assert lines["settled"] == "In an agreed text, 1 of 1: First point."
    assert "The only version of the text is public." in lines["how-sure"]


def test_scheduled_and_postponed_events_are_next(tmp_path: Path) -> None:
    events: dict[str, str | None] = {
        f"content/events/2025-12-0{day}-{state}.yaml": f"title: {state.title()} talks\ndate: 2025-12-0{day}\nstate: {state}\nsummary: S.\ncite: [wire]\n"
        for day, state in ((5, "scheduled"), (2, "postponed"))
    }
    lines = lines_of(site_of(tmp_path, events))
    assert lines["next"] == "5 December 2025: Scheduled talks. Postponed: Postponed talks, 2 December 2025."
    assert lines["moved-last"].startswith("27 November 2025: Talks.")


def test_highlights_decide_which_points_come_first(tmp_path: Path) -> None:
    files = plan_of(12)
    files[BRIEFING] = f"{files[BRIEFING]}highlights: {{points: [point-08, point-07]}}\n"
    site = site_of(tmp_path, files)
    assert ": Point 8, Point 2, Point 4, Point 6 and 2 more." in lines_of(site)["fought-over"]
    points = next(page.view["points"] for page in home.plan(site) if page.uri == "index.md")
    # six contested points, the highlight among them first; point 7 is a highlight but not contested
    assert points.first == {f"point-{n:02}" for n in (2, 4, 6, 8, 10, 12)}
    assert points.folded == 6
    assert [theme for theme, _ in points.groups] == ["Water", "Territory"]


def test_page_of_a_large_plan_stays_small(tmp_path: Path) -> None:
    parties = ("ministry", *(f"state-{n:02}" for n in range(11)))
    page = home_page(rendered(tmp_path, plan_of(200, parties, extremes.LONG_TITLE[:290])))
    assert page.count('<li class="bg-standing') == home.MOST_ROWS
    assert "150 points that are not named here" in page
    assert len(re.findall("<[a-z]", page)) < 4000
    assert len(page.encode()) < 300_000


def test_home_page_takes_hostile_and_foreign_titles(tmp_path: Path) -> None:
    files = plan_of(2)
    files["content/points/point-02.yaml"] = str(files["content/points/point-02.yaml"]).replace(
        "title: Point 2", f"title: '{{x}} <b>{extremes.ARABIC}</b> %s'"
    )
    page = home_page(rendered(tmp_path, files))
    assert "{x} &lt;b&gt;" in page
    assert f"<b>{extremes.ARABIC}" not in page
    assert f"<bdi>{{x}} &lt;b&gt;{extremes.ARABIC}" in page


def test_a_position_of_members_alone_stands_in_brackets(tmp_path: Path) -> None:
    files = plan_of(2)
    files[BRIEFING] = (
        "title: Small\nas_of: 2025-11-30\nparties: [bloc, south]\nthemes: {water: Water, territory: Territory}\n"
    )
    files["content/actors/bloc.yaml"] = (
        "name: Bloc\nsummary: S.\nkind: group\nmembers: [north, ministry]\ncite: [wire]\n"
    )
    signs = home_page(rendered(tmp_path, files)).partition('data-slot="signs-point-02"')[2].partition("</ul>")[0]
    assert f"(</span>{sign('rejects')}<span" in signs
    assert "Bloc on point 2: members agree: rejects" in signs
    assert "South on point 2: accepts" in signs
    assert sign("accepts") in signs
    assert f"(</span>{sign('accepts')}" not in signs


def test_earlier_days_are_a_file_beside_the_page(tmp_path: Path) -> None:
    found = rendered(tmp_path, plan_of(2))
    assert 'data-days="2025-11-20,2025-11-27"' in home_page(found)
    slots = json.loads(found.assets[home.DAYS_FILE])["slots"]
    assert set(re.findall('data-slot="([^"]+)"', home_page(found))) == set(slots)
    assert [day for day, _ in slots["line-moved-last"]] == ["2025-11-20", "2025-11-27"]
    assert slots["line-next"][0][1] == "What was planned on 20 November 2025 is not recorded."


@pytest.mark.parametrize(
    ("as_of", "review_after", "expected"),
    [("2026-03-05", 90, "2026-06-03"), ("2026", 1, "2027-01-01"), ("2026-03-05", None, ""), ("9999-12-01", 90, "")],
)
def test_briefing_is_old_after_its_time_for_review(
    tmp_path: Path, as_of: str, review_after: int | None, expected: str
) -> None:
    more = f"review_after: {review_after}\n" if review_after else ""
    site = site_of(
        tmp_path, {BRIEFING: f"title: T\nas_of: {as_of}\nparties: [ministry]\nthemes: {{territory: T}}\n{more}"}
    )
    assert site.as_of == parse(as_of)
    assert home.old_after(site) == expected


def test_notice_of_an_old_briefing_is_prepared_and_hidden(tmp_path: Path) -> None:
    files: dict[str, str | None] = {BRIEFING: f"{CLEAN[BRIEFING]}review_after: 30\n"}
    page = home_page(rendered(tmp_path, files))
    assert 'role="note" hidden data-old-after="2025-12-30"><strong>This briefing describes <time' in page


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Ukraine", "Russia", "United States", "EU and E3"], ("Ukr", "Rus", "US", "EU/E3")),
        (["Northland", "Norway", "North"], ("Northl", "Norway", "North")),
        (["Iran", "Iraq"], ("Iran", "Iraq")),
        ([extremes.CHINESE, "—"], (extremes.CHINESE[:3], "—")),
        ([], ()),
    ],
)
def test_short_names_of_parties_differ(names: list[str], expected: tuple[str, ...]) -> None:
    assert short_names(names) == expected
