"""The report on a source's page: its citations, quotations and coverage.

Plain data, made from the site and the records. Citations are in the order of the document.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from briefgen.corpus.records import Record
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.source import Source
from briefgen.provenance.coverage import Carried, coverage, uses
from briefgen.provenance.quotations import Quotation, quotations, record_of
from briefgen.site.shared import Site
from briefgen.text import locators
from briefgen.text.name_order import by_name
from briefgen.text.segment import location


class Citing(msgspec.Struct, frozen=True):
    """A brief, statement or version that cites the source: locators and quotations."""

    id: str
    ref: str
    locators: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    """The quotations that cite this source."""


class SourceReport(msgspec.Struct, frozen=True):
    """How a source is used: its citations, quotations and carried sentences."""

    citing: tuple[Citing, ...]
    record: Record | None
    quotations: tuple[Quotation, ...]
    found: tuple[Quotation, ...]
    """The quotations that stand in this source."""
    sentences: tuple[Carried, ...]

    @property
    def not_found(self) -> tuple[Quotation, ...]:
        """Return the quotations of which it is not certain that they stand in this source."""
        found = frozenset((quotation.ref, quotation.text) for quotation in self.found)
        return tuple(q for q in self.quotations if (q.ref, q.text) not in found)

    @property
    def carried(self) -> int:
        """Return the number of sentences that the briefing quotes or cites."""
        return sum(bool(sentence.refs) for sentence in self.sentences)


def source_report(site: Site, source: Source) -> SourceReport:
    """Return the report on a source."""
    corpus = site.corpus
    record = record_of(corpus, source.id)
    named: dict[str, dict[str, None]] = defaultdict(dict)
    briefs: dict[str, str] = {}
    for cited in site.cited.get(source.id, ()):
        briefs[cited.ref] = cited.id
        if cited.citation.locator:
            named[cited.ref][cited.citation.locator] = None
    for use in uses(corpus, source.id):
        briefs[use.ref] = use.id
        named[use.ref][use.locator] = None
    listed = set(briefs.values())
    # A citation in prose without a locator counts too.
    for link in corpus.backlinks.get(source.id, ()):
        if "cite" not in link.at and link.id not in listed:
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
        key=lambda row: (_position(row, record), locators.sort_key(next(iter(row.locators), None)), _order(site, row))
    )
    standing = tuple(quotation for quotation in found if quotation.is_found and quotation.source == source.id)
    return SourceReport(tuple(rows), record, found, standing, coverage(corpus, source.id))


def _position(row: Citing, record: Record | None) -> int:
    """Return the number of the document's sentence to sort a row by.

    Unknown positions come after the last sentence.
    """
    if record is None:
        return 0
    end = len(record.print.sentences) + 1
    found = [quotation.location.sentence for quotation in row.quotations if quotation.location]
    for text in row.locators:
        one = locators.read(text)
        found += one.sentences[:1]
        if not one.sentences and one.paragraphs and one.paragraphs[0] <= len(record.print.paragraphs):
            first = record.print.paragraphs[one.paragraphs[0] - 1]
            found.append(location(record.print.paragraphs, record.print.sentences, first, 1).sentence)
    return min(found, default=end)


def _order(site: Site, row: Citing) -> tuple[int, object, str]:
    brief = site.corpus.briefs[row.id]
    return (brief.order, brief.date.sort_key if isinstance(brief, Event) else by_name(brief.label), row.ref)
