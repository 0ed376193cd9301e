"""Decide which of two dates is certainly later.

A date has a first and a last possible moment. One date is later than another only where its first moment lies behind
the other's last moment. All other pairs count as the same time. Neither file order nor the alphabet decides.
"""

from __future__ import annotations

from functools import lru_cache

from briefgen.model.edtf import Edtf, day_number
from briefgen.model.edtf import Moment as EdtfMoment

Moments = tuple[int, int]
"""The first and the last possible moment of a date, in seconds on one common scale."""

_DAY = 86_400
UNKNOWN_TIME = 10**15
"""Further from the year 0 than any date, in seconds."""


@lru_cache(maxsize=65536)
def moments(date: Edtf) -> Moments:
    """Return the first and the last possible moment of a date.

    A date without an end counts as its beginning. "About" and "uncertain" change nothing. A time with an offset is
    converted to UTC. A time without an offset, and a day, are taken as UTC.
    """
    first = _first(date.start) if date.start else -UNKNOWN_TIME
    final = date.end or date.start
    return first, _last(final) if final else first


def is_later(one: Edtf, other: Edtf) -> bool:
    """Return whether the first date is certainly later than the second."""
    return moments(one)[0] > moments(other)[1]


def _first(moment: EdtfMoment) -> int:
    return day_number(moment.first) * _DAY + _seconds(moment)


def _last(moment: EdtfMoment) -> int:
    if not moment.time:
        return day_number(moment.last) * _DAY + _DAY - 1
    is_to_the_minute = moment.time.count(":") == 1
    return _first(moment) + (59 if is_to_the_minute else 0)


def _seconds(moment: EdtfMoment) -> int:
    """Return the seconds between midnight UTC and the time of day; 0 without a time."""
    if not moment.time:
        return 0
    hour, minute, *second = (int(part) for part in moment.time.split(":"))
    return hour * 3600 + minute * 60 + sum(second) - _offset(moment.zone)


def _offset(zone: str) -> int:
    if zone in ("", "Z"):
        return 0
    hours, _, minutes = zone[1:].partition(":")
    size = int(hours) * 3600 + int(minutes) * 60
    return -size if zone.startswith("-") else size
