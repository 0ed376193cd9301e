"""Relations: met, spoke for, answered, disputes, voices differ, part of."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.analysis.relations import KINDS, MOST_TOGETHER, MUTUAL, Relation, relations
from briefgen.corpus.cache import Cache
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.link import link
from briefgen.corpus.load import load
from tests.conftest import ROOT
from tests.support.small import linked

ACTORS = {f"content/actors/{id}.yaml": f"name: {id.title()}\nsummary: One.\ncite: [wire]\n" for id in "abcd"}


def _event(text: str) -> str:
    return f"title: Talks\ndate: 2025-11-27\nsummary: Two sides met.\ncite: [wire]\n{text}"


def _found(tmp_path: Path, files: dict[str, str]) -> list[str]:
    corpus, problems = linked(tmp_path, {**ACTORS, **files})
    assert [p for p in problems if p.code.name != "former-id"] == []
    return _shown(relations(corpus))


def _shown(found: tuple[Relation, ...]) -> list[str]:
    return [
        f"{r.one} {r.kind} {r.other}: {', '.join(f'{e.ref} {e.words()}'.strip() for e in r.evidence)}" for r in found
    ]


def _at(kind: str, participants: str = "[a, b]", more: str = "") -> dict[str, str]:
    return {"content/events/2025-11-27-talks.yaml": _event(f"kind: {kind}\nparticipants: {participants}\n{more}")}


@pytest.mark.parametrize("kind", ["talks", "meeting", "visit", "call"])
def test_participants_of_a_meeting_met(tmp_path: Path, kind: str) -> None:
    assert _found(tmp_path, _at(kind, "[b, a]")) == ["a met b: 2025-11-27-talks 27 November 2025"]


@pytest.mark.parametrize("kind", ["publication", "leak", "decision", "press-conference", "statement", "military"])
def test_participants_of_another_event_did_not_meet(tmp_path: Path, kind: str) -> None:
    assert _found(tmp_path, _at(kind)) == []


@pytest.mark.parametrize("state", ["scheduled", "postponed", "cancelled"])
def test_an_event_that_did_not_happen_is_not_a_meeting(tmp_path: Path, state: str) -> None:
    assert _found(tmp_path, _at("talks", more=f"state: {state}\n")) == []


def test_a_reported_meeting_counts(tmp_path: Path) -> None:
    assert len(_found(tmp_path, _at("talks", more="state: reported\n"))) == 1


def test_too_many_participants_are_not_a_meeting(tmp_path: Path) -> None:
    crowd = [f"p{n:02}" for n in range(MOST_TOGETHER + 1)]
    files = {f"content/actors/{id}.yaml": "name: One\nsummary: One.\ncite: [wire]\n" for id in crowd}
    assert _found(tmp_path / "crowd", {**files, **_at("talks", f"[{', '.join(crowd)}]")}) == []
    fewer = _found(tmp_path / "fewer", {**files, **_at("talks", f"[{', '.join(crowd[1:])}]")})
    assert len(fewer) == MOST_TOGETHER * (MOST_TOGETHER - 1) // 2


def test_a_delegate_did_not_meet_the_sending_actor(tmp_path: Path) -> None:
    minister = "name: A\nsummary: One.\ncite: [wire]\nroles:\n  - {title: Minister, of: b, from: 2024-03, to: 2026}\n"
    found = _found(tmp_path, {**_at("talks", "[a, b, c]"), "content/actors/a.yaml": minister})
    assert [one.partition(":")[0] for one in found] == ["a met c", "b met c", "a part-of b"]


def test_a_former_id_counts_for_the_current_actor(tmp_path: Path) -> None:
    files = {"content/actors/a.yaml": "name: A\nsummary: One.\ncite: [wire]\nformerly: [old-a]\n"}
    assert _found(tmp_path, {**files, **_at("talks", "[old-a, a, b]")}) == [
        "a met b: 2025-11-27-talks 27 November 2025"
    ]


STATEMENTS = """statements:
  - {id: one, speaker: a, paraphrase: One., cite: [wire]}
  - {id: two, speaker: b, on_behalf_of: c, paraphrase: Two., responds_to: [2025-11-27-talks#one], cite: [wire]}
  - {id: three, speaker: d, paraphrase: Three., disputes: [2025-11-27-talks#one], date: 2025-11-28, cite: [wire]}
  - {id: four, speaker: a, on_behalf_of: a, paraphrase: Four., responds_to: [2025-11-27-talks#one],
     disputes: [2025-11-27-talks#three], cite: [wire]}
"""


def test_statements_give_spoke_for_answered_and_disputes(tmp_path: Path) -> None:
    assert _found(tmp_path, _at("talks", "[]", STATEMENTS)) == [
        "b spoke-for c: 2025-11-27-talks#two 27 November 2025",
        "b answered a: 2025-11-27-talks#two 27 November 2025",
        "a disputes d: 2025-11-27-talks#four 27 November 2025, 2025-11-27-talks#three 28 November 2025",
    ]


SAME_SIDE = {
    "content/actors/a.yaml": "name: A\nsummary: One.\ncite: [wire]\nroles: [{title: Head, of: c}]\n",
    "content/actors/b.yaml": "name: B\nsummary: One.\ncite: [wire]\npart_of: [c]\n",
}


def _disputed(first: str, second: str) -> str:
    return (
        f"statements:\n  - {{id: one, {first}, paraphrase: One., cite: [wire]}}\n"
        f"  - {{id: two, {second}, paraphrase: Two., cite: [wire], disputes: [2025-11-27-talks#one]}}\n"
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("speaker: a", "speaker: b", ["a voices-differ b"]),
        ("speaker: a", "speaker: c", ["a voices-differ c"]),
        ("speaker: c", "speaker: c", []),
        ("speaker: a", "speaker: d", ["a disputes d"]),
        ("speaker: a", "reported_by: d", []),
        ("reported_by: d, on_behalf_of: c", "speaker: a", []),
        ("speakers: [a, d]", "speaker: b", ["a voices-differ b", "b disputes d"]),
        ("speaker: a", "speaker: b, on_behalf_of: b", ["a disputes b"]),
    ],
)
def test_only_named_speakers_of_different_sides_dispute(
    tmp_path: Path, first: str, second: str, expected: list[str]
) -> None:
    found = _found(tmp_path, {**SAME_SIDE, **_at("statement", "[]", _disputed(first, second))})
    kinds = ("disputes", "voices-differ")
    assert sorted(one.partition(":")[0] for one in found if one.split()[1] in kinds) == sorted(expected)


def test_differing_accounts_are_no_relation(tmp_path: Path) -> None:
    dispute = (
        "title: How many?\nsummary: A question.\naccounts:\n  - {claim: One., held_by: [a, wire], cite: [wire]}\n"
        "  - {claim: Two., held_by: [b], cite: [wire]}\n"
    )
    assert _found(tmp_path, {"content/disputes/how-many.yaml": dispute}) == []


def test_a_relation_has_the_basis_of_its_best_evidence(tmp_path: Path) -> None:
    sources = {f"content/sources/graded-{id}.yaml": f"title: R\nreliability: {id.upper()}\n" for id in "bc"}
    statements = (
        "statements:\n  - {id: one, speaker: a, paraphrase: One., cite: [graded-b]}\n"
        "  - {id: two, speaker: d, paraphrase: Two., cite: [graded-c], disputes: [2025-11-27-talks#one]}\n"
    )
    event = "title: T\ndate: 2025-11-{0}\nsummary: S.\nkind: talks\nparticipants: [a, b]\ncite: [graded-{1}]\n{2}"
    files = {
        **ACTORS,
        **sources,
        "content/events/2025-11-27-talks.yaml": event.format(27, "c", statements),
        "content/events/later.yaml": event.format(28, "b", ""),
        "content/events/rumour.yaml": event.format(29, "b", "state: reported\n").replace("[a, b]", "[a, c]"),
    }
    bases = {(r.kind, r.one, r.other): r.basis for r in relations(linked(tmp_path, files)[0])}
    assert bases == {
        ("met", "a", "b"): "on-record",
        ("met", "a", "c"): "reported",
        ("disputes", "a", "d"): "reported",
    }


def test_roles_and_part_of_give_part_of_relations(tmp_path: Path) -> None:
    actor = (
        "name: A\nsummary: One.\ncite: [wire]\npart_of: [c]\nroles:\n  - {title: Head, of: b, from: 2019, to: 2024}\n"
        "  - {title: Adviser, of: b, from: 2024-03}\n  - {title: Founder, of: b}\n  - {title: Writer}\n"
    )
    assert _found(tmp_path, {"content/actors/a.yaml": actor}) == [
        "a part-of b: a, a 2019 to 2024, a since March 2024",
        "a part-of c: a",
    ]


def test_a_draft_is_no_evidence(tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path, {**ACTORS, **_at("talks", more="status: draft\n")})
    assert len(relations(corpus)) == 1
    assert relations(corpus.without_drafts()) == ()


def test_a_draft_actor_has_no_relations(tmp_path: Path) -> None:
    draft = {"content/actors/a.yaml": "name: A\nsummary: One.\ncite: [wire]\nstatus: draft\n"}
    corpus, _ = linked(tmp_path, {**ACTORS, **_at("talks"), **draft})
    assert relations(corpus.without_drafts()) == ()


def _laws(corpus: Corpus) -> None:
    found = relations(corpus)
    assert len({(r.kind, r.one, r.other) for r in found}) == len(found)
    assert list(found) == sorted(found, key=lambda r: (KINDS.index(r.kind), r.one, r.other))
    for relation in found:
        assert relation.one != relation.other
        assert relation.kind not in MUTUAL or relation.one < relation.other
        assert {relation.one, relation.other} <= corpus.briefs.keys()
        assert relation.evidence
        assert len(set(relation.evidence)) == len(relation.evidence)
        firsts = [evidence.first for evidence in relation.evidence]
        assert firsts == sorted(firsts)


def test_the_flagships_relations_keep_the_invariants() -> None:
    """Each relation is unique and links existing actors; its evidence is oldest first.

    No actor is related to itself, and a mutual relation names the two in the order of their ids.
    """
    corpus, _ = link(load(ROOT, ROOT / "content", Cache()))
    # In the flagship, what is reported on behalf of a state names no speaker.
    assert {relation.kind for relation in relations(corpus)} == set(KINDS) - {"spoke-for"}
    _laws(corpus)
