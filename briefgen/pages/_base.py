"""A planned page, and what planners share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

import msgspec

from briefgen.evidence import citations_of
from briefgen.harvest import citations
from briefgen.kinds._base import Brief, Citation
from briefgen.kinds.source import Source
from briefgen.site import Site, SourceUse

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


def sources_of(site: Site, brief: Brief) -> tuple[SourceUse, ...]:
    """Return a brief's sources with all that its page cites of each; the page numbers them as it comes to cite them."""
    fields = site.corpus.prose[brief.id]
    marks = [
        (field.at == ("summary",), Citation(source=id, locator=locator or None))
        for field in fields
        for id, locator in citations(field.text)
    ]
    uses: dict[str, list[Citation]] = {}
    shown = (
        [c for is_summary, c in marks if is_summary],
        citations_of(brief),
        [c for is_summary, c in marks if not is_summary],
    )
    for citation in chain(*shown):
        kept = uses.setdefault(site.corpus.former.get(citation.source, citation.source), [])
        if citation not in kept:
            kept.append(citation)
    found = [(source, tuple(c)) for id, c in uses.items() if (source := site.corpus.find(id, Source))]
    return tuple(SourceUse(source, c) for source, c in found)


T = TypeVar("T")


def pages_of(rows: Sequence[T], folder: str) -> Iterator[tuple[str, int, int, Sequence[T]]]:
    """Yield a listing's pages as Markdown file, number, total and rows; the first one is the folder's index."""
    total = max(1, -(-len(rows) // ROWS))
    for number in range(1, total + 1):
        uri = f"{folder}/index.md" if number == 1 else f"{folder}/page/{number}/index.md"
        yield uri, number, total, rows[(number - 1) * ROWS : number * ROWS]
