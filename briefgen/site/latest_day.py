"""Facts of the home page on the day of the briefing, without their history.

Everything is known on that day. So this costs far less than `ByDay`, and gives the same facts
(`tests/unit/site/test_latest_day.py`).
"""

from __future__ import annotations

from itertools import islice

from briefgen.analysis.agreement import Agreement
from briefgen.analysis.cell import Party
from briefgen.analysis.point_status import PointStatus
from briefgen.model.edtf import Day
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.point import Point
from briefgen.site.by_day import AHEAD, NEWEST, ByDay, MovedPosition


class LatestDay(ByDay):
    """Answers only for the latest day; the day in a question is not read."""

    def status(self, point: Point, day: Day) -> PointStatus | None:  # noqa: ARG002  # the day is always the latest
        """Return the status of a point."""
        return self._site.status(point)

    def position(self, party: str, point: str, day: Day) -> Party:  # noqa: ARG002  # the day is always the latest
        """Return the position of a party."""
        return self._site.position_records.derived.party(party, point)

    def agreement(self, point: str, day: Day) -> Agreement | None:  # the day is always the latest
        """Return how far the parties are apart; None without any position."""
        found = [self.position(party, point, day) for party in self._site.parties]
        return self._site.position_records.derived.agreement(found) if any(one.voices for one in found) else None

    def last_shift(self, day: Day) -> MovedPosition | None:  # noqa: ARG002  # the day is always the latest
        """Return the newest shift of any party on any point."""
        moved = (
            MovedPosition(party, point.id, shift)
            for party in self._site.parties
            for point in self.points
            for shift in self._site.position_records.derived.shifts(party, point.id)
        )
        return max(moved, key=lambda one: (*one.shift.after.moments, one.party, one.point), default=None)

    def knows(self, ref: str, day: Day) -> bool:  # noqa: ARG002  # the day is always the latest
        """Return True: everything is known on the latest day."""
        return True

    def events(self, day: Day) -> list[Event]:  # noqa: ARG002  # the day is always the latest
        """Return the newest events that are not ahead, newest first."""
        return list(islice((one for one in reversed(self._site.corpus.events) if one.state not in AHEAD), NEWEST))

    def event(self, id: str, day: Day) -> Event | None:  # noqa: ARG002  # the day is always the latest
        """Return an event."""
        return self._site.corpus.find(id, Event)

    def ahead(self, day: Day) -> list[Event]:  # noqa: ARG002  # the day is always the latest
        """Return the scheduled and postponed events, in order."""
        return [event for event in self._site.corpus.events if event.state in AHEAD]

    def accounts(self, dispute: Dispute, day: Day) -> int:  # noqa: ARG002  # the day is always the latest
        """Return how many accounts a dispute has."""
        return len(dispute.accounts)

    def sources(self, dispute: Dispute, day: Day) -> int:  # noqa: ARG002  # the day is always the latest
        """Return how many sources the accounts of a dispute cite."""
        current = self._site.corpus.current
        return len({current(citation.source) for account in dispute.accounts for citation in account.cite})

    def is_open(self, dispute: Dispute, day: Day) -> bool:  # noqa: ARG002  # the day is always the latest
        """Return whether a dispute is not settled."""
        return dispute.state == "open"
