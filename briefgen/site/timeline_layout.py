"""The drawing of the timeline: where each event stands on a line of days, and in which lane, so that no mark covers another.

Stands on dates, below the pages. Promises that every event is drawn or counted exactly once, in the same place whatever the
order it came in. `site_templates/assets/timeline.js` draws a part of the line by the same rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from briefgen.model.edtf import MONTHS, Edtf, day_number, year_words
from briefgen.model.kinds.event import Event

WIDTH = 640
"""How many pixels the drawing without a script has at least; places are told as shares of it."""
LANE = 24
"""How high a lane is and how wide the least mark, in pixels: what a finger can tell from its neighbour."""
LANES = 12
COLUMN = 48
"""How wide a stack is whose marks that found no lane are told as one number, in pixels."""
LETTER = 6.5
"""How wide a letter of a label is taken to be, in pixels."""
LABEL = range(12, 35)
"""How many characters of a title a label has: what is shorter says too little, what is longer is for the list."""

_TICK = 96
_DAY, _MONTH, _YEAR = "day", "month", "year"
_STATES = {"happened": "h", "scheduled": "s", "postponed": "p", "cancelled": "c", "reported": "r"}
_DOUBTS = {"": "e", "?": "u", "~": "a", "%": "b"}
_YEARS = tuple(lead * 10**power for power in range(9) for lead in (1, 2, 5))
# a step of a unit, and how many days it has at least
_UNITS = (
    *((_DAY, step, float(step)) for step in (1, 2, 7, 14)),
    *((_MONTH, step, 30.4 * step) for step in (1, 3, 6)),
    *((_YEAR, step, 365.2 * step) for step in _YEARS),
)


class TimelineMark(msgspec.Struct, frozen=True):
    """An event on the line: what it looks like, and its first and last day; None where the line goes on without an end."""

    id: str
    title: str
    form: str
    """``d`` one day, ``r`` a range of days, ``v`` some time within them."""
    doubt: str
    """``e`` exact, ``u`` uncertain, ``a`` approximate, ``b`` both."""
    state: str
    """The first letter of the event's state."""
    first: int | None
    last: int | None

    @property
    def code(self) -> str:
        """Return the mark as a script reads it: three letters, the first day, and after a colon the last one if it is another."""
        days = "" if self.form == "d" else f":{_text(self.last)}"
        return f"{self.form}{self.doubt}{self.state}{_text(self.first)}{days}"

    @property
    def begin(self) -> int:
        """Return the first day that is known."""
        return self.first if self.first is not None else self.last or 0

    @property
    def end(self) -> int:
        """Return the last day that is known."""
        return self.last if self.last is not None else self.first or 0


class Placed(msgspec.Struct, frozen=True):
    """A mark with its place in pixels: its left edge, its width, its lane, and its label: after it (``start``), before it (``end``) or nowhere."""

    mark: TimelineMark
    left: float
    size: float
    lane: int
    side: str = ""
    label: str = ""


class Stack(msgspec.Struct, frozen=True):
    """Events that are told as one number: where, how many, and their days."""

    left: float
    size: float
    count: int
    first: int
    last: int
    ids: tuple[str, ...]


class TimelineDrawing(msgspec.Struct, frozen=True):
    """The line from its first day to its last, with marks or, where there are too many, with columns."""

    first: int
    last: int
    """The day after the last one."""
    lanes: int
    ticks: tuple[tuple[float, str], ...]
    signs: tuple[str, ...]
    """What a reader has to know to read the marks: `state-…`, `form-…`, `doubt-…` by letter, and `open`."""
    marks: tuple[Placed, ...] = ()
    more: tuple[Stack, ...] = ()
    """What found no lane."""
    columns: tuple[Stack, ...] = ()

    @property
    def height(self) -> int:
        """Return the height without the axis, in pixels."""
        return self.lanes * LANE

    @property
    def most(self) -> int:
        """Return how many events the highest column has."""
        return max((column.count for column in self.columns), default=0)

    def span(self, stack: Stack) -> str:
        """Return the days of a stack in words."""
        return span_words(stack.first, stack.last)


def mark_of(event: Event) -> TimelineMark:
    """Return an event as a mark."""
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
    """Return events as marks in the order in which they are set."""
    found = [mark_of(event) for event in sorted(events, key=lambda event: (event.date.sort_key, event.id))]
    return sorted(found, key=lambda mark: (mark.begin, mark.end))


def drawing(events: Iterable[Event]) -> TimelineDrawing | None:
    """Return the drawing of events; nothing where there is none."""
    marks = marks_of(events)
    if not marks:
        return None
    low, high = min(mark.begin for mark in marks), max(mark.end for mark in marks) + 1
    # a single day stands in its week, and no mark at the very edge
    room = max(3, (high - low) // 30)
    first, last = low - room, high + room
    ticks = tuple((_at(day, first, last, WIDTH), label) for day, label in _ticks(first, last, WIDTH))
    lanes = min(max(len(marks), 3), LANES + 1)
    if len(marks) > WIDTH // LANE * LANES:
        return TimelineDrawing(first, last, lanes, ticks, _signs(marks), columns=columns(marks, first, last, WIDTH))
    placed, rest = placing(marks, first, last, WIDTH)
    return TimelineDrawing(first, last, lanes, ticks, _signs(marks), placed, rest)


def placing(marks: Sequence[TimelineMark], first: int, last: int, width: int) -> tuple[tuple[Placed, ...], tuple[Stack, ...]]:
    """Return marks in lanes, spread and labelled where most have room for a label, and the numbers of those that find no lane."""
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
    """Return how many events begin in each step of the line, for as short a step as a finger can tell from the next."""
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
    """Return the heading that an event of this date stands under: its month, or its year where the month is not known."""
    known = date.start or date.end
    if known is None:
        return "Undated"
    year, month, _ = known.first
    if known.precision in ("day", "month") or (known.precision == "unspecified" and known.last[1] == month):
        return f"{MONTHS[month]} {year_words(year)}"
    return known.words() if known.precision in ("decade", "century") and not known.qualifier else year_words(year)


def anchor(heading: str) -> str:
    """Return the anchor of a heading that `month_of` gave."""
    return "".join(c if c.isalnum() else "-" for c in heading.lower())


def calendar_day(number: int) -> tuple[int, int, int]:
    """Return the day of a number: the inverse of `day_number`."""
    # Howard Hinnant's civil_from_days, with years from March and eras of 400 years
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
    """Return the days from one to another in words."""
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
) -> tuple[list[Placed], list[TimelineMark]]:
    """Return each mark in the first lane with room for it, or in the emptiest one, and those for which there is none."""
    ends = [0.0] * LANES
    placed: list[Placed] = []
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
        placed.append(Placed(mark, at, size, lane))
    return placed, rest


def _labelled(placed: Iterable[Placed], width: int) -> list[Placed]:
    """Return marks with labels after them, or before them, where their lane has room."""
    lanes: dict[int, list[Placed]] = defaultdict(list)
    for one in placed:
        lanes[one.lane].append(one)
    found = []
    for lane in lanes.values():
        taken = 0.0
        for n, one in enumerate(lane):
            end = one.left + one.size
            after = _short(one.mark.title, (lane[n + 1].left if n + 1 < len(lane) else width) - end)
            before = "" if after else _short(one.mark.title, one.left - taken - 6)
            side = "start" if after else "end" if before else ""
            found.append(msgspec.structs.replace(one, side=side, label=after or before))
            taken = end + (len(after) * LETTER + 6 if after else 0.0)
    return found


def _extent(mark: TimelineMark, first: int, last: int, width: int) -> tuple[float, float, float]:
    """Return the left edge and the width of a mark, never less than a finger needs, and how far it may move to the right."""
    left = 0.0 if mark.first is None else max(0.0, _at(mark.first, first, last, width))
    right = float(width) if mark.last is None else min(float(width), _at(mark.last + 1, first, last, width))
    if mark.form != "d" and right - left >= LANE:
        return left, right - left, 0.0
    # a day that is wide on the screen has room for several marks
    slack = max(0.0, right - left - LANE)
    return min(max(left if slack else (left + right - LANE) / 2, 0.0), width - LANE), LANE, slack


def _at(day: int, first: int, last: int, width: int) -> float:
    return (day - first) / (last - first) * width


def _stack(marks: Sequence[TimelineMark], left: float, size: float) -> Stack:
    first, last = min(mark.begin for mark in marks), max(mark.end for mark in marks)
    return Stack(left, size, len(marks), first, last, tuple(mark.id for mark in marks))


def _ticks(first: int, last: int, width: int) -> Iterator[tuple[int, str]]:
    """Yield the days that the axis names, with their names; the year where it is another than before."""
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
    """Return the shortest step of the calendar that is at least so many days long."""
    return next(((unit, step) for unit, step, days in _UNITS if days >= least), (_YEAR, _YEARS[-1]))


def _steps(unit: str, step: int, first: int, last: int) -> Iterator[int]:
    """Yield the first days of the steps that lie on the line; weeks begin on Monday."""
    if unit == _DAY:
        # day 6 is a Monday
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
    """Return as much of a title as there is room for; nothing where that says too little."""
    most = min(int((room - 6) / LETTER), LABEL[-1])
    if len(title) <= most:
        return title
    return f"{title[: most - 1].rstrip()}…" if most >= LABEL[0] else ""


def _text(day: int | None) -> str:
    return "" if day is None else str(day)
