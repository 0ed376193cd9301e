"""Shifts: changes of one actor's stance on a subject.

A shift needs two well-supported statements. Two voices of one body that differ are no shift, nor are two members of a group. The rules are those of
docs/evidence.md.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec

from briefgen.analysis.basis import BASES, Basis, strength
from briefgen.analysis.cell import Proposal, Said

HasLeft = Callable[[Said, Said], bool]
"""Whether the speakers of the first statement no longer speak for the actor at the second."""


class Shift(msgspec.Struct, frozen=True):
    """A change of stance, from a strong statement or proposal to a later statement."""

    after: Said
    before: Said | None = None
    """None where the actor proposed the subject before."""
    proposal: Proposal | None = None

    @property
    def stance_before(self) -> str:
        """Return the stance that the actor had before."""
        return self.before.stance if self.before else "proposes"

    @property
    def basis(self) -> Basis:
        """Return the weaker basis of the two ends."""
        from_ = self.before.basis if self.before else self.proposal.basis if self.proposal else self.after.basis
        return min((from_, self.after.basis), key=BASES.index)


class DifferingVoices(msgspec.Struct, frozen=True):
    """Two well-supported statements for one actor that differ and are no shift."""

    one: Said
    other: Said


def shifts(said: Iterable[Said], has_left: HasLeft, proposal: Proposal | None = None) -> tuple[Shift, ...]:
    """Return the shifts in an actor's statements on one subject, oldest first.

    A shift needs two strong, clear statements with different stances, the second certainly later. It needs one
    speaker for both without a strong statement of theirs between. Or, with no strong statement between, both are on
    behalf of the actor, or the first speaker has left. `proposal` is the newest version that the actor proposed.
    """
    strong = tuple(s for s in said if s.is_strong)
    found: dict[str, Shift] = {}
    for speaker in dict.fromkeys(speaker for s in strong for speaker in s.speakers):
        for before, after in _Line(s for s in strong if speaker in s.speakers).steps():
            found.setdefault(before.ref, Shift(after, before))
    for before, after in _Line(strong).steps():
        if (before.is_on_behalf and after.is_on_behalf) or has_left(before, after):
            found.setdefault(before.ref, Shift(after, before))
    begun = _from_proposal(strong, proposal) if proposal is not None and strength(proposal.basis) == "strong" else []
    return tuple(sorted([*begun, *found.values()], key=lambda shift: (*shift.after.moments, shift.after.ref)))


def differences(said: Iterable[Said], shifted: Iterable[Shift]) -> tuple[DifferingVoices, ...]:
    """Return the pairs of voices that differ and are no shift, older voice first.

    Of each speaker, the newest strong statement of each stance counts.
    """
    strong = sorted((s for s in said if s.is_strong and s.stance != "unclear"), key=lambda s: (*s.moments, s.ref))
    joined = {frozenset((*shift.before.speakers, *shift.after.speakers)) for shift in shifted if shift.before}
    newest = {s.speakers: s for s in strong}
    voices = sorted(newest.values(), key=lambda s: (*s.moments, s.ref))
    return tuple(
        DifferingVoices(one, other)
        for index, other in enumerate(voices)
        for one in voices[:index]
        if one.stance != other.stance and frozenset((*one.speakers, *other.speakers)) not in joined
    )


def _from_proposal(strong: Sequence[Said], proposal: Proposal) -> Iterator[Shift]:
    """Yield the shift from a proposal to the first strong statement after it, if they differ."""
    as_proposed = Said(proposal.version, (), "accepts", proposal.basis, proposal.moments)
    for before, after in _Line((*strong, as_proposed)).steps():
        if before is as_proposed:
            yield Shift(after, None, proposal)


class _Line:
    """Strong statements in the order of time, searched by bisection."""

    def __init__(self, said: Iterable[Said]) -> None:
        self._by_end = sorted(said, key=lambda s: (s.moments[1], s.moments[0], s.ref))
        self._ends = [s.moments[1] for s in self._by_end]
        self._latest_begin = list(accumulate((s.moments[0] for s in self._by_end), max))
        by_stance: dict[str, list[Said]] = defaultdict(list)
        for one in self._by_end:
            by_stance[one.stance].append(one)
        self._stances = {stance: _Intervals(found) for stance, found in by_stance.items()}

    def steps(self) -> Iterator[tuple[Said, Said]]:
        """Yield each change of stance: the statement before it, and the one after it.

        No step leads from or to statements that differ among themselves at the same time.
        """
        memory: dict[tuple[int, int], Said | None] = {}
        for after in sorted(self._by_end, key=lambda s: (*s.moments, s.ref)):
            end = bisect_left(self._ends, after.moments[0])
            if after.stance == "unclear" or end == 0 or self._is_contradicted(after):
                continue
            begin = bisect_left(self._ends, self._latest_begin[end - 1], 0, end)
            if (begin, end) not in memory:
                memory[begin, end] = self._last_word(begin, end)
            before = memory[begin, end]
            if before is not None and before.stance != after.stance:
                yield before, after

    def _last_word(self, begin: int, end: int) -> Said | None:
        """Return the newest of some statements at one time; None if they differ or are unclear."""
        found = self._by_end[begin:end]
        stances = {s.stance for s in found}
        return found[-1] if len(stances) == 1 and "unclear" not in stances else None

    def _is_contradicted(self, said: Said) -> bool:
        """Return whether another stance was taken at the same time."""
        return any(
            stance not in (said.stance, "unclear") and intervals.meets(*said.moments)
            for stance, intervals in self._stances.items()
        )


class _Intervals:
    """Periods of time, to be searched for one that meets another."""

    def __init__(self, said: Sequence[Said]) -> None:
        ordered = sorted(s.moments for s in said)
        self._begins = [first for first, _ in ordered]
        self._latest_end = list(accumulate((last for _, last in ordered), max))

    def meets(self, first: int, last: int) -> bool:
        """Return whether any period shares a moment with this one."""
        count = bisect_right(self._begins, last)
        return count > 0 and self._latest_end[count - 1] >= first
