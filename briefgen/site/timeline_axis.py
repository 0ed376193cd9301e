"""Axis of the timeline: days on a scale that shortens long empty stretches.

`site_templates/assets/scripts/timeline-range.js` follows the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from briefgen.model.edtf import day_number, year_words
from briefgen.text import date_words

TICK = 96
"""The least distance between the steps of the axis, in pixels."""
NEAR = 64
"""The least distance between two labelled days, in pixels."""

_LONG = 8
"""An empty stretch is long from this part of the whole time: an eighth."""
_LEAST = 10
_KEPT = 25
_DAY, _MONTH, _YEAR = "day", "month", "year"
_YEARS = tuple(lead * 10**power for power in range(9) for lead in (1, 2, 5))
# Unit, number of units, and the least number of days in the step.
_UNITS = (
    *((_DAY, step, float(step)) for step in (1, 2, 7, 14)),
    *((_MONTH, step, 30.4 * step) for step in (1, 3, 6)),
    *((_YEAR, step, 365.2 * step) for step in _YEARS),
)


class Gap(msgspec.Struct, frozen=True):
    """A long stretch without events, which the axis shortens."""

    first: int
    end: int
    """The day after the last empty one."""
    kept: int
    """The length on the axis, in days."""

    @property
    def words(self) -> str:
        """Return the empty days in words."""
        return span_words(self.first, self.end - 1)

    @property
    def days(self) -> int:
        """Return the number of empty days."""
        return self.end - self.first


class Axis(msgspec.Struct, frozen=True):
    """The days from `first` to `last`, with its gaps in order."""

    first: int
    last: int
    """The day after the last one."""
    gaps: tuple[Gap, ...] = ()

    @property
    def size(self) -> float:
        """Return the length of the axis in days, without what the gaps leave out."""
        return self.fold(self.last)

    def fold(self, day: float) -> float:
        """Return how far a day lies from the first one, without what the gaps leave out."""
        at = day - self.first
        for gap in self.gaps:
            if day > gap.first:
                at -= (min(day, gap.end) - gap.first) * (1 - gap.kept / gap.days)
        return at

    def at(self, day: float, width: float) -> float:
        """Return the place of a day, in pixels."""
        return self.fold(day) / self.size * width

    def ticks(self, width: int) -> Iterator[tuple[int, str]]:
        """Yield the labelled days; a label names the year when it changes.

        The first day after a gap is always among them, where the gaps leave room.
        """
        unit, step = self._unit(width, TICK)
        ends = {gap.end for gap in self.gaps}
        steps = (day for day in self._steps(unit, step) if not any(self._is_near(day, end, width) for end in ends))
        before: int | None = None
        edge = float("-inf")
        for number in sorted({*steps, *ends}):
            if self.at(number, width) - edge < NEAR:
                continue
            edge = self.at(number, width)
            year, month, day = calendar_day(number)
            if unit == _YEAR:
                yield number, year_words(year)
                continue
            is_day = unit == _DAY or number in ends
            name = date_words.short_day(month, day) if is_day else date_words.short_month(month)
            yield number, name if year == before else f"{name} {year_words(year)}"
            before = year

    def starts(self, width: int, least: int) -> list[int]:
        """Return the first days of the calendar steps of at least so many pixels.

        The days where a gap begins and ends are among them, and so are the first and the last day.
        """
        unit, step = self._unit(width, least)
        edges = (day for gap in self.gaps for day in (gap.first, gap.end))
        return sorted({self.first, self.last, *self._steps(unit, step), *edges})

    def _is_near(self, day: int, end: int, width: int) -> bool:
        return 0 < self.at(end, width) - self.at(day, width) < NEAR

    def _unit(self, width: int, least: int) -> tuple[str, int]:
        days = self.size / width * least
        return next(((unit, step) for unit, step, size in _UNITS if size >= days), (_YEAR, _YEARS[-1]))

    def _steps(self, unit: str, step: int) -> Iterator[int]:
        begin = self.first
        for gap in self.gaps:
            yield from _steps(unit, step, begin, gap.first)
            begin = gap.end
        yield from _steps(unit, step, begin, self.last)


def axis_of(spans: Sequence[tuple[int, int]]) -> Axis:
    """Return the axis for one or more events, by their first and last days.

    A single day is shown within its week, and no event is at the very edge.
    """
    low, high = min(first for first, _ in spans), max(last for _, last in spans) + 1
    empty = [(one, end) for one, end in _empty(spans) if end - one >= max(_LEAST, (high - low) / _LONG)]
    left = high - low - sum(end - one for one, end in empty)
    kept = max(1, left // _KEPT)
    gaps = tuple(Gap(one, end, kept) for one, end in empty)
    room = max(3, (left + kept * len(gaps)) // 30)
    return Axis(low - room, high + room, gaps)


def _empty(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches between events: the first empty day, and the day after the last."""
    end: int | None = None
    for first, last in sorted(spans):
        if end is not None and first > end:
            yield end, first
        end = last + 1 if end is None else max(end, last + 1)


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
    if one == other:
        return date_words.day(one)
    if one[0] == other[0]:
        return date_words.days(one, other)
    return f"{date_words.day(one)} – {date_words.day(other)}"


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
