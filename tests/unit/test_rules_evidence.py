"""What a case file cannot say about the rules on evidence: origins by law, what is told beside, what a broken file hides."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.build import check_project
from briefgen.config import read
from briefgen.corpus.cache import Cache
from briefgen.corpus.citations import citations_of, origins, placed_citations
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Diagnostic
from briefgen.model.briefing import EMPTY
from briefgen.model.kinds.source import Source
from tests.conftest import ROOT
from tests.test_flagship import corpus as flagship
from tests.unit._make import CLEAN, checked

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
    briefs = {id: Source(id=id, title=id, relays=relays.get(id, ())) for id in IDS}
    return Corpus(EMPTY, briefs, dict.fromkeys(IDS, ""), former)


RELAYS = st.dictionaries(
    st.sampled_from(IDS), st.lists(st.sampled_from([*IDS, "old", "nowhere"]), max_size=3).map(tuple)
)


@given(RELAYS, st.lists(st.sampled_from([*IDS, "old", "nowhere"]), max_size=4))
def test_origins_are_all_that_is_reached_and_relays_nothing(
    relays: dict[str, tuple[str, ...]], start: list[str]
) -> None:
    found = origins(_corpus(relays, {"old": "s0"}), start)
    reached: set[str] = set()
    edge = {"s0" if id == "old" else id for id in start}
    while edge:
        reached |= edge
        edge = {"s0" if to == "old" else to for id in edge for to in relays.get(id, ())} - reached
    assert set(found) == {id for id in reached if not relays.get(id)}
    assert len(found) == len(set(found))


@given(RELAYS, st.permutations(IDS))
def test_the_order_of_the_citations_changes_no_origin(relays: dict[str, tuple[str, ...]], ids: list[str]) -> None:
    corpus = _corpus(relays, {"old": "s0"})
    assert sorted(origins(corpus, ids)) == sorted(origins(corpus, IDS))


def test_every_citation_has_its_place() -> None:
    for brief in flagship().briefs.values():
        assert [citation for _, citation in placed_citations(brief)] == list(citations_of(brief))
        for at, citation in placed_citations(brief):
            here: object = brief
            for step in at:
                here = here[step] if isinstance(here, tuple) and isinstance(step, int) else getattr(here, str(step))
            assert here is citation


def test_the_one_origin_is_shown(tmp_path: Path) -> None:
    files = {**_source("copy", "reliability: B", "relays: [wire]"), **_event("cite: [wire, copy]")}
    (found,) = _found(tmp_path, files, "BG458")
    assert [(note.message, note.span.path) for note in found.notes] == [("the one origin", "content/sources/wire.yaml")]


def test_the_circle_names_what_leads_back(tmp_path: Path) -> None:
    files = {**_source("one", "reliability: B", "relays: [two]"), **_source("two", "reliability: B", "relays: [one]")}
    messages = [d.message for d in _found(tmp_path, files, "BG462")]
    assert messages == ["`one` relays itself, by way of `two`", "`two` relays itself, by way of `one`"]


def test_sources_that_go_round_in_a_circle_have_no_origin_to_tell_of(tmp_path: Path) -> None:
    files = {**_source("one", "reliability: E", "relays: [two]"), **_source("two", "reliability: E", "relays: [one]")}
    statement = "  - {id: a, speaker: ministry, paraphrase: P., cite: [one], credibility: 1}"
    codes = {
        d.code for d in checked(tmp_path, {**files, **_event("statements:", statement, "cite: [one, two]")}).diagnostics
    }
    assert codes.isdisjoint({"BG455", "BG458", "BG461"})
    assert "BG462" in codes


def test_a_source_that_is_not_there_is_another_rules_matter(tmp_path: Path) -> None:
    statement = "  - {id: a, speaker: ministry, paraphrase: P., cite: [nowhere], credibility: 1}"
    files = _event("participants: [ministry]", "statements:", statement, "body: See [@nowhere].", "cite: [nowhere]")
    assert {d.code for d in checked(tmp_path, files).diagnostics} == {"BG301", "BG305"}


def test_a_briefing_that_grades_nothing_hears_nothing_of_grades(tmp_path: Path) -> None:
    wire = {"content/sources/wire.yaml": CLEAN["content/sources/wire.yaml"].replace("reliability: B\n", "")}
    assert checked(tmp_path, {**wire, **_source("other"), **_event("cite: [other, wire]")}).diagnostics == ()


@pytest.mark.parametrize("code", ["BG457", "BG459"])
def test_what_nobody_names_is_not_told_while_a_file_cannot_be_read(tmp_path: Path, code: str) -> None:
    source: dict[str, str | None] = {"content/sources/lost.yaml": "title: Lost\nreliability: B\n"}
    assert len(_found(tmp_path, source, code)) == 1
    assert _found(tmp_path, {**source, EVENT: "title: ["}, code) == []


@pytest.mark.parametrize("headline", ["It was said [@spare].", "See [[spare]]."])
def test_the_headline_cites_too(tmp_path: Path, headline: str) -> None:
    briefing = {"content/briefing.yaml": f"{CLEAN['content/briefing.yaml']}headline: {headline}\n"}
    assert len(_found(tmp_path, _source("spare", "reliability: B"), "BG459")) == 1
    assert _found(tmp_path, {**_source("spare", "reliability: B"), **briefing}, "BG459") == []


def test_a_former_id_counts_as_the_source_it_names(tmp_path: Path) -> None:
    files = {**_source("copy", "reliability: B", "relays: [old-wire]", "formerly: [old-copy]")}
    files["content/sources/wire.yaml"] = f"{CLEAN['content/sources/wire.yaml']}formerly: [old-wire]\n"
    files |= _event("body: It was [@old-copy].", "cite: [wire, copy]")
    codes = [d.code for d in checked(tmp_path, files).diagnostics if d.code != "BG304"]
    assert codes == ["BG458"]


def test_the_flagship_has_no_warning_about_its_evidence_and_few_notes() -> None:
    found = check_project(read(ROOT)[0], Cache()).diagnostics
    about = [d for d in found if "BG455" <= d.code <= "BG464"]
    assert {d.severity.value for d in about} <= {"note"}
    assert len(about) < 20
