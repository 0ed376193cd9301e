"""A planned page, and what planners share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec

from briefgen.corpus.citations import citations_of
from briefgen.model.references import citations
from briefgen.model.kinds._base import Brief, Citation
from briefgen.model.kinds.source import Source
from briefgen.text.locators import sort_key
from briefgen.site.shared import Site, SourceUse

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


def sources_of(site: Site, brief: Brief) -> tuple[SourceUse, ...]:
    """Return a brief's sources with all that its page cites of each; the page numbers them as it comes to cite them."""
    fields = site.corpus.prose[brief.id]
    marks = [
        (field.at == ("summary",), Citation(source=id, locator=locator or None))
        for field in fields
        for id, locator in citations(field.text)
    ]
    return uses_of(
        site,
        (
            *(c for is_summary, c in marks if is_summary),
            *citations_of(brief),
            *(c for is_summary, c in marks if not is_summary),
        ),
    )


def uses_of(site: Site, citations: Iterable[Citation]) -> tuple[SourceUse, ...]:
    """Return citations by source, each said once and in the order of the document."""
    uses: dict[str, dict[Citation, None]] = {}
    for citation in citations:
        uses.setdefault(site.corpus.former.get(citation.source, citation.source), {})[citation] = None
    return tuple(_use(source, found) for id, found in uses.items() if (source := site.corpus.find(id, Source)))


def _use(source: Source, found: Iterable[Citation]) -> SourceUse:
    places: dict[Citation, list[str]] = {}
    bare: dict[str, None] = {}
    for citation in found:
        if citation.quote or citation.note or citation.credibility:
            places.setdefault(_anywhere(source, citation), []).extend(_some(citation.locator))
        elif citation.locator:
            bare[citation.locator] = None
    told = {locator for locators in places.values() for locator in locators}
    full = [
        msgspec.structs.replace(c, locator="; ".join(sorted(locators, key=sort_key)) or None)
        for c, locators in places.items()
    ]
    full.sort(key=lambda c: sort_key(c.locator))
    return SourceUse(source, tuple(full), tuple(sorted(bare.keys() - told, key=sort_key)))


def _anywhere(source: Source, citation: Citation) -> Citation:
    return msgspec.structs.replace(citation, source=source.id, locator=None)


def _some(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


T = TypeVar("T")


def pages_of(rows: Sequence[T], folder: str) -> Iterator[tuple[str, int, int, Sequence[T]]]:
    """Yield a listing's pages as Markdown file, number, total and rows; the first one is the folder's index."""
    total = max(1, -(-len(rows) // ROWS))
    for number in range(1, total + 1):
        uri = f"{folder}/index.md" if number == 1 else f"{folder}/page/{number}/index.md"
        yield uri, number, total, rows[(number - 1) * ROWS : number * ROWS]
