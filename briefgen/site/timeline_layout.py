"""Timeline layout: place marks and columns in the lanes of the parties.

Invariants (`tests/unit/site/test_timeline_layout.py`): every event is drawn or counted exactly once, and the input
order makes no difference. `site_templates/assets/scripts/timeline-marks.js` draws a section of the axis by the same
rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from briefgen.model.edtf import Edtf, year_words
from briefgen.site.timeline_axis import Axis, axis_of, span_words
from briefgen.site.timeline_marks import Lane, Timeline, TimelineMark
from briefgen.text import date_words
from briefgen.text.messages import gettext

WIDTH = 640
"""The least width of the drawing without a script, in pixels.

Positions are given as shares of it.
"""
ROW = 24
"""The height of a row and the least width of a mark, in pixels.

It is the minimum target size of WCAG 2.5.8.
"""
ROWS = 12
"""The greatest number of rows of all lanes; each lane has at least two."""
MOST_MARKS = 240
"""The greatest number of marks without a script, for the size of the page; more events become columns."""
COLUMN = 48
"""The width of a stack of marks without a row, in pixels."""
LETTER = 6.5
"""The assumed width of a letter in a label, in pixels."""
LABEL = range(12, 35)
"""The allowed lengths of a label, in characters; longer titles are shortened."""

_NAME, _TURN, _MORE, _APART = 18, 28, 20, 4


class Band(msgspec.Struct, frozen=True):
    """The area of one lane: its top and its rows, in pixels from the top."""

    party: str
    count: int
    """The number of events in which the party acted."""
    top: int
    turn: int
    """The height of the row of turning points; 0 if there are none in the lane."""
    rows: int
    more: int
    """The height of the row of stacks; 0 if every event of the lane fits."""

    @property
    def body(self) -> int:
        """Return the top of the rows, below the name and the turning points."""
        return self.top + _NAME + self.turn

    @property
    def high(self) -> int:
        """Return the height."""
        return _NAME + self.turn + self.rows * ROW + self.more

    @property
    def middle(self) -> int:
        """Return the height at which the line from another lane ends."""
        return self.top + _NAME + (_TURN if self.turn else ROW) // 2

    @property
    def more_middle(self) -> int:
        """Return the middle of the row of stacks."""
        return self.top + self.high - self.more // 2

    def row_middle(self, row: int) -> int:
        """Return the middle of a row; -1 is the row of turning points."""
        return self.top + _NAME + _TURN // 2 if row < 0 else self.body + row * ROW + ROW // 2


class PlacedMark(msgspec.Struct, frozen=True):
    """A mark with its left edge and width in pixels, its lane, its row and its label.

    `side` is ``start`` for a label after the mark, ``end`` for one before it, empty for none.
    """

    mark: TimelineMark
    left: float
    size: float
    row: int
    """The row in the lane; -1 is the row of turning points."""
    side: str = ""
    label: str = ""

    @property
    def lane(self) -> int:
        """Return the lane of the party that acted."""
        return self.mark.lanes[0]

    @property
    def sign(self) -> tuple[float, int]:
        """Return where the sign of the state or the number is, and its shift in pixels.

        It is in the middle, but near the known end of a range.
        """
        if self.mark.form != "r":
            return self.left + self.size / 2, 0
        return (self.left + self.size, -12) if self.mark.first is None else (self.left, 12)


class Stack(msgspec.Struct, frozen=True):
    """Several events of a lane shown as one number, with their position and days."""

    lane: int
    left: float
    size: float
    count: int
    first: int
    last: int
    ids: tuple[str, ...]


class TimelineDrawing(msgspec.Struct, frozen=True):
    """The drawing of a timeline: marks, or columns if there are too many events."""

    axis: Axis
    bands: tuple[Band, ...]
    ticks: tuple[tuple[float, str], ...]
    breaks: tuple[float, ...]
    """The middle of each gap of the axis."""
    signs: tuple[str, ...]
    """The entries of the legend: `state-…`, `form-…`, `doubt-…` by letter, and `open`, `outline`, `line`."""
    marks: tuple[PlacedMark, ...] = ()
    more: tuple[Stack, ...] = ()
    """The marks that fit into no row."""
    columns: tuple[Stack, ...] = ()

    @property
    def height(self) -> int:
        """Return the height without the axis, in pixels."""
        return self.bands[-1].top + self.bands[-1].high

    @property
    def most(self) -> int:
        """Return the number of events in the highest column."""
        return max((column.count for column in self.columns), default=0)

    @property
    def bands_code(self) -> str:
        """Return the top, turning row, rows and row of stacks of each lane."""
        return " ".join(f"{band.top},{band.turn},{band.rows},{band.more}" for band in self.bands)

    @property
    def gaps_code(self) -> str:
        """Return the gaps of the axis for the script."""
        return " ".join(f"{gap.first},{gap.end},{gap.kept}" for gap in self.axis.gaps)

    def y(self, placed: PlacedMark) -> int:
        """Return the middle of a mark, in pixels from the top."""
        return self.bands[placed.lane].row_middle(placed.row)

    def span(self, stack: Stack) -> str:
        """Return the days of a stack in words."""
        return span_words(stack.first, stack.last)


def drawing(timeline: Timeline) -> TimelineDrawing | None:
    """Return the drawing of events; None without events."""
    marks = timeline.marks
    if not marks:
        return None
    axis = axis_of([(mark.begin, mark.end) for mark in marks])
    bands = tuple(_bands(timeline.lanes, marks))
    until = timeline.until
    ticks = tuple((axis.at(day, WIDTH), label) for day, label in axis.ticks(WIDTH) if until is None or day <= until)
    breaks = tuple(axis.at((gap.first + gap.end) / 2, WIDTH) for gap in axis.gaps)
    found = TimelineDrawing(axis, bands, ticks, breaks, _signs(marks))
    placed, rest = place_marks(marks, axis, WIDTH, bands)
    if len(marks) > MOST_MARKS:
        named = tuple(one for one in placed if one.row < 0)
        drawn = {one.mark.id for one in named}
        others = [mark for mark in marks if mark.id not in drawn]
        return msgspec.structs.replace(found, marks=named, columns=columns(others, axis, WIDTH))
    return msgspec.structs.replace(found, marks=placed, more=rest)


def place_marks(
    marks: Sequence[TimelineMark], axis: Axis, width: int, bands: Sequence[Band]
) -> tuple[tuple[PlacedMark, ...], tuple[Stack, ...]]:
    """Return the marks placed in lanes, and the stacks of those that fit into no row.

    `width` is in pixels. Turning points take their own row where it has room. The others are spread over the rows and
    labelled if most of them have room for a label. Otherwise they fill the rows from the top.
    """
    placed: list[PlacedMark] = []
    stacks: list[Stack] = []
    for lane, band in enumerate(bands):
        here = [mark for mark in marks if mark.lanes[0] == lane]
        named, left_over = _rows(
            [mark for mark in here if mark.number], axis, width, 1, is_spread=False, more_slack=2 * ROW
        )
        named = [msgspec.structs.replace(one, row=-1) for one in named]
        others = [mark for mark in here if not mark.number or mark in left_over]
        spread, rest = _rows(others, axis, width, band.rows, is_spread=True)
        spread = _labelled(spread, width)
        if rest or 2 * sum(bool(one.label) for one in spread) < len(spread):
            spread, rest = _rows(others, axis, width, band.rows, is_spread=False)
        placed += [*_labelled(named, width), *spread]
        stacks += _stacks(lane, rest, axis, width)
    order = {mark.id: n for n, mark in enumerate(marks)}
    return tuple(sorted(placed, key=lambda one: order[one.mark.id])), tuple(stacks)


def columns(marks: Iterable[TimelineMark], axis: Axis, width: int) -> tuple[Stack, ...]:
    """Return the number of events of each lane that begin in each calendar step.

    The step is the shortest that is at least `ROW` pixels wide.
    """
    starts = axis.starts(width, ROW)
    found: dict[tuple[int, int], list[TimelineMark]] = defaultdict(list)
    n = 0
    for mark in marks:
        while n + 2 < len(starts) and mark.begin >= starts[n + 1]:
            n += 1
        found[mark.lanes[0], n].append(mark)
    edges = [axis.at(day, width) for day in starts]
    return tuple(_stack(lane, inside, edges[n], edges[n + 1] - edges[n]) for (lane, n), inside in sorted(found.items()))


def month_of(date: Edtf) -> str:
    """Return the heading for an event with this date: its month, year or period."""
    known = date.start or date.end
    if known is None:
        return gettext("Undated")
    year, month, _ = known.first
    if known.precision in ("day", "month") or (known.precision == "unspecified" and known.last[1] == month):
        return date_words.month((year, month, 1))
    return known.words() if known.precision in ("decade", "century") and not known.qualifier else year_words(year)


def anchor(heading: str) -> str:
    """Return the HTML anchor for a heading from `month_of`."""
    return "".join(c if c.isalnum() else "-" for c in heading.lower())


def _bands(lanes: Sequence[Lane], marks: Sequence[TimelineMark]) -> Iterator[Band]:
    top = 0
    for n, lane in enumerate(lanes):
        here = [mark for mark in marks if mark.lanes[0] == n]
        most = max(2, ROWS // len(lanes))
        turn = _TURN if any(mark.number for mark in here) else 0
        band = Band(lane.party, lane.count, top, turn, max(1, min(most, len(here))), _MORE * (len(here) > most))
        yield band
        top += band.high + _APART


def _signs(marks: Iterable[TimelineMark]) -> tuple[str, ...]:
    found = set()
    for mark in marks:
        found |= {f"state-{mark.state}", f"form-{mark.form}", f"doubt-{mark.doubt}"}
        if mark.first is None or mark.last is None:
            found.add("open")
        if mark.basis == "o":
            found.add("outline")
        if mark.number and len(mark.lanes) > 1:
            found.add("line")
    return tuple(sorted(found))


def _rows(
    marks: Sequence[TimelineMark], axis: Axis, width: int, rows: int, *, is_spread: bool, more_slack: int = 0
) -> tuple[list[PlacedMark], list[TimelineMark]]:
    """Place each mark in a free row; return the placed marks and the rest.

    With `is_spread`, the emptiest free row is used, else the first one. `more_slack` lets short marks move right.
    """
    ends = [0.0] * rows
    placed: list[PlacedMark] = []
    rest: list[TimelineMark] = []
    for mark in marks:
        left, size, slack = _extent(mark, axis, width)
        slack += more_slack if size == ROW else 0
        free = [row for row, end in enumerate(ends) if end <= left + slack and max(left, end) + size <= width + 0.01]
        if not free:
            rest.append(mark)
            continue
        row = min(free, key=lambda n: (ends[n], n)) if is_spread else free[0]
        at = max(left, ends[row])
        ends[row] = at + size
        placed.append(PlacedMark(mark, at, size, row))
    return placed, rest


def _labelled(placed: Iterable[PlacedMark], width: int) -> list[PlacedMark]:
    """Return marks with labels after them, else before them, where there is room."""
    rows: dict[int, list[PlacedMark]] = defaultdict(list)
    for one in placed:
        rows[one.row].append(one)
    found = []
    for row in rows.values():
        occupied = 0.0
        for n, one in enumerate(row):
            end = one.left + one.size
            after = _short(one.mark.title, (row[n + 1].left if n + 1 < len(row) else width) - end)
            before = "" if after else _short(one.mark.title, one.left - occupied - 6)
            side = "start" if after else "end" if before else ""
            found.append(msgspec.structs.replace(one, side=side, label=after or before))
            occupied = end + (len(after) * LETTER + 6 if after else 0.0)
    return found


def _extent(mark: TimelineMark, axis: Axis, width: int) -> tuple[float, float, float]:
    """Return a mark's left edge, its width, and how far it may move right, in pixels.

    The width is never less than `ROW`.
    """
    left = 0.0 if mark.first is None else max(0.0, axis.at(mark.first, width))
    right = float(width) if mark.last is None else min(float(width), axis.at(mark.last + 1, width))
    if mark.form != "d" and right - left >= ROW:
        return left, right - left, 0.0
    # A day that is wide on screen has room for several marks.
    slack = max(0.0, right - left - ROW)
    return min(max(left if slack else (left + right - ROW) / 2, 0.0), width - ROW), ROW, slack


def _stacks(lane: int, marks: Iterable[TimelineMark], axis: Axis, width: int) -> Iterator[Stack]:
    found: dict[int, list[TimelineMark]] = defaultdict(list)
    for mark in marks:
        left, *_ = _extent(mark, axis, width)
        found[min(int(left // COLUMN), width // COLUMN - 1)].append(mark)
    return (_stack(lane, inside, n * COLUMN, COLUMN) for n, inside in sorted(found.items()))


def _stack(lane: int, marks: Sequence[TimelineMark], left: float, size: float) -> Stack:
    first, last = min(mark.begin for mark in marks), max(mark.end for mark in marks)
    return Stack(lane, left, size, len(marks), first, last, tuple(mark.id for mark in marks))


def _short(title: str, room: float) -> str:
    """Return a title shortened to the available width; empty if that is too narrow."""
    most = min(int((room - 6) / LETTER), LABEL[-1])
    if len(title) <= most:
        return title
    return f"{title[: most - 1].rstrip()}…" if most >= LABEL[0] else ""
