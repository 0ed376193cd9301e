"""Days, months and ranges of days in words, from Unicode CLDR through Babel.

The patterns are applied here and not by `babel.dates`, because `datetime` has no years before 1 or after 9999.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache, lru_cache
from typing import Any

from babel import localedata
from babel.dates import tokenize_pattern

from briefgen.text.messages import ENGLISH, gettext, language, locale_of

Day = tuple[int, int, int]
"""A calendar day as year, month and day; years can be outside the range of `datetime`."""

_DAY, _MONTH, _SAME_MONTH, _SAME_YEAR = "day", "month", "same month", "same year"
_FIELDS = ("d", "M", "MMMM", "LLLL", "y")
# Unicode has only the shortened months in ranges, and its English begins with the month
_BRITISH = {
    _DAY: ("d MMMM y",),
    _MONTH: ("MMMM y",),
    _SAME_MONTH: ("d–", "d MMMM y"),
    _SAME_YEAR: ("d MMMM – ", "d MMMM y"),
}


def year(number: int) -> str:
    """Return an astronomical year in words; the year 0 is 1 BC."""
    return str(number) if number > 0 else gettext("%(year)s BC", year=1 - number)


def day(one: Day) -> str:
    """Return a day, such as `27 November 2025`."""
    return _written(_DAY, one)


def month(one: Day, *, is_inflected: bool = False) -> str:
    """Return the month of a day, such as `November 2025`.

    `is_inflected` takes the form that many languages use after a preposition.
    """
    return _written(_MONTH, one, is_inflected=is_inflected)


def days(first: Day, last: Day) -> str:
    """Return a range of days in one year, such as `27–28 November 2025`."""
    return _written(_SAME_MONTH if first[1] == last[1] else _SAME_YEAR, first, last)


def short_month(number: int) -> str:
    """Return a month in few letters, such as `Nov`, for an axis."""
    return _short(number, "stand-alone")


def short_day(month: int, day: int) -> str:
    """Return a day without its year in few letters, such as `27 Nov`, for an axis."""
    pattern = "d MMM"
    if locale_of(language()).language != ENGLISH:
        pattern = str(locale_of(language()).datetime_skeletons.get("MMMd", pattern))
    names = {"d": str(day), "MMM": _short(month, "format"), "LLL": _short(month, "stand-alone"), "M": str(month)}
    return "".join(names.get(part, "") if is_field else part for is_field, part in _parts(pattern))


def _short(number: int, form: str) -> str:
    months = _months(language())
    if locale_of(language()).language == ENGLISH:
        # in Unicode, some countries shorten September to four letters
        return months["format"]["wide"][number][:3]
    return months[form]["abbreviated"][number]


@cache
def _months(code: str) -> Mapping[str, Mapping[str, Mapping[int, str]]]:
    # Babel keeps the names that it finds in data that languages share, so that one language gets those of another
    found: dict[str | int | None, Any] = {"months": deepcopy(localedata.load(str(locale_of(code)))["months"])}
    months: Mapping[str, Mapping[str, Mapping[int, str]]] = localedata.LocaleDataDict(found)["months"]
    return months


def _written(name: str, *days: Day, is_inflected: bool = False) -> str:
    return _in_language(language(), name, days, is_inflected)


@lru_cache(maxsize=16_384)
def _in_language(code: str, name: str, days: tuple[Day, ...], is_inflected: bool) -> str:
    """Return days in words, kept: pages name the same days again and again."""
    patterns = _patterns(code)[name]
    ends = (days[0], days[-1])[-len(patterns) :]
    return "".join(_filled(code, p, one, is_inflected) for p, one in zip(patterns, ends, strict=True))


def _filled(code: str, pattern: str, one: Day, is_inflected: bool) -> str:
    number, month, day = one
    form = "format" if is_inflected and "d" not in pattern else "stand-alone"
    months = _months(code)
    names = (months["format"]["wide"][month], months[form]["wide"][month])
    values = (str(day), str(month), *names, year(number))
    fields = dict(zip(_FIELDS, values, strict=True))
    return "".join(fields[part] if is_field else part for is_field, part in _parts(pattern))


def _parts(pattern: str) -> Iterator[tuple[bool, str]]:
    """Yield the fields of a pattern, such as `MMMM`, and the text between them."""
    for kind, value in tokenize_pattern(pattern):
        yield (False, value) if isinstance(value, str) else (kind == "field", value[0] * value[1])


@cache
def _patterns(code: str) -> dict[str, tuple[str, ...]]:
    locale = locale_of(code)
    if locale.language == ENGLISH:
        return _BRITISH
    ranges = locale.interval_formats.get("yMMMd", {})
    whole = _long(str(locale.date_formats["long"].pattern))
    found = {
        _DAY: (whole,),
        _MONTH: (_long(str(locale.datetime_skeletons.get("yMMMM", "MMMM y"))),),
        _SAME_MONTH: _pair(ranges.get("d"), whole),
        _SAME_YEAR: _pair(ranges.get("M"), whole),
    }
    return {name: pattern if all(map(_is_simple, pattern)) else _BRITISH[name] for name, pattern in found.items()}


def _is_simple(pattern: str) -> bool:
    """Return whether a pattern has no other fields, such as the era of Thai dates."""
    return all(part in _FIELDS for is_field, part in _parts(pattern) if is_field)


def _pair(pattern: list[str] | None, whole: str) -> tuple[str, ...]:
    """Return the patterns of both ends of a range; two whole days where Unicode has none."""
    return tuple(map(_long, pattern)) if pattern and len(pattern) == 2 else (f"{whole} – ", whole)


def _long(pattern: str) -> str:
    """Return a pattern with whole names of months, and with the fields that `_filled` has."""
    # Ukrainian, Russian and Bulgarian end with "year", shortened with a full stop, which a sentence would repeat
    pattern = re.sub(r"(?<=y)[\s\u00a0\u202f]*'?\w+'?\.$", "", pattern)
    pattern = re.sub(r"(?<!M)MMM(?!M)", "MMMM", pattern)
    pattern = re.sub(r"(?<!L)LLL(?!L)", "LLLL", pattern)
    return re.sub(r"dd+", "d", re.sub(r"(?<!M)MM(?!M)", "M", re.sub(r"y+", "y", pattern)))
