"""Dates in the Extended Date/Time Format (EDTF, ISO 8601-2), levels 0 and 1.

Parses a date, and provides its sort key, its first and last possible day, and its text for readers.

Guarantee: a date prints with the precision it was given, never with an invented day or hour (`tests/unit/model/test_edtf.py`).
Why this is not a library: see docs/decisions.md.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

import msgspec

from briefgen.model import date_guess
from briefgen.text import date_words
from briefgen.text.messages import N_, NP_, gettext

Day = date_words.Day
year_words = date_words.year
MONTHS = tuple(calendar.month_name)
_SEASONS = {
    21: N_("spring %(year)s"),
    22: N_("summer %(year)s"),
    23: N_("autumn %(year)s"),
    24: N_("winter %(year)s"),
}
_AFTER_PREPOSITION = {
    21: NP_("after a preposition", "spring %(year)s"),
    22: NP_("after a preposition", "summer %(year)s"),
    23: NP_("after a preposition", "autumn %(year)s"),
    24: NP_("after a preposition", "winter %(year)s"),
}
# Months of a season in the northern hemisphere: for sorting only, never printed.
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_FAR: Day = (10**9, 12, 31)


class Moment(msgspec.Struct, frozen=True):
    """One date of any precision, with the first and last day that it can mean."""

    text: str
    first: Day
    last: Day
    precision: str
    """``day``, ``month``, ``season``, ``year``, ``decade``, ``century`` or ``unspecified``."""
    time: str = ""
    """Local time such as ``14:30`` or ``14:30:05``, or an empty string."""
    zone: str = ""
    """Offset from UTC: ``Z``, such as ``+06:00``, or an empty string."""
    qualifier: str = ""
    """``?`` uncertain, ``~`` approximate, ``%`` both, or an empty string."""

    def words(self, *, is_inflected: bool = False) -> str:
        """Return the date in words, such as ``about November 2025``.

        ``is_inflected`` takes the form of months and seasons that follows a preposition.
        """
        bare = self._bare(is_inflected=is_inflected or self.qualifier in ("~", "%"))
        if self.qualifier == "%":
            return gettext("about %(date)s (uncertain)", date=bare)
        if self.qualifier == "~":
            return gettext("about %(date)s", date=bare)
        return gettext("%(date)s (uncertain)", date=bare) if self.qualifier == "?" else bare

    def _bare(self, *, is_inflected: bool) -> str:
        year = date_words.year(self.first[0])
        if self.precision == "day":
            clock = f", {self.time}" if self.time else ""
            zone = " UTC" if self.zone == "Z" else f" (UTC{self.zone})" if self.zone else ""
            return f"{date_words.day(self.first)}{clock}{zone}"
        if self.precision == "month":
            return date_words.month(self.first, is_inflected=is_inflected)
        if self.precision == "season":
            season = int(self.text.rstrip("?~%")[-2:])
            return gettext((_AFTER_PREPOSITION if is_inflected else _SEASONS)[season], year=year)
        if self.precision in ("decade", "century") and self.first[0] <= 0:
            return f"{year} – {date_words.year(self.last[0])}"
        if self.precision == "decade":
            return gettext("%(year)ss", year=year)
        if self.precision == "century":
            return f"{year}–{self.last[0]}"
        if self.precision == "unspecified":
            if self.text.rstrip("?~%").endswith("-XX-XX"):
                return gettext("some day in %(year)s", year=year)
            if self.first[1] == self.last[1]:
                return gettext("some day in %(month)s", month=date_words.month(self.first, is_inflected=True))
            return gettext("some month of %(year)s", year=year)
        return year


class Edtf:
    """An EDTF date or interval; immutable, created by `parse` only.

    Not a struct, because msgspec would then expect a mapping where an editor types text.
    """

    __slots__ = ("end", "is_interval", "is_open_end", "is_open_start", "start", "text")

    def __init__(
        self,
        text: str,
        start: Moment | None,
        end: Moment | None = None,
        *,
        is_interval: bool = False,
        is_open_start: bool = False,
        is_open_end: bool = False,
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.is_interval = is_interval
        self.is_open_start = is_open_start
        self.is_open_end = is_open_end

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Edtf) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Edtf({self.text!r})"

    @property
    def earliest(self) -> Day:
        """Return the first possible day; without a start, a day 10**9 years back."""
        if self.start is not None:
            return self.start.first
        return (-(10**9), 1, 1)

    @property
    def latest(self) -> Day:
        """Return the last possible day; without an end, a day 10**9 years ahead."""
        if not self.is_interval:
            return self.start.last if self.start else _FAR
        return self.end.last if self.end else _FAR

    @property
    def sort_key(self) -> tuple[Day, str, Day, str]:
        """Return the sort key: first known day, time, last day and text."""
        known = self.start or self.end
        first = known.first if known else _FAR
        return (first, self.start.time if self.start else "", self.latest, self.text)

    @property
    def is_exact(self) -> bool:
        """Return whether it is a single day without a qualifier."""
        return (
            not self.is_interval
            and self.start is not None
            and self.start.precision == "day"
            and not self.start.qualifier
        )

    @property
    def iso(self) -> str:
        """Return the value for HTML's ``datetime`` attribute.

        An empty string where HTML has no format for the date.
        """
        moment = self.start
        if self.is_interval or moment is None or moment.precision not in ("day", "month", "year"):
            return ""
        date = moment.text.rstrip("?~%").partition("T")[0]
        if not re.fullmatch(r"(?!0000)\d{4}(-\d{2}){0,2}", date, re.ASCII):
            return ""
        return f"{date}T{moment.time}{moment.zone}" if moment.time else date

    def is_before(self, other: Edtf) -> bool:
        """Return whether its last possible day is before the other's first."""
        return self.latest < other.earliest

    def days_after(self, other: Edtf) -> int:
        """Return the least possible number of days from the other date to this one.

        Zero or negative where the two can overlap.
        """
        return day_number(self.earliest) - day_number(other.latest)

    def words(self) -> str:
        """Return the date in words of the language that `text.messages` is set to."""
        if not self.is_interval:
            return self.start.words() if self.start else ""
        if self.start and self.end:
            return _range(self.start, self.end)
        if self.start:
            start = self.start.words(is_inflected=True)
            return (
                gettext("since %(date)s", date=start)
                if self.is_open_end
                else gettext("%(date)s to an unknown date", date=self.start.words())
            )
        if self.end:
            end = self.end.words(is_inflected=True)
            return (
                gettext("until %(date)s", date=end)
                if self.is_open_start
                else gettext("unknown date to %(date)s", date=end)
            )
        return gettext("at any time") if self.is_open_start or self.is_open_end else gettext("at an unknown time")

    def __str__(self) -> str:
        return self.text


def _range(start: Moment, end: Moment) -> str:
    plain = not (start.qualifier or end.qualifier or start.time or end.time)
    if plain and start.precision == end.precision == "day" and start.first[0] == end.first[0]:
        return date_words.days(start.first, end.first)
    return f"{start.words()} – {end.words()}"


class NotADate(ValueError):
    """The text is not an EDTF date; the message is for the editor."""


_TIME = re.compile(r"(?P<time>\d{2}:\d{2}(?::\d{2})?)(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?", re.ASCII)
_LONG_YEAR = re.compile(r"Y(-?[1-9]\d{4,8})", re.ASCII)
_DATE = re.compile(r"(-?)(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?", re.ASCII)


@lru_cache(maxsize=65536)
def parse(text: str) -> Edtf:
    """Parse an EDTF date, memoised.

    Raises NotADate with a message for the editor. The grammar is levels 0 and 1 of ISO 8601-2:2019, annex A.
    In addition, a time can omit the seconds, as press reports do.
    """
    try:
        return _read(text)
    except NotADate as error:
        raise NotADate(_advice(text) or str(error)) from None


def suggestion(text: str) -> str:
    """Return the EDTF text that an invalid date most likely means.

    An empty string where the text is valid, or where its meaning is ambiguous or unknown.
    """
    candidate = date_guess.likely(text)
    return candidate if candidate and not _fault(candidate) and _fault(text) else ""


def _fault(text: str) -> str:
    """Return the message of the parse error, or an empty string for a valid date."""
    try:
        _read(text)
    except NotADate as error:
        return str(error)
    return ""


def _advice(text: str) -> str:
    if candidate := date_guess.likely(text):
        return _fault(candidate) or f"write `{candidate}`"
    readings = date_guess.both_readings(text)
    if readings is None:
        return ""
    either = "`2025-11-27`" if any(map(_fault, readings)) else f"`{readings[0]}` or `{readings[1]}`"
    return f"write year, month, day: {either}"


def _read(text: str) -> Edtf:
    if not text or text != text.strip():
        raise NotADate("a date has no spaces around it" if text else "a date is missing here")
    if "/" not in text:
        if text == "..":
            raise NotADate("`..` is valid only next to `/`, as in `2025-11-27/..`")
        return Edtf(text, _moment(text))
    parts = text.split("/")
    if len(parts) != 2:
        raise NotADate("an interval has exactly one `/`")
    left, right = parts
    start = None if left in ("", "..") else _moment(left)
    end = None if right in ("", "..") else _moment(right)
    if start is None and end is None:
        raise NotADate("an interval needs a date on at least one side of `/`")
    if start and end and start.first > end.last:
        raise NotADate("the interval ends before it starts")
    if (
        start
        and end
        and start.first == end.first
        and start.time
        and end.time
        and start.zone == end.zone
        and start.time > end.time
    ):
        raise NotADate("the interval ends before it starts")
    return Edtf(
        text,
        start,
        end,
        is_interval=True,
        is_open_start=left == "..",
        is_open_end=right == "..",
    )


def _moment(text: str) -> Moment:
    bare = text.rstrip("?~%")
    qualifier = text[len(bare) :]
    if len(qualifier) > 1:
        raise NotADate("one mark is enough: `?` uncertain, `~` about, `%` both")
    if match := _LONG_YEAR.fullmatch(bare):
        year = int(match[1])
        return Moment(text, (year, 1, 1), (year, 12, 31), "year", qualifier=qualifier)
    date, separator, clock = bare.partition("T")
    if separator and qualifier:
        raise NotADate("a time of day cannot carry `?`, `~` or `%`")
    match = _DATE.fullmatch(date)
    if match is None:
        raise NotADate(_complaint(date))
    first, last, precision = _span(*match.groups())
    if not separator:
        return Moment(text, first, last, precision, qualifier=qualifier)
    if precision != "day":
        raise NotADate("a time needs a whole date before it, as in `2025-11-27T14:30`")
    time, zone = _clock(clock)
    return Moment(text, first, last, precision, time=time, zone=zone)


def _clock(clock: str) -> tuple[str, str]:
    match = _TIME.fullmatch(clock)
    if match is None:
        raise NotADate("a time is written `14:30`, `14:30:00` or `14:30+06:00`")
    hour, minute, *second = (int(part) for part in match["time"].split(":"))
    if hour > 23 or minute > 59 or (second and second[0] > 59):
        raise NotADate(f"`{match['time']}` is not a time of day")
    zone = match["zone"] or ""
    if zone not in ("", "Z"):
        digits = zone[1:].replace(":", "")
        if int(digits[:2]) > 14 or (digits[2:] and int(digits[2:]) > 59):
            raise NotADate(f"`{zone}` is not an offset from UTC")
        zone = f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}"
    return match["time"], zone


def _span(sign: str, year: str, month: str | None, day: str | None) -> tuple[Day, Day, str]:
    if sign and year == "0000":
        raise NotADate("there is no year -0000")
    if "X" in year:
        if month is not None:
            raise NotADate("a year with `X` has no month or day, as in `201X`")
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        if sign:
            low, high = -high, -low
        return (low, 1, 1), (high, 12, 31), "century" if year.endswith("XX") else "decade"
    number = -int(year) if sign else int(year)
    if month is None:
        return (number, 1, 1), (number, 12, 31), "year"
    if month == "XX":
        if day not in (None, "XX"):
            raise NotADate("a day cannot be known when the month is not")
        return (number, 1, 1), (number, 12, 31), "unspecified"
    value = int(month)
    if value in _SEASONS:
        if day is not None:
            raise NotADate("a season has no day")
        low, high = _SEASON_MONTHS[value]
        return (number, low, 1), (number, high, _days(number, high)), "season"
    if not 1 <= value <= 12:
        raise NotADate(f"`{month}` is not a month (01 to 12, or 21 to 24 for a season)")
    if day is None:
        return (number, value, 1), (number, value, _days(number, value)), "month"
    if day == "XX":
        return (number, value, 1), (number, value, _days(number, value)), "unspecified"
    if not 1 <= int(day) <= _days(number, value):
        raise NotADate(f"{MONTHS[value]} {number} has no day {day}")
    return (number, value, int(day)), (number, value, int(day)), "day"


def _days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _complaint(text: str) -> str:
    if re.fullmatch(r"\d{1,2}[./ -]\d{1,2}[./ -]\d{2,4}", text):
        return "write year, month, day: `2025-11-27`"
    if re.search(r"[A-WYZa-z]{3}", text):
        return "write the date in digits: `2025-11-27`, `2025-11` or `2025`"
    return "dates are written `2025-11-27`, `2025-11`, `2025`, `2025-11-23/2025-11-24`, `2025-11~`"


def day_number(day: Day) -> int:
    """Return the number of a day in the proleptic Gregorian calendar.

    1 March of the year 0 has the number 1. Years can be of any size and sign.
    """
    year, month, date = day
    # Count years from March, so that the leap day is the last day of a year.
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    return year * 365 + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + date
