"""Split a page's Markdown into headings and blocks of raw HTML.

Python-Markdown passes such blocks through unchanged, but spends half of a build on finding their ends. So pages that have only
such blocks skip it. If a line could be anything else, the whole page goes through Python-Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADING = r"#{2,6} .*\S"
_EXCLUDED = re.compile(r"\{[^{}]*\bdata-search-exclude\b[^{}]*\}$")
_BLOCK = (
    "address|article|aside|blockquote|caption|col|colgroup|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|"
    "main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
# a line that is neither raw HTML nor a heading nor blank
_OTHER = re.compile(rf"\n(?! {{0,3}}</?(?:{_BLOCK})(?:(?:[^\S\n]|[>/]).*)?>$|{_HEADING}$|[^\S\n]*$)", re.MULTILINE)
# Markdown parses text after a closed block, and inside a block with the attribute `markdown`
_AFTER = re.compile(
    r"</(?:article|aside|blockquote|details|div|dl|figure|footer|header|main|nav|ol|p|section|table|ul)>[^\S\n]*+[^\s<]"
)
_INSIDE = re.compile(r"markdown=(?<=\smarkdown=)")
_HEADINGS = re.compile(rf"\n({_HEADING})$", re.MULTILINE)


def split(text: str) -> list[str] | None:
    """Return headings and the HTML between them in order, or None.

    The result is None if some line is neither a heading nor certainly raw HTML.
    """
    # each line then begins with a line break, which is found faster than the start of a line
    text = f"\n{text}"
    if any(doubt.search(text) for doubt in (_OTHER, _AFTER, _INSIDE)):
        return None
    parts = (_without_blank_lines(part) for part in _HEADINGS.split(text))
    return [part for part in parts if part]


def _without_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line and not line.isspace())


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
