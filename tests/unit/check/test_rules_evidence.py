"""Rules on evidence: origins, messages, and projects with unreadable files.

Simple cases are in `tests/data/cases/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.analysis.corroboration import Corroboration
from briefgen.analysis.origins import origins
from briefgen.build import check_project
from briefgen.config import read
from briefgen.corpus.cache import Cache
from briefgen.corpus.citations import citations_of, placed_citations
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Diagnostic
from briefgen.model.briefing import EMPTY
from briefgen.model.kinds._base import Citation
from briefgen.model.kinds.source import Source
from tests.conftest import ROOT
from tests.contract.test_flagship import corpus as flagship
from tests.support.small import CLEAN, checked

IDS = [f"s{number}" for number in range(7)]
EVENT = "content/events/2025-11-28-event.yaml"


def _found(folder: Path, files: Mapping[str, str | None], code: str) -> list[Diagnostic]:
    return [d for d in checked(folder, files).diagnostics if d.code == code]


def _source(id: str, *lines: str) -> dict[str, str]:
    head = ("title: T", "publisher: P", f"url: https://example.net/{id}", "published: 2025-11-30")
    return {f"content/sources/{id}.yaml": "\n".join((*head, *lines, ""))}


def _event(*lines: str) -> dict[str, str]:
    return {EVENT: "\n".join(("title: Event", "date: 2025-11-28", "summary: It was one.", *lines, ""))}


def _corpus(relays: Mapping[str, tuple[str, ...]], former: Mapping[str, str]) -> Corpus:
    briefs = {id: Source(id=id, title=id, reliability="B", relays=relays.get(id, ())) for id in IDS}
    return Corpus(EMPTY, briefs, dict.fromkeys(IDS, ""), former)


RELAYS = st.dictionaries(
    st.sampled_from(IDS), st.lists(st.sampled_from([*IDS, "old", "nowhere"]), max_size=3).map(tuple)
)


def _reached(relays: Mapping[str, tuple[str, ...]], start: str) -> set[str]:
    reached: set[str] = set()
    edge = {"s0" if start == "old" else start}
    while edge:
        reached |= edge
        edge = {"s0" if to == "old" else to for id in edge for to in relays.get(id, ())} - reached
    return reached


@given(RELAYS, st.lists(st.sampled_from([*IDS, "old", "nowhere"]), max_size=4))
def test_origins_are_reached_and_lead_nowhere_else(relays: dict[str, tuple[str, ...]], start: list[str]) -> None:
    corpus = _corpus(relays, {"old": "s0"})
    reached = {id for each in start for id in _reached(relays, each)}
    # all sources of a cycle without a way out reach the same set
    last = [_reached(relays, id) for id in reached]
    expected = {min(each) for each in last if all(_reached(relays, id) == each for id in each)}
    assert set(origins(corpus, start)) == expected
    assert len(origins(corpus, start)) == len(expected)
    assert {o for id in start for o in Corroboration(corpus).origins(id)} == expected


CYCLES = [
    pytest.param({"s1": ("s0",), "s0": ("s1",)}, "s0", id="of two"),
    pytest.param({"s0": ("s1",), "s1": ("s2",), "s2": ("s0",)}, "s0", id="of three"),
    pytest.param({"s0": ("s1",), "s1": ("s2",), "s2": ("s1",)}, "s1", id="of two, with a tail"),
    pytest.param({"s0": ("s1",), "s1": ("s0", "s2")}, "s2", id="of two, with a way out"),
    pytest.param({"s0": ("s0",)}, "s0", id="of one"),
]


@pytest.mark.parametrize(("relays", "origin"), CYCLES)
def test_relay_cycle_counts_as_one_origin(relays: dict[str, tuple[str, ...]], origin: str) -> None:
    corpus = _corpus(relays, {})
    known = Corroboration(corpus)
    for source in relays:
        assert origins(corpus, [source]) == known.origins(source) == (origin,)
    assert origins(corpus, relays) == (origin,)
    assert known.said(Citation(source=id) for id in relays).count == 1
    # a source outside the cycle is another origin
    assert known.said(Citation(source=id) for id in [*relays, "s4"]).count == 2


def test_two_relay_cycles_count_as_two_origins() -> None:
    corpus = _corpus({"s0": ("s1",), "s1": ("s0",), "s2": ("s3",), "s3": ("s2",)}, {})
    assert origins(corpus, ["s1", "s3"]) == ("s0", "s2")
    assert Corroboration(corpus).said(Citation(source=id) for id in ("s1", "s3")).count == 2


def test_long_relay_chain_leads_to_its_origin() -> None:
    briefs = {f"s{n}": Source(id=f"s{n}", title="S", relays=(f"s{n + 1}",)) for n in range(5000)}
    corpus = Corpus(EMPTY, briefs, dict.fromkeys(briefs, ""), {})
    assert origins(corpus, ["s0"]) == ("s5000",)


@given(RELAYS, st.permutations(IDS))
def test_origins_do_not_depend_on_citation_order(relays: dict[str, tuple[str, ...]], ids: list[str]) -> None:
    corpus = _corpus(relays, {"old": "s0"})
    assert sorted(origins(corpus, ids)) == sorted(origins(corpus, IDS))


def test_every_citation_has_its_path() -> None:
    for brief in flagship().briefs.values():
        assert [citation for _, citation in placed_citations(brief)] == list(citations_of(brief))
        for at, citation in placed_citations(brief):
            here: object = brief
            for step in at:
                here = here[step] if isinstance(here, tuple) and isinstance(step, int) else getattr(here, str(step))
            assert here is citation


def test_single_origin_is_shown_as_a_note(tmp_path: Path) -> None:
    files = {**_source("copy", "reliability: B", "relays: [wire]"), **_event("cite: [wire, copy]")}
    (found,) = _found(tmp_path, files, "BG458")
    assert [(note.message, note.span.path) for note in found.notes] == [
        ("the only origin", "content/sources/wire.yaml")
    ]


def test_relay_cycle_names_the_source_that_leads_back(tmp_path: Path) -> None:
    files = {**_source("one", "reliability: B", "relays: [two]"), **_source("two", "reliability: B", "relays: [one]")}
    messages = [d.message for d in _found(tmp_path, files, "BG462")]
    assert messages == ["`one` relays itself, through `two`", "`two` relays itself, through `one`"]


def test_no_rule_names_an_origin_in_a_relay_cycle(tmp_path: Path) -> None:
    files = {**_source("one", "reliability: E", "relays: [two]"), **_source("two", "reliability: E", "relays: [one]")}
    statement = "  - {id: a, speaker: ministry, paraphrase: P., cite: [one], credibility: 1}"
    codes = {
        d.code for d in checked(tmp_path, {**files, **_event("statements:", statement, "cite: [one, two]")}).diagnostics
    }
    assert codes.isdisjoint({"BG455", "BG458", "BG461"})
    assert "BG462" in codes


def test_missing_source_is_reported_by_reference_rules_only(tmp_path: Path) -> None:
    statement = "  - {id: a, speaker: ministry, paraphrase: P., cite: [nowhere], credibility: 1}"
    files = _event("participants: [ministry]", "statements:", statement, "body: See [@nowhere].", "cite: [nowhere]")
    assert {d.code for d in checked(tmp_path, files).diagnostics} == {"BG301"}


def test_grades_are_optional_when_no_source_has_one(tmp_path: Path) -> None:
    wire = {"content/sources/wire.yaml": CLEAN["content/sources/wire.yaml"].replace("reliability: B\n", "")}
    assert checked(tmp_path, {**wire, **_source("other"), **_event("cite: [other, wire]")}).diagnostics == ()


@pytest.mark.parametrize("code", ["BG457", "BG459"])
def test_unused_source_is_not_reported_beside_unreadable_file(tmp_path: Path, code: str) -> None:
    source: dict[str, str | None] = {"content/sources/lost.yaml": "title: Lost\nreliability: B\n"}
    assert len(_found(tmp_path, source, code)) == 1
    assert _found(tmp_path, {**source, EVENT: "title: ["}, code) == []


@pytest.mark.parametrize("headline", ["It was said [@spare].", "See [[spare]]."])
def test_headline_counts_as_citation(tmp_path: Path, headline: str) -> None:
    briefing = {"content/briefing.yaml": f"{CLEAN['content/briefing.yaml']}headline: {headline}\n"}
    assert len(_found(tmp_path, _source("spare", "reliability: B"), "BG459")) == 1
    assert _found(tmp_path, {**_source("spare", "reliability: B"), **briefing}, "BG459") == []


def test_former_id_counts_as_the_current_source(tmp_path: Path) -> None:
    files = {**_source("copy", "reliability: B", "relays: [old-wire]", "formerly: [old-copy]")}
    files["content/sources/wire.yaml"] = f"{CLEAN['content/sources/wire.yaml']}formerly: [old-wire]\n"
    files |= _event("body: It was [@old-copy].", "cite: [wire, copy]")
    codes = [d.code for d in checked(tmp_path, files).diagnostics if d.code != "BG304"]
    assert codes == ["BG458"]


def test_flagship_evidence_has_no_warnings_and_few_notes() -> None:
    found = check_project(read(ROOT)[0], Cache()).diagnostics
    about = [d for d in found if "BG455" <= d.code <= "BG464"]
    assert {d.severity.value for d in about} <= {"note"}
    assert len(about) < 20
