"""Layout of a YAML file as text edits: indentation, blank lines, quotes, width.

Rewrites the space between the scalars of a file that parses, and how scalars are quoted or folded. The order of fields
and the text of comments never change. A comment stays at the end of its line, or above the same line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

import msgspec

from briefgen.diagnostics.types import Edit
from briefgen.yaml import scalars
from briefgen.yaml.comments import Comment
from briefgen.yaml.scalars import STEP, WIDTH
from briefgen.yaml.suppressions import MARK
from briefgen.yaml.tree import Mapping, Node, Scalar, next_sign

_DIRECTIVE = re.compile("^%", re.MULTILINE)
_EXPLICIT_KEY = re.compile(r"^[ \t-]*\?", re.MULTILINE)


class LeftAlone(Exception):
    """The file has no canonical layout; the message says why."""


class _Level(msgspec.Struct, frozen=True):
    """An open block: the column where its lines begin now, and their new indentation."""

    column: int
    indent: int


def layout(text: str, root: Node, comments: Sequence[Comment]) -> list[Edit]:
    """Return the edits that lay out a text with Unix line ends.

    Raises LeftAlone if the text has no canonical layout.
    """
    if _DIRECTIVE.search(text, 0, root.start):
        raise LeftAlone("it begins with a YAML directive")
    return _Layout(text, comments).edits_of(root)


class _Layout:
    """Walks the tree once.

    Knows the open blocks, where the last scalar ended, and which blocks were open there.
    """

    def __init__(self, text: str, comments: Sequence[Comment]) -> None:
        self._text = text
        self._comments = [comment.start for comment in comments]
        self._edits: list[Edit] = []
        self._open: tuple[_Level, ...] = ()
        self._done = 0
        self._open_there: tuple[_Level, ...] = ()

    def edits_of(self, root: Node) -> list[Edit]:
        head = _squeezed(line.strip() for _, line in _gap_lines(f"\n{self._text[: root.start]}"))
        self._replace(0, root.start, "".join(f"{line}\n" for line in head).lstrip("\n"))
        if isinstance(root, Scalar) or root.is_flow:
            self._done = root.end
            self._replace(root.start, root.end, "\n".join(self._whole(root)))
        else:
            self._done = root.start
            self._block(root, 0)
        tail = [*self._between(f"{self._text[self._done :]}\n", _Level(0, 0))]
        while len(tail) > 1 and not tail[-1]:
            tail.pop()
        self._replace(self._done, len(self._text), "\n".join(tail) + "\n")
        return [edit for edit in self._edits if self._text[edit.start : edit.end] != edit.text]

    def _whole(self, root: Node) -> list[str]:
        is_commented = self._has_comment(root) or self._is_commented(root, above=False)
        if is_commented or self._in_flow(root) is None:
            raise LeftAlone("all of it is in braces, with comments or long text")
        return self._as_block(root, 0) or ["{}"]

    def _replace(self, start: int, end: int, text: str) -> None:
        self._edits.append(Edit(start, end, text))

    def _block(self, node: Node, indent: int) -> None:
        """Lay out a block that begins here, with its lines indented this far."""
        level = _Level(self._column(node.start), indent)
        outer, self._open = self._open, (*self._open, level)
        if isinstance(node, Mapping):
            for number, (key, value) in enumerate(node.pairs):
                if _EXPLICIT_KEY.search(self._text[self._done : key.start]):
                    raise LeftAlone("a field's name is marked with `?`")
                if number:
                    self._new_line(key.start, level)
                self._field(key, value, indent)
        elif not isinstance(node, Scalar):
            for number, item in enumerate(node.items):
                dash = next_sign(self._text, self._done)
                if number:
                    self._new_line(dash, level)
                self._content(dash + 1, item, indent, indent + STEP, is_item=True)
        self._open = outer

    def _field(self, key: Node, value: Node, indent: int) -> None:
        name = self._key(key)
        self._replace(key.start, key.end, name)
        colon = self._text.index(":", key.end)
        self._replace(key.end, colon, "")
        self._content(colon + 1, value, indent, indent + len(name) + 2, is_item=False)

    def _content(self, start: int, node: Node, indent: int, column: int, *, is_item: bool) -> None:
        """Lay out what follows a colon or a dash; ``column`` is its column on the same line."""
        self._done, self._open_there = start, self._open
        if _is_empty(node):
            return
        inner = _Level(self._column(node.start), indent + STEP)
        has_comment = "#" in self._text[start : node.start]
        is_block = not isinstance(node, Scalar) and not node.is_flow
        if has_comment or (is_block and not is_item):
            self._new_line(node.start, inner, is_inside=True)
        if is_block:
            if is_item and not has_comment:
                self._replace(start, node.start, " ")
            self._done = node.start
            self._block(node, inner.indent)
            return
        written = self._written(node, inner.indent, inner.indent if has_comment else column, is_item=is_item)
        if not has_comment:
            self._replace(start, node.start, "" if written.startswith("\n") else " ")
        self._replace(node.start, node.end, written)
        self._done, self._open_there = node.end, self._open

    # the space between two scalars

    def _new_line(self, place: int, level: _Level, *, is_inside: bool = False) -> None:
        """Write what precedes the line that begins here: comments, an empty line, the indentation."""
        lines = [*self._between(self._text[self._done : place], level)]
        while is_inside and len(lines) > 1 and not lines[1]:
            del lines[1]
        self._replace(self._done, place, "\n".join([*lines, " " * level.indent]))

    def _between(self, gap: str, level: _Level) -> Iterable[str]:
        """Yield the rest of a line, then the indented comment lines before a line of this level."""
        last = gap.partition("\n")[0]
        yield f"  {last[last.index('#') :].rstrip()}" if "#" in last else ""
        inner = [each for each in self._open_there if each.indent > level.indent]
        lines = []
        for column, line in _gap_lines(gap):
            # a comment belongs to the preceding block if it is indented at least as far
            inner = [each for each in inner if level.column < column >= each.column] if line else inner
            lines.append(" " * (inner[-1] if inner else level).indent + line if line else "")
        yield from _squeezed(lines)

    def _column(self, place: int) -> int:
        return place - self._text.rfind("\n", 0, place) - 1

    def _has_comment(self, node: Node) -> bool:
        found = bisect_left(self._comments, node.start)
        return found < len(self._comments) and self._comments[found] < node.end

    def _is_commented(self, node: Node, *, above: bool) -> bool:
        """Return whether the node's line ends with a comment, or the line above is an ignore."""
        line = self._text.rfind("\n", 0, node.start)
        before = self._text[self._text.rfind("\n", 0, max(line, 0)) + 1 : max(line, 0)]
        end = self._text.find("\n", node.end)
        has_one = self._text.find("#", node.end, end if end >= 0 else len(self._text)) >= 0
        return has_one or (above and bool(MARK.match(before.lstrip())))

    # scalars and flow collections

    def _key(self, key: Node) -> str:
        raw = self._text[key.start : key.end]
        return scalars.key(key, raw) if isinstance(key, Scalar) else raw

    def _written(self, node: Node, indent: int, column: int, *, is_item: bool) -> str:
        """Return the new text of a scalar or flow collection.

        A leading line break moves it to separate lines.
        """
        raw = self._text[node.start : node.end]
        if isinstance(node, Scalar):
            is_commented = "#" in self._text[self._done : node.start] or self._is_commented(node, above=False)
            return self._text_of(node, indent, column, may_fold=not is_commented)
        one = None if self._has_comment(node) else self._in_flow(node)
        if one is None:
            return _reindented(raw, indent)
        if column + len(one) <= WIDTH:
            return one
        if self._is_commented(node, above=True) or "#" in self._text[self._done : node.start]:
            # the comment applies to the whole line
            return one if "\n" not in raw else _reindented(raw, indent)
        lines = self._as_block(node, indent)
        return "\n".join(lines)[indent:] if is_item else "\n".join(["", *lines])

    def _text_of(self, scalar: Scalar, indent: int, column: int, *, may_fold: bool) -> str:
        raw = self._text[scalar.start : scalar.end]
        if scalar.style in ("|", ">"):
            return scalars.block(scalar, raw, indent)
        one = scalars.inline(scalar, raw)
        if one is not None and column + len(one) <= WIDTH:
            return one
        folded = scalars.folded(scalar.value, indent) if may_fold else None
        return folded or (one if one and "\n" not in raw else _reindented(raw, indent))

    def _in_flow(self, node: Node) -> str | None:
        """Return the node on one line, or None if it cannot be written on one."""
        if isinstance(node, Scalar):
            return scalars.inline(node, self._text[node.start : node.end], in_flow=True) or (
                "null" if _is_empty(node) else None
            )
        nodes = [value for _, value in node.pairs] if isinstance(node, Mapping) else node.items
        parts = [part for part in map(self._in_flow, nodes) if part is not None]
        if len(parts) < len(nodes):
            return None
        if not isinstance(node, Mapping):
            return f"[{', '.join(parts)}]"
        names = [self._key(key) for key, _ in node.pairs]
        is_one_line = not any("\n" in name for name in names)
        return f"{{{', '.join(map(': '.join, zip(names, parts, strict=True)))}}}" if is_one_line else None

    def _as_block(self, node: Node, indent: int) -> list[str]:
        """Return a flow collection as indented block lines."""
        if isinstance(node, Mapping):
            named = [(f"{self._key(key)}:", value) for key, value in node.pairs]
        else:
            named = [("-", item) for item in (node.items if not isinstance(node, Scalar) else ())]
        return [line for name, value in named for line in self._entry(name, value, indent)]

    def _entry(self, name: str, node: Node, indent: int) -> list[str]:
        begin, inner = " " * indent + name, indent + STEP
        if _is_empty(node):
            return [begin]
        column = len(begin) + 1
        one = self._in_flow(node) or ""
        if isinstance(node, Scalar):
            return f"{begin} {self._text_of(node, inner, column, may_fold=True)}".split("\n")
        if column + len(one) <= WIDTH:
            return [f"{begin} {one}"]
        lines = self._as_block(node, inner)
        return [f"{begin} {lines[0].lstrip(' ')}", *lines[1:]] if name == "-" else [begin, *lines]


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.start == node.end


def _gap_lines(gap: str) -> Iterable[tuple[int, str]]:
    """Yield the column and text of each comment line in a gap, and ``(0, "")`` for empty lines."""
    for line in gap.split("\n")[1:-1]:
        column = line.find("#")
        if column >= 0:
            yield column, line[column:].rstrip()
        elif not line.strip():
            yield 0, ""


def _squeezed(lines: Iterable[str]) -> list[str]:
    """Return the lines with at most one empty line in a row."""
    result: list[str] = []
    for line in lines:
        if line or not result or result[-1]:
            result.append(line)
    return result


def _reindented(raw: str, indent: int) -> str:
    """Return the lines of a quoted scalar or flow collection, all but the first indented this far."""
    first, *rest = raw.split("\n")
    return "\n".join([_trimmed(first), *(_trimmed(" " * indent + line.lstrip(" \t")) for line in rest)])


def _trimmed(line: str) -> str:
    trimmed = line.rstrip(" \t")
    # a trailing space may be escaped
    return line if trimmed.endswith("\\") else trimmed
