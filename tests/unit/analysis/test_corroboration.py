"""Corroboration: the count of independent origins is never too high."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.analysis.corroboration import Backing, Corroboration, best, corroboration
from briefgen.analysis.origins import chain, independent, relaying
from briefgen.config import Config
from briefgen.corpus.corpus import Corpus
from briefgen.model.briefing import EMPTY
from briefgen.model.kinds._base import Citation
from briefgen.model.kinds.dispute import Account
from briefgen.model.kinds.source import Source
from briefgen.render.templates import render
from briefgen.site.shared import Site
from tests.support.small import checked, linked

IDS = [f"s{number}" for number in range(7)]
Relays = dict[str, tuple[str, ...]]


def _known(relays: Mapping[str, tuple[str, ...]]) -> Corroboration:
    briefs = {id: Source(id=id, title=id, reliability="B", relays=relays.get(id, ())) for id in IDS}
    return Corroboration(Corpus(EMPTY, briefs, dict.fromkeys(IDS, ""), {"old": "s0"}))


def _said(known: Corroboration, sources: Iterable[str]) -> Backing:
    return known.said(Citation(source=id) for id in sources)


@st.composite
def _acyclic(draw: st.DrawFn) -> Relays:
    """Draw relays that only lead from a source to later ones."""
    return {
        id: tuple(draw(st.lists(st.sampled_from(IDS[number + 1 :]), max_size=3, unique=True)))
        for number, id in enumerate(IDS[:-1])
    }


CITED = st.lists(st.sampled_from([*IDS, "old"]), max_size=6)
ANY_RELAYS = st.dictionaries(st.sampled_from(IDS), st.lists(st.sampled_from([*IDS, "old"]), max_size=3).map(tuple))


@given(ANY_RELAYS, CITED)
def test_origins_never_exceed_sources_even_with_circles(relays: Relays, cited: list[str]) -> None:
    found = _said(_known(relays), cited)
    assert found.count <= len({"s0" if id == "old" else id for id in cited})
    assert (found.count > 0) == bool(cited)
    assert sorted(found.sources) == sorted({"s0" if id == "old" else id for id in cited})


@given(_acyclic(), CITED, st.data())
def test_one_more_relay_never_raises_the_count(relays: Relays, cited: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(IDS) - 2))
    target = data.draw(st.sampled_from(IDS[number + 1 :]))
    more = {**relays, IDS[number]: (*relays[IDS[number]], target)}
    assert _said(_known(more), cited).count <= _said(_known(relays), cited).count


@given(_acyclic(), CITED, CITED)
def test_one_more_source_never_lowers_the_count(relays: Relays, cited: list[str], more: list[str]) -> None:
    known = _known(relays)
    assert _said(known, cited).count <= _said(known, [*cited, *more]).count


@given(_acyclic(), CITED)
def test_the_order_of_the_sources_does_not_matter(relays: Relays, cited: list[str]) -> None:
    known = _known(relays)
    assert _said(known, cited).count == _said(known, sorted(cited)).count == _said(known, cited[::-1]).count


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1), max_size=7))
def test_the_count_is_the_largest_disjoint_group(sets: list[frozenset[str]]) -> None:
    most = max(
        size
        for size in range(len(sets) + 1)
        for chosen in combinations(sets, size)
        if all(not one & other for one, other in combinations(chosen, 2))
    )
    assert independent(sets) == most


def test_very_many_digests_are_counted_fast_and_not_too_high() -> None:
    sets = [frozenset({f"o{number}", f"o{number + 1}"}) for number in range(200)]
    assert 0 < independent(sets) <= 100


@given(_acyclic(), st.sampled_from(IDS))
def test_a_chain_follows_the_relays(relays: Relays, source: str) -> None:
    known = _known(relays)
    for origin in known.origins(source):
        way = chain(known.corpus, source, origin)
        assert (way[0], way[-1]) == (source, origin)
        assert all(after in relays[before] for before, after in pairwise(way))


def test_a_source_that_relays_several_reports_counts_once() -> None:
    known = _known({"s0": ("s1", "s2", "s3")})
    assert _said(known, ["s0"]).count == 1
    assert _said(known, ["s0", "s1"]).count == 1
    assert _said(known, ["s0", "s4"]).count == 2
    assert _said(known, ["s1", "s2"]).count == 2


def test_three_overlapping_digests_count_once() -> None:
    known = _known({"s0": ("s4", "s5"), "s1": ("s5", "s6"), "s2": ("s4", "s6")})
    assert _said(known, ["s0", "s1", "s2"]).count == 1


def test_the_chain_is_described_in_words() -> None:
    corpus = _known({"s0": ("s1",), "s1": ("s2",), "s3": ("s2",)}).corpus
    assert relaying(corpus, ["old", "s3", "s2", "s0"], "s2") == "`s0` relays `s1`, which relays `s2`; `s3` relays `s2`"
    many = _known(dict.fromkeys(IDS[:-1], ("s6",))).corpus
    assert relaying(many, IDS, "s6").endswith("`s2` relays `s6`; and 3 more do")
    assert chain(corpus, "s5", "s2") == ("s5",)


def test_the_best_source_is_the_best_graded_one() -> None:
    sources = (Source(id="c", title="C", reliability="C"), Source(id="b", title="B", reliability="B"))
    briefs = {source.id: source for source in (*sources, Source(id="none", title="N"))}
    corpus = Corpus(EMPTY, briefs, dict.fromkeys(briefs, ""), {})
    assert best(corpus, ["none", "c", "b"]) == "b"
    assert best(corpus, ["none", "nowhere"]) is None


SOURCES = {
    "content/sources/wire.yaml": "title: Wire\nreliability: B\ntype: article\n",
    "content/sources/copy.yaml": "title: Copy\nreliability: D\nrelays: [wire]\n",
    "content/sources/blog.yaml": "title: Blog\nreliability: C\n",
    "content/sources/record.yaml": "title: Record\nreliability: A\ntype: transcript\n",
    "content/sources/telling.yaml": "title: Telling\nreliability: B\ntype: interview\n",
}


def _talks(*statements: str, cite: str = "wire", more: str = "") -> dict[str, str]:
    rows = "".join(f"  - {{speaker: ministry, paraphrase: P., {row}}}\n" for row in statements)
    return {
        **SOURCES,
        "content/events/2025-11-27-talks.yaml": (
            f"title: Talks\ndate: 2025-11-27\nsummary: Two sides met.\ncite: [{cite}]\n{more}"
            + (f"statements:\n{rows}" if rows else "")
        ),
    }


@pytest.mark.parametrize(
    ("cite", "count", "is_single"),
    [
        ("wire", 1, False),
        ("copy", 1, False),
        ("blog", 1, True),
        ("wire, copy", 1, True),
        ("wire, blog", 2, False),
        ("telling", 1, False),
        ("record", 1, False),
    ],
)
def test_single_origin_is_shown_where_readers_need_it(tmp_path: Path, cite: str, count: int, is_single: bool) -> None:
    corpus, _ = linked(tmp_path, _talks(f"id: a, cite: [{cite}]", cite=cite))
    known = corroboration(corpus)
    for standing in (known.statements["2025-11-27-talks#a"], known.event(corpus.events[0])):
        assert (standing.count, standing.is_single) == (count, is_single)


def test_a_record_of_words_proves_a_statement_not_an_event(tmp_path: Path) -> None:
    copies = {"content/sources/retold.yaml": "title: Retold\nreliability: D\nrelays: [telling]\n"}
    corpus, _ = linked(tmp_path, {**_talks("id: a, cite: [telling, retold]", cite="telling, retold"), **copies})
    assert not corroboration(corpus).statements["2025-11-27-talks#a"].is_single
    assert corroboration(corpus).event(corpus.events[0]).is_single


def test_a_public_event_needs_only_one_report(tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path, _talks(cite="blog", more="kind: publication\n"))
    assert not corroboration(corpus).event(corpus.events[0]).is_single


def test_disputes_count_on_both_sides_while_open(tmp_path: Path) -> None:
    dispute = "title: Was it so?\nsummary: S.\nabout: [plan]\naccounts:\n  - {claim: Yes., held_by: [ministry], cite: [wire]}\n  - {claim: No., held_by: [blog]}\n"
    files = {
        **_talks("id: a, cite: [blog]", 'id: b, cite: [wire], disputes: ["2025-11-27-talks#a"]'),
        "content/disputes/was-it-so.yaml": dispute,
        "content/disputes/settled.yaml": dispute.replace("[plan]", "[point-01]")
        + "state: resolved\nresolution: Yes.\n",
    }
    known = corroboration(linked(tmp_path, files)[0])
    assert all(known.statements[f"2025-11-27-talks#{id}"].is_contested for id in "ab")
    assert known.contested == {"plan": ("was-it-so",)}


def test_an_account_counts_the_sources_that_hold_it(tmp_path: Path) -> None:
    known = corroboration(linked(tmp_path, SOURCES)[0])
    account = Account(claim="C.", held_by=("ministry", "blog", "copy"), cite=())
    assert known.account(account).sources == ("blog", "copy")
    assert known.account(account).count == 2


def test_the_page_shows_badges_gradings_and_their_list(tmp_path: Path) -> None:
    files = _talks("id: a, cite: [copy, {source: wire, credibility: 4}], credibility: 2", cite="wire, copy")
    corpus, _ = linked(tmp_path, files)
    rendered, problems = render(corpus, Config(project=tmp_path))
    assert problems == ()
    page = next(p.markdown for p in rendered.pages if p.uri == "events/2025-11-27-talks/index.md")
    assert page.count('<span class="bg-badge bg-badge--single">one report only</span>') == 1
    assert '<span class="bg-badge bg-badge--single">Said: one report only</span>' in page
    statement = page[page.index("<article") : page.index("</article>")]
    # Each citation has its own credibility, else the statement's. Grades stand in the list that the badge opens.
    assert statement.index("<details") < statement.index(">D2<")
    assert statement.index("<details") < statement.index(">B4<") < statement.index("(does not count)")
    assert ">B2<" not in statement
    assert "source not usually reliable; probably said or happened" in statement
    assert 'href="../../how-to-read/#grades"' in statement
    assert "not usually reliable" in page[page.index("bg-sources") :]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("BG458", "its 3 sources go back to one, `wire`: `copy` relays `wire`; `weak` relays `wire`"),
        ("BG455", "called confirmed, but everything cited for it goes back to `wire`: `copy` relays `wire`"),
        ("BG461", "all accounts go back to one report, `wire`: `copy` relays `wire`"),
        ("BG456", "no source of this statement is graded better than E: `weak` (E); `weak` relays `wire`, graded B"),
    ],
)
def test_a_diagnostic_names_the_relays(tmp_path: Path, code: str, message: str) -> None:
    files = {
        "content/sources/copy.yaml": "title: C\npublisher: P\nurl: https://example.net/c\npublished: 2025-11-30\nreliability: C\nrelays: [wire]\n",
        "content/sources/weak.yaml": "title: W\npublisher: P\nurl: https://example.net/w\npublished: 2025-11-30\nreliability: E\nrelays: [wire]\n",
        "content/events/2025-11-28-event.yaml": (
            "title: E\ndate: 2025-11-28\nsummary: S.\ncite: [wire, copy]\nparticipants: [ministry]\nstatements:\n"
            "  - {id: a, speaker: ministry, paraphrase: P., cite: [copy], credibility: 1}\n"
            "  - {id: b, speaker: ministry, paraphrase: Q., cite: [weak]}\n"
        ),
        "content/disputes/so.yaml": (
            "title: So?\nsummary: S.\naccounts:\n  - {claim: Yes., held_by: [ministry], cite: [wire]}\n"
            "  - {claim: No., held_by: [ministry], cite: [copy]}\n"
        ),
    }
    assert message in [d.message for d in checked(tmp_path, files).diagnostics if d.code == code]


def test_corroboration_is_computed_once_per_corpus(tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path, SOURCES)
    assert corroboration(corpus) is corroboration(corpus) is Site(corpus, Config(project=tmp_path)).corroboration
