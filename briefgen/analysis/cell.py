"""The cell of a position matrix: an actor's stance on a subject, with its basis.

The best-supported statements decide, and among these the latest. Weaker statements stand beside a stance and never
replace it. Pure functions over `Said`, so that the laws of derived summaries are tested on random input. The rules
are those of docs/evidence.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from briefgen.analysis.basis import BASES, STRENGTHS, Basis, Strength, strength
from briefgen.analysis.chronology import Moments
from briefgen.model.kinds.event import Stance

CellStance = Stance | Literal["proposes", "mixed"]
"""What a cell can say: a stance of a statement, a derived `proposes`, or `mixed`."""

FAVOURABLE = frozenset({"proposes", "accepts", "accepts-with-conditions"})
"""The stances of an actor that is for a subject, with conditions or without."""


class Said(msgspec.Struct, frozen=True, gc=False):
    """One statement as the stance of one actor on one subject."""

    ref: str
    """The statement, as `event-id#statement-id`."""
    speakers: tuple[str, ...]
    """Ids of the actors that spoke, or of the one that reported it."""
    stance: Stance
    basis: Basis
    moments: Moments
    is_on_behalf: bool = False
    """Whether the statement names the actor in `on_behalf_of`."""
    version: str = ""
    """The version that the statement is about, as `plan-id@version-id`; empty if it names none."""

    @property
    def is_strong(self) -> bool:
        """Return whether the statement is documented or on record."""
        return strength(self.basis) == "strong"


class Proposal(msgspec.Struct, frozen=True):
    """The newest version that an actor proposed and that contains the subject."""

    version: str
    basis: Basis
    moments: Moments


class Cell(msgspec.Struct, frozen=True):
    """An actor's own position on a subject, derived from statements and proposals."""

    actor: str
    stance: CellStance | None = None
    """None where nothing is known."""
    basis: Basis | None = None
    shown: tuple[Said, ...] = ()
    """The statements that the stance rests on, the leading one first; none for a proposal."""
    beside: tuple[Said, ...] = ()
    """Statements of less strength that are not earlier, newest first."""
    proposal: Proposal | None = None
    """Set where the stance is `proposes`."""

    @property
    def strength(self) -> Strength:
        """Return how well the stance is supported; `none` where nothing is known."""
        return strength(self.basis)

    @property
    def is_clear(self) -> bool:
        """Return whether the cell has one stance that is not `unclear`."""
        return self.stance not in (None, "mixed", "unclear")


def own_cell(actor: str, said: Sequence[Said], proposal: Proposal | None = None) -> Cell:
    """Return an actor's own cell from its statements on a subject, in any order.

    `proposal` is the newest version of the negotiated line that the actor proposed, if the subject still stands
    there. It is the actor's stance unless the actor took a strong stance at that time or later.
    """
    if proposal is not None and not any(s.is_strong and s.moments[1] >= proposal.moments[0] for s in said):
        later = [s for s in said if s.moments[1] >= proposal.moments[0]]
        return Cell(actor, "proposes", proposal.basis, (), _newest_first(later), proposal)
    considered = _best_supported(said)
    if not considered:
        return Cell(actor)
    clear = [s for s in considered if s.stance != "unclear"] or considered
    newest = max(s.moments[0] for s in clear)
    # A statement is left out where another is certainly later than it.
    shown = _newest_first(s for s in clear if s.moments[1] >= newest)
    stances = {s.stance for s in shown}
    witness = shown[0]
    counted = {s.ref for s in considered}
    beside = _newest_first(s for s in said if s.ref not in counted and s.moments[1] >= witness.moments[0])
    stance: CellStance = witness.stance if len(stances) == 1 else "mixed"
    return Cell(actor, stance, _weakest(shown) if stance == "mixed" else witness.basis, shown, beside)


def _best_supported(said: Sequence[Said]) -> list[Said]:
    """Return the statements of the greatest strength that occurs."""
    for wanted in STRENGTHS:
        if found := [s for s in said if strength(s.basis) == wanted]:
            return found
    return []


def _newest_first(said: Iterable[Said]) -> tuple[Said, ...]:
    """Sort by last moment, first moment, basis and reference, the greatest first."""
    return tuple(sorted(said, key=lambda s: (s.moments[1], s.moments[0], BASES.index(s.basis), s.ref), reverse=True))


def _weakest(said: Sequence[Said]) -> Basis:
    return min((s.basis for s in said), key=BASES.index)


class Party(msgspec.Struct, frozen=True):
    """A column's position on a subject: its own cell, or those of its members."""

    actor: str
    voices: tuple[Cell, ...]
    """The own cell of an actor, or the cells of the members that have a position."""

    @property
    def is_from_members(self) -> bool:
        """Return whether members of a group speak, and not the group itself."""
        return bool(self.voices) and self.voices[0].actor != self.actor

    @property
    def agreement(self) -> Literal["own", "only", "agree", "differ"]:
        """Return how the position comes about.

        `own`: the actor's own cell. Otherwise: `only` one member has a position, all members with one `agree`, or
        they `differ`.
        """
        if not self.is_from_members:
            return "own"
        if len(self.voices) == 1:
            return "only"
        stances = {voice.stance for voice in self.voices}
        return "agree" if len(stances) == 1 and "mixed" not in stances else "differ"

    @property
    def stance(self) -> CellStance | None:
        """Return the common stance; `mixed` where voices differ, None without a voice."""
        stances = {voice.stance for voice in self.voices}
        return stances.pop() if len(stances) == 1 else "mixed" if stances else None

    @property
    def basis(self) -> Basis | None:
        """Return the weakest basis of the voices; None where nothing is known."""
        found = [voice.basis for voice in self.voices if voice.basis is not None]
        return min(found, key=BASES.index) if found else None


def group_position(group: str, own: Cell, members: Iterable[Cell]) -> Party:
    """Return the position of a group from its own cell and the cells of its members.

    The better supported position stands, the group's own before that of its members. Members without a position are
    left out, and each actor counts once.
    """
    known = {cell.actor: cell for cell in members if cell.stance is not None}
    best: Strength = max((cell.strength for cell in known.values()), key=_rank, default="none")
    if _rank(own.strength) >= _rank(best):
        return Party(group, (own,) if own.stance is not None else ())
    return Party(group, tuple(cell for cell in known.values() if cell.strength == best))


def _rank(value: Strength) -> int:
    return -STRENGTHS.index(value) if value in STRENGTHS else -len(STRENGTHS)
