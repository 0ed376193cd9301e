"""`Page` and `DataFile`, and the functions that all planners share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from briefgen.model.kinds._base import Brief
from briefgen.site.shared import SourceUse
from briefgen.text.messages import gettext

ROWS = 150
"""The number of rows on one page of a listing."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page to render: its Markdown file, its template, and the template's values."""

    uri: str
    template: str
    title: str
    description: str = ""
    view: dict[str, Any] = {}
    brief: Brief | None = None
    sources: tuple[SourceUse, ...] = ()
    places: Mapping[str, str] = {}
    """Addresses that links to briefs lead to, by id, in place of the briefs' own pages."""
    is_listing: bool = False
    """Whether the page only repeats other pages; search leaves it out."""
    has_toc: bool = True
    is_wide: bool = False
    """Whether a drawing or table takes the width of the left column, too."""


class DataFile(msgspec.Struct, frozen=True):
    """A file that a page's script fetches: its path and its content."""

    uri: str
    content: bytes


class PartsFile(msgspec.Struct, frozen=True, kw_only=True):
    """A JSON file with parts of a page, which a template makes and a script fetches."""

    uri: str
    page: str
    """The Markdown file of the page; links in the parts start there."""
    template: str
    view: dict[str, Any] = {}


T = TypeVar("T")


def numbered(title: str, number: int) -> str:
    """Return the title of one page of a listing, with its number after the first."""
    return title if number == 1 else gettext("%(title)s, page %(number)s", title=title, number=number)


def pages_of(rows: Sequence[T], folder: str, most: int = ROWS) -> Iterator[tuple[str, int, int, Sequence[T]]]:
    """Yield the pages of a listing: Markdown file, page number, total and rows.

    The first page is the index of the folder. `most` is the number of rows on one page.
    """
    total = max(1, -(-len(rows) // most))
    for number in range(1, total + 1):
        uri = f"{folder}/index.md" if number == 1 else f"{folder}/page/{number}/index.md"
        yield uri, number, total, rows[(number - 1) * most : number * most]
