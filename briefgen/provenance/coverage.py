"""Coverage of a source document: the sentences that the briefing quotes or cites.

A sentence is covered by a quotation found in it, or by a locator that names it or its paragraph. Only the
document's fingerprint is needed, not its text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from briefgen.corpus.citations import placed_citations
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.records import Record
from briefgen.diagnostics.types import At
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.provenance.quotations import quotations, record_of
from briefgen.text import locators
from briefgen.text.markup import citations
from briefgen.text.segment import location


class Carried(msgspec.Struct, frozen=True):
    """A sentence of a document, with the briefs and statements that quote or cite it."""

    sentence: int
    paragraph: int
    words: int
    quoted: tuple[str, ...] = ()
    """References with a quotation that was found in the sentence."""
    located: tuple[str, ...] = ()
    """References with a locator that names the sentence or its paragraph."""

    @property
    def refs(self) -> tuple[str, ...]:
        """Return all references that quote or cite the sentence, each once."""
        return tuple(dict.fromkeys((*self.quoted, *self.located)))


class Use(msgspec.Struct, frozen=True):
    """A citation of a source with a locator."""

    id: str
    ref: str
    """The citing brief, or the statement or version in it."""
    at: At
    locator: str


def coverage(corpus: Corpus, source: str) -> tuple[Carried, ...]:
    """Return the sentences of a source's document, in order; empty without a record."""
    source = corpus.former.get(source, source)
    record = record_of(corpus, source)
    if record is None:
        return ()
    starts = (*record.print.sentences, record.print.words)
    quoted: dict[int, list[str]] = defaultdict(list)
    for quotation in quotations(corpus).by_source.get(source, ()):
        if quotation.location is not None:
            for sentence in range(quotation.location.sentence, quotation.location.last + 1):
                quoted[sentence].append(quotation.ref)
    located = _located(corpus, source, record)
    return tuple(
        Carried(
            number,
            location(record.print.paragraphs, record.print.sentences, first, 1).paragraph,
            starts[number] - first,
            tuple(dict.fromkeys(quoted[number])),
            tuple(dict.fromkeys(located[number])),
        )
        for number, first in enumerate(record.print.sentences, 1)
    )


def uses(corpus: Corpus, source: str) -> Iterator[Use]:
    """Yield the citations of a source that have a locator, in fields and prose.

    They are ordered by citing brief.
    """
    wanted = {source, *(old for old, new in corpus.former.items() if new == source)}
    naming = dict.fromkeys(link.id for link in corpus.backlinks.get(source, ()))
    for brief in (corpus.briefs[id] for id in naming):
        for at, citation in placed_citations(brief):
            if citation.source in wanted and citation.locator:
                yield Use(brief.id, _part(brief, at), (*at, "locator"), citation.locator)
        for field in corpus.prose[brief.id]:
            for id, locator in citations(field.text):
                if id in wanted and locator:
                    yield Use(brief.id, _part(brief, field.at), field.at, locator)


def beyond(corpus: Corpus, source: str) -> Iterator[Use]:
    """Yield the citations whose locator is beyond the end of the source's document.

    Paragraphs and sentences are counted from 1, so a locator of 0 is reported too.
    """
    record = record_of(corpus, source)
    if record is None:
        return
    for use in uses(corpus, source):
        named = locators.read(use.locator)
        is_beyond = (
            max(named.paragraphs, default=1) > record.meta.paragraphs
            or max(named.sentences, default=1) > record.meta.sentences
            or 0 in named.paragraphs + named.sentences
        )
        if is_beyond:
            yield use


def _part(brief: Brief, at: At) -> str:
    """Return the reference of the statement, version or brief that contains a path."""
    if len(at) > 1 and isinstance(at[1], int):
        if isinstance(brief, Event) and at[0] == "statements":
            return f"{brief.id}#{brief.statements[at[1]].id}"
        if isinstance(brief, Plan) and at[0] == "versions":
            return f"{brief.id}@{brief.versions[at[1]].id}"
    return brief.id


def _located(corpus: Corpus, source: str, record: Record) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    firsts = record.print.sentences
    of_paragraph = defaultdict(list)
    for number, first in enumerate(firsts, 1):
        of_paragraph[location(record.print.paragraphs, firsts, first, 1).paragraph].append(number)
    for use in uses(corpus, source):
        named = locators.read(use.locator)
        for sentence in named.sentences:
            found[sentence].append(use.ref)
        # Next to sentences, a paragraph number only says where these are.
        for paragraph in () if named.sentences else named.paragraphs:
            for sentence in of_paragraph.get(paragraph, ()):
                found[sentence].append(use.ref)
    return found
