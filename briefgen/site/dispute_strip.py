"""The drawing of a dispute: rows of answers, marks of independent sources.

Places are shares of the width in percent, so that one drawing serves every width. Marks that would touch each other
stand in lanes below each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec

from briefgen.analysis.answers import AnswerSource, GivenAnswer
from briefgen.analysis.basis import Strength, strength
from briefgen.model.edtf import day_number
from briefgen.model.kinds._base import Citation
from briefgen.site.quotation_words import publisher_of
from briefgen.site.shared import Site
from briefgen.site.timeline_axis import Axis

ROWS = 5
"""The most answers that are drawn."""
LANES = 6
"""The most marks above each other in a row; the rest is counted."""
LANE = 28
"""The height of a lane in pixels."""
LABEL = 18
"""The greatest length of a name in the drawing, in characters."""
_FIRST, _LAST, _UNDATED = 4.0, 70.0, 78.0
_APART = 24.0
_AXIS = 300
"""The assumed width of the axis in pixels: labels of days need about 100."""


class NumberedSource(msgspec.Struct, frozen=True):
    """An independent source with its number in the drawing and the list."""

    number: int
    name: str
    source: AnswerSource
    cited: tuple[Citation, ...]
    """The citations of the account that go back to it."""

    @property
    def strength(self) -> Strength:
        """Return how the mark is drawn."""
        return strength(self.source.basis)


class NumberedAnswer(msgspec.Struct, frozen=True):
    """An answer with its numbered sources."""

    answer: GivenAnswer
    sources: tuple[NumberedSource, ...]
    others: tuple[Citation, ...]
    """The citations of the account that do not count."""

    @property
    def strength(self) -> Strength:
        """Return how the sign of the answer is drawn."""
        return strength(self.answer.basis)


class StripMark(msgspec.Struct, frozen=True):
    """A mark: its place, and the time in which its source was published."""

    numbered: NumberedSource
    left: float
    lane: int
    until: float
    """Where that time ends; the same as `left` for a single day and without a date."""
    label: str


class StripRow(msgspec.Struct, frozen=True):
    """One answer in the drawing."""

    numbered: NumberedAnswer
    marks: tuple[StripMark, ...]

    @property
    def height(self) -> int:
        """Return the height in pixels."""
        return LANE * max((mark.lane + 1 for mark in self.marks), default=1)

    @property
    def more(self) -> int:
        """Return the number of sources that have no room."""
        return len(self.numbered.sources) - len(self.marks)


class Strip(msgspec.Struct, frozen=True):
    """The drawing of a dispute."""

    rows: tuple[StripRow, ...]
    ticks: tuple[tuple[float, str], ...]
    undated: float
    """Where undated sources stand; 0 if there are none."""


def numbered(site: Site, found: Sequence[GivenAnswer]) -> tuple[NumberedAnswer, ...]:
    """Return answers with the numbers and names of their sources."""
    result = []
    number = 0
    for answer in found:
        sources = []
        for one in answer.sources:
            number += 1
            cited = _citing(site, answer, one.sources)
            sources.append(NumberedSource(number, _name(site, one), one, cited))
        uncounted = frozenset(answer.backing.sources) - answer.backing.counted
        result.append(NumberedAnswer(answer, tuple(sources), _citing(site, answer, uncounted)))
    return tuple(result)


def _citing(site: Site, answer: GivenAnswer, sources: Collection[str]) -> tuple[Citation, ...]:
    return tuple(cite for cite in answer.account.cite if site.corpus.current(cite.source) in sources)


def strip(found: Sequence[NumberedAnswer]) -> Strip | None:
    """Return the drawing of at most five answers; None if no source counts."""
    rows = _drawn(found)
    days = [day for row in rows for one in row.sources for day in _days(one)]
    if not any(row.sources for row in rows):
        return None
    # a single day stands in the middle of an axis of its own
    room = max(1, (max(days) - min(days)) // 12) if days else 1
    first, last = (min(days) - room, max(days) + room) if days else (0, 1)
    ticks = tuple((_left(day, first, last), label) for day, label in Axis(first, last).ticks(_AXIS)) if days else ()
    has_undated = any(not _days(one) for row in rows for one in row.sources)
    return Strip(
        tuple(StripRow(row, tuple(_placed(row.sources, first, last))) for row in rows),
        tuple((left, label) for left, label in ticks if _FIRST <= left <= _LAST),
        _UNDATED if has_undated else 0.0,
    )


def _drawn(found: Sequence[NumberedAnswer]) -> list[NumberedAnswer]:
    """Return the answers to draw: the first of each sign, then those with most sources."""
    first = {each.answer.sign: each for each in reversed(found)}
    rest = [each for each in found if first[each.answer.sign] is not each]
    rest.sort(key=lambda each: -each.answer.backing.count)
    chosen = {each.answer.number for each in [*(each for each in found if each not in rest), *rest][:ROWS]}
    return [each for each in found if each.answer.number in chosen]


def _name(site: Site, one: AnswerSource) -> str:
    if one.speakers:
        return ", ".join(site.label(id) for id in one.speakers)
    return publisher_of(site, one.sources[0])


def _days(one: NumberedSource) -> tuple[int, ...]:
    """Return the first and last day number of a source's date; nothing without a date."""
    date = one.source.date
    if date is None or date.start is None:
        return ()
    end = date.end or date.start
    return day_number(date.start.first), max(day_number(date.start.first), day_number(end.last))


def _placed(sources: Sequence[NumberedSource], first: int, last: int) -> Iterator[StripMark]:
    ends = [-_APART] * LANES
    for one in sources:
        days = _days(one)
        left, until = (_left(days[0], first, last), _left(days[1], first, last)) if days else (_UNDATED, _UNDATED)
        lane = next((n for n, end in enumerate(ends) if end + _APART <= left), None)
        if lane is not None:
            ends[lane] = left
            yield StripMark(one, left, lane, until, _short(one.name))


def _left(day: int, first: int, last: int) -> float:
    return round(_FIRST + (day - first) / (last - first) * (_LAST - _FIRST), 1)


def _short(name: str) -> str:
    return name if len(name) <= LABEL else name[:LABEL].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"
