"""Earlier days of the home page: the parts that depend on the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from briefgen.analysis.known_since import ALWAYS
from briefgen.model.edtf import Day
from briefgen.model.kinds.plan import Plan
from briefgen.site.by_day import ByDay
from briefgen.site.days import iso
from briefgen.site.five_lines import five_lines
from briefgen.site.shared import Site
from briefgen.site.state_of_play import PointOnDay, state_of_play

MOST_DAYS = 120
"""The number of days that the slider offers, the newest ones: so many steps still fit on a phone."""


class Slot(msgspec.Struct, frozen=True):
    """A part of the page that depends on the day."""

    name: str
    """The value of `data-slot` of its element."""
    macro: str
    """The macro of `_home.md.j2` that draws it."""
    history: tuple[tuple[str, Any], ...]
    """Its values, each with the ISO day from which it stands, oldest first."""


def earlier_days(site: Site, by_day: ByDay) -> list[Day]:
    """Return the days on which something changed, before the day of the briefing."""
    latest = site.as_of.latest if site.as_of else None
    found = [day for day in by_day.days() if day > ALWAYS and iso(day) and latest is not None and day < latest]
    return found[-MOST_DAYS:]


def slots(site: Site, by_day: ByDay, plan: Plan | None, shown: Iterable[str]) -> Iterator[Slot]:
    """Yield the parts that depend on the day.

    `shown` holds the ids of the points that have a row.
    """
    states = [(iso(day), state_of_play(site, by_day, plan, day)) for day in earlier_days(site, by_day)]
    if not states:
        return
    lines = [(day, {line.id: line.sentences for line in five_lines(site, state)}) for day, state in states]
    for id in lines[0][1]:
        yield Slot(f"line-{id}", "sentences", _changes((day, found[id]) for day, found in lines))
    for name, macro in (("key_events", "event_lines"), ("latest", "event_lines")):
        values = _changes((day, getattr(state, name)) for day, state in states)
        if name == "latest" or site.highlights.events:
            yield Slot(name.replace("_", "-"), macro, values)
    yield Slot("questions", "question_lines", _changes((day, (s.questions, s.open_questions)) for day, s in states))
    standings = [(day, {each.point.id: each for each in state.standings}) for day, state in states]
    for id in shown:
        yield from _row(id, [(day, found[id]) for day, found in standings])


def _row(id: str, standings: list[tuple[str, PointOnDay]]) -> Iterator[Slot]:
    yield Slot(f"status-{id}", "row_status", _changes((day, without_positions(each)) for day, each in standings))
    yield Slot(f"signs-{id}", "row_signs", _changes((day, without_status(each)) for day, each in standings))


def without_positions(standing: PointOnDay) -> PointOnDay:
    """Return only the status of a point, so that equal ones compare as equal."""
    return msgspec.structs.replace(standing, positions=(), agreement=None)


def without_status(standing: PointOnDay) -> PointOnDay:
    """Return only the positions on a point, so that equal ones compare as equal."""
    return msgspec.structs.replace(standing, status=None, agreement=None, is_known=True)


def _changes(values: Iterable[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    """Return the values without those that equal the one before."""
    found: list[tuple[str, Any]] = []
    for day, value in values:
        if not found or found[-1][1] != value:
            found.append((day, value))
    return tuple(found)
