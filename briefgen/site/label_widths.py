"""Widths of labels in drawings, and labels in lines that fit.

Drawings are made without a browser, so widths are estimates of the widest common screen fonts. Names are never cut.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

FONT = 12
"""The font size of labels, in pixels."""


@lru_cache(maxsize=4096)
def lines_of(text: str, most: float) -> tuple[str, ...]:
    """Return a text as lines of at most `most` pixels, at least one.

    Lines end between words; only a longer word is broken, after a hyphen if it has one.
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if width_of(longer) <= most:
            lines[-1] = longer
            continue
        first, *others = _pieces(word, most)
        lines += [first, *others] if lines[-1] else []
        if not lines[0]:
            lines = [first, *others]
    return tuple(lines)


def _pieces(word: str, most: float) -> list[str]:
    pieces = [""]
    for part in re.findall(r"[^-‐]+[-‐]?|[-‐]", word):
        # A break after a hyphen is better than one inside a part.
        units = (part,) if width_of(part) <= most else part
        for unit in units:
            if pieces[-1] and width_of(pieces[-1] + unit) > most:
                pieces.append("")
            pieces[-1] += unit
    return pieces


@lru_cache(maxsize=4096)
def width_of(text: str) -> float:
    """Return the greatest width of a text in common screen fonts, in pixels.

    The font size is `FONT`.
    """
    return FONT * sum(_em(char) for char in text)


def _em(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn"):
        return 0.0
    if unicodedata.east_asian_width(char) in ("W", "F"):
        return 1.0
    if char in "MWmw—@%ЖШЩЮМжшщюмФ":
        return 0.95
    if char in "iljftrI.,:;'’‘|!()[] ":
        return 0.4
    return 0.74 if char.isupper() else 0.6
