"""Suggest the known word that is nearest to a misspelt one."""

from __future__ import annotations

import difflib


def did_you_mean(word: str, known: list[str]) -> str:
    """Return ``did you mean `x`?`` for the nearest known word, or nothing."""
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else ""


def nearest(word: str, known: list[str]) -> str:
    """Return the known word that looks most like this one, or nothing; capitals and underscores count for little."""
    folded = {k.casefold(): k for k in reversed(known)}
    near = difflib.get_close_matches(word.casefold().replace("_", "-").strip(), list(folded), 1, 0.7)
    near = near or difflib.get_close_matches(word.casefold(), list(folded), 1, 0.7)
    return folded[near[0]] if near else ""
