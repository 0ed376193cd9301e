"""Isolation of right-to-left names, which would reorder the words beside them."""

from __future__ import annotations

import re

LEFTWARD = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""A character of Hebrew, Arabic or another right-to-left script."""

_FIRST_STRONG_ISOLATE, _END = "\u2068", "\u2069"


def isolated_in_text(name: str) -> str:
    """Return a name for a sentence of plain text, isolated if right-to-left.

    The characters are those of Unicode's bidirectional algorithm (UAX 9).
    """
    return f"{_FIRST_STRONG_ISOLATE}{name}{_END}" if LEFTWARD.search(name) else name
