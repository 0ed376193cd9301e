"""Reorder the fields of a YAML file as text edits on whole line blocks.

A block includes the comments above and within its field. The text must be laid out already. Comments above the first
field of a file stay at the top.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from briefgen.diagnostics import edits
from briefgen.diagnostics.types import Edit
from briefgen.model.field_order import NO_SHAPE, Shape
from briefgen.yaml.suppressions import MARK
from briefgen.yaml.tree import Mapping, Node, Scalar, next_sign


def arrangement(text: str, root: Node, shape: Shape) -> list[Edit]:
    """Return the edits that reorder fields, and items of lists without order."""
    return _edits(text, root, shape, is_root=True)


def _edits(text: str, node: Node, shape: Shape, *, is_root: bool = False) -> list[Edit]:
    if isinstance(node, Scalar):
        return []
    inner: list[Edit] = []
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            name = key.value if isinstance(key, Scalar) else ""
            inner += _edits(text, value, shape.fields.get(name) or shape.item or NO_SHAPE)
        nodes = [(key.start, value.end) for key, value in node.pairs]
    else:
        for item in node.items:
            inner += _edits(text, item, shape.item or NO_SHAPE)
        nodes = [(item.start, item.end) for item in node.items]
    order = _order(node, shape)
    if order == sorted(order) or (node.is_flow and "\n" in text[node.start : node.end]):
        return inner
    if node.is_flow:
        return _swapped(text, nodes, order, inner)
    if not isinstance(node, Mapping):
        ends = [node.start, *(end for _, end in nodes)]
        nodes = [(next_sign(text, before), end) for before, (_, end) in zip(ends, nodes, strict=False)]
    return _moved(text, nodes, order, inner, is_root=is_root)


def _order(node: Node, shape: Shape) -> list[int]:
    """Return the indices of the fields or items in their new order."""
    if isinstance(node, Mapping):
        places = {name: place for place, name in enumerate(shape.order)}
        names = [key.value if isinstance(key, Scalar) else "" for key, _ in node.pairs]
        return sorted(range(len(names)), key=lambda number: places.get(names[number], len(places)))
    if isinstance(node, Scalar) or not shape.is_unordered:
        return []
    values = [item.value for item in node.items if isinstance(item, Scalar)]
    return sorted(range(len(values)), key=values.__getitem__) if len(values) == len(node.items) else []


def _swapped(text: str, nodes: Sequence[tuple[int, int]], order: Sequence[int], inner: list[Edit]) -> list[Edit]:
    """Return the edits that reorder the entries of a flow collection."""
    texts = [_with(text, start, end, inner) for start, end in nodes]
    return [Edit(start, end, texts[number]) for (start, end), number in zip(nodes, order, strict=True)]


def _moved(
    text: str, nodes: Sequence[tuple[int, int]], order: Sequence[int], inner: list[Edit], *, is_root: bool
) -> list[Edit]:
    """Return the edit that reorders the line blocks of a collection, and the inner edits outside it."""
    line = text.rfind("\n", 0, nodes[0][0]) + 1
    lead = text[line : nodes[0][0]]
    column = len(lead)
    head = _above(text, line, len(_indent(lead)), 0)
    if lead.strip() and order[0] and MARK.search(text, head, line):
        # an ignore above the dash applies to the field after it
        return inner
    first = line if lead.strip() else _head(text, head, line) if is_root else head
    begins = [first, *(_above(text, start, column, done + 1) for (_, done), (start, _) in pairwise(nodes))]
    ends = [*(begin - 1 for begin in begins[1:]), _below(text, nodes[-1][1], column)]
    blocks = [_with(text, begin, end, inner) for begin, end in zip(begins, ends, strict=True)]
    if lead.strip():
        blocks[0] = " " * column + blocks[0][column:]
    moved = [blocks[number] for number in order]
    moved[0] = moved[0].lstrip("\n")
    if lead.strip():
        moved[0] = _behind(lead, moved[0])
    kept = [edit for edit in inner if edit.end <= begins[0] or edit.start >= ends[-1]]
    return [*kept, Edit(begins[0], ends[-1], "\n".join(moved))]


def _head(text: str, head: int, line: int) -> int:
    """Return where the first field of a file begins: its line, or an ignore directly above it."""
    above = text.rfind("\n", 0, max(line - 1, 0)) + 1
    return above if head <= above < line and MARK.match(text, above) else line


def _behind(lead: str, block: str) -> str:
    """Return a field's lines with the first one after a dash, and its comments above the dash."""
    lines = block.split("\n")
    number = next(n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
    comments = [_indent(lead) + line.strip() for line in lines[:number] if line.strip()]
    return "\n".join([*comments, lead + lines[number][len(lead) :], *lines[number + 1 :]])


def _with(text: str, start: int, end: int, inner: Iterable[Edit]) -> str:
    """Return a slice of the text with the edits that lie in it applied."""
    here = [Edit(e.start - start, e.end - start, e.text) for e in inner if start <= e.start and e.end <= end]
    return edits.apply(text[start:end], here)


def _above(text: str, start: int, column: int, done: int) -> int:
    """Return where the line block of a field begins that starts here.

    The block includes the comments and empty lines above, back to the field before.
    """
    begin = text.rfind("\n", 0, start) + 1
    while begin > done:
        line = text.rfind("\n", 0, begin - 1) + 1
        words = text[line : begin - 1]
        if words.strip() and not (words.startswith("#", column) and not words[:column].strip()):
            return begin
        begin = line
    return begin


def _below(text: str, end: int, column: int) -> int:
    """Return where the line block of a field ends whose value ends here.

    The block includes the comments below that are indented further.
    """
    end = found = text.find("\n", end) if text.find("\n", end) >= 0 else len(text)
    while found < len(text):
        following = text.find("\n", found + 1)
        following = len(text) if following < 0 else following
        words = text[found + 1 : following]
        if words.strip() and not (words.lstrip().startswith("#") and len(_indent(words)) > column):
            break
        end, found = (following if words.strip() else end), following
    return end


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]
