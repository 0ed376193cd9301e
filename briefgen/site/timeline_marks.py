"""Mark of an event on the timeline: its form, days, basis, lanes and number."""

from __future__ import annotations

import msgspec

from briefgen.analysis.acting import acting_parties
from briefgen.analysis.basis import basis_of_event, strength
from briefgen.model.edtf import day_number
from briefgen.model.kinds.event import Event
from briefgen.site.shared import Site
from briefgen.site.weight import highlighted, weighed

TURNING_POINTS = 10
"""The number of events that the timeline names; a timeline with fewer has none apart."""
LANES = 6
"""The greatest number of lanes, with that of events without a party."""

_STATES = {"happened": "h", "scheduled": "s", "postponed": "p", "cancelled": "c", "reported": "r"}
_DOUBTS = {"": "e", "?": "u", "~": "a", "%": "b"}


class TimelineMark(msgspec.Struct, frozen=True):
    """An event on the timeline: its appearance, first and last day.

    Days are numbers as in `day_number`; None means that the event has no known end on that side.
    """

    id: str
    title: str
    form: str
    """``d`` one day, ``r`` a range of days, ``v`` some time within them."""
    doubt: str
    """EDTF qualifiers: ``e`` exact, ``u`` uncertain, ``a`` approximate, ``b`` both."""
    state: str
    """The first letter of the event's state."""
    first: int | None
    last: int | None
    basis: str = "f"
    """``f`` well supported, ``o`` reported only or weakly sourced, which is drawn as an outline."""
    lanes: tuple[int, ...] = (0,)
    """The lane of the party that acted, then those of the others that took part."""
    number: int = 0
    """The number among the turning points, from 1; 0 for other events."""

    @property
    def code(self) -> str:
        """Return the mark encoded for the script: appearance, days, lanes and number.

        A colon separates the last day from the first day if they differ.
        """
        days = _text(self.first) + ("" if self.form == "d" else f":{_text(self.last)}")
        lanes = "".join(map(str, self.lanes))
        return f"{self.form}{self.doubt}{self.state}{self.basis},{days},{lanes},{self.number or ''}"

    @property
    def modifiers(self) -> tuple[str, ...]:
        """Return what the look depends on: state, doubt, basis, turning point."""
        return (self.state, self.doubt, *["outline"] * (self.basis == "o"), *["named"] * bool(self.number))

    @property
    def begin(self) -> int:
        """Return the first known day."""
        return self.first if self.first is not None else self.last or 0

    @property
    def end(self) -> int:
        """Return the last known day."""
        return self.last if self.last is not None else self.first or 0


class Lane(msgspec.Struct, frozen=True):
    """A lane of the timeline, of a party or of the events without one."""

    party: str
    count: int


class Timeline(msgspec.Struct, frozen=True):
    """The marks of all events in the order of their days, and the lanes."""

    marks: tuple[TimelineMark, ...]
    lanes: tuple[Lane, ...]
    until: int | None = None
    """The number of the day of an as-of view: no label names a later day."""

    @property
    def turning_points(self) -> tuple[TimelineMark, ...]:
        """Return the turning points in the order of their numbers."""
        return tuple(sorted((mark for mark in self.marks if mark.number), key=lambda mark: mark.number))


def timeline_of(site: Site) -> Timeline:
    """Return the marks and lanes of a briefing's events."""
    events = site.corpus.events
    acting = {event.id: acting_parties(site.corpus, event) for event in events}
    parties = [p for p in dict.fromkeys(map(site.corpus.current, site.parties)) if any(p in a for a in acting.values())]
    parties = parties[: LANES - 1]
    order = {event.id: n for n, event in enumerate(sorted(events, key=lambda e: (e.date.sort_key, e.id)))}
    turning = _turning_points(site)
    numbers = {id: n for n, id in enumerate(sorted(turning, key=order.__getitem__), 1)}

    def made(event: Event) -> TimelineMark:
        lanes = tuple(parties.index(party) for party in acting[event.id] if party in parties) or (len(parties),)
        is_firm = strength(basis_of_event(site.corpus, event)) == "strong"
        shown = {"basis": "f" if is_firm else "o", "lanes": lanes, "number": numbers.get(event.id, 0)}
        return msgspec.structs.replace(mark_of(event), **shown)

    marks = sorted(map(made, events), key=lambda mark: (mark.begin, mark.end, order[mark.id]))
    counts = [sum(mark.lanes[0] == n for mark in marks) for n in range(len(parties) + 1)]
    lanes = [Lane(party, count) for party, count in zip([*parties, ""], counts, strict=True)]
    day = site.corpus.stands_on
    until = day_number(day.latest) if day else None
    return Timeline(tuple(marks), tuple(lanes if counts[-1] or not parties else lanes[:-1]), until)


def _turning_points(site: Site) -> list[str]:
    events = site.corpus.events
    if len(events) <= TURNING_POINTS:
        return []
    found = highlighted(site, site.highlights.events, weighed(site, events))
    return [event.id for event in found[:TURNING_POINTS]]


def mark_of(event: Event) -> TimelineMark:
    """Return the mark of an event, without its basis, lanes and number."""
    date = event.date
    moments = [moment for moment in (date.start, date.end) if moment]
    signs = {sign for moment in moments for sign in moment.qualifier}
    is_unknown = date.is_interval and not all((date.start or date.is_open_start, date.end or date.is_open_end))
    is_uncertain = bool(signs & {"?", "%"}) or is_unknown
    doubt = "%" if signs & {"~", "%"} and is_uncertain else "?" if is_uncertain else "~" if "~" in signs else ""
    form = "r" if date.is_interval else "d" if date.start and date.start.precision == "day" else "v"
    first = day_number(date.start.first) if date.start else None
    known = date.end if date.is_interval else date.start
    last = day_number(known.last) if known else None
    if first is not None and first == last:
        form = "d"
    return TimelineMark(event.id, event.title, form, _DOUBTS[doubt], _STATES[event.state], first, last)


def _text(day: int | None) -> str:
    return "" if day is None else str(day)
