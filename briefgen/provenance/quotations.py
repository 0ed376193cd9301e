"""All quotations of a corpus, each checked against the sources cited for it.

The words are claimed to stand in the first citation, or in the one that says `words: true`. If the whole text of that
source has a record and the words are not in it, they are not found.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

import msgspec

from briefgen.corpus.citations import placed_citations
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.records import Record
from briefgen.diagnostics.types import At
from briefgen.model.kinds._base import Brief, Citation
from briefgen.model.kinds.event import Event, Statement
from briefgen.model.kinds.source import Source
from briefgen.provenance.degrees import FOUND, Degree, Judgement, rank
from briefgen.provenance.judge import STEPS, judge
from briefgen.text.occurrences import Steps
from briefgen.text.segment import TextLocation

STEPS_FOR_RECORD = 4 * STEPS
"""The most steps of all searches in one record; quotations in use need less than a hundredth of them."""
_LEAST_STEPS = 2_000
"""The steps of the search for a quotation after those for its record ended."""


class Quotation(msgspec.Struct, frozen=True):
    """A quotation in a brief, with the result of checking it against its sources."""

    id: str
    ref: str
    """The statement, version or brief that contains the quotation."""
    at: At
    text: str
    sources: tuple[str, ...]
    """Ids of the sources that are cited for the words."""
    claimed: tuple[str, ...]
    """Ids of the sources in which the words are claimed to stand: of those cited, the first or the marked ones."""
    status: Degree
    source: str = ""
    """Id of the source that contains the words; empty if none does."""
    location: TextLocation | None = None
    reason: str = ""
    """What differs, if the degree is `undecided`, or `not-found` although the words are there."""
    is_words_only: bool = False
    """Whether the record shows words in a row and nothing else."""
    is_partial: bool = False
    """Whether the search ended before the whole document was searched."""
    absent: tuple[str, ...] = ()
    """Ids of the sources whose records do not contain the words."""
    locators: tuple[str, ...] = ()

    @property
    def is_found(self) -> bool:
        """Return whether the words stand in their source."""
        return self.status in FOUND


def record_of(corpus: Corpus, source: str) -> Record | None:
    """Return the record of a source: the one named by `document`, else by its own id."""
    brief = corpus.find(source, Source)
    return corpus.records.get(brief.document or brief.id) if brief else None


class Quotations:
    """All quotations of a corpus, each checked once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._known: dict[tuple[str, str, tuple[str, ...]], Judgement] = {}
        self._left: dict[str, int] = {}
        self.statements: dict[str, Quotation] = {}
        """The quotations of statements, by the statement's reference."""
        self.citations: dict[tuple[str, str, str], Quotation] = {}
        """The quotations in citations, by citing reference, source id and words."""
        self.words: dict[tuple[str, str], Quotation] = {}
        """The quotations in citations, by source id and words alone."""
        for brief in corpus.briefs.values():
            if isinstance(brief, Event):
                for index, statement in enumerate(brief.statements):
                    if statement.quote is not None:
                        ref = f"{brief.id}#{statement.id}"
                        self.statements[ref] = self._of_statement(brief, index, statement, ref)
            for at, citation in placed_citations(brief):
                if citation.quote is not None:
                    ref = _part_of(brief, at)
                    found = self._judged(brief.id, ref, (*at, "quote"), [(citation.quote, (citation,))])
                    self.citations[ref, found.sources[0], citation.quote] = found
                    self.words.setdefault((found.sources[0], citation.quote), found)

    @cached_property
    def all(self) -> tuple[Quotation, ...]:
        """Return every quotation: those of statements, then those of citations, by brief."""
        return (*self.statements.values(), *self.citations.values())

    @cached_property
    def by_source(self) -> dict[str, tuple[Quotation, ...]]:
        """Return the quotations by source id.

        A quotation is listed under the source that contains it, or else under each source cited for it.
        """
        found: dict[str, list[Quotation]] = defaultdict(list)
        for quotation in self.all:
            for source in (quotation.source,) if quotation.source else quotation.sources:
                found[source].append(quotation)
        return {source: tuple(quotations) for source, quotations in found.items()}

    def _of_statement(self, event: Event, index: int, statement: Statement, ref: str) -> Quotation:
        # A citation with its own `quote` is checked separately, and the statement's words are claimed of it if it says so.
        bare = tuple(c for c in statement.cite if c.quote is None or c.has_words) or statement.cite
        texts = [(statement.quote or "", bare)]
        if statement.original:
            texts.append((statement.original.text, bare))
        found = self._judged(event.id, ref, ("statements", index, "quote"), texts)
        if statement.original and found.text == statement.original.text:
            return msgspec.structs.replace(found, at=("statements", index, "original", "text"))
        return found

    def _judged(self, id: str, ref: str, at: At, texts: list[tuple[str, tuple[Citation, ...]]]) -> Quotation:
        """Return the quotation with its degree; the original of a translation counts too."""
        citations = texts[0][1]
        marked = tuple(c for c in citations if c.has_words) or citations[:1]
        sources, claimed = self._ids(citations), self._ids(marked)
        wanted = tuple(c.locator for c in citations if c.locator)
        first = Quotation(id, ref, at, texts[0][0], sources, claimed, "not-checked", locators=wanted)
        judged = {source: self._in_source(source, texts, citations) for source in sources}
        best = min(claimed, key=lambda source: rank(judged[source][1].degree))
        absent = tuple(source for source in sources if judged[source][1].degree == "not-found")
        if judged[best][1].degree != "not-found":
            # another source that is cited may prove the words, too
            best = min((best, *sources), key=lambda source: rank(judged[source][1].degree))
        text, verdict = judged[best]
        located = (
            {"source": best, "location": verdict.location, "locators": self._locators(citations, best), "text": text}
            if verdict.location is not None and verdict.degree != "not-found"
            else {}
        )
        return msgspec.structs.replace(
            first,
            status=verdict.degree,
            reason=verdict.reason,
            is_words_only=verdict.is_words_only,
            is_partial=verdict.is_partial,
            absent=absent,
            **located,
        )

    def _in_source(
        self, source: str, texts: list[tuple[str, tuple[Citation, ...]]], citations: tuple[Citation, ...]
    ) -> tuple[str, Judgement]:
        """Return the best verdict on the texts in one source, and its text."""
        record = record_of(self._corpus, source)
        if record is None:
            return texts[0][0], Judgement("not-checked")
        wanted = self._locators(citations, source)
        found = [(text, self._verdict(record, text, wanted)) for text, _ in texts]
        return min(found, key=lambda one: rank(one[1].degree))

    def _verdict(self, record: Record, text: str, wanted: tuple[str, ...]) -> Judgement:
        """Return the verdict on a text, within the steps that are left for the record."""
        key = (record.id, text, wanted)
        if key not in self._known:
            left = self._left.setdefault(record.id, STEPS_FOR_RECORD)
            steps = Steps(most := max(_LEAST_STEPS, min(STEPS, left)))
            self._known[key] = judge(record, text, wanted, steps)
            self._left[record.id] = left - (most - steps.left)
        return self._known[key]

    def _ids(self, citations: tuple[Citation, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._corpus.former.get(c.source, c.source) for c in citations))

    def _locators(self, citations: tuple[Citation, ...], source: str) -> tuple[str, ...]:
        return tuple(c.locator for c in citations if c.locator and self._ids((c,)) == (source,))


def _part_of(brief: Brief, at: At) -> str:
    if at[0] in ("statements", "versions") and len(at) > 1 and isinstance(at[1], int):
        part = getattr(brief, str(at[0]))[at[1]]
        if isinstance(part, Statement):
            return f"{brief.id}#{part.id}"
        if hasattr(part, "id"):
            return f"{brief.id}@{part.id}"
    return brief.id


def quotations(corpus: Corpus) -> Quotations:
    """Return the quotations of a corpus, checked once per corpus."""
    return corpus.once(Quotations)
