"""Find the comments of a valid YAML text and their places, which PyYAML ignores.

As in libyaml, a `#` outside of every scalar starts a comment, even directly after a quote or bracket. The parser's
events give the places of the scalars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import yaml

from briefgen.yaml.reader import Loader
from briefgen.yaml.text import LINE_BREAK

_COMMENT = re.compile(r"#[^\r\n\x85\u2028\u2029]*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?=#)")


class Comment(msgspec.Struct, frozen=True):
    """A comment: offsets and 1-based place in code points, and its text with the `#`.

    ``is_alone`` says whether its line contains nothing else.
    """

    start: int
    end: int
    line: int
    column: int
    text: str
    is_alone: bool


class ScalarSpan(msgspec.Struct, frozen=True):
    """The place of a scalar, as offsets (exclusive end) and 1-based lines (inclusive)."""

    start: int
    end: int
    line: int
    end_line: int
    is_block: bool


def scalars(text: str) -> tuple[ScalarSpan, ...]:
    """Return the places of all scalars of a text, in order.

    Raises `yaml.YAMLError` if the text is not YAML.
    """
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
    # libyaml ends a block scalar at the start of the next line
    is_at_next = end.line > start.line and end.column == 0
    return ScalarSpan(
        start.index, end.index, start.line + 1, end.line + (0 if is_at_next else 1), event.style in ("|", ">")
    )


def comments(text: str) -> tuple[Comment, ...]:
    """Return the comments of a text, in order.

    Raises `yaml.YAMLError` if the text is not YAML.
    """
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
    """Return each line on which a scalar starts, with the last line of those scalars."""
    reach: dict[int, int] = {}
    for scalar in scalars(text):
        reach[scalar.line] = max(reach.get(scalar.line, 0), scalar.end_line)
    return tuple(sorted(reach.items()))
