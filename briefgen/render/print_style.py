"""Style of printed pages: running titles, day and page numbers in the margins.

Browsers that know no margin boxes of `@page` ignore these rules.
"""

from __future__ import annotations

import re

from briefgen.site.book import TITLES
from briefgen.site.shared import Site
from briefgen.text.lines import collapsed
from briefgen.text.messages import gettext

_LONGEST_TITLE = 90


def print_style(site: Site) -> bytes:
    """Return the CSS rules for the margins of printed pages.

    Each part of the book has its own running title.
    """
    title = collapsed(site.briefing.title)
    if len(title) > _LONGEST_TITLE:
        title = f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
    day = gettext("As of %(day)s", day=site.as_of.words()) if site.as_of else ""
    # Chromium prints a margin box only if its rule has a content
    boxes = [("top-left", _quoted(title)), ("top-right", _quoted(day)), ("bottom-right", _PAGE_NUMBER)]
    rules = " ".join(f"@{place} {{ content: {content}; {_TYPE} }}" for place, content in boxes if content != '""')
    named = (
        f"@page book-{part} {{ @top-center {{ content: {_quoted(gettext(title))}; {_TYPE} }} }}\n"
        f"body:has(.bg-book-head--{part}) {{ page: book-{part}; }}"
        for part, title in TITLES.items()
    )
    return "\n".join([f"@page {{ {rules} }}", *named, ""]).encode()


_PAGE_NUMBER = 'counter(page) " / " counter(pages)'
_TYPE = "font: 8pt sans-serif; color: #4f5b70;"


def _quoted(text: str) -> str:
    """Return text as a CSS string; all but letters, digits and spaces are escaped."""
    return '"' + re.sub(r"[^\w ]", lambda found: f"\\{ord(found[0]):x} ", text) + '"'
