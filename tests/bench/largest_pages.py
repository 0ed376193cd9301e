"""Largest pages of a site by kind: `python -m tests.bench.largest_pages SITE`.

Lists for each kind of page the number of pages, and the pages with the most bytes, elements and rows. Marks those over
the limits, and exits with 1 if there are any.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MOST_BYTES = 300_000
MOST_ELEMENTS = 4_000
MOST_ROWS = 150
"""The rows of one list or table on a page."""
_ELEMENT = re.compile(rb"<[a-zA-Z]")
_PAGE_NUMBER = re.compile(r"(^|/)page/\d+/")
_OWN = re.compile(r"^(actors|events|points|plans|themes|sources|disputes|editing/codes)/(?!page/|a-z/)[^/]+/")
"""The part of an address that names a brief."""
_PART = re.compile(r"(?<=/compare/)(?!page/)[^/]+/[^/]+/|(?<=/positions/)(?!page/)[^/]+/")
"""The part of an address that names two versions, or the subject of a row of the matrix."""
_LIST = re.compile(rb"<(/?)(ul|ol|tbody|li|tr|article)\b")


class PageSize(NamedTuple):
    """The size of a built page."""

    address: str
    bytes: int
    elements: int
    rows: int
    """The rows of its longest list or table."""

    @property
    def kind(self) -> str:
        """Return the address with names and numbers left out."""
        kind = _PART.sub("*/", _OWN.sub(r"\1/*/", self.address))
        return _PAGE_NUMBER.sub(r"\1page/*/", kind) or "/"

    @property
    def is_over(self) -> bool:
        """Return whether the page exceeds a limit of bytes or elements."""
        return self.bytes > MOST_BYTES or self.elements > MOST_ELEMENTS


def sizes(site: Path) -> Iterator[PageSize]:
    """Yield the size of each page of a built site."""
    for file in site.rglob("*.html"):
        yield size_of(file.relative_to(site).as_posix().removesuffix("index.html"), file.read_bytes())


def size_of(address: str, content: bytes) -> PageSize:
    """Return the size of one page."""
    return PageSize(address, len(content), len(_ELEMENT.findall(content)), longest_list(content))


def longest_list(page: bytes) -> int:
    """Return the number of direct items of the page's longest list or table."""
    longest = 0
    counts: list[int] = []
    for end, name in _LIST.findall(page):
        if name in (b"ul", b"ol", b"tbody"):
            if not end:
                counts.append(0)
            elif counts:
                longest = max(longest, counts.pop())
        elif not end and counts and name != b"article":
            counts[-1] += 1
    return longest


def by_kind(pages: Iterator[PageSize]) -> dict[str, list[PageSize]]:
    """Return the pages by kind, the kind with the largest page first."""
    kinds: dict[str, list[PageSize]] = {}
    for page in pages:
        kinds.setdefault(page.kind, []).append(page)
    return dict(sorted(kinds.items(), key=lambda kind: -max(page.bytes for page in kind[1])))


def main() -> None:
    """Print a table of the kinds of pages with their largest page."""
    kinds = by_kind(sizes(Path(sys.argv[1])))
    print(f"{'kind of page':<40}{'pages':>7}{'kB':>7}{'elements':>10}{'rows':>6}  page with the most bytes")
    for kind, pages in kinds.items():
        largest = max(pages, key=lambda page: page.bytes)
        elements, rows = max(page.elements for page in pages), max(page.rows for page in pages)
        marks = "OVER " * any(page.is_over for page in pages) + "long " * (rows > MOST_ROWS)
        print(
            f"{kind:<40}{len(pages):>7}{largest.bytes / 1000:>7.0f}{elements:>10,}{rows:>6}  {marks}{largest.address}"
        )
    over = sum(page.is_over for pages in kinds.values() for page in pages)
    print(f"{over} pages over {MOST_BYTES // 1000} kB or {MOST_ELEMENTS:,} elements")
    sys.exit(over > 0)


if __name__ == "__main__":
    main()
