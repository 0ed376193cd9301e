"""Timeline layout: place events on an axis of days, in lanes without overlaps.

Invariants (`tests/unit/test_chronology.py`): every event is drawn or counted exactly once, and the input order
makes no difference. `site_templates/assets/scripts/timeline-marks.js` draws a section of the axis by the same
rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from briefgen.model.edtf import MONTHS, Edtf, day_number, year_words
from briefgen.model.kinds.event import Event

WIDTH = 640
"""The least width of the drawing without a script, in pixels.

Positions are given as shares of it.
"""
LANE = 24
"""The height of a lane and the least width of a mark, in pixels.

It is the minimum target size of WCAG 2.5.8.
"""
LANES = 12
COLUMN = 48
"""The width of a stack of marks without a lane, in pixels."""
LETTER = 6.5
"""The assumed width of a letter in a label, in pixels."""
LABEL = range(12, 35)
"""The allowed lengths of a label, in characters; longer titles are shortened."""

_TICK = 96
_DAY, _MONTH, _YEAR = "day", "month", "year"
_STATES = {"happened": "h", "scheduled": "s", "postponed": "p", "cancelled": "c", "reported": "r"}
_DOUBTS = {"": "e", "?": "u", "~": "a", "%": "b"}
_YEARS = tuple(lead * 10**power for power in range(9) for lead in (1, 2, 5))
# Unit, number of units, and the least number of days in the step.
_UNITS = (
    *((_DAY, step, float(step)) for step in (1, 2, 7, 14)),
    *((_MONTH, step, 30.4 * step) for step in (1, 3, 6)),
    *((_YEAR, step, 365.2 * step) for step in _YEARS),
)


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

    @property
    def code(self) -> str:
        """Return the mark encoded for the script: `form`, `doubt`, `state` and the days.

        A colon separates the last day from the first day if they differ.
        """
        days = "" if self.form == "d" else f":{_text(self.last)}"
        return f"{self.form}{self.doubt}{self.state}{_text(self.first)}{days}"

    @property
    def begin(self) -> int:
        """Return the first known day."""
        return self.first if self.first is not None else self.last or 0

    @property
    def end(self) -> int:
        """Return the last known day."""
        return self.last if self.last is not None else self.first or 0


class PlacedMark(msgspec.Struct, frozen=True):
    """A mark with its left edge and width in pixels, its lane and its label.

    `side` is ``start`` for a label after the mark, ``end`` for one before it, empty for none.
    """

    mark: TimelineMark
    left: float
    size: float
    lane: int
    side: str = ""
    label: str = ""


class Stack(msgspec.Struct, frozen=True):
    """Several events shown as one number, with their position and days."""

    left: float
    size: float
    count: int
    first: int
    last: int
    ids: tuple[str, ...]


class TimelineDrawing(msgspec.Struct, frozen=True):
    """The drawing of a timeline: marks, or columns if there are too many events."""

    first: int
    last: int
    """The day after the last one."""
    lanes: int
    ticks: tuple[tuple[float, str], ...]
    signs: tuple[str, ...]
    """The entries of the legend: `state-…`, `form-…`, `doubt-…` by letter, and `open`."""
    marks: tuple[PlacedMark, ...] = ()
    more: tuple[Stack, ...] = ()
    """The marks that fit into no lane."""
    columns: tuple[Stack, ...] = ()

    @property
    def height(self) -> int:
        """Return the height without the axis, in pixels."""
        return self.lanes * LANE

    @property
    def most(self) -> int:
        """Return the number of events in the highest column."""
        return max((column.count for column in self.columns), default=0)

    def span(self, stack: Stack) -> str:
        """Return the days of a stack in words."""
        return span_words(stack.first, stack.last)


def mark_of(event: Event) -> TimelineMark:
    """Return the mark of an event."""
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


def marks_of(events: Iterable[Event]) -> list[TimelineMark]:
    """Return the marks of events, in the order in which they are placed."""
    found = [mark_of(event) for event in sorted(events, key=lambda event: (event.date.sort_key, event.id))]
    return sorted(found, key=lambda mark: (mark.begin, mark.end))


def drawing(events: Iterable[Event]) -> TimelineDrawing | None:
    """Return the drawing of events; None without events."""
    marks = marks_of(events)
    if not marks:
        return None
    low, high = min(mark.begin for mark in marks), max(mark.end for mark in marks) + 1
    # A single day is shown within its week, and no mark is at the very edge.
    room = max(3, (high - low) // 30)
    first, last = low - room, high + room
    ticks = tuple((_at(day, first, last, WIDTH), label) for day, label in axis_ticks(first, last, WIDTH))
    lanes = min(max(len(marks), 3), LANES + 1)
    if len(marks) > WIDTH // LANE * LANES:
        return TimelineDrawing(first, last, lanes, ticks, _signs(marks), columns=columns(marks, first, last, WIDTH))
    placed, rest = place_marks(marks, first, last, WIDTH)
    return TimelineDrawing(first, last, lanes, ticks, _signs(marks), placed, rest)


def place_marks(
    marks: Sequence[TimelineMark], first: int, last: int, width: int
) -> tuple[tuple[PlacedMark, ...], tuple[Stack, ...]]:
    """Return the marks placed in lanes, and the stacks of those that fit into no lane.

    `first` and `last` are day numbers, `width` is in pixels. Marks are spread over the lanes and labelled if most
    of them have room for a label; otherwise they fill the lanes from the top.
    """
    placed, rest = _lanes(marks, first, last, width, is_spread=True)
    placed = _labelled(placed, width)
    if rest or 2 * sum(bool(one.label) for one in placed) < len(placed):
        placed, rest = _lanes(marks, first, last, width, is_spread=False)
    stacks: dict[int, list[TimelineMark]] = defaultdict(list)
    for mark in rest:
        left, *_ = _extent(mark, first, last, width)
        stacks[min(int(left // COLUMN), width // COLUMN - 1)].append(mark)
    return tuple(placed), tuple(_stack(found, n * COLUMN, COLUMN) for n, found in sorted(stacks.items()))


def columns(marks: Sequence[TimelineMark], first: int, last: int, width: int) -> tuple[Stack, ...]:
    """Return the number of events that begin in each calendar step of the axis.

    The step is the shortest that is at least `LANE` pixels wide.
    """
    unit, step = _unit((last - first) / width * LANE)
    starts = [*_steps(unit, step, first, last), last]
    if starts[0] > first:
        starts.insert(0, first)
    found: dict[int, list[TimelineMark]] = defaultdict(list)
    n = 0
    for mark in marks:
        while n + 2 < len(starts) and mark.begin >= starts[n + 1]:
            n += 1
        found[n].append(mark)
    edges = [_at(day, first, last, width) for day in starts]
    return tuple(_stack(inside, edges[n], edges[n + 1] - edges[n]) for n, inside in sorted(found.items()))


def month_of(date: Edtf) -> str:
    """Return the heading for an event with this date: its month, year or period."""
    known = date.start or date.end
    if known is None:
        return "Undated"
    year, month, _ = known.first
    if known.precision in ("day", "month") or (known.precision == "unspecified" and known.last[1] == month):
        return f"{MONTHS[month]} {year_words(year)}"
    return known.words() if known.precision in ("decade", "century") and not known.qualifier else year_words(year)


def anchor(heading: str) -> str:
    """Return the HTML anchor for a heading from `month_of`."""
    return "".join(c if c.isalnum() else "-" for c in heading.lower())


def calendar_day(number: int) -> tuple[int, int, int]:
    """Return the (year, month, day) of a day number: the inverse of `day_number`."""
    # Howard Hinnant's `civil_from_days`: years begin in March, an era has 400 years.
    era, day = divmod(number - 1, 146097)
    year = (day - day // 1460 + day // 36524 - day // 146096) // 365
    rest = day - (365 * year + year // 4 - year // 100)
    month = (5 * rest + 2) // 153
    return (
        year + era * 400 + (month >= 10),
        month + 3 if month < 10 else month - 9,
        rest - (153 * month + 2) // 5 + 1,
    )


def span_words(first: int, last: int) -> str:
    """Return a range of days in words."""
    one, other = calendar_day(first), calendar_day(last)
    end = f"{other[2]} {MONTHS[other[1]]} {year_words(other[0])}"
    if one == other:
        return end
    if one[:2] == other[:2]:
        return f"{one[2]}–{end}"
    year = "" if one[0] == other[0] else f" {year_words(one[0])}"
    return f"{one[2]} {MONTHS[one[1]]}{year} – {end}"


def _signs(marks: Iterable[TimelineMark]) -> tuple[str, ...]:
    found = set()
    for mark in marks:
        found |= {f"state-{mark.state}", f"form-{mark.form}", f"doubt-{mark.doubt}"}
        if mark.first is None or mark.last is None:
            found.add("open")
    return tuple(sorted(found))


def _lanes(
    marks: Sequence[TimelineMark], first: int, last: int, width: int, *, is_spread: bool
) -> tuple[list[PlacedMark], list[TimelineMark]]:
    """Place each mark in a free lane; return the placed marks and the rest.

    With `is_spread`, the emptiest free lane is used, else the first one.
    """
    ends = [0.0] * LANES
    placed: list[PlacedMark] = []
    rest: list[TimelineMark] = []
    for mark in marks:
        left, size, slack = _extent(mark, first, last, width)
        free = [lane for lane, end in enumerate(ends) if end <= left + slack and max(left, end) + size <= width + 0.01]
        if not free:
            rest.append(mark)
            continue
        lane = min(free, key=lambda n: (ends[n], n)) if is_spread else free[0]
        at = max(left, ends[lane])
        ends[lane] = at + size
        placed.append(PlacedMark(mark, at, size, lane))
    return placed, rest


def _labelled(placed: Iterable[PlacedMark], width: int) -> list[PlacedMark]:
    """Return marks with labels after them, else before them, where there is room."""
    lanes: dict[int, list[PlacedMark]] = defaultdict(list)
    for one in placed:
        lanes[one.lane].append(one)
    found = []
    for lane in lanes.values():
        occupied = 0.0
        for n, one in enumerate(lane):
            end = one.left + one.size
            after = _short(one.mark.title, (lane[n + 1].left if n + 1 < len(lane) else width) - end)
            before = "" if after else _short(one.mark.title, one.left - occupied - 6)
            side = "start" if after else "end" if before else ""
            found.append(msgspec.structs.replace(one, side=side, label=after or before))
            occupied = end + (len(after) * LETTER + 6 if after else 0.0)
    return found


def _extent(mark: TimelineMark, first: int, last: int, width: int) -> tuple[float, float, float]:
    """Return a mark's left edge, its width, and how far it may move right, in pixels.

    The width is never less than `LANE`.
    """
    left = 0.0 if mark.first is None else max(0.0, _at(mark.first, first, last, width))
    right = float(width) if mark.last is None else min(float(width), _at(mark.last + 1, first, last, width))
    if mark.form != "d" and right - left >= LANE:
        return left, right - left, 0.0
    # A day that is wide on screen has room for several marks.
    slack = max(0.0, right - left - LANE)
    return min(max(left if slack else (left + right - LANE) / 2, 0.0), width - LANE), LANE, slack


def _at(day: int, first: int, last: int, width: int) -> float:
    return (day - first) / (last - first) * width


def _stack(marks: Sequence[TimelineMark], left: float, size: float) -> Stack:
    first, last = min(mark.begin for mark in marks), max(mark.end for mark in marks)
    return Stack(left, size, len(marks), first, last, tuple(mark.id for mark in marks))


def axis_ticks(first: int, last: int, width: int) -> Iterator[tuple[int, str]]:
    """Yield the labelled days of the axis; a label names the year when it changes."""
    unit, step = _unit((last - first) / width * _TICK)
    before: int | None = None
    for number in _steps(unit, step, first, last):
        year, month, day = calendar_day(number)
        if unit == _YEAR:
            yield number, year_words(year)
            continue
        name = f"{day} {MONTHS[month][:3]}" if unit == _DAY else MONTHS[month][:3]
        yield number, name if year == before else f"{name} {year_words(year)}"
        before = year


def _unit(least: float) -> tuple[str, int]:
    """Return the shortest calendar step with at least this number of days."""
    return next(((unit, step) for unit, step, days in _UNITS if days >= least), (_YEAR, _YEARS[-1]))


def _steps(unit: str, step: int, first: int, last: int) -> Iterator[int]:
    """Yield the first day of each calendar step on the axis; weeks begin on Monday."""
    if unit == _DAY:
        # day number 6 is a Monday
        yield from (number for number in range(first, last) if (number + 1) % step == 0)
        return
    months = step * (12 if unit == _YEAR else 1)
    year, month, _ = calendar_day(first)
    at = -(-(year * 12 + month - 1) // months) * months
    if (number := day_number((at // 12, at % 12 + 1, 1))) < first:
        at += months
        number = day_number((at // 12, at % 12 + 1, 1))
    while number < last:
        yield number
        at += months
        number = day_number((at // 12, at % 12 + 1, 1))


def _short(title: str, room: float) -> str:
    """Return a title shortened to the available width; empty if that is too narrow."""
    most = min(int((room - 6) / LETTER), LABEL[-1])
    if len(title) <= most:
        return title
    return f"{title[: most - 1].rstrip()}…" if most >= LABEL[0] else ""


def _text(day: int | None) -> str:
    return "" if day is None else str(day)
