"""Quote a text as a YAML scalar on one line: plain, single or double quotes.

Invariant: YAML 1.1 and YAML 1.2 read the scalar as the same text. `tests/property/test_quote_laws.py` tests this.
"""

from __future__ import annotations

import re
from typing import Literal

# words that some YAML parsers read as a boolean or as null
RESERVED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_PLAIN = re.compile(r"[^\W_](?:[^\W_]|[ .;_/()&%+'’“”„«»–—…!?$=<>@*|^-]|:(?=[^\s:]))*")
# a number in any base, with an exponent or as a time of day, and text that starts like a date
_NUMBER_OR_DATE = re.compile(
    r"0[xX][0-9a-fA-F_]+|0[bBoO][0-7_]+"
    r"|[0-9][0-9_]*(?::[0-9]+)*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?"
)
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
"""Characters that end a line, are invisible or are invalid for some YAML parser."""


def quote(text: str, *, in_flow: bool = False, marks: Literal["", "'", '"'] = "") -> str:
    """Return the text as a scalar, with quotes only where some YAML parser needs them.

    ``in_flow`` says that the scalar is inside square brackets or braces. ``marks`` are quotes to use even where none
    are needed. If the text contains that mark, the other one is used, provided that it needs no escapes.
    """
    if not marks and _is_plain(text, in_flow=in_flow):
        return text
    if UNSEEN.search(text):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04X}", escaped) + '"'
    if '"' not in text and "\\" not in text and (marks == '"' or "'" in text):
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str, *, in_flow: bool) -> bool:
    """Return whether every YAML parser reads the unquoted text as this text."""
    if not _PLAIN.fullmatch(text) or text.endswith((" ", ":")) or (in_flow and ":" in text):
        return False
    return text.casefold() not in RESERVED and not _NUMBER_OR_DATE.fullmatch(text)
