"""Short names of parties for signs, such as `Ukr`, `US` and `EU/E3`.

A name that has acronyms is shortened to them, a name of several words to its initials, and one word to its first letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LEAST = 3
"""The number of letters that a shortened word keeps."""
_WORD = re.compile(r"[^\W_]+")


def short_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return a short name for each name, in the same order.

    No two are equal unless the names are.
    """
    length = LEAST
    longest = max(map(len, names), default=0)
    found = tuple(_short(name, length) for name in names)
    while len(set(found)) < len(set(names)) and length < longest:
        length += 1
        found = tuple(_short(name, length) for name in names)
    return found if len(set(found)) >= len(set(names)) else tuple(names)


def _short(name: str, length: int) -> str:
    words = _WORD.findall(name)
    acronyms = [word for word in words if 1 < len(word) <= LEAST and word == word.upper() and not word.isdigit()]
    acronyms = [word for word in acronyms if word != word.lower()]
    initials = "".join(word[0] for word in words if word[0].isupper())
    if length == LEAST and acronyms:
        return "/".join(acronyms)
    if length == LEAST and len(initials) > 1:
        return initials
    return "".join(words)[:length] if words else name[:length]
