"""Validate ids, list the reserved ids, and suggest an id for a text."""

from __future__ import annotations

import re

from briefgen.model.kinds._base import ID_PATTERN, MAX_ID
from briefgen.text.name_folding import romanised

# `index` is the page of a hub; the others are not valid file names on every system.
RESERVED = frozenset({"index", "readme", "page", "con", "prn", "aux", "nul"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}


def is_id(text: str) -> bool:
    """Return whether the text has the form of an id; it can still be reserved."""
    return bool(re.search(ID_PATTERN, text)) and len(text) <= MAX_ID


def suggested_id(text: str) -> str:
    """Return the text converted to an id, or an empty string."""
    return re.sub(r"[^a-z0-9]+", "-", romanised(text)).strip("-")[:MAX_ID].strip("-")
