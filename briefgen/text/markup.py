"""Patterns for links, citations and code in prose.

The check and the renderer use the same patterns, so that readers see what was checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
CITATION = re.compile(r"\[@([a-z0-9][a-z0-9-]*)(?:,\s*([^\[\]\n]+))?\]")
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


def links(text: str) -> Iterator[str]:
    """Yield the target of each link outside code.

    Links are ``[[id]]``, ``[[id|words]]`` and ``[[event#statement]]``.
    """
    if "[[" in text:
        for match in LINK.finditer(CODE.sub("", text)):
            yield match[1].strip()


def citations(text: str) -> Iterator[tuple[str, str]]:
    """Yield source id and locator of each ``[@source-id, locator]`` outside code."""
    if "[@" in text:
        for match in CITATION.finditer(CODE.sub("", text)):
            yield match[1], (match[2] or "").strip()
