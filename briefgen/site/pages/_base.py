"""A planned page, and what planners share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import msgspec

from briefgen.model.kinds._base import Brief
from briefgen.site.shared import SourceUse

ROWS = 400
"""How many rows a listing page has before it goes on to the next one."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page to render: where it goes, which template, and the values that template sees."""

    uri: str
    template: str
    title: str
    description: str = ""
    view: dict[str, Any] = {}
    brief: Brief | None = None
    sources: tuple[SourceUse, ...] = ()
    is_listing: bool = False
    """A page that repeats what other pages say; search leaves it out."""
    has_toc: bool = True


class DataFile(msgspec.Struct, frozen=True):
    """A file that a script of a page asks for: where it goes, and its content."""

    uri: str
    content: bytes


T = TypeVar("T")


def pages_of(rows: Sequence[T], folder: str) -> Iterator[tuple[str, int, int, Sequence[T]]]:
    """Yield a listing's pages as Markdown file, number, total and rows; the first one is the folder's index."""
    total = max(1, -(-len(rows) // ROWS))
    for number in range(1, total + 1):
        uri = f"{folder}/index.md" if number == 1 else f"{folder}/page/{number}/index.md"
        yield uri, number, total, rows[(number - 1) * ROWS : number * ROWS]
