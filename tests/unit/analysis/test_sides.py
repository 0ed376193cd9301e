"""Sides: reports of what was said, sides that say so, and sides that confirm."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.analysis.corroboration import Backing, Standing, corroboration
from briefgen.analysis.negotiators import part_of
from briefgen.config import Config
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.render.templates import render
from briefgen.site.corroboration_words import is_so, reliability, was_said
from briefgen.site.shared import Site
from tests.support.small import linked

PERSON = "name: {0}\nsummary: S.\nkind: person\ncite: [b]\nroles: [{{title: Head, of: {1}}}]\n"
ACTORS = {
    "content/briefing.yaml": "title: Small\nas_of: 2025-11-30\nparties: [north, south]\n",
    "content/actors/north.yaml": "name: North\nkind: state\nsummary: S.\ncite: [b]\n",
    "content/actors/south.yaml": "name: South\nkind: state\nsummary: S.\ncite: [b]\n",
    "content/actors/office.yaml": "name: Office\nkind: office\nsummary: S.\npart_of: [north]\ncite: [b]\n",
    "content/actors/parliament.yaml": "name: Parliament\nkind: office\nsummary: S.\npart_of: [north]\ncite: [b]\n",
    "content/actors/firm.yaml": "name: Firm\nkind: organisation\nsummary: S.\ncite: [b]\n",
    "content/actors/paper.yaml": "name: Paper\nkind: outlet\nsummary: S.\ncite: [b]\n",
    "content/actors/organ.yaml": "name: Organ\nkind: outlet\nsummary: S.\npart_of: [south]\ncite: [b]\n",
    "content/actors/aide.yaml": PERSON.format("Aide", "office"),
    "content/actors/minister.yaml": PERSON.format("Minister", "north"),
    "content/actors/envoy.yaml": PERSON.format("Envoy", "south"),
    "content/actors/chief.yaml": PERSON.format("Chief", "firm"),
}
SOURCES = {
    f"content/sources/{id}.yaml": f"title: Report {id}\n{fields}"
    for id, fields in {
        "a": "reliability: A\n",
        "b": "reliability: B\n",
        "c": "reliability: C\n",
        "copy": "reliability: B\nrelays: [b]\n",
        "d": "reliability: D\n",
        "d-other": "reliability: D\n",
        "e": "reliability: E\n",
        "f": "reliability: F\n",
        "ungraded": "",
        "b-of-d": "reliability: B\nrelays: [d]\n",
        "b-of-d-other": "reliability: B\nrelays: [d-other]\n",
        "north-page": "reliability: A\ntype: document\npublisher: north\n",
        "office-page": "reliability: B\ntype: post\npublisher: Office\n",
        "south-page": "reliability: A\ntype: document\npublisher: south\n",
        "wire-of-north": "reliability: B\nrelays: [north-page]\n",
        "paper-one": "reliability: B\npublisher: paper\n",
        "paper-two": "reliability: B\npublisher: paper\n",
        "organ-page": "reliability: B\npublisher: organ\n",
        "talk": "reliability: A\ntype: interview\npublisher: paper\n",
        "joint": "reliability: A\ntype: document\n",
    }.items()
}


def _corpus(folder: Path, statements: str = "", *, cite: str = "[b]", **more: str) -> Corpus:
    event = f"title: E\ndate: 2025-11-27\nkind: talks\nsummary: S.\ncite: {cite}\n"
    event += f"statements:\n{statements}" if statements else ""
    return linked(folder, {**ACTORS, **SOURCES, "content/events/e.yaml": event, **more})[0]


def _statement(id: str, fields: str) -> str:
    return f"  - {{id: {id}, paraphrase: It spoke., {fields}}}\n"


def _standing(corpus: Corpus, id: str) -> Standing:
    return corroboration(corpus).statements[f"e#{id}"]


@pytest.mark.parametrize(
    ("cite", "more", "words"),
    [
        ("[a, b, c]", "", "reported by 3 independent sources"),
        ("[b, copy]", "", "one report only"),
        ("[e, f, ungraded]", "", "no report that counts"),
        ("[b]", ", credibility: 5", "no report that counts"),
        ("[{source: b, credibility: 4}, c]", "", "one report only"),
        ("[d, d-other]", "", "one report only"),
        ("[c, d, d-other]", "", "reported by 2 independent sources"),
        ("[b-of-d, b-of-d-other]", "", "reported by 2 independent sources"),
        ("[b-of-d, d]", "", "one report only"),
        ("[north-page]", "", "official record"),
        ("[office-page, b]", "", "official record; reported by 2 independent sources"),
        ("[south-page]", "", "one report only"),
        ("[wire-of-north]", "", "one report only"),
    ],
)
def test_said_counts_independent_reports(tmp_path: Path, cite: str, more: str, words: str) -> None:
    corpus = _corpus(tmp_path, _statement("x", f"speaker: minister, cite: {cite}{more}"))
    assert "; ".join(was_said(Site(corpus, Config(project=tmp_path)), _standing(corpus, "x"))) == words


@pytest.mark.parametrize(
    ("first", "second", "sides"),
    [
        ("speaker: minister", "speaker: envoy", ["south"]),
        ("speaker: minister", "speaker: minister", []),
        ("speaker: minister", "speaker: aide", []),
        ("speaker: aide", "speaker: paper, on_behalf_of: office", []),
        ("speaker: minister", "speaker: envoy, on_behalf_of: parliament", ["parliament"]),
        ("speaker: minister", "speaker: chief", ["firm"]),
        ("speaker: chief", "speaker: firm", []),
        ("speaker: minister", "speakers: [aide, envoy]", ["south"]),
        ("speakers: [minister, envoy]", "speaker: south", []),
        ("speaker: minister", "reported_by: paper", []),
        ("reported_by: paper", "speaker: envoy", []),
        ("reported_by: paper, on_behalf_of: north", "speaker: envoy", ["south"]),
    ],
)
def test_only_another_side_confirms(tmp_path: Path, first: str, second: str, sides: list[str]) -> None:
    statements = _statement("x", f"{first}, cite: [b]") + _statement("y", f"{second}, cite: [a], corroborates: [e#x]")
    corpus = _corpus(tmp_path, statements)
    assert [side for side, _ in _standing(corpus, "x").confirmed_by] == sides
    assert _standing(corpus, "y").confirmed_by == ()
    assert _standing(corpus, "x").count == 1


@pytest.mark.parametrize(
    ("cite", "words"), [("[a]", ["confirmed by South"]), ("[c]", ["confirmed by South (reported)"]), ("[d]", [])]
)
def test_a_confirmation_is_as_firm_as_its_sources(tmp_path: Path, cite: str, words: list[str]) -> None:
    statements = _statement("x", "speaker: north, cite: [b]")
    corpus = _corpus(tmp_path, statements + _statement("y", f"speaker: envoy, cite: {cite}, corroborates: [e#x]"))
    assert list(was_said(Site(corpus, Config(project=tmp_path)), _standing(corpus, "x")))[1:] == words


@pytest.mark.parametrize(
    ("cite", "words"),
    [
        ("[a, b, c, paper-one]", "4 independent reports"),
        ("[north-page, office-page, wire-of-north]", "only North says so"),
        ("[north-page, e]", "only North says so"),
        ("[north-page, south-page]", "2 independent reports"),
        ("[north-page, b]", "2 independent reports"),
        ("[paper-one, paper-two]", "2 independent reports"),
        ("[organ-page, south-page]", "only South says so"),
        ("[b-of-d, b-of-d-other]", "one report only"),
        ("[b-of-d]", "one report only"),
        ("[d, d-other, e]", "one report only"),
        ("[e, f]", "no report that counts"),
        ("[talk]", "only South says so"),
        ("[talk, south-page]", "only South says so"),
        ("[joint]", "2 independent reports"),
        ("[joint, north-page]", "2 independent reports"),
    ],
)
def test_so_counts_all_that_one_side_says_once(tmp_path: Path, cite: str, words: str) -> None:
    statements = _statement("x", "speaker: envoy, cite: [talk]") + _statement(
        "y", "speakers: [north, south], cite: [joint]"
    )
    corpus = _corpus(tmp_path, statements, cite=cite)
    known, event = corroboration(corpus), corpus.find("e", Event)
    assert event is not None
    assert is_so(Site(corpus, Config(project=tmp_path)), known.event(event).own) == words


@pytest.mark.parametrize(
    ("held_by", "cite", "words"),
    [
        ("[minister, aide]", "[a, b, c]", "only North says so"),
        ("[minister, envoy]", "[b]", "2 independent reports"),
        ("[minister]", "[e]", "no report that counts"),
        ("[a, b]", "[c]", "3 independent reports"),
        ("[paper]", "[paper-one, b]", "2 independent reports"),
        ("[minister, paper]", "[paper-one, b, c]", "2 independent reports"),
        ("[minister, b]", "[b]", "one report only"),
    ],
)
def test_an_account_of_sides_counts_the_sides(tmp_path: Path, held_by: str, cite: str, words: str) -> None:
    dispute = (
        f"title: So?\nsummary: S.\naccounts:\n  - {{claim: Yes., held_by: {held_by}, cite: {cite}}}\n"
        "  - {claim: No., held_by: [c]}\n"
    )
    corpus = _corpus(tmp_path, **{"content/disputes/so.yaml": dispute})
    backing: Backing = corroboration(corpus).account(corpus.of(Dispute)[0].accounts[0])
    assert is_so(Site(corpus, Config(project=tmp_path)), backing) == words


def test_an_official_text_is_a_record_and_not_reliable(tmp_path: Path) -> None:
    site = Site(_corpus(tmp_path), Config(project=tmp_path))
    assert reliability(site, "north-page") == "official record"
    assert reliability(site, "a") == "completely reliable"
    assert reliability(site, "office-page") == "usually reliable"


def test_no_grade_stands_beside_a_quotation(tmp_path: Path) -> None:
    statement = _statement("x", "speaker: minister, quote: We met there today., cite: [b], credibility: 2")
    rendered, _ = render(_corpus(tmp_path, statement), Config(project=tmp_path))
    page = next(page.markdown for page in rendered.pages if page.uri == "events/e/index.md")
    card = page[page.index("<article") : page.index("</article>")]
    assert "Said: one report only" in card
    assert card.index('<details class="bg-backing">') < card.index("bg-grade")


def test_negotiators_speak_for_a_party_or_took_part_in_talks(tmp_path: Path) -> None:
    plan = "title: Plan\nsummary: S.\ncite: [b]\nversions:\n  - {id: first-draft, label: F, proposed_by: [firm]}\n"
    guest = "name: Guest\nkind: person\nsummary: S.\ncite: [b]\n"
    more = {"content/plans/plan.yaml": plan, "content/actors/guest.yaml": guest}
    more["content/actors/bystander.yaml"] = guest
    event = "title: E\ndate: 2025-11-27\nkind: talks\nsummary: S.\ncite: [b]\nparticipants: [guest, paper]\n"
    corpus = _corpus(tmp_path, **{**more, "content/events/t.yaml": event})
    parts = {actor.id: part_of(corpus, actor) for actor in corpus.of(Actor)}
    assert {id for id, part in parts.items() if part == "outlet"} == {"paper", "organ"}
    assert {id for id, part in parts.items() if part == "other"} == {"bystander", "ministry"}
