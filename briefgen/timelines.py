"""What stood on each day: the positions in a cell of the matrix and the status of a point, with the first day of each.

From the same `since` that a build as of a day goes by, so that the slider in the browser shows what such a build would.
"""

from __future__ import annotations

import msgspec

from briefgen.edtf import Day
from briefgen.kinds.plan import Plan
from briefgen.kinds.point import Point, PointVersion
from briefgen.positions import Position
from briefgen.since import ALWAYS, since
from briefgen.site import Site, newest


class Held(msgspec.Struct, frozen=True):
    """The position that counted from a day on."""

    day: Day
    position: Position


class Stood(msgspec.Struct, frozen=True):
    """The entry that told a point's status from a day on."""

    day: Day
    entry: PointVersion


def positions_over(site: Site, actor: str, subject: str) -> tuple[Held, ...]:
    """Return an actor's positions on a subject by the day from which each counted, oldest first."""
    known = since(site.corpus)
    days = [
        (max(known.of(p.made.ref), known.of(p.made.event.id), known.of(subject)), p)
        for p in site.position(actor, subject)
    ]
    found: list[Held] = []
    for day in sorted({day for day, _ in days}):
        current = next(position for first, position in days if first <= day)
        if not found or found[-1].position is not current:
            found.append(Held(day, current))
    return tuple(found)


def status_over(site: Site, point: Point) -> tuple[Stood, ...]:
    """Return a point's status by the day from which it was known, oldest first."""
    known = since(site.corpus)
    plan = site.corpus.find(point.plan, Plan)
    least = known.of(point.id)
    days = {entry.in_: max(least, known.of(f"{point.id}@{entry.in_}")) for entry in point.versions}
    found: list[Stood] = []
    for day in sorted(set(days.values())):
        entry = newest(plan, [entry for entry in point.versions if days[entry.in_] <= day])
        if entry is not None and (not found or found[-1].entry is not entry):
            found.append(Stood(day, entry))
    return tuple(found)


def iso(day: Day) -> str:
    """Return a day for a script; nothing for the beginning of all days."""
    return "" if day <= ALWAYS or not 0 < day[0] < 10_000 else f"{day[0]:04}-{day[1]:02}-{day[2]:02}"
