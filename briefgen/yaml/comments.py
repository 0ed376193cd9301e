"""The comments of a YAML file that parses, with their places: what PyYAML reads over.

A `#` outside of every scalar begins a comment, as libyaml reads it also right behind a quote or bracket; the parser's events say where
the scalars are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import yaml

from briefgen.yaml.reader import LINE_BREAK, Loader

_COMMENT = re.compile(r"#[^\r\n\x85\u2028\u2029]*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?=#)")


class Comment(msgspec.Struct, frozen=True):
    """A comment: offsets and 1-based place in code points, its text with the `#`, and whether its line holds nothing else."""

    start: int
    end: int
    line: int
    column: int
    text: str
    is_alone: bool


class ScalarSpan(msgspec.Struct, frozen=True):
    """Where a scalar stands, as offsets and 1-based lines, end exclusive for the offsets and inclusive for the lines."""

    start: int
    end: int
    line: int
    end_line: int
    is_block: bool


def scalars(text: str) -> tuple[ScalarSpan, ...]:
    """Return every scalar of a text that parses, in order; raises `yaml.YAMLError` for another."""
    loader = Loader(text)
    found = []
    try:
        while loader.check_event():
            event = loader.get_event()
            if type(event) is yaml.ScalarEvent:
                found.append(_scalar(event))
    finally:
        loader.dispose()
    return tuple(found)


def _scalar(event: Any) -> ScalarSpan:
    start, end = event.start_mark, event.end_mark
    # a block scalar ends at the beginning of the line after it
    is_at_next = end.line > start.line and end.column == 0
    return ScalarSpan(
        start.index, end.index, start.line + 1, end.line + (0 if is_at_next else 1), event.style in ("|", ">")
    )


def comments(text: str) -> tuple[Comment, ...]:
    """Return the comments of a text that parses, in order; raises `yaml.YAMLError` for another."""
    if "#" not in text:
        return ()
    found: list[tuple[int, str]] = []
    position = 0
    for scalar in scalars(text):
        found += _between(text, position, scalar.start)
        position = max(position, scalar.end)
        if scalar.is_block and (header := _HEADER.match(text, scalar.start, scalar.end)):
            found += [(header.end(), _COMMENT.match(text, header.end())[0])]  # type: ignore[index]  # the header ends before a `#`
    found += _between(text, position, len(text))
    return tuple(_placed(text, found))


def _between(text: str, start: int, end: int) -> list[tuple[int, str]]:
    return [(match.start(), match[0]) for match in _COMMENT.finditer(text, start, end)]


def _placed(text: str, found: list[tuple[int, str]]) -> Iterator[Comment]:
    line, line_start, done = 1, 0, 0
    for start, comment in found:
        for match in LINE_BREAK.finditer(text, done, start):
            line, line_start = line + 1, match.end()
        done = start
        is_alone = not text[line_start:start].strip(" \t")
        yield Comment(start, start + len(comment), line, start - line_start + 1, comment, is_alone)


def content_lines(text: str) -> tuple[tuple[int, int], ...]:
    """Return the lines on which a scalar begins, each with the last line that one of its scalars reaches, in order."""
    reach: dict[int, int] = {}
    for scalar in scalars(text):
        reach[scalar.line] = max(reach.get(scalar.line, 0), scalar.end_line)
    return tuple(sorted(reach.items()))
