"""Facts of the home page by day: agreement, shifts, disputes and events.

Uses the same days as the as-of view (`analysis.known_since`), so an earlier day shows what a build as of that day shows.
A history is a list of values with the day from which each one stands, oldest first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import TypeVar

import msgspec

from briefgen.analysis.agreement import Agreement
from briefgen.analysis.as_of import known_part
from briefgen.analysis.cell import Party
from briefgen.analysis.known_since import NEVER, Since, since
from briefgen.analysis.movement import Shift
from briefgen.analysis.point_status import PointStatus
from briefgen.model.edtf import Day
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.site.history import status_history
from briefgen.site.shared import Site

T = TypeVar("T")
History = Sequence[tuple[Day, T]]
AHEAD = frozenset({"scheduled", "postponed"})
"""The states of events that are not over."""
NEWEST = 40
"""How many of the newest events are put in order for one day; more than any page shows."""
LATEST = NEVER
"""Stands for the day that the briefing describes, when everything in it is known."""


class MovedPosition(msgspec.Struct, frozen=True):
    """A shift of a party's position, with the party and the point."""

    party: str
    point: str
    shift: Shift


class _DatedQuestion(msgspec.Struct, frozen=True):
    """The days on which the parts of a dispute were known."""

    begins: Day
    accounts: list[Day]
    sources: list[Day]
    settled: Day | None


def on(history: History[T], day: Day) -> T | None:
    """Return the value of a history on a day; None before its first day."""
    index = bisect_right(history, day, key=lambda dated: dated[0])
    return history[index - 1][1] if index else None


class ByDay:
    """The facts of one plan and of all events and disputes, by day."""

    def __init__(self, site: Site, points: Sequence[Point]) -> None:
        self._site = site
        self.points = points

    @cached_property
    def _known(self) -> Since:
        return since(self._site.corpus)

    def status(self, point: Point, day: Day) -> PointStatus | None:
        """Return the status of a point on a day."""
        return on(self._statuses[point.id], day)

    def position(self, party: str, point: str, day: Day) -> Party:
        """Return the position of a party on a day; without voices where none is known."""
        return on(self._positions[party, point], day) or Party(party, ())

    def agreement(self, point: str, day: Day) -> Agreement | None:
        """Return how far the parties are apart on a day; None without any position."""
        return on(self._agreements[point], day)

    def last_shift(self, day: Day) -> MovedPosition | None:
        """Return the newest shift of any party on any point that was known on a day."""
        moved = (
            MovedPosition(party, point, shift)
            for (party, point), history in self._shifts.items()
            for shift in (on(history, day) or ())
        )
        return max(moved, key=lambda one: (*one.shift.after.moments, one.party, one.point), default=None)

    def all_shifts(self) -> list[tuple[Day, MovedPosition]]:
        """Return the shifts of all parties, each with the day on which it became known."""
        found: list[tuple[Day, MovedPosition]] = []
        for (party, point), history in self._shifts.items():
            seen: set[Shift] = set()
            for day, shifts in history:
                found += ((day, MovedPosition(party, point, shift)) for shift in shifts if shift not in seen)
                seen.update(shifts)
        return found

    def known_events(self) -> list[tuple[str, Day]]:
        """Return the ids of all events, each with the day on which it became known."""
        return [(event.id, day) for event, day in self._events]

    def begins(self, dispute: Dispute) -> Day:
        """Return the day on which a second account of a dispute was known."""
        return self._questions[dispute.id].begins

    def knows(self, ref: str, day: Day) -> bool:
        """Return whether a brief or a version was known on a day."""
        return self._known.of(ref) <= day

    def events(self, day: Day) -> list[Event]:
        """Return the newest events that were known on a day, newest first.

        Scheduled and postponed ones are left out. An event that had not ended yet is without its end.
        """
        known = islice((event for event, first in self._events if first <= day and event.state not in AHEAD), NEWEST)
        cut = [self._as_dated(event, day) for event in known]
        return sorted(cut, key=lambda event: (event.date.sort_key, event.id), reverse=True)

    def event(self, id: str, day: Day) -> Event | None:
        """Return an event as it was dated on a day; None if it was not known."""
        event = self._site.corpus.find(id, Event)
        return self._as_dated(event, day) if event is not None and self.knows(event.id, day) else None

    def ahead(self, day: Day) -> list[Event]:
        """Return the scheduled and postponed events that were known on a day, in order."""
        known = (event for event, first in self._events if first <= day and event.state in AHEAD)
        return sorted((self._as_dated(event, day) for event in known), key=lambda e: (e.date.sort_key, e.id))

    def _as_dated(self, event: Event, day: Day) -> Event:
        date = known_part(event.date, day)
        return event if date is None or date is event.date else msgspec.structs.replace(event, date=date)

    def accounts(self, dispute: Dispute, day: Day) -> int:
        """Return how many accounts of a dispute were known on a day."""
        return bisect_right(self._questions[dispute.id].accounts, day)

    def sources(self, dispute: Dispute, day: Day) -> int:
        """Return how many sources of the accounts of a dispute were known on a day."""
        return bisect_right(self._questions[dispute.id].sources, day)

    def is_open(self, dispute: Dispute, day: Day) -> bool:
        """Return whether a dispute was known and not settled on a day."""
        dated = self._questions[dispute.id]
        return dated.begins <= day and not (dated.settled is not None and dated.settled <= day)

    def days(self) -> list[Day]:
        """Return all days on which one of these facts changed, oldest first."""
        histories = (self._statuses, self._positions, self._agreements, self._shifts)
        found = {day for kind in histories for history in kind.values() for day, _ in history}
        found |= {first for _, first in self._events}
        for dated in self._questions.values():
            found |= {dated.begins, *dated.accounts, *dated.sources}
            found |= {dated.settled} if dated.settled is not None else set()
        for plan in self._site.corpus.of(Plan):
            found |= {self._known.of(f"{plan.id}@{version.id}") for version in plan.versions}
        return sorted(found)

    @cached_property
    def _events(self) -> list[tuple[Event, Day]]:
        return [(event, self._known.of(event.id)) for event in reversed(self._site.corpus.events)]

    @cached_property
    def _questions(self) -> dict[str, _DatedQuestion]:
        return {dispute.id: self._dated(dispute) for dispute in self._site.corpus.of(Dispute)}

    def _dated(self, dispute: Dispute) -> _DatedQuestion:
        cited: dict[str, Day] = {}
        for account in dispute.accounts:
            first = self._known.account(dispute, account)
            for source in (self._site.corpus.current(citation.source) for citation in account.cite):
                cited[source] = min(cited.get(source, NEVER), max(first, self._known.of(source)))
        return _DatedQuestion(
            begins=self._known.of(dispute.id),
            accounts=sorted(self._known.account(dispute, account) for account in dispute.accounts),
            sources=sorted(cited.values()),
            settled=self._known.resolution(dispute) if dispute.state == "resolved" else None,
        )

    @cached_property
    def _statuses(self) -> dict[str, History[PointStatus]]:
        return {
            point.id: [(stood.day, stood.status) for stood in status_history(self._site, point)]
            for point in self.points
        }

    @cached_property
    def _positions(self) -> dict[tuple[str, str], History[Party]]:
        return {
            (party, point.id): [(dated.day, dated.position) for dated in self._site.position(party, point.id).history]
            for party in self._site.parties
            for point in self.points
        }

    @cached_property
    def _agreements(self) -> dict[str, History[Agreement]]:
        derived = self._site.position_records.derived
        found: dict[str, History[Agreement]] = {}
        for point in self.points:
            days = sorted({day for party in self._site.parties for day, _ in self._positions[party, point.id]})
            found[point.id] = [
                (day, derived.agreement([self.position(party, point.id, day) for party in self._site.parties]))
                for day in days
            ]
        return found

    @cached_property
    def _shifts(self) -> dict[tuple[str, str], History[tuple[Shift, ...]]]:
        records = self._site.position_records
        found: dict[tuple[str, str], History[tuple[Shift, ...]]] = {}
        for party, point in self._positions:
            stances: set[str] = {held.said.stance for held in self._site.position(party, point).held}
            stances |= {"proposes" for _, position in self._positions[party, point] if position.stance == "proposes"}
            if len(stances) < 2:
                continue
            first = {ref: records.day(ref, point) for ref in records.derived.refs(party, point)}
            found[party, point] = [
                (
                    day,
                    records.derived.shifts(
                        party, point, frozenset(ref for ref in first if first[ref] <= day).__contains__
                    ),
                )
                for day in sorted(set(first.values()))
            ]
        return found
