"""Verify quotations against the source documents that they cite.

Works on the linked corpus and its records, for rules, pages and commands. A quotation is compared with the text of
the document if that is available, else with the document's fingerprint.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import islice
from typing import Literal

import msgspec

from briefgen.corpus.citations import placed_citations
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.records import Record
from briefgen.diagnostics.types import At
from briefgen.model.kinds._base import Brief, Citation
from briefgen.model.kinds.event import Event, Statement
from briefgen.model.kinds.source import Source
from briefgen.text import locators
from briefgen.text.segment import Passages, TextLocation, normalised
from briefgen.text.shingles import SIZE, Fingerprint, quotation_key

Status = Literal["verified", "not-checked", "too-short", "not-found"]

EDITORS_WORDS = 6
"""The largest number of words that an editor's square brackets may replace."""

STEPS = 1_000_000
"""The most steps of the search for one quotation; quotations in use need less than a hundredth of them."""
_WORDS_A_STEP = 16
_MOST_PLACES = 1000
"""The most occurrences among which the one that a locator names is searched for."""

_OMITTED = r"[\[(]\s*(?:…|\.(?:\s?\.){2,})\s*[\])]|…|\.(?:\s?\.){2,}"
_EDITORS = r"\w{0,40}\[[^\[\]]*\](?:['’]?\w{1,40})?"
_BREAK = re.compile(f"(?P<omitted>{_OMITTED})|(?P<editors>{_EDITORS})")
_CHANGED_LETTER = re.compile(r"(?<!\w)\[(\w)\](?=\w)")


class QuoteFragment(msgspec.Struct, frozen=True):
    """Consecutive words of a quotation, without ellipses and brackets.

    `gap` is the largest number of other words before them; None means any number.
    """

    words: tuple[str, ...]
    gap: int | None = None


class Quotation(msgspec.Struct, frozen=True):
    """A quotation in a brief, with the result of checking it against its sources."""

    id: str
    ref: str
    """The statement, version or brief that contains the quotation."""
    at: At
    text: str
    sources: tuple[str, ...]
    """Ids of the sources that are cited for the words."""
    status: Status
    source: str = ""
    """Id of the source that contains the words; empty if none does."""
    location: TextLocation | None = None
    absent: tuple[str, ...] = ()
    """Ids of the sources whose records do not contain the words."""
    locators: tuple[str, ...] = ()


class _Search:
    """Searches one document for the words of one quotation, within `STEPS` steps."""

    def __init__(self, document: Passages | Fingerprint) -> None:
        self.document = document
        self.is_exhausted = False
        """Whether the steps ended before the whole document was searched."""
        words = document.words
        self._reading = 1 + (words if isinstance(words, int) else len(words)) // _WORDS_A_STEP
        self._left = STEPS

    def places(self, words: tuple[str, ...]) -> list[int]:
        """Return the index of the first word of each occurrence of these words.

        Occurrences after the last step are not found; `is_exhausted` is then true.
        """
        self._left -= self._reading
        found: list[int] = []
        if self._left <= 0:
            self.is_exhausted = True
            return found
        for place in self.document.positions(words):
            found.append(place)
            self._left -= 1 + len(words) // _WORDS_A_STEP
            if self._left <= 0:
                self.is_exhausted = True
                break
        return found


def parts(text: str) -> tuple[QuoteFragment, ...]:
    """Split a quotation at ellipses and at an editor's square brackets.

    An ellipsis stands for any number of words, a bracket for at most `EDITORS_WORDS`.
    """
    text = _CHANGED_LETTER.sub(r"\1", text)
    found: list[QuoteFragment] = []
    start, gap = 0, 0
    is_open = True
    for match in _BREAK.finditer(text):
        if words := normalised(text[start : match.start()]):
            found.append(QuoteFragment(words, None if is_open else gap))
            is_open, gap = False, 0
        is_open = is_open or match["omitted"] is not None
        gap += EDITORS_WORDS
        start = match.end()
    if words := normalised(text[start:]):
        found.append(QuoteFragment(words, None if is_open else gap))
    return tuple(found)


def spans(search: _Search, quoted: tuple[QuoteFragment, ...]) -> list[tuple[int, int]] | None:
    """Return the passages of a document that contain the fragments in order.

    A passage is the index of its first word and the index after its last word. None if no fragment is long enough
    to search a fingerprint for. Single fragments that are too short are skipped; see `is_fully_searchable`.
    """
    least = SIZE if isinstance(search.document, Fingerprint) else 1
    chains: list[tuple[int, int]] | None = None
    is_loose = False
    for part in quoted:
        if len(part.words) < least:
            is_loose = True
            continue
        starts = search.places(part.words)
        if chains is None:
            chains = [(start, start + len(part.words)) for start in starts]
        else:
            chains = _continued(chains, starts, len(part.words), None if is_loose else part.gap)
        is_loose = False
        if not chains:
            return []
    return chains


def _continued(chains: list[tuple[int, int]], starts: list[int], count: int, gap: int | None) -> list[tuple[int, int]]:
    """Return the passages that continue with a fragment at one of the starts.

    If several passages could continue there, the one that ends last does.
    """
    ends = [end for _, end in chains]
    found = []
    for start in starts:
        index = bisect_right(ends, start) - 1
        if index >= 0 and (gap is None or start - ends[index] <= gap):
            found.append((chains[index][0], start + count))
    return found


def is_fully_searchable(document: Passages | Fingerprint, quoted: tuple[QuoteFragment, ...]) -> bool:
    """Return whether every fragment is long enough to be searched for in the document."""
    return not isinstance(document, Fingerprint) or all(len(part.words) >= SIZE for part in quoted)


def is_searched_in_part(record: Record, text: str) -> bool:
    """Return whether the steps end before a whole record is searched for a quotation.

    Used to explain why a quotation was not found.
    """
    search = _Search(record.text or record.print)
    spans(search, parts(text))
    return search.is_exhausted


def judge(record: Record, text: str, wanted: Iterable[str] = ()) -> tuple[Status, TextLocation | None]:
    """Return a quotation's status against one record, and its location there.

    If the words occur more than once, a location that one of the `wanted` locators names wins. A quotation that is not
    found within `STEPS` steps is `not-found`, so that repeated words cannot bypass the check.
    """
    document = record.text or record.print
    search = _Search(document)
    words = normalised(text)
    # The document itself may contain dots or brackets that look like an editor's.
    whole = search.places(words) if words and _BREAK.search(text) and _is_searchable(document, words) else []
    found = [(at, at + len(words)) for at in whole]
    quoted = () if found else parts(text)
    found = found or spans(search, quoted) or []
    if found and is_fully_searchable(document, quoted):
        return "verified", _preferred(document, found, wanted)
    if search.is_exhausted:
        return "not-found", None
    is_searchable = any(_is_searchable(document, part.words) for part in quoted)
    if isinstance(document, Fingerprint) and (found or not is_searchable):
        return _from_stored_proofs(record, text)
    return ("not-found" if is_searchable else "too-short"), None


def _is_searchable(document: Passages | Fingerprint, words: tuple[str, ...]) -> bool:
    return len(words) >= SIZE or not isinstance(document, Fingerprint)


def _from_stored_proofs(record: Record, text: str) -> tuple[Status, TextLocation | None]:
    key = quotation_key(record.print.salt, text)
    for proof in record.meta.checked:
        if proof.words == key:
            return "verified", TextLocation(proof.paragraph, proof.sentence, proof.last or proof.sentence)
    return "too-short", None


def _preferred(document: Passages | Fingerprint, found: list[tuple[int, int]], wanted: Iterable[str]) -> TextLocation:
    named = [locators.read(locator) for locator in wanted]
    places = (document.location(first, end - first) for first, end in islice(found, _MOST_PLACES if named else 1))
    first = next(places)
    return next((place for place in (first, *places) if any(fits(place, one) for one in named)), first)


def fits(place: TextLocation, located: locators.Located) -> bool:
    """Return whether a location is one of those that a locator names."""
    if located.sentences:
        index = bisect_left(located.sentences, place.sentence)
        return index < len(located.sentences) and located.sentences[index] <= place.last
    return place.paragraph in located.paragraphs


def record_of(corpus: Corpus, source: str) -> Record | None:
    """Return the record of a source: the one named by `document`, else by its own id."""
    brief = corpus.find(source, Source)
    return corpus.records.get(brief.document or brief.id) if brief else None


class Quotations:
    """All quotations of a corpus, each checked once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
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

        A verified quotation is listed under the source that contains it, any other under each source cited for it.
        """
        found: dict[str, list[Quotation]] = defaultdict(list)
        for quotation in self.all:
            for source in (quotation.source,) if quotation.source else quotation.sources:
                found[source].append(quotation)
        return {source: tuple(quotations) for source, quotations in found.items()}

    def _of_statement(self, event: Event, index: int, statement: Statement, ref: str) -> Quotation:
        # A citation with its own `quote` is checked separately.
        bare = tuple(c for c in statement.cite if c.quote is None) or statement.cite
        texts = [(statement.quote or "", bare)]
        if statement.original:
            texts.append((statement.original.text, bare))
        found = self._judged(event.id, ref, ("statements", index, "quote"), texts)
        if statement.original and found.text == statement.original.text:
            return msgspec.structs.replace(found, at=("statements", index, "original", "text"))
        return found

    def _judged(self, id: str, ref: str, at: At, texts: list[tuple[str, tuple[Citation, ...]]]) -> Quotation:
        """Return the quotation with its status; the original of a translation counts too."""
        citations = texts[0][1]
        sources = tuple(dict.fromkeys(self._corpus.former.get(c.source, c.source) for c in citations))
        wanted = tuple(c.locator for c in citations if c.locator)
        first = Quotation(id, ref, at, texts[0][0], sources, "not-checked", locators=wanted)
        statuses: list[Status] = []
        absent: list[str] = []
        for source in sources:
            record = record_of(self._corpus, source)
            here = tuple(
                c.locator for c in citations if c.locator and self._corpus.former.get(c.source, c.source) == source
            )
            judged = [(text, *judge(record, text, here)) for text, _ in texts] if record else []
            for text, status, place in judged:
                if status == "verified":
                    return msgspec.structs.replace(
                        first, text=text, status=status, source=source, location=place, locators=here
                    )
            if judged and all(status == "not-found" for _, status, _ in judged):
                absent.append(source)
                statuses.append("not-found")
            else:
                statuses.append("too-short" if judged else "not-checked")
        return msgspec.structs.replace(first, status=_overall(statuses), absent=tuple(absent))


def _overall(statuses: list[Status]) -> Status:
    """Return the common status of several sources if none of them contains the words."""
    return next((status for status in ("not-checked", "too-short") if status in statuses), "not-found")


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
