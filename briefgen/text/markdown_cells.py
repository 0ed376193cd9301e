"""Text as Markdown for code hosts: job summaries, comments, cells of tables.

Guarantee (`tests/unit/text/test_markdown_cells.py`): the text is shown as it is. It begins no element, ends no cell, and
mentions no person or issue.
"""

from __future__ import annotations

import re

from briefgen.text.lines import collapsed

# characters that move the cursor or change the writing direction, and halves of surrogate pairs
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SPECIAL = re.compile(
    r"[\\`*_{}\[\]()<>#+!|~@&$=^]|(?<=[a-zA-Z]):(?=//)|(?<=www)\.|^-|^\d+(?=[.)](?:\s|$))", re.IGNORECASE
)
_CODE_SPAN = re.compile(r"`([^`]+)`")


def plain(text: str) -> str:
    """Return the text on one line, with entities for what Markdown could act on."""
    shown = _CONTROL.sub("\ufffd", collapsed(text))
    # the invisible character keeps a name from becoming a mention, and a number from becoming a reference
    return _SPECIAL.sub(lambda found: _entities(found[0]) + ("&#8203;" if found[0] in "@#" else ""), shown)


def code(text: str) -> str:
    """Return the text on one line as code."""
    shown = _CONTROL.sub("\ufffd", collapsed(text))
    if not shown:
        return ""
    if not re.search(r"[`|\\]", shown):
        return f"`{shown}`"
    return f"<code>{_SPECIAL.sub(lambda found: _entities(found[0]), shown)}</code>"


def message(text: str) -> str:
    """Return a message in which backticks mark values, with the values as code."""
    parts = _CODE_SPAN.split(collapsed(text))
    return "".join(code(part) if number % 2 else _inner(part) for number, part in enumerate(parts))


def block(lines: list[str], language: str = "") -> list[str]:
    """Return lines of a code block that no line inside can end."""
    shown = [_CONTROL.sub("\ufffd", line.replace("\t", "    ")) for line in lines]
    longest = max((len(run) for line in shown for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{language}", *shown, fence]


def _entities(characters: str) -> str:
    return "".join(f"&#{ord(character)};" for character in characters)


def _inner(part: str) -> str:
    """Return a part of a line, with the spaces at its ends."""
    start, end = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    return f"{start}{plain(part)}{end}" if part.strip() else part
