"""Coverage of a source document: the sentences that the briefing quotes or cites.

A sentence is covered by a quotation found in it, or by a locator that names it or its paragraph. Only the
document's fingerprint is needed, not its text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

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

MOST_REFS = 50
"""The most references that are listed for one sentence; more are counted."""


class Carried(msgspec.Struct, frozen=True):
    """A sentence of a document, with the briefs and statements that quote or cite it."""

    sentence: int
    paragraph: int
    words: int
    quoted: tuple[str, ...] = ()
    """References with a quotation that was found in the sentence; at most `MOST_REFS`."""
    more_quoted: int = 0
    """How many more such references there are."""
    located: tuple[str, ...] = ()
    """References with a locator that names the sentence or its paragraph; at most `MOST_REFS`."""
    more_located: int = 0
    """How many more such references there are."""

    @property
    def more(self) -> int:
        """Return how many references are not listed."""
        return self.more_quoted + self.more_located

    @property
    def refs(self) -> tuple[str, ...]:
        """Return the listed references that quote or cite the sentence, each once."""
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
    count = len(record.print.sentences)
    starts = (*record.print.sentences, record.print.count)
    quoted = _by_sentence(
        (
            (quotation.location.sentence, quotation.location.last, quotation.ref)
            for quotation in quotations(corpus).by_source.get(source, ())
            if quotation.location is not None
        ),
        count,
    )
    located = _by_sentence(_located(corpus, source, record), count)
    return tuple(
        Carried(
            number,
            location(record.print.paragraphs, record.print.sentences, first, 1).paragraph,
            starts[number] - first,
            *quoted[number - 1],
            *located[number - 1],
        )
        for number, first in enumerate(record.print.sentences, 1)
    )


def uses(corpus: Corpus, source: str) -> tuple[Use, ...]:
    """Return the citations of a source that have a locator, in fields and prose.

    They are ordered by citing brief.
    """
    return tuple(corpus.once(_Uses).by_source.get(corpus.former.get(source, source), ()))


class _Uses:
    """All citations with a locator, collected once by source."""

    def __init__(self, corpus: Corpus) -> None:
        self.by_source: dict[str, list[Use]] = defaultdict(list)
        for brief in corpus.briefs.values():
            for at, citation in placed_citations(brief):
                if citation.locator:
                    use = Use(brief.id, _part(brief, at), (*at, "locator"), citation.locator)
                    self.by_source[corpus.former.get(citation.source, citation.source)].append(use)
            for field in corpus.prose[brief.id]:
                for id, locator in citations(field.text):
                    if locator:
                        use = Use(brief.id, _part(brief, field.at), field.at, locator)
                        self.by_source[corpus.former.get(id, id)].append(use)


def beyond(corpus: Corpus, source: str) -> Iterator[Use]:
    """Yield the citations whose locator is beyond the end of the source's document.

    Paragraphs and sentences are counted from 1, so a locator of 0 is reported too.
    """
    record = record_of(corpus, source)
    if record is None:
        return
    for use in uses(corpus, source):
        named = locators.ranges(use.locator)
        if any(
            first == 0 or last > most
            for found, most in ((named.paragraphs, record.meta.paragraphs), (named.sentences, record.meta.sentences))
            for first, last in found
        ):
            yield use


def _part(brief: Brief, at: At) -> str:
    """Return the reference of the statement, version or brief that contains a path."""
    if len(at) > 1 and isinstance(at[1], int):
        if isinstance(brief, Event) and at[0] == "statements":
            return f"{brief.id}#{brief.statements[at[1]].id}"
        if isinstance(brief, Plan) and at[0] == "versions":
            return f"{brief.id}@{brief.versions[at[1]].id}"
    return brief.id


def _located(corpus: Corpus, source: str, record: Record) -> Iterator[tuple[int, int, str]]:
    """Yield the first and last sentence that each locator names, with the citing reference."""
    paragraphs, sentences = record.print.paragraphs, record.print.sentences
    for use in uses(corpus, source):
        named = locators.ranges(use.locator)
        for first, last in named.sentences:
            yield first, last, use.ref
        # Next to sentences, a paragraph number only says where these are.
        for first, last in () if named.sentences else named.paragraphs:
            first = max(first, 1)
            if first <= min(last, len(paragraphs)):
                end = paragraphs[last] if last < len(paragraphs) else record.print.count
                yield bisect_right(sentences, paragraphs[first - 1]), bisect_left(sentences, end), use.ref


def _by_sentence(ranges: Iterable[tuple[int, int, str]], count: int) -> list[tuple[tuple[str, ...], int]]:
    """Return the references of each sentence, each once in the given order, and how many more there are.

    The time depends on the number of ranges and of sentences, not on their product: at most `MOST_REFS` references are
    listed for a sentence.
    """
    begins: dict[int, list[int]] = defaultdict(list)
    ends: dict[int, list[int]] = defaultdict(list)
    orders: dict[str, int] = {}
    for first, last, ref in ranges:
        if last >= 1 and first <= count:
            order = orders.setdefault(ref, len(orders))
            begins[max(first, 1)].append(order)
            ends[min(last, count)].append(order)
    refs = list(orders)
    active: dict[int, int] = {}
    removed = 0
    found = []
    for number in range(1, count + 1):
        for order in begins.get(number, ()):
            active[order] = active.get(order, 0) + 1
        listed = sorted(islice(active, MOST_REFS))
        found.append((tuple(refs[order] for order in listed), len(active) - len(listed)))
        for order in ends.get(number, ()):
            active[order] -= 1
            if not active[order]:
                del active[order]
                removed += 1
        # the places of removed items would be walked over again for each sentence
        if removed > len(active) + MOST_REFS:
            active, removed = dict(active.items()), 0
    return found
