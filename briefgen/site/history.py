"""History by day: positions and point statuses, each with its first day.

Uses the same days as the as-of view (`analysis.known_since`), so the date slider shows what such a build would
show.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from briefgen.analysis.known_since import ALWAYS, since
from briefgen.analysis.positions import Position
from briefgen.model.edtf import Day, Edtf
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point, PointVersion
from briefgen.site.shared import Site, newest


class DatedPosition(msgspec.Struct, frozen=True):
    """A position and the first day on which it was known, or was the current one."""

    day: Day
    position: Position

    @property
    def iso(self) -> str:
        """Return the day as an ISO date, for a script."""
        return iso(self.day)

    @property
    def said(self) -> str:
        """Return the ISO day of the statement, for a script to sort by."""
        return iso(self.position.made.date.sort_key[0])


class DatedStatus(msgspec.Struct, frozen=True):
    """The entry that determines a point's status from a day on."""

    day: Day
    entry: PointVersion


def dated_positions(site: Site, actor: str, subject: str) -> tuple[DatedPosition, ...]:
    """Return an actor's positions on a subject, newest first.

    Each item holds the day on which the position became known.
    """
    known = since(site.corpus)
    return tuple(
        DatedPosition(max(known.of(p.made.ref), known.of(p.made.event.id), known.of(subject)), p)
        for p in site.position(actor, subject)
    )


def position_history(site: Site, actor: str, subject: str) -> tuple[DatedPosition, ...]:
    """Return an actor's current position on a subject over time, oldest first.

    Each item holds the day from which its position was the current one.
    """
    known = dated_positions(site, actor, subject)
    found: list[DatedPosition] = []
    for day in sorted({held.day for held in known}):
        current = next(held.position for held in known if held.day <= day)
        if not found or found[-1].position is not current:
            found.append(DatedPosition(day, current))
    return tuple(found)


def status_history(site: Site, point: Point) -> tuple[DatedStatus, ...]:
    """Return a point's status over time, oldest first, by the day it became known."""
    known = since(site.corpus)
    plan = site.corpus.find(point.plan, Plan)
    least = known.of(point.id)
    days = {entry.in_: max(least, known.of(f"{point.id}@{entry.in_}")) for entry in point.versions}
    found: list[DatedStatus] = []
    for day in sorted(set(days.values())):
        entry = newest(plan, [entry for entry in point.versions if days[entry.in_] <= day])
        if entry is not None and (not found or found[-1].entry is not entry):
            found.append(DatedStatus(day, entry))
    return tuple(found)


def iso(day: Day) -> str:
    """Return a day as an ISO date; empty for `ALWAYS` and for years outside 1 to 9999."""
    return "" if day <= ALWAYS or not 0 < day[0] < 10_000 else f"{day[0]:04}-{day[1]:02}-{day[2]:02}"


@lru_cache(maxsize=65536)
def days_of(date: Edtf | None) -> str:
    """Return a date as an ISO day, or as `first/last`; empty if unknown."""
    if date is None:
        return ""
    first, last = iso(date.earliest), iso(date.latest)
    return first if first == last else f"{first}/{last}"
