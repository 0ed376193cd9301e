"""Which sentences of a document the briefing carries: by a quotation that stands there, or by a locator that names the place.

From the document's fingerprint alone; the text need not be at hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from briefgen.corpus.citations import placed_citations
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.records import Record
from briefgen.diagnostics.types import At
from briefgen.model import references
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.provenance.quotations import quotations, record_of
from briefgen.text import locators
from briefgen.text.segment import location


class Carried(msgspec.Struct, frozen=True):
    """A sentence of a document, and the briefs and statements that carry it."""

    sentence: int
    paragraph: int
    words: int
    quoted: tuple[str, ...] = ()
    """Those with a quotation that was found there."""
    located: tuple[str, ...] = ()
    """Those with a locator that names the sentence or its paragraph."""

    @property
    def refs(self) -> tuple[str, ...]:
        """Return all that carry it, each once."""
        return tuple(dict.fromkeys((*self.quoted, *self.located)))


class Use(msgspec.Struct, frozen=True):
    """A citation that says where in its source it means."""

    id: str
    ref: str
    """The brief, or the statement or version in it, that cites."""
    at: At
    locator: str


def coverage(corpus: Corpus, source: str) -> tuple[Carried, ...]:
    """Return the sentences of a source's document in their order; none where it has no record."""
    source = corpus.former.get(source, source)
    held = record_of(corpus, source)
    if held is None:
        return ()
    starts = (*held.print.sentences, held.print.words)
    quoted: dict[int, list[str]] = defaultdict(list)
    for quotation in quotations(corpus).by_source.get(source, ()):
        if quotation.location is not None:
            for sentence in range(quotation.location.sentence, quotation.location.last + 1):
                quoted[sentence].append(quotation.ref)
    located = _located(corpus, source, held)
    return tuple(
        Carried(
            number,
            location(held.print.paragraphs, held.print.sentences, first, 1).paragraph,
            starts[number] - first,
            tuple(dict.fromkeys(quoted[number])),
            tuple(dict.fromkeys(located[number])),
        )
        for number, first in enumerate(held.print.sentences, 1)
    )


def uses(corpus: Corpus, source: str) -> Iterator[Use]:
    """Yield each citation of a source that has a locator, in a field or in prose, by brief."""
    wanted = {source, *(old for old, new in corpus.former.items() if new == source)}
    naming = dict.fromkeys(link.id for link in corpus.backlinks.get(source, ()))
    for brief in (corpus.briefs[id] for id in naming):
        for at, citation in placed_citations(brief):
            if citation.source in wanted and citation.locator:
                yield Use(brief.id, _part(brief, at), (*at, "locator"), citation.locator)
        for field in corpus.prose[brief.id]:
            for id, locator in references.citations(field.text):
                if id in wanted and locator:
                    yield Use(brief.id, _part(brief, field.at), field.at, locator)


def beyond(corpus: Corpus, source: str) -> Iterator[Use]:
    """Yield the citations whose locators name a paragraph or sentence that a source's document does not have."""
    held = record_of(corpus, source)
    if held is None:
        return
    for use in uses(corpus, source):
        named = locators.read(use.locator)
        is_beyond = (
            max(named.paragraphs, default=1) > held.meta.paragraphs
            or max(named.sentences, default=1) > held.meta.sentences
            or 0 in named.paragraphs + named.sentences
        )
        if is_beyond:
            yield use


def _part(brief: Brief, at: At) -> str:
    """Return the statement or version that a place in a brief is inside of, or the brief itself."""
    if len(at) > 1 and isinstance(at[1], int):
        if isinstance(brief, Event) and at[0] == "statements":
            return f"{brief.id}#{brief.statements[at[1]].id}"
        if isinstance(brief, Plan) and at[0] == "versions":
            return f"{brief.id}@{brief.versions[at[1]].id}"
    return brief.id


def _located(corpus: Corpus, source: str, held: Record) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    firsts = held.print.sentences
    of_paragraph = defaultdict(list)
    for number, first in enumerate(firsts, 1):
        of_paragraph[location(held.print.paragraphs, firsts, first, 1).paragraph].append(number)
    for use in uses(corpus, source):
        named = locators.read(use.locator)
        for sentence in named.sentences:
            found[sentence].append(use.ref)
        # beside sentences a paragraph only says where they stand
        for paragraph in () if named.sentences else named.paragraphs:
            for sentence in of_paragraph.get(paragraph, ()):
                found[sentence].append(use.ref)
    return found
