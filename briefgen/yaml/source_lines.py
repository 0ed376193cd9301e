"""The lines of a text with their offsets, and how far each is indented."""

from __future__ import annotations

import msgspec

from briefgen.yaml.text import LINE_BREAK, lines


class SourceLines(msgspec.Struct, frozen=True):
    """A text, its lines without their ends, and the offset of each line."""

    text: str
    all: tuple[str, ...]
    starts: tuple[int, ...]

    def line(self, number: int) -> str:
        """Return a line, counted from 0."""
        return self.all[number]

    def before(self, number: int) -> int | None:
        """Return the nearest earlier line with content, or None."""
        return next((n for n in range(min(number, len(self.all)) - 1, -1, -1) if has_content(self.all[n])), None)

    def after(self, number: int) -> int | None:
        """Return the nearest later line with content, or None."""
        return next((n for n in range(number + 1, len(self.all)) if has_content(self.all[n])), None)


def source_lines(text: str) -> SourceLines:
    """Return the lines of a text as YAML counts them."""
    starts = (0, *(match.end() for match in LINE_BREAK.finditer(text)))
    return SourceLines(text, tuple(lines(text)), starts)


def has_content(line: str) -> bool:
    """Return whether a line is neither blank nor a comment."""
    inside = line.strip(" \t")
    return bool(inside) and not inside.startswith("#")


def indent_of(line: str) -> int:
    """Return the number of spaces at the start of a line."""
    return len(line) - len(line.lstrip(" "))
