"""The decoded text of a YAML file, and its lines as YAML counts them."""

from __future__ import annotations

import re

import msgspec

from briefgen.diagnostics.types import Span


class YamlFile(msgspec.Struct, frozen=True):
    """A YAML file: path relative to the project, and text without byte-order mark."""

    path: str
    text: str


LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


def lines(text: str) -> list[str]:
    """Return the text's lines as YAML counts them, without their ends."""
    return LINE_BREAK.split(text)


def mark_at(text: str, index: int) -> Span:
    """Return the line and column of an offset, as a span without an end."""
    before = lines(text[:index])
    return Span("", len(before), len(before[-1]) + 1)
