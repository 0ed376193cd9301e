"""Find the dates mentioned in prose, and remove passages that mention later dates.

Pure functions over text. Reads ISO dates, and dates as English prose writes them.
In other languages, a passage whose only date is in words is kept.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator

from briefgen.model.edtf import Day
from briefgen.text.segment import sentences

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?(?!\d|:)"
_DATES = re.compile(
    rf"(?P<iso>\b\d{{4}}-\d{{2}}(?:-\d{{2}})?(?!\d))"
    rf"|\b{_DAY}(?:\s*(?:–|-|—|and|to|or)\s*{_DAY})?\s+(?:of\s+)?(?P<after>{_MONTH})\b\.?(?:,?\s+(?P<year_after>\d{{4}})\b)?"
    rf"|\b(?P<before>{_MONTH})\b\.?\s+{_DAY}(?:\s*(?:–|-|—|and|to|or)\s*{_DAY})?(?:,?\s+(?P<year_before>\d{{4}})\b)?"
    rf"|\b(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<year_of_month>\d{{4}})\b)?"
    rf"|(?<![\w.,/-])(?P<numbers>\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})(?![\w/])"
    rf"|(?<![\w.,-])(?P<year>[12]\d{{3}})(?:s\b)?(?![\w-]|[.,]\d)",
    re.IGNORECASE,
)
# These are also ordinary words: they count as months only after a word of `_SAYS_MONTH`.
_ALSO_WORDS = frozenset(
    {"may", "march", "mar", "sat", "dec", "jan", "sep", "sept", "oct", "nov", "feb", "jun", "jul", "apr", "aug"}
)
_SAYS_MONTH = re.compile(
    r"(?:\b(?:in|of|by|since|until|till|from|to|early|late|mid|during|before|after|this|last|next|and)[\s-]+)$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:–|-|—|and|to|or)\s*")
_BLANK = re.compile(r"(\n[ \t]*\n\s*)")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)


def days(text: str, near: Day) -> Iterator[Day]:
    """Yield the days that a text mentions, as (year, month, day).

    A range yields its last day; a month or a year yields its first day. A day without a year gets the year that
    brings it closest to `near`.
    """
    matches = list(_DATES.finditer(text))
    for number, match in enumerate(matches):
        # "27 February – 1 March 2018" gives the year only once
        after = matches[number + 1] if number + 1 < len(matches) else None
        is_range = after is not None and _RANGE.fullmatch(text, match.end(), after.start())
        found = _day(match, text, near, _year(after) if after is not None and is_range else None)
        if found is not None:
            yield found


def _year(match: re.Match[str]) -> str | None:
    return match["year_after"] or match["year_before"] or match["year_of_month"]


def _day(match: re.Match[str], text: str, near: Day, shared: str | None) -> Day | None:
    if match["iso"]:
        year, month, day = (*map(int, match["iso"].split("-")), 1)[:3]
        return (year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
    if match["numbers"]:
        return _in_numbers(match["numbers"])
    if match["year"]:
        return int(match["year"]), 1, 1
    name = match["after"] or match["before"] or match["month"]
    month = _MONTHS[name.casefold()]
    written = _year(match) or shared
    if match["month"]:
        is_month = written or name.casefold() not in _ALSO_WORDS or _SAYS_MONTH.search(text[: match.start()])
        if not is_month or not name[0].isupper():
            return None
        return _nearest(month, 1, near) if not written else (int(written), month, 1)
    numbers = [int(match[group]) for group in (2, 3, 7, 8) if match[group]]
    day = numbers[-1] if numbers else 1
    if not 1 <= day <= 31:
        return None
    return (int(written), month, day) if written else _nearest(month, day, near)


def _in_numbers(text: str) -> Day | None:
    """Return the later of the two readings of a numeric date that ends with the year."""
    first, second, year = map(int, re.split("[./]", text))
    readings = [(year, month, day) for day, month in ((first, second), (second, first)) if 1 <= month <= 12]
    return max((found for found in readings if 1 <= found[2] <= 31), default=None)


def _nearest(month: int, day: int, near: Day) -> Day:
    def distance(year: int) -> int:
        return abs((year - near[0]) * 372 + (month - near[1]) * 31 + day - near[2])

    return min(range(near[0] - 1, near[0] + 2), key=distance), month, day


def remove_passages(text: str, is_out: Callable[[str], bool]) -> str:
    """Return the text without the passages for which `is_out` returns true.

    Passages are sentences, list items and table rows. Headings that end up without text are removed too.
    If no passage is out, the same string is returned.
    """
    if not is_out(text):
        return text
    kept = [_block(block, is_out) for block in _BLANK.split(text)[::2]]
    blocks = [block for block in kept if block.strip()]
    # A heading without text below it has no meaning.
    shown = [
        block
        for number, block in enumerate(blocks)
        if not _is_heading(block) or (number + 1 < len(blocks) and not _is_heading(blocks[number + 1]))
    ]
    return "\n\n".join(shown)


def passages(text: str) -> Iterator[str]:
    """Yield the passages that `remove_passages` keeps or removes as a unit."""
    for block in _BLANK.split(text)[::2]:
        yield from _parts(block)


def _block(block: str, is_out: Callable[[str], bool]) -> str:
    parts = list(_parts(block))
    kept = [part for part in parts if not is_out(part)]
    if len(kept) == len(parts):
        return block
    between = "\n" if _ITEM.search(block) or block.lstrip().startswith("|") else " "
    if block.lstrip().startswith("|") and len(kept) <= 2:
        return ""
    return between.join(part.strip("\n") for part in kept)


def _parts(block: str) -> Iterator[str]:
    if block.lstrip().startswith("|"):
        yield from block.splitlines()
    elif starts := [match.start() for match in _ITEM.finditer(block)]:
        for start, end in zip(
            [0, *starts] if starts[0] else starts, [*starts[starts[0] == 0 :], len(block)], strict=True
        ):
            yield block[start:end]
    else:
        # In prose, a line break is only the editor's wrapping.
        yield from (block[start:end] for start, end in sentences(block.replace("\n", " ")))


def _is_heading(block: str) -> bool:
    return block.lstrip().startswith("#") and "\n" not in block.strip()
