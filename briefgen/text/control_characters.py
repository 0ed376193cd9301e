"""Replace control characters in text for a terminal, and escape them in JSON."""

from __future__ import annotations

import re

# characters that move the cursor, ring the bell or change the writing direction; a tab is harmless
CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_IN_JSON = re.compile(CONTROL.pattern.replace("\x0a", "\x0b", 1))


def visible(text: str) -> str:
    """Return the text with U+FFFD in place of each control character."""
    return CONTROL.sub("\ufffd", text)


def escaped(text: str) -> str:
    """Return a JSON document with its control characters as escapes.

    The data stays the same, and a terminal that prints the document does not act on the characters.
    """
    return _IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
