"""The syntax tree of a valid YAML file, with offsets and without interpretation.

Offsets count code points. Guarantee: a node ends with the last character of its content. No line break or comment after
the content is part of the node.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec
import yaml

from briefgen.yaml.reader import Loader


class Scalar(msgspec.Struct, frozen=True):
    """A scalar: offsets, value and style (empty, ``'``, ``"``, ``|`` or ``>``).

    ``indent`` is the number of spaces before the lines of a block.
    """

    start: int
    end: int
    value: str
    style: str
    indent: int = 0


class Sequence(msgspec.Struct, frozen=True):
    """A list, in square brackets (flow) or with a dash for each item."""

    start: int
    end: int
    items: tuple[Node, ...]
    is_flow: bool


class Mapping(msgspec.Struct, frozen=True):
    """Keys with their values in file order, in braces (flow) or on their own lines."""

    start: int
    end: int
    pairs: tuple[tuple[Node, Node], ...]
    is_flow: bool


Node = Scalar | Sequence | Mapping
_SPACE_AND_COMMENTS = re.compile(r"(?:\s|#[^\n]*)*")


def next_sign(text: str, place: int) -> int:
    """Return the offset of the next character that is neither space nor comment.

    ``place`` must be outside of every scalar.
    """
    found = _SPACE_AND_COMMENTS.match(text, place)
    return found.end() if found else place


def tree(text: str) -> Node | None:
    """Return the root node of a text with one document, or None if it is empty."""
    loader = Loader(text)
    try:
        return _built(text, loader)
    finally:
        loader.dispose()


def _built(text: str, loader: Any) -> Node | None:
    # open collections: (start event, nodes so far)
    stack: list[tuple[Any, list[Node]]] = []
    root: Node | None = None
    while loader.check_event():
        event = loader.get_event()
        kind = type(event)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            stack.append((event, []))
            continue
        if kind is yaml.ScalarEvent:
            node: Node = _scalar(text, event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            node = _collection(*stack.pop(), event)
        else:
            continue
        if stack:
            stack[-1][1].append(node)
        else:
            root = node
    return root


def _scalar(text: str, event: Any) -> Scalar:
    start, end, style, value = event.start_mark.index, event.end_mark.index, event.style or "", event.value
    if style not in ("|", ">"):
        return Scalar(start, end, value, style)
    header, *lines = text[start:end].removesuffix("\n").split("\n")
    indent = 0
    if content := value.lstrip("\n"):
        first = lines[len(value) - len(content)]
        indent = _spaces(first) - _spaces(content.partition("\n")[0])
    if "+" not in header.partition("#")[0]:
        while lines and len(lines[-1]) <= indent and not lines[-1].strip(" "):
            lines.pop()
        lines = lines if content else []
    return Scalar(start, start + len("\n".join([header, *lines])), value, style, indent)


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _collection(first: Any, nodes: list[Node], last: Any) -> Node:
    start, is_flow = first.start_mark.index, bool(first.flow_style)
    end = last.end_mark.index if is_flow else nodes[-1].end
    if type(first) is yaml.SequenceStartEvent:
        return Sequence(start, end, tuple(nodes), is_flow)
    return Mapping(start, end, tuple(zip(nodes[::2], nodes[1::2], strict=True)), is_flow)
