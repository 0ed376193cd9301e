"""State of play on a day: points of a plan, newest events, open disputes.

The home page shows it for the day that the briefing describes, and the date slider for earlier days.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Protocol, TypeVar

import msgspec

from briefgen.analysis.agreement import Agreement
from briefgen.analysis.cell import Party
from briefgen.analysis.point_status import PointStatus
from briefgen.model.edtf import Day
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan, PlanVersion
from briefgen.model.kinds.point import Point
from briefgen.site.by_day import LATEST, ByDay, MovedPosition
from briefgen.site.shared import Site
from briefgen.text.name_order import by_name

EVENTS = 6
KEY_EVENTS = 10
DISPUTES = 6
"""How many events and disputes the home page lists."""


class PointOnDay(msgspec.Struct, frozen=True):
    """A point on a day: its status, and where each party stands."""

    point: Point
    status: PointStatus | None
    positions: tuple[Party, ...]
    agreement: Agreement | None
    is_known: bool
    """Whether the point had been proposed by that day."""

    @property
    def is_contested(self) -> bool:
        """Return whether the point is disputed, or parties oppose each other on it."""
        is_disputed = self.status is not None and bool(self.status.disputes)
        return is_disputed or (self.agreement is not None and self.agreement.level == "opposed")


class Question(msgspec.Struct, frozen=True):
    """A dispute on a day, with the number of its accounts."""

    dispute: Dispute
    accounts: int
    is_open: bool


class StateOfPlay(msgspec.Struct, frozen=True):
    """What the home page says of one day."""

    day: Day
    """`LATEST`, or an earlier day."""
    plan: Plan | None
    """The plan with the most points, if it was known."""
    standings: tuple[PointOnDay, ...]
    versions: tuple[PlanVersion, ...]
    """The versions of the negotiated line that were known, in order."""
    newest: Event | None
    """The newest event that happened or is reported."""
    key_events: tuple[Event, ...]
    """The highlights among the events, in the order of the briefing."""
    latest: tuple[Event, ...]
    """The newest events that are no highlights, newest first."""
    ahead: tuple[Event, ...]
    """Events that are scheduled or postponed, in order."""
    shift: MovedPosition | None
    """The newest shift of a party."""
    questions: tuple[Question, ...]
    """The disputes to show: the highlights first, then those with the most accounts and sources."""
    open_questions: int

    @property
    def is_latest(self) -> bool:
        """Return whether this is the day that the briefing describes."""
        return self.day == LATEST


def state_of_play(site: Site, by_day: ByDay, plan: Plan | None, day: Day = LATEST) -> StateOfPlay:
    """Return the state of play on a day; by default on the day of the briefing."""
    has_points = any(by_day.knows(point.id, day) for point in by_day.points)
    known_plan = plan if plan is not None and has_points else None
    questions = _questions(site, by_day, day)
    happened = by_day.events(day)
    chosen = tuple(dict.fromkeys(site.corpus.current(id) for id in site.highlights.events))
    key_events = [event for id in chosen if (event := by_day.event(id, day))]
    return StateOfPlay(
        day=day,
        plan=known_plan,
        standings=tuple(_standing(site, by_day, point, day) for point in by_day.points),
        versions=tuple(
            version
            for version in (known_plan.versions if known_plan else ())
            if not version.is_branch and by_day.knows(f"{known_plan.id if known_plan else ''}@{version.id}", day)
        ),
        newest=happened[0] if happened else None,
        key_events=tuple(key_events[:KEY_EVENTS]),
        latest=tuple(islice((event for event in happened if event.id not in chosen), EVENTS)),
        ahead=tuple(by_day.ahead(day)),
        shift=by_day.last_shift(day),
        questions=tuple(questions[:DISPUTES]),
        open_questions=sum(by_day.is_open(dispute, day) for dispute in site.corpus.of(Dispute)),
    )


def _standing(site: Site, by_day: ByDay, point: Point, day: Day) -> PointOnDay:
    return PointOnDay(
        point=point,
        status=by_day.status(point, day),
        positions=tuple(by_day.position(party, point.id, day) for party in site.parties),
        agreement=by_day.agreement(point.id, day),
        is_known=by_day.knows(point.id, day),
    )


def _questions(site: Site, by_day: ByDay, day: Day) -> list[Question]:
    """Return the open disputes and the highlights that are settled."""
    chosen = tuple(dict.fromkeys(site.corpus.current(id) for id in site.highlights.disputes))
    known = [dispute for dispute in site.corpus.of(Dispute) if by_day.knows(dispute.id, day)]
    found = [
        Question(dispute, by_day.accounts(dispute, day), by_day.is_open(dispute, day))
        for dispute in known
        if dispute.id in chosen or by_day.is_open(dispute, day)
    ]

    def weight(question: Question) -> tuple[object, ...]:
        dispute = question.dispute
        rank = chosen.index(dispute.id) if dispute.id in chosen else len(chosen)
        return rank, -question.accounts, -by_day.sources(dispute, day), by_name(dispute.title), dispute.id

    return sorted(found, key=weight)


class OfPoint(Protocol):
    """Anything that is about one point."""

    @property
    def point(self) -> Point:
        """Return the point."""


P = TypeVar("P", bound=OfPoint)


def by_theme(site: Site, standings: Iterable[P]) -> list[tuple[str, list[P]]]:
    """Return points grouped by their first theme, in the order of the briefing.

    The title of the last group is empty if points have no theme.
    """
    titles = {id: theme.title for id, theme in site.briefing.themes.items()}
    groups: dict[str, list[P]] = {id: [] for id in (*titles, "")}
    for standing in standings:
        groups[next((id for id in standing.point.themes if id in titles), "")].append(standing)
    return [(titles.get(id, ""), found) for id, found in groups.items() if found]


def main_plan(site: Site) -> Plan | None:
    """Return the plan with the most points; None if no plan has any."""
    points = site.corpus.points
    plans = (one for one in site.corpus.of(Plan) if points.get(one.id))
    return max(plans, key=lambda one: len(points[one.id]), default=None)
