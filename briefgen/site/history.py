"""What stood on each day: the positions in a cell of the matrix and the status of a point, with the first day of each.

From the same `since` that a build as of a day goes by, so that the slider in the browser shows what such a build would.
"""

from __future__ import annotations

import msgspec

from briefgen.model.edtf import Day
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point, PointVersion
from briefgen.analysis.positions import Position
from briefgen.analysis.known_since import ALWAYS, since
from briefgen.site.shared import Site, newest


class DatedPosition(msgspec.Struct, frozen=True):
    """A position and the day from which it was known, or counted."""

    day: Day
    position: Position

    @property
    def iso(self) -> str:
        """Return the day for a script."""
        return iso(self.day)

    @property
    def said(self) -> str:
        """Return the day on which it was said, for a script to sort by."""
        return iso(self.position.made.date.sort_key[0])


class Stood(msgspec.Struct, frozen=True):
    """The entry that told a point's status from a day on."""

    day: Day
    entry: PointVersion


def positions_known(site: Site, actor: str, subject: str) -> tuple[DatedPosition, ...]:
    """Return all of an actor's positions on a subject with the day from which each was known, newest first."""
    known = since(site.corpus)
    return tuple(
        DatedPosition(max(known.of(p.made.ref), known.of(p.made.event.id), known.of(subject)), p)
        for p in site.position(actor, subject)
    )


def positions_over(site: Site, actor: str, subject: str) -> tuple[DatedPosition, ...]:
    """Return an actor's positions on a subject by the day from which each counted, oldest first."""
    known = positions_known(site, actor, subject)
    found: list[DatedPosition] = []
    for day in sorted({held.day for held in known}):
        current = next(held.position for held in known if held.day <= day)
        if not found or found[-1].position is not current:
            found.append(DatedPosition(day, current))
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
