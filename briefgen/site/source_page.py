"""What a source's page shows: all that cites it in the order of the document, and how much of it is verified and carried.

Plain data for the page, from the site and the records.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from briefgen.text import locators
from briefgen.provenance.coverage import Carried, coverage, uses
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.source import Source
from briefgen.text.segment import location
from briefgen.provenance.quotations import Quotation, quotations, record_of
from briefgen.corpus.records import Record
from briefgen.site.shared import Site


class Citing(msgspec.Struct, frozen=True):
    """A brief, statement or version that cites the source: where in it, and with which words of it."""

    id: str
    ref: str
    locators: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    """Those that may stand in this source."""


class Reading(msgspec.Struct, frozen=True):
    """How a source was read: who cites it, what of its quotations is verified, what of its sentences is carried."""

    citing: tuple[Citing, ...]
    held: Record | None
    quotations: tuple[Quotation, ...]
    verified: tuple[Quotation, ...]
    sentences: tuple[Carried, ...]

    @property
    def unverified(self) -> tuple[Quotation, ...]:
        """Return the quotations that were not found in this source."""
        found = frozenset((quotation.ref, quotation.text) for quotation in self.verified)
        return tuple(q for q in self.quotations if (q.ref, q.text) not in found)

    @property
    def carried(self) -> int:
        """Return how many of its sentences the briefing carries."""
        return sum(bool(sentence.refs) for sentence in self.sentences)


def reading(site: Site, source: Source) -> Reading:
    """Return how a source was read."""
    corpus = site.corpus
    held = record_of(corpus, source.id)
    named: dict[str, dict[str, None]] = defaultdict(dict)
    briefs: dict[str, str] = {}
    for cited in site.cited.get(source.id, ()):
        briefs[cited.ref] = cited.id
        if cited.citation.locator:
            named[cited.ref][cited.citation.locator] = None
    for use in uses(corpus, source.id):
        briefs[use.ref] = use.id
        named[use.ref][use.locator] = None
    told = set(briefs.values())
    # a mark in prose without a locator is a use like any other
    for link in corpus.backlinks.get(source.id, ()):
        if "cite" not in link.at and link.id not in told:
            briefs[link.id] = link.id
    found = quotations(corpus).by_source.get(source.id, ())
    words: dict[str, list[Quotation]] = defaultdict(list)
    for quotation in found:
        words[quotation.ref].append(quotation)
    rows = [
        Citing(id, ref, tuple(sorted(named[ref], key=locators.sort_key)), tuple(words[ref]))
        for ref, id in briefs.items()
    ]
    rows.sort(
        key=lambda row: (_position(row, held), locators.sort_key(next(iter(row.locators), None)), _order(site, row))
    )
    verified = tuple(quotation for quotation in found if quotation.source == source.id)
    return Reading(tuple(rows), held, found, verified, coverage(corpus, source.id))


def _position(row: Citing, held: Record | None) -> int:
    """Return the sentence of the document at which a row belongs; behind them all where that is not known."""
    if held is None:
        return 0
    end = len(held.print.sentences) + 1
    found = [quotation.location.sentence for quotation in row.quotations if quotation.location]
    for text in row.locators:
        one = locators.read(text)
        found += one.sentences[:1]
        if not one.sentences and one.paragraphs and one.paragraphs[0] <= len(held.print.paragraphs):
            first = held.print.paragraphs[one.paragraphs[0] - 1]
            found.append(location(held.print.paragraphs, held.print.sentences, first, 1).sentence)
    return min(found, default=end)


def _order(site: Site, row: Citing) -> tuple[int, object, str]:
    brief = site.corpus.briefs[row.id]
    return (brief.order, brief.date.sort_key if isinstance(brief, Event) else brief.label.casefold(), row.ref)
