"""Find the span of a data path in its YAML file.

Composes the nodes only of files that have a problem to place, and only after the event parser accepted them.
"""

from __future__ import annotations

from typing import Any

import yaml

from briefgen.diagnostics.types import At, Span
from briefgen.files.limits import CEILING
from briefgen.yaml.reader import Loader, is_shallow, parse
from briefgen.yaml.text import YamlFile, mark_at


def compose(file: YamlFile) -> Places | None:
    """Return the file's places, or None if it is not one safe YAML document.

    The file may have changed since it was read.
    """
    data, _ = parse(file, CEILING)
    if data is not None:
        return Places(file)
    try:
        # mkdocs.yml may contain tags and anchors, which the parser above rejects
        return Places(file) if is_shallow(file.text) else None
    except (yaml.YAMLError, AttributeError):
        return None


class Places:
    """The composed nodes of one valid file, to find the spans of data paths."""

    def __init__(self, file: YamlFile) -> None:
        loader = Loader(file.text)
        try:
            self._root = loader.get_single_node()
        finally:
            loader.dispose()
        self._text = file.text

    def locate(self, at: At, *, key: bool = False, word: str = "") -> Span:
        """Return the span of the path's value, or of its key if ``key`` is set.

        Where the path leads to nothing, the span is that of the last key on it that exists. With ``word``, the span is
        its first occurrence in the value.
        """
        node, parent_key, found_all = self._root, None, True
        for step in at:
            child, child_key = _step(node, step)
            if child is None:
                found_all = False
                break
            node, parent_key = child, child_key
        if (key or not found_all) and parent_key is not None:
            return _span(parent_key)
        if node is self._root or not found_all:
            first = node.value[0] if node.value and not isinstance(node.value, str) else node
            return _span(first[0] if isinstance(first, tuple) else first)
        if word:
            return self._word(node, word)
        return _span(node)

    def range(self, at: At, *, key: bool = False, word: str = "", nth: int = 0) -> tuple[int, int] | None:
        """Return the offsets of the path's value as it is written, or of its key.

        With ``word``, the offsets of its nth occurrence in the value. None if the path leads to nothing or the word is
        missing.
        """
        node, parent_key = self._root, None
        for step in at:
            child, child_key = _step(node, step)
            if child is None:
                return None
            node, parent_key = child, child_key
        found = parent_key if key else node
        if found is None:
            return None
        start, end = found.start_mark.index, found.end_mark.index
        if not word:
            return start, end
        index = start - len(word)
        for _ in range(nth + 1):
            index = self._text.find(word, index + len(word), end)
            if index < 0:
                return None
        return index, index + len(word)

    def _word(self, node: Any, word: str) -> Span:
        start, end = node.start_mark.index, node.end_mark.index
        index = self._text.find(word, start, end)
        if index < 0:
            return _span(node)
        if word.startswith("[["):
            # the brackets distinguish a link from the same word before it; the span is that of the id
            index, word = index + 2, word[2:]
        mark = mark_at(self._text, index)
        return Span("", mark.line, mark.column, mark.line, mark.column + len(word))


def _step(node: Any, step: str | int) -> tuple[Any, Any]:
    if isinstance(node, yaml.MappingNode) and isinstance(step, str):
        for key, value in node.value:
            if key.value == step:
                return value, key
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], None
    elif isinstance(node, yaml.ScalarNode):
        # for a shorthand such as `cite: [id]` the path continues to `source`, and the text has the span
        return node, None
    return None, None


def _span(node: Any) -> Span:
    start, end = node.start_mark, node.end_mark
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return Span("", start.line + 1, start.column + 1, start.line + 1, start.column + 2)
    return Span("", start.line + 1, start.column + 1, end.line + 1, end.column + 1)
