"""The form of an id, the reserved ids, and the nearest id to a text."""

from __future__ import annotations

import re

from briefgen.model.kinds._base import ID_PATTERN, MAX_ID

# `index` is a hub's own page; the others cannot be files on every system
RESERVED = frozenset({"index", "readme", "page", "con", "prn", "aux", "nul"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}


def is_id(text: str) -> bool:
    """Return whether the text has the form of an id; some that have it are reserved."""
    return bool(re.search(ID_PATTERN, text)) and len(text) <= MAX_ID


def suggested_id(text: str) -> str:
    """Return the nearest text that has the form of an id, or nothing."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:MAX_ID].strip("-")
