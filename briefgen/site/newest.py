"""What is new in the briefing by day: events, shifts of positions, and disputes.

The days are those of the as-of view (`analysis.known_since`): the day on which something became known.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from briefgen.analysis.known_since import ALWAYS, NEVER
from briefgen.model.edtf import Day, Edtf, parse
from briefgen.model.kinds.dispute import Dispute
from briefgen.site.by_day import ByDay, MovedPosition
from briefgen.site.days import iso
from briefgen.site.shared import Site


class NewItem(msgspec.Struct, frozen=True):
    """An event, a dispute, or a shift of a position, by the day it became known."""

    day: Day
    ref: str
    moved: MovedPosition | None = None

    @property
    def date(self) -> Edtf | None:
        """Return the day as a date; None if it is not known."""
        text = iso(self.day) if self.day < NEVER else ""
        return parse(text) if text else None


def newest(site: Site) -> list[NewItem]:
    """Return all items, the newest day first; those whose day is not known come last."""
    points = [point for points in site.corpus.points.values() for point in points]
    by_day = ByDay(site, points)
    items = [*_events(by_day), *_moved(by_day), *_disputes(site, by_day)]
    known = [item for item in items if item.date is not None]
    return [*sorted(known, key=_order, reverse=True), *(item for item in items if item.date is None)]


def _events(by_day: ByDay) -> Iterator[NewItem]:
    return (NewItem(day, id) for id, day in by_day.known_events())


def _moved(by_day: ByDay) -> Iterator[NewItem]:
    return (NewItem(day, moved.point, moved) for day, moved in by_day.all_shifts())


def _disputes(site: Site, by_day: ByDay) -> Iterator[NewItem]:
    return (NewItem(by_day.begins(one), one.id) for one in site.corpus.of(Dispute))


def _order(item: NewItem) -> tuple[Day, bool, str, str]:
    return max(item.day, ALWAYS), item.moved is None, item.ref, item.moved.party if item.moved else ""
