"""Suggest the EDTF date for a date in words or in another format.

Examples: `27 November 2025`, `27.11.2025`. The functions map text to text: a result still has to be parsed as a date.
An ambiguous date, such as `05/06/2025`, gets no suggestion.
"""

from __future__ import annotations

import re

from briefgen.text.lines import collapsed

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST = 60

_DASH = r"[-\u2010-\u2015\u2212]"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ABOUT = re.compile(r"(?:(?:circa|ca?\.|about|around|approximately|approx\.)\s+|~\s*)(?=\S)")
_MARKS = re.compile(r"\s*([?~%]+)$")
_SINCE = re.compile(
    r"(?:since|from)\s+(.+)|(.+?)\s*(?:/|\bto\b|" + _DASH + r")\s*(?:now|present|today|ongoing|\.{3}|…)"
)
_UNTIL = re.compile(r"(?:until|till|up to)\s+(.+)")
_DAYS = re.compile(rf"(?<![\d:.-]){_DAY}\s*(?:{_DASH}|\bto\b|\band\b)\s*{_DAY}(?![\d:.-])")
_YEARS = re.compile(rf"(\d{{4}})\s*{_DASH}\s*(\d{{4}})")
_BETWEEN = re.compile(rf"(.+?)(?:\s+(?:to|until|till|and|through|{_DASH})\s+|\s*[/\u2013\u2014]\s*)(.+)")
_CLOCK = re.compile(
    r"(?P<date>.+?)(?:\s*[t,]\s*|\s+(?:at\s+)?)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?P<second>:\d{2})?(?:\.\d+)?"
    r"\s*(?P<half>am|pm|a\.m\.|p\.m\.)?\s*(?P<zone>z|utc|gmt|[+\u2212-]\d{2}(?::?\d{2})?)?"
)
_READY = re.compile(r"-?\d{4}(?:-\d{2}){0,2}")
_YEAR_FIRST = re.compile(r"(\d{4})([-./ ])(\d{1,2})(?:\2(\d{1,2}))?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-./ ])(\d{1,2})\2(\d{4})")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-./](\d{4})")
_RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_UNKNOWN = re.compile(r"\d{2}(?:\dx|xx)|\d{4}-(?:xx(?:-xx)?|\d{2}-xx)")
_DECADE = re.compile(r"(\d{3})0s")


def likely(text: str) -> str:
    """Return the most likely EDTF text, or an empty string.

    The result is not always a valid date: it can be a 31 November.
    """
    text = collapsed(text.lower())
    if not text or len(text) > _LONGEST:
        return ""
    if match := _SINCE.fullmatch(text):
        start = _moment(match[1] or match[2])
        if start:
            return f"{start}/.."
    if match := _UNTIL.fullmatch(text):
        end = _moment(match[1])
        return f"../{end}" if end else ""
    return _moment(text) or _interval(text)


def both_readings(text: str) -> tuple[str, str] | None:
    """Return both readings of a numeric date that ends with the year.

    The first reads the day first, the second the month first. None where the text has another format.
    """
    match = _YEAR_LAST.fullmatch(text.strip())
    if match is None:
        return None
    first, _, second, year = match.groups()
    return f"{year}-{second:0>2}-{first:0>2}", f"{year}-{first:0>2}-{second:0>2}"


def _interval(text: str) -> str:
    text = re.sub(r"^(?:from|between)\s+", "", text)
    if match := _YEARS.fullmatch(text):
        return f"{match[1]}/{match[2]}"
    if re.search(r"[a-z]", text) and (match := _DAYS.search(text)):
        first, last = re.findall(_DAY, match[0])
        sides = [text[: match.start()] + day + text[match.end() :] for day in (first, last)]
    elif match := _BETWEEN.fullmatch(text):
        sides = [match[1], match[2]]
    else:
        return ""
    start, end = sides
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", start) and re.fullmatch(r"\d{1,2}", end):
        # ISO 8601 allows this short form of an interval, EDTF does not.
        end = f"{start[:8]}{end:0>2}"
    elif re.search(r"[a-z]", start) and not re.search(r"\d{4}", start):
        year = re.search(r"\d{4}", end)
        start += f" {year[0]}" if year else ""
    one, other = ("..", _moment(end)) if start == ".." else (_moment(start), ".." if end == ".." else _moment(end))
    return f"{one}/{other}" if one and other else ""


def _moment(text: str) -> str:
    """Return a single date with its time and its qualifier, or an empty string."""
    marks = set()
    if match := _ABOUT.match(text):
        marks.add("~")
        text = text[match.end() :]
    if match := _MARKS.search(text):
        marks |= set(match[1])
        text = text[: match.start()]
    mark = "%" if "%" in marks or len(marks) > 1 else "".join(marks)
    if match := _CLOCK.fullmatch(text):
        day = _date(match["date"])
        return f"{day}T{_time(match)}" if len(day) == 10 and not mark else ""
    date = _date(text)
    return f"{date}{mark}" if date else ""


def _time(match: re.Match[str]) -> str:
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] == "p" else 0)
    zone = (match["zone"] or "").replace("\u2212", "-")
    return f"{hour:02}:{match['minute']}{match['second'] or ''}{'Z' if zone in ('z', 'utc', 'gmt') else zone}"


def _date(text: str) -> str:
    text = re.sub(_DASH, "-", text)
    if _READY.fullmatch(text):
        return text
    if match := _RUN_TOGETHER.fullmatch(text):
        return "-".join(match.groups())
    if match := _YEAR_FIRST.fullmatch(text):
        year, separator, month, day = match.groups()
        # `2025/11` is ambiguous: a month or an interval.
        return "" if separator == "/" and not day else f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")
    if readings := both_readings(text):
        likely_ones = {reading for reading in readings if int(reading[5:7]) <= 12}
        return likely_ones.pop() if len(likely_ones) == 1 else ""
    if match := _MONTH_AND_YEAR.fullmatch(text):
        return f"{match[2]}-{match[1]:0>2}"
    if _UNKNOWN.fullmatch(text):
        return text.upper()
    if match := _DECADE.fullmatch(text):
        return f"{match[1]}X"
    return _in_words(text)


def _in_words(text: str) -> str:
    """Return the date of words and numbers in any order, or an empty string.

    Year and month must occur once, the day at most once, and no other words.
    """
    years, months, days = [], [], []
    for word in re.split(r"[\s,./-]+", text.strip(".")):
        if re.fullmatch(r"\d{4}", word):
            years.append(word)
        elif re.fullmatch(_DAY, word):
            days.append(re.sub(r"\D", "", word))
        elif word in _SEASONS:
            months.append(_SEASONS[word])
        elif number := _month(word):
            months.append(f"{number:02}")
        elif not _is_weekday(word) and word not in ("the", "of", "on", "in"):
            return ""
    if len(years) != 1 or len(months) != 1 or len(days) > 1:
        return ""
    if days and int(months[0]) > 12:
        return ""
    return f"{years[0]}-{months[0]}" + (f"-{days[0]:0>2}" if days else "")


def _month(word: str) -> int:
    if len(word) < 3:
        return 0
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(word)), 0)


def _is_weekday(word: str) -> bool:
    return len(word) > 2 and any(day.startswith(word) for day in _WEEKDAYS)
