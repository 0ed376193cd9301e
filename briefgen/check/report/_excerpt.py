"""A line of a file with marks below the part that a finding is about."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from briefgen.diagnostics.types import Span
from briefgen.text.control_characters import CONTROL, visible

WIDTH = 160
"""How much of a long line is shown."""


def line_of(span: Span, files: Mapping[str, Sequence[str]]) -> str:
    """Return the line at which a span begins, or an empty text."""
    lines = files.get(span.path, ())
    line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
    return line if line.strip() else ""


def marked(line: str, span: Span) -> tuple[str, str]:
    """Return the line and the marks below it, aligned with the columns of a terminal."""
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    shift = max(0, start - WIDTH // 2) if len(line) > WIDTH else 0
    shown = line[shift : shift + WIDTH]
    caret = "^" * max(1, sum(map(_columns, line[start : min(end, shift + WIDTH)])))
    # a tab before the caret is copied, so that the caret is below its text
    pad = "".join("\t" if c == "\t" else " " * _columns(c) for c in shown[: start - shift])
    return visible(shown), f"{pad}{caret}"


def _columns(character: str) -> int:
    """Return how many terminal columns a character takes after `visible`."""
    if CONTROL.match(character):
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
