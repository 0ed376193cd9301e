"""Positions as pages show them, now and on earlier days.

Uses the same days as the as-of view (`analysis.known_since`), so the date slider shows what such a build would show.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from briefgen.analysis.basis import Basis
from briefgen.analysis.cell import Party, Said
from briefgen.analysis.known_since import Since, since
from briefgen.analysis.movement import DifferingVoices, Shift
from briefgen.analysis.party_positions import PartyPositions
from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.model.edtf import Day, parse
from briefgen.model.kinds.actor import Actor
from briefgen.site.days import iso


class DatedParty(msgspec.Struct, frozen=True):
    """A position and the first day on which it was the known one."""

    day: Day
    position: Party

    @property
    def iso(self) -> str:
        """Return the day as an ISO date, for a script."""
        return iso(self.day)


class HeldStatement(msgspec.Struct, frozen=True):
    """A statement with a stance, its holder, and the day on which it became known."""

    day: Day
    actor: str
    """The actor whose position it is: the party, or a member of it."""
    said: Said
    made: StatementAt

    @property
    def iso(self) -> str:
        """Return the day as an ISO date, for a script."""
        return iso(self.day)

    @property
    def said_on(self) -> str:
        """Return the ISO day of the statement, for a script to sort by."""
        return iso(self.made.date.sort_key[0])

    @property
    def basis(self) -> Basis:
        """Return how well it is known that the statement was made."""
        return self.said.basis


class PositionRecord(msgspec.Struct, frozen=True):
    """A party's position on a subject, with its history and every statement behind it."""

    party: str
    subject: str
    now: Party
    history: tuple[DatedParty, ...]
    """Each position with the day from which it was the known one, oldest first; the last one is `now`."""
    held: tuple[HeldStatement, ...]
    """The statements of the party, and those of a group's members, newest first."""
    shifts: tuple[Shift, ...] = ()
    """The changes of the party's own stance, oldest first."""
    differences: tuple[DifferingVoices, ...] = ()
    """Voices of the party that differ and are no shift."""

    @property
    def is_known(self) -> bool:
        """Return whether the party has a position."""
        return bool(self.now.voices)


class PositionRecords:
    """The positions of all actors on all subjects; made once per corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._records: dict[tuple[str, str], PositionRecord] = {}
        self.derived = PartyPositions(corpus)

    @cached_property
    def _known(self) -> Since:
        return since(self._corpus)

    def of(self, party: str, subject: str) -> PositionRecord:
        """Return a party's position on a point, a plan or a part of a point."""
        key = (party, subject)
        if key not in self._records:
            self._records[key] = self._record(party, subject)
        return self._records[key]

    def of_actor(self, actor: str) -> tuple[PositionRecord, ...]:
        """Return the positions of an actor, in the order of the subjects' ids."""
        found = (self.of(actor, subject) for subject in self.derived.subjects(actor))
        return tuple(record for record in found if record.is_known)

    def day(self, ref: str, subject: str) -> Day:
        """Return the first day on which a source, statement or version was known.

        A statement was known with its event and its subject.
        """
        if ref in self._corpus.briefs:
            return self._known.of(ref)
        return max(self._known.of(ref), self._known.of(ref.partition("#")[0]), self._known.of(subject))

    def _record(self, party: str, subject: str) -> PositionRecord:
        days = {ref: self.day(ref, subject) for ref in self.derived.refs(party, subject)}
        held = tuple(self._held(party, subject, days))
        history: list[DatedParty] = []
        left: frozenset[str] = frozenset()
        for day in sorted({*days.values(), *self._ends_of_roles(held)}):
            known = frozenset(ref for ref, first in days.items() if first <= day)
            position = self.derived.party(party, subject, known.__contains__)
            gone = self._left_office(position, day)
            is_first = bool(position.voices) and not history
            if is_first or (history and (history[-1].position, left) != (position, gone)):
                history.append(DatedParty(day, position))
                left = gone
        return PositionRecord(
            party=party,
            subject=subject,
            now=history[-1].position if history else Party(party, ()),
            history=tuple(history),
            held=held,
            shifts=self.derived.shifts(party, subject),
            differences=self.derived.differences(party, subject),
        )

    def _ends_of_roles(self, held: Iterable[HeldStatement]) -> set[Day]:
        """Return the first day after each role of a speaker, when a page says that the speaker left office."""
        speakers = {speaker for each in held for speaker in each.said.speakers}
        actors = [actor for id in speakers if (actor := self._corpus.find(id, Actor))]
        ends = [role.to.latest for actor in actors for role in actor.roles if role.to]
        after = [datetime.date(*end) + datetime.timedelta(days=1) for end in ends if 0 < end[0] < 9999]
        limit = self._corpus.as_of.latest if self._corpus.as_of else None
        days = {(day.year, day.month, day.day) for day in after}
        return {day for day in days if limit is None or day <= limit}

    def _left_office(self, position: Party, day: Day) -> frozenset[str]:
        """Return the statements of a position whose speakers had left office on a day."""
        if not (text := iso(day)):
            return frozenset()
        said = ((cell.actor, one) for cell in position.voices for one in (*cell.shown, *cell.beside))
        return frozenset(one.ref for actor, one in said if self.derived.left_office(one, actor, parse(text)))

    def _held(self, party: str, subject: str, days: dict[str, Day]) -> Iterator[HeldStatement]:
        found = {said.ref: (actor, said) for actor, said in self.derived.heard(party, subject)}
        ordered = sorted(found.values(), key=lambda pair: (*pair[1].moments, pair[1].ref), reverse=True)
        for actor, said in ordered:
            yield HeldStatement(days[said.ref], actor, said, self._corpus.statements[said.ref])


def position_records(corpus: Corpus) -> PositionRecords:
    """Return the positions of a corpus, computed once per corpus."""
    return corpus.once(PositionRecords)
