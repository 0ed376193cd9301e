"""The source list of a page: each source with all citations of it on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from briefgen.corpus.citations import placed_citations
from briefgen.diagnostics.types import At
from briefgen.model.kinds._base import Brief, Citation
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.source import Source
from briefgen.site.shared import Site, SourceUse
from briefgen.text.locators import sort_key
from briefgen.text.markup import citations


def sources_of(site: Site, brief: Brief) -> tuple[SourceUse, ...]:
    """Return a brief's sources with all citations of each, in order of first citation.

    Citations in the summary come first, then those in fields, then those in other prose.
    """
    return uses_of(site, _in_order(site, brief, placed_citations(brief)))


def sources_of_statements(site: Site, event: Event, indexes: range, *, is_first: bool) -> tuple[SourceUse, ...]:
    """Return the sources of some statements of an event.

    `is_first` adds the sources of all else on its page.
    """

    def is_here(at: At) -> bool:
        is_said = len(at) > 1 and at[0] == "statements"
        return at[1] in indexes if is_said else is_first

    placed = ((at, citation) for at, citation in placed_citations(event) if is_here(at))
    return uses_of(site, _in_order(site, event, placed, is_here))


def _in_order(
    site: Site, brief: Brief, placed: Iterable[tuple[At, Citation]], is_here: Callable[[At], bool] = bool
) -> Iterator[Citation]:
    """Yield citations: those of the summary, those in fields, and those in other prose."""
    marks = [
        (field.at == ("summary",), Citation(source=id, locator=locator or None))
        for field in site.corpus.prose[brief.id]
        if is_here(field.at)
        for id, locator in citations(field.text)
    ]
    yield from (citation for is_summary, citation in marks if is_summary)
    yield from (citation for _, citation in placed)
    yield from (citation for is_summary, citation in marks if not is_summary)


def uses_of(site: Site, citations: Iterable[Citation]) -> tuple[SourceUse, ...]:
    """Return citations grouped by source, without duplicates, in document order."""
    uses: dict[str, dict[Citation, None]] = {}
    for citation in citations:
        uses.setdefault(site.corpus.former.get(citation.source, citation.source), {})[citation] = None
    return tuple(_use(source, found) for id, found in uses.items() if (source := site.corpus.find(id, Source)))


def _use(source: Source, found: Iterable[Citation]) -> SourceUse:
    places: dict[Citation, list[str]] = {}
    bare: dict[str, None] = {}
    for citation in found:
        if citation.quote or citation.note or citation.credibility or citation.has_words:
            places.setdefault(_without_locator(source, citation), []).extend(_some(citation.locator))
        elif citation.locator:
            bare[citation.locator] = None
    listed = {locator for locators in places.values() for locator in locators}
    full = [
        msgspec.structs.replace(c, locator="; ".join(sorted(locators, key=sort_key)) or None)
        for c, locators in places.items()
    ]
    full.sort(key=lambda c: sort_key(c.locator))
    return SourceUse(source, tuple(full), tuple(sorted(bare.keys() - listed, key=sort_key)))


def _without_locator(source: Source, citation: Citation) -> Citation:
    return msgspec.structs.replace(citation, source=source.id, locator=None)


def _some(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()
