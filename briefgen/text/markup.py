"""Patterns for links, citations and code in prose.

The check and the renderer use the same patterns, so that readers see what was checked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

# `\\|` is how Markdown writes a bar in a table; U+FDD0 replaces it while tables are parsed
LINK = re.compile(r"\[\[([^\[\]|\\\n\ufdd0]+)(?:\\?[|\ufdd0]([^\[\]\n]+))?\]\]")
CITATION = re.compile(r"\[@([a-z0-9][a-z0-9-]*)(?:,\s*([^\[\]\n]+))?\]")
_BACKTICKS = re.compile("`++")


def code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each code span.

    A code span begins and ends with runs of equally many backticks, as in CommonMark.
    """
    runs = [match.span() for match in _BACKTICKS.finditer(text)]
    # The indexes of the runs of each length, in reverse. Each run is read once, so unclosed runs take linear time.
    by_length: dict[int, list[int]] = defaultdict(list)
    for index in reversed(range(len(runs))):
        start, end = runs[index]
        by_length[end - start].append(index)
    done = -1
    for index, (start, end) in enumerate(runs):
        if index <= done:
            continue
        alike = by_length[end - start]
        while alike and alike[-1] <= index:
            alike.pop()
        if alike:
            done = alike.pop()
            yield start, runs[done][1]


def replaced_code(text: str, replace: Callable[[str], str]) -> str:
    """Return the text with each code span replaced."""
    parts: list[str] = []
    done = 0
    for start, end in code_spans(text):
        parts += [text[done:start], replace(text[start:end])]
        done = end
    return "".join([*parts, text[done:]])


def _without_code(text: str) -> str:
    return replaced_code(text, lambda _: "")


def links(text: str) -> Iterator[str]:
    """Yield the target of each link outside code.

    Links are ``[[id]]``, ``[[id|words]]`` and ``[[event#statement]]``.
    """
    if "[[" in text:
        for match in LINK.finditer(_without_code(text)):
            yield match[1].strip()


def citations(text: str) -> Iterator[tuple[str, str]]:
    """Yield source id and locator of each ``[@source-id, locator]`` outside code."""
    if "[@" in text:
        for match in CITATION.finditer(_without_code(text)):
            yield match[1], (match[2] or "").strip()
