"""Split a page's Markdown into headings and blocks of raw HTML.

Python-Markdown passes such blocks through unchanged, but spends half of a build on finding their ends. So pages that have only
such blocks skip it. If a line could be anything else, the whole page goes through Python-Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

HEADING = re.compile(r"#{2,6} .*\S")
_EXCLUDED = re.compile(r"\{[^{}]*\bdata-search-exclude\b[^{}]*\}$")
_BLOCK = (
    "address|article|aside|blockquote|caption|col|colgroup|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|"
    "main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_LINE = re.compile(rf" {{0,3}}</?(?:{_BLOCK})(?:[\s>/].*)?>")
# Markdown parses text after a closed block, and inside a block with the attribute `markdown`
_DOUBT = re.compile(
    r"</(?:article|aside|blockquote|details|div|dl|figure|footer|header|main|nav|ol|p|section|table|ul)>\s*[^\s<]|\smarkdown="
)


def split(text: str) -> list[str] | None:
    """Return headings and the HTML between them in order, or None.

    The result is None if some line is neither a heading nor certainly raw HTML.
    """
    parts: list[str] = []
    html: list[str] = []
    for line in text.split("\n"):
        if HEADING.fullmatch(line):
            if html:
                parts.append("\n".join(html))
                html = []
            parts.append(line)
        elif line and not line.isspace():
            if not _LINE.fullmatch(line) or _DOUBT.search(line):
                return None
            html.append(line)
    if html:
        parts.append("\n".join(html))
    return parts


def is_heading(part: str) -> bool:
    """Return whether a part is a heading."""
    return part.startswith("#")


def searchable(parts: Sequence[str]) -> list[bool]:
    """Return for each part whether it is indexed for search.

    Parts below a heading with `data-search-exclude` are not, nor is that heading.
    """
    found: list[bool] = []
    seen = True
    for part in parts:
        if is_heading(part):
            seen = not _EXCLUDED.search(part)
        found.append(seen)
    return found
