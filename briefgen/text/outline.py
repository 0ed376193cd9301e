"""Find headings, code blocks and tables in prose, as the renderer's parser does.

Guarantee: the blocks are those that the renderer shows.
`tests/unit/text/test_outline.py` tests this.
"""

from __future__ import annotations

import re

import msgspec

from briefgen.text.markdown import parser

_MARKDOWN = parser()
_BEGINS_HEADING = re.compile(r"[ >*+0-9.)-]*#")
_HEADING_LINE = re.compile(r"\n[ \t>*+0-9.)-]*(?:#|=+[ \t]*(?:\n|$)|-[ \t]*(?:\n|$))")
_MAY_BE_CODE = re.compile(r"(?:^|\n)[ >*+0-9.)-]*(?: {4}|\t|~~~|```)")


class Heading(msgspec.Struct, frozen=True):
    """A heading in prose: its level, and its text as written."""

    level: int
    words: str
    line: int
    """Line number in the prose, counted from 0."""
    is_underlined: bool = False
    """Whether it is written as a line with `===` or `---` below it."""


def headings(text: str) -> tuple[Heading, ...]:
    """Return the headings of the prose, in order."""
    if not _BEGINS_HEADING.match(text) and not _HEADING_LINE.search(text):
        return ()
    tokens = _MARKDOWN.parse(text)
    return tuple(
        Heading(
            int(token.tag[1]), tokens[index + 1].content, token.map[0] if token.map else 0, token.markup in ("=", "-")
        )
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    )


def code_lines(text: str) -> frozenset[int]:
    """Return the numbers of the lines in code blocks, counted from 0."""
    if not _MAY_BE_CODE.search(text):
        return frozenset()
    blocks = (token.map for token in _MARKDOWN.parse(text) if token.type in ("fence", "code_block") and token.map)
    return frozenset(line for first, after in blocks for line in range(first, after))


def table_lines(text: str) -> frozenset[int]:
    """Return the numbers of the lines in tables, counted from 0."""
    if "|" not in text or "\n" not in text:
        return frozenset()
    tables = (token.map for token in _MARKDOWN.parse(text) if token.type == "table_open" and token.map)
    return frozenset(line for first, after in tables for line in range(first, after))
