"""Parse locators such as `para. 4` or `sent. 5-6`, and sort them.

A locator may be any text; one that cannot be parsed has no paragraphs or sentences.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

_RANGE = r"\d{1,6}(?!\d|:)(?:\s*[-–—]\s*\d{1,6}(?!\d|:))?"
_UNIT = re.compile(
    rf"(?P<unit>\bpara(?:graphs?|s)?\b\.?|(?<!¶)¶++|\bsent(?:ences?|s)?\b\.?)\s*(?P<numbers>{_RANGE}(?:\s*(?:,|;|&|\band\b)\s*{_RANGE})*)",
    re.IGNORECASE | re.ASCII,
)
_ONE = re.compile(r"(\d+)(?:\s*[-–—]\s*(\d+))?")
_NUMBER = re.compile(r"\d+")
_MOST = 2000


class Located(msgspec.Struct, frozen=True):
    """The paragraphs and sentences that a locator names, counted from 1."""

    paragraphs: tuple[int, ...] = ()
    sentences: tuple[int, ...] = ()


class Ranges(msgspec.Struct, frozen=True):
    """The ranges of paragraphs and sentences that a locator names, with both ends."""

    paragraphs: tuple[tuple[int, int], ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()


@lru_cache(maxsize=4096)
def ranges(locator: str) -> Ranges:
    """Return the ranges of a locator, as they are written; none for pages or times."""
    paragraphs: list[tuple[int, int]] = []
    sentences: list[tuple[int, int]] = []
    for match in _UNIT.finditer(locator):
        found = sentences if match["unit"].lower().startswith("sent") else paragraphs
        for one, other in _ONE.findall(match["numbers"]):
            first, last = int(one), int(other or one)
            # a range of thousands is a typing error, and its ends suffice to report it
            if last - first >= _MOST:
                found += [(first, first), (last, last)]
            elif last >= first:
                found.append((first, last))
    return Ranges(tuple(paragraphs), tuple(sentences))


@lru_cache(maxsize=4096)
def read(locator: str) -> Located:
    """Return the paragraphs and sentences of a locator; none for pages or times."""
    named = ranges(locator)
    paragraphs, sentences = (
        tuple(sorted({number for first, last in found for number in range(first, last + 1)}))
        for found in (named.paragraphs, named.sentences)
    )
    return Located(paragraphs, sentences)


def sort_key(locator: str | None) -> tuple[bool, tuple[int, ...], str]:
    """Return a sort key for document order: by the numbers in the locator.

    Locators without numbers come last.
    """
    numbers = tuple(map(int, (n[:9] for n in _NUMBER.findall(locator or ""))))
    return not numbers, numbers, locator or ""
