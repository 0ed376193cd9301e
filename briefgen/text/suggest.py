"""Suggest the known word that is closest to a misspelt one."""

from __future__ import annotations

import difflib

_ALIKE = 0.72
"""The least similarity of a suggestion; at 0.7, a common ending such as `-ctions` would be enough."""


def did_you_mean(word: str, known: list[str]) -> str:
    """Return ``did you mean `x`?`` for the closest known word, or ""."""
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else ""


def nearest(word: str, known: list[str]) -> str:
    """Return the closest known word, or "".

    Ignores case, and first tries underscores as hyphens.
    """
    folded = {k.casefold(): k for k in reversed(known)}
    near = difflib.get_close_matches(word.casefold().replace("_", "-").strip(), list(folded), 1, _ALIKE)
    near = near or difflib.get_close_matches(word.casefold(), list(folded), 1, _ALIKE)
    return folded[near[0]] if near else ""
