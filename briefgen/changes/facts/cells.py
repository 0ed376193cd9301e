"""Cells of the matrix: each stance, its basis, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from briefgen.analysis.basis import BASES, Basis, strength
from briefgen.analysis.cell import CellStance, Party
from briefgen.analysis.chronology import is_later
from briefgen.changes.facts._cell_words import (
    basis_word,
    cell_reads,
    day,
    shown,
    speakers,
    stance_and_basis,
    stance_word,
    who_and_when,
)
from briefgen.changes.facts._side import BothSides, DerivedSide, FactKey, FactScope
from briefgen.changes.facts._write import (
    derived_change,
    direction_of,
    listing,
    of_brief,
    point_name,
    values,
    verb_of,
)
from briefgen.changes.types import BriefingChange, ChangeSubject
from briefgen.changes.words import pieces

TYPES = (
    "cell.stance",
    "cell.basis",
    "cell.support",
    "cell.condition",
    "cell.since-reported",
    "cell.office-left",
    "cell.members",
)
_MEMBERS = {"own": "its own position", "only": "only", "agree": "members agree", "differ": "members differ"}


class CellFact(msgspec.Struct, frozen=True):
    """What readers see of one cell."""

    stance: CellStance | None
    basis: Basis | None
    agreement: str
    voices: tuple[tuple[str, str | None], ...]
    support: tuple[str, ...]
    """The statements that it rests on, or the version of a proposal."""
    condition: str
    beside: tuple[tuple[str, str, str], ...]
    """Statement, stance and basis of what stands beside it."""
    left: tuple[str, ...]
    """Statements whose speakers have left office since."""


def facts(side: DerivedSide, scope: FactScope) -> Iterator[tuple[FactKey, CellFact]]:
    """Yield each cell of each matrix."""
    for subject in side.subjects:
        if scope.wants(subject):
            for party in side.parties:
                yield (subject, party), _fact(side, side.party(party, subject))


def changes(key: FactKey, old: CellFact | None, new: CellFact | None, both: BothSides) -> Iterator[BriefingChange]:
    """Yield what differs in a cell that both matrices have."""
    if old is None or new is None or old == new:
        return
    cell = _Cell(both, key)
    # two members may differ as to the stance, and the word for how they come together says so
    is_from_members = {old.agreement, new.agreement} <= {"only", "agree", "differ"}
    if old.agreement != new.agreement and (is_from_members or old.stance == new.stance):
        yield cell.members(old, new)
    elif old.stance != new.stance:
        yield cell.stance(old, new)
    else:
        if old.basis != new.basis and old.basis and new.basis:
            yield cell.basis(old.basis, new.basis, is_same=old.support == new.support)
        elif old.support != new.support:
            yield cell.support(old, new)
        elif old.voices != new.voices:
            yield cell.members(old, new)
        if old.condition != new.condition:
            before, after = both.base.site.prose.plain(old.condition), both.head.site.prose.plain(new.condition)
            if before != after:
                yield cell.condition(before, after)
        if old.support == new.support and old.left != new.left:
            yield from cell.office_left(old, new)
        yield from cell.since_reported(old, new)


def _fact(side: DerivedSide, position: Party) -> CellFact:
    said = list(shown(position))
    proposals = [voice.proposal.version for voice in position.voices if voice.proposal]
    conditions = (side.corpus.statements[one.ref].statement.condition for _, one in said)
    today = side.site.as_of
    beside = dict.fromkeys(one for voice in position.voices for one in voice.beside)
    return CellFact(
        stance=position.stance,
        basis=position.basis,
        agreement=position.agreement,
        voices=tuple((voice.actor, voice.stance) for voice in position.voices) if position.is_from_members else (),
        support=tuple(dict.fromkeys((*proposals, *(one.ref for _, one in said)))),
        condition="\n\n".join(dict.fromkeys(text for text in conditions if text)),
        beside=tuple((one.ref, one.stance, one.basis) for one in beside),
        left=tuple(one.ref for actor, one in said if today and side.derived.left_office(one, actor, today)),
    )


class _Cell:
    """Writes the changes of one cell."""

    def __init__(self, both: BothSides, key: FactKey) -> None:
        self._both = both
        self._id, self._party = key
        self._was = both.base.party(self._party, self._id)
        self._now = both.head.party(self._party, self._id)
        name = both.head.site.label(self._party)
        self._subject: ChangeSubject = of_brief(both, self._id, self._party, name)
        self._who = f"{name} on {point_name(both.head.corpus, self._id)}"

    def stance(self, old: CellFact, new: CellFact) -> BriefingChange:
        return derived_change(
            "cell.stance", "matrix", self._subject, f"{self._who}: {stance_word(old.stance)} → {stance_word(new.stance)}",
            label="stance", verb=verb_of(old.stance, new.stance), note=self._note(old, new), **self._reads(),
            **values(old.stance, new.stance),
        )  # fmt: skip

    def _note(self, old: CellFact, new: CellFact) -> str:
        notes = []
        if old.basis and new.basis:
            alike = strength(old.basis) == strength(new.basis)
            word = "on record" if strength(new.basis) == "strong" else basis_word(new.basis)
            first = f"{word} before and after" if alike else f"was {basis_word(old.basis)}, now {basis_word(new.basis)}"
            notes.append(first[0].upper() + first[1:] + (self._one_report(old, new) if alike else ""))
        if new.stance == "accepts-with-conditions" and not new.condition:
            notes.append("Condition: none is noted in the brief; add one")
        return "".join(f"{note}. " for note in notes).rstrip()

    def _one_report(self, old: CellFact, new: CellFact) -> str:
        was, now = _reports(self._both.base, old), _reports(self._both.head, new)
        return "; now on one report" if now == 1 and was > 1 else ""

    def basis(self, old: Basis, new: Basis, *, is_same: bool) -> BriefingChange:
        words = next((who_and_when(self._both.head, one.ref) for _, one in shown(self._now)), "")
        return derived_change(
            "cell.basis", "matrix", self._subject,
            f"{self._who}: {stance_word(self._now.stance)}, {basis_word(old)} → {basis_word(new)}",
            label="basis", direction=direction_of(old, new, BASES), old_reads=stance_and_basis(self._was),
            new_reads=stance_and_basis(self._now), note=f"Same words ({words})." if is_same and words else "",
            **values(old, new),
        )  # fmt: skip

    def support(self, old: CellFact, new: CellFact) -> BriefingChange:
        ref, side = (new.support or ("",))[0], self._both.head
        word = stance_word(new.stance)
        if _is_later(self._both, old, new):
            says = f"{self._who}: {word}, repeated on {day(side, ref)}"
            now = f"the same, repeated ({who_and_when(side, ref)})"
        else:
            says, now = f"{self._who}: {word}, now by {who_and_when(side, ref)}", cell_reads(side, self._now)
        return derived_change(
            "cell.support", "matrix", self._subject, says, label="newest evidence",
            old_reads=cell_reads(self._both.base, self._was), new_reads=now,
            **values(" ".join(old.support), " ".join(new.support)),
        )  # fmt: skip

    def condition(self, old: str, new: str) -> BriefingChange:
        return derived_change(
            "cell.condition", "matrix", self._subject, f"{self._who}: condition {new or 'taken back'}", label="condition",
            verb=verb_of(old or None, new or None), words=pieces(old, new) if old and new else (), old_reads=old,
            new_reads=new, **values(old or None, new or None),
        )  # fmt: skip

    def since_reported(self, old: CellFact, new: CellFact) -> Iterator[BriefingChange]:
        before, after = ({ref: rest for ref, *rest in cell.beside} for cell in (old, new))
        for ref in dict.fromkeys((*before, *after)):
            was, now = before.get(ref), after.get(ref)
            # one that decides the cell now is part of its stance
            if was == now or (ref in new.support if now is None else ref in old.support):
                continue
            stance, basis = now or was or ("", "")
            side = self._both.head if now else self._both.base
            sign, word = "" if now else "no longer ", f"{stance_word(stance)} ({basis_word(_basis(basis))})"
            reads = f"{word}, {who_and_when(side, ref)}"
            yield derived_change(
                "cell.since-reported", "matrix", self._subject, f"{self._who}: {sign}since reported, {reads}",
                label=f"since reported, {speakers(side, ref)}", verb=verb_of(was, now),
                **values(was and [ref, *was], now and [ref, *now]),
            )  # fmt: skip

    def office_left(self, old: CellFact, new: CellFact) -> Iterator[BriefingChange]:
        for ref in dict.fromkeys((*old.left, *new.left)):
            if (ref in old.left) != (ref in new.left):
                has_left = ref in new.left
                name = speakers(self._both.head, ref)
                verb = "is no longer in office" if has_left else "is in office on the day described"
                yield derived_change(
                    "cell.office-left", "matrix", self._subject, f"{self._who}: {name} {verb}",
                    label=f"office of {name}", old=not has_left, new=has_left, **self._reads(),
                )  # fmt: skip

    def members(self, old: CellFact, new: CellFact) -> BriefingChange:
        names = (
            f"{self._both.head.site.label(actor)} {stance_word(stance)}"
            for actor, stance in (new.voices or old.voices)
            if (actor, stance) not in old.voices or not new.voices
        )
        more = listing(names)
        says = f"{self._who}: {_MEMBERS[old.agreement]} → {_MEMBERS[new.agreement]}{f' ({more})' if more else ''}"
        return derived_change(
            "cell.members", "matrix", self._subject, says, label="members", **self._reads(),
            **values(_voices(old), _voices(new)),
        )  # fmt: skip

    def _reads(self) -> dict[str, Any]:
        return {
            "old_reads": cell_reads(self._both.base, self._was),
            "new_reads": cell_reads(self._both.head, self._now),
        }


def _voices(cell: CellFact) -> dict[str, object]:
    return {"agreement": cell.agreement, "members": dict(cell.voices)}


def _basis(basis: str) -> Basis | None:
    return next((one for one in BASES if one == basis), None)


def _reports(side: DerivedSide, cell: CellFact) -> int:
    """Return the number of independent reports of the statement that leads a cell; 0 for a proposal."""
    ref = (cell.support or ("",))[0]
    return side.site.corroboration.statement(ref).count if ref in side.corpus.statements else 0


def _is_later(both: BothSides, old: CellFact, new: CellFact) -> bool:
    before = both.base.corpus.statements.get((old.support or ("",))[0])
    after = both.head.corpus.statements.get((new.support or ("",))[0])
    return before is not None and after is not None and is_later(after.date, before.date)
