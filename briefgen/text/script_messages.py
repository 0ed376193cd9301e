"""The messages of the site's scripts, as a catalogue that stands in front of them.

Only the messages that the scripts use are in it. The English site has none, because the scripts hold the English text.
"""

from __future__ import annotations

import json
from io import BytesIO

from briefgen.text.messages import NP_, PSEUDO, catalogue_of, language, locale_of, raw, raw_plural

KEYWORDS = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
"""The functions of `messages.js`, and which of their arguments are the context, the message and its plural."""

_CONTEXT_END = "\x04"
_NUMBERS = range(201)
"""Enough numbers to meet each plural category of Unicode at least once."""


def catalogue(script: bytes) -> bytes:
    """Return the translations of a script's messages as a statement for `messages.js`.

    The result is empty if there are none."""
    code = language()
    if catalogue_of(code) is None and code != PSEUDO:
        return b""
    from babel.messages.extract import extract

    found: dict[str, str | dict[str, str]] = {}
    for _, message, _, context in extract("javascript", BytesIO(script), KEYWORDS):
        if isinstance(message, tuple):
            found[message[0]] = _plurals(code, *message[:2])
        else:
            key = f"{context}{_CONTEXT_END}{message}" if context else message
            found[key] = raw(NP_(context or "", message))
    found = {key: value for key, value in sorted(found.items()) if value != key}
    if not found:
        return b""
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return f"(window.briefgen ||= {{}}).catalogue = {text};\n".encode()


def _plurals(code: str, singular: str, plural: str) -> dict[str, str]:
    """Return the translation for each plural category, which browsers know by the names of Unicode."""
    category = locale_of(code).plural_form
    return {category(number): raw_plural("", singular, plural, number) for number in reversed(_NUMBERS)}
