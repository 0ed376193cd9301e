"""Lists of phrases in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.text import messages


def listed(parts: Sequence[str]) -> str:
    """Return phrases as a list in a sentence: `a, b and c`."""
    *first, last = parts or ("",)
    return messages.gettext("%(first)s and %(last)s", first=", ".join(first), last=last) if first else last
