"""Whether each quotation stands in the source that it is said to come from.

Stands on the linked corpus with its records, for rules, pages and commands alike. A quotation is judged against the text of
a document where that is at hand, else against the document's fingerprint.
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
"""The most words that an editor's brackets may stand for."""

STEPS = 1_000_000
"""How much of a document is looked through for one quotation; honest ones need less than a hundredth of it."""
_WORDS_A_STEP = 16
_MOST_PLACES = 1000
"""Among how many places the one that a locator names is looked for."""

_OMITTED = r"[\[(]\s*(?:…|\.(?:\s?\.){2,})\s*[\])]|…|\.(?:\s?\.){2,}"
_EDITORS = r"\w{0,40}\[[^\[\]]*\](?:['’]?\w{1,40})?"
_BREAK = re.compile(f"(?P<omitted>{_OMITTED})|(?P<editors>{_EDITORS})")
_CHANGED_LETTER = re.compile(r"(?<!\w)\[(\w)\](?=\w)")


class QuoteFragment(msgspec.Struct, frozen=True):
    """Words of a quotation that stand one after the other, and how many words may stand before them; None for any number."""

    words: tuple[str, ...]
    gap: int | None = None


class Quotation(msgspec.Struct, frozen=True):
    """A quotation in a brief, with what its sources say of it."""

    id: str
    ref: str
    """The statement, version or brief that it stands in."""
    at: At
    text: str
    sources: tuple[str, ...]
    """The sources in which the words may stand."""
    status: Status
    source: str = ""
    """The source in which they were found."""
    location: TextLocation | None = None
    absent: tuple[str, ...] = ()
    """The sources with a record in which they do not stand."""
    locators: tuple[str, ...] = ()


class _Search:
    """Looks for words in one document, for one quotation, in a counted number of steps."""

    def __init__(self, document: Passages | Fingerprint) -> None:
        self.document = document
        self.is_exhausted = False
        """Whether the steps ended before all was looked through."""
        words = document.words
        self._reading = 1 + (words if isinstance(words, int) else len(words)) // _WORDS_A_STEP
        self._left = STEPS

    def places(self, words: tuple[str, ...]) -> list[int]:
        """Return the index of the first word of each passage that has these words, as far as the steps reach."""
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
    """Return the parts of a quotation: an ellipsis lets any words stand between two, an editor's brackets up to six."""
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
    """Return where a quotation stands in a document: first word and the word after the last, for each passage that fits.

    None where no part is long enough to be looked for in a fingerprint. A part that is too short beside others that are not
    is passed over: see `is_wholly_looked_for`.
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
    """Return the chains that go on with a part at one of the starts; of several that could, the one that ends last does."""
    ends = [end for _, end in chains]
    found = []
    for start in starts:
        index = bisect_right(ends, start) - 1
        if index >= 0 and (gap is None or start - ends[index] <= gap):
            found.append((chains[index][0], start + count))
    return found


def is_wholly_looked_for(document: Passages | Fingerprint, quoted: tuple[QuoteFragment, ...]) -> bool:
    """Return whether each part is long enough to be looked for in the document."""
    return not isinstance(document, Fingerprint) or all(len(part.words) >= SIZE for part in quoted)


def is_searched_in_part(held: Record, text: str) -> bool:
    """Return whether the steps end before a quotation that was not found is looked for in all of a document."""
    search = _Search(held.text or held.print)
    spans(search, parts(text))
    return search.is_exhausted


def judge(held: Record, text: str, wanted: Iterable[str] = ()) -> tuple[Status, TextLocation | None]:
    """Return a quotation's status against one record, and where it stands.

    Where it stands more than once, a place that one of the wanted locators names comes first. What is not found within
    `STEPS` is not found: words that repeat without end are no way around the check.
    """
    document = held.text or held.print
    search = _Search(document)
    words = normalised(text)
    # the document may hold the very dots or brackets that look like an editor's
    whole = search.places(words) if words and _BREAK.search(text) and _is_long(document, words) else []
    found = [(at, at + len(words)) for at in whole]
    quoted = () if found else parts(text)
    found = found or spans(search, quoted) or []
    if found and is_wholly_looked_for(document, quoted):
        return "verified", _preferred(document, found, wanted)
    if search.is_exhausted:
        return "not-found", None
    is_looked_for = any(_is_long(document, part.words) for part in quoted)
    if isinstance(document, Fingerprint) and (found or not is_looked_for):
        return _proved(held, text)
    return ("not-found" if is_looked_for else "too-short"), None


def _is_long(document: Passages | Fingerprint, words: tuple[str, ...]) -> bool:
    return len(words) >= SIZE or not isinstance(document, Fingerprint)


def _proved(held: Record, text: str) -> tuple[Status, TextLocation | None]:
    key = quotation_key(held.print.salt, text)
    for proof in held.meta.checked:
        if proof.words == key:
            return "verified", TextLocation(proof.paragraph, proof.sentence, proof.last or proof.sentence)
    return "too-short", None


def _preferred(document: Passages | Fingerprint, found: list[tuple[int, int]], wanted: Iterable[str]) -> TextLocation:
    named = [locators.read(locator) for locator in wanted]
    places = (document.location(first, end - first) for first, end in islice(found, _MOST_PLACES if named else 1))
    first = next(places)
    return next((place for place in (first, *places) if any(fits(place, one) for one in named)), first)


def fits(place: TextLocation, located: locators.Located) -> bool:
    """Return whether a place is one of those that a locator names."""
    if located.sentences:
        index = bisect_left(located.sentences, place.sentence)
        return index < len(located.sentences) and located.sentences[index] <= place.last
    return place.paragraph in located.paragraphs


def record_of(corpus: Corpus, source: str) -> Record | None:
    """Return the record of a source: the one that its brief names, or the one called like it."""
    brief = corpus.find(source, Source)
    return corpus.records.get(brief.document or brief.id) if brief else None


class Quotations:
    """All quotations of a corpus, each judged once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.statements: dict[str, Quotation] = {}
        """By the statement's reference."""
        self.citations: dict[tuple[str, str, str], Quotation] = {}
        """Those in a citation, by the part that cites, the source and the words."""
        self.words: dict[tuple[str, str], Quotation] = {}
        """The same by source and words alone."""
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
        """Return the quotations by source: by the one in which the words were found, else by each in which they may stand."""
        found: dict[str, list[Quotation]] = defaultdict(list)
        for quotation in self.all:
            for source in (quotation.source,) if quotation.source else quotation.sources:
                found[source].append(quotation)
        return {source: tuple(quotations) for source, quotations in found.items()}

    def _of_statement(self, event: Event, index: int, statement: Statement, ref: str) -> Quotation:
        # a citation with words of its own says already what stands in its source
        bare = tuple(c for c in statement.cite if c.quote is None) or statement.cite
        texts = [(statement.quote or "", bare)]
        if statement.original:
            texts.append((statement.original.text, bare))
        found = self._judged(event.id, ref, ("statements", index, "quote"), texts)
        if statement.original and found.text == statement.original.text:
            return msgspec.structs.replace(found, at=("statements", index, "original", "text"))
        return found

    def _judged(self, id: str, ref: str, at: At, texts: list[tuple[str, tuple[Citation, ...]]]) -> Quotation:
        """Return the status of words that may stand in a source as they are or, of a translation, as the original."""
        citations = texts[0][1]
        sources = tuple(dict.fromkeys(self._corpus.former.get(c.source, c.source) for c in citations))
        wanted = tuple(c.locator for c in citations if c.locator)
        first = Quotation(id, ref, at, texts[0][0], sources, "not-checked", locators=wanted)
        statuses: list[Status] = []
        absent: list[str] = []
        for source in sources:
            held = record_of(self._corpus, source)
            here = tuple(
                c.locator for c in citations if c.locator and self._corpus.former.get(c.source, c.source) == source
            )
            judged = [(text, *judge(held, text, here)) for text, _ in texts] if held else []
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
    """Return what several sources together say of words that none of them was found to have."""
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
    """Return the quotations of a corpus, judged once for all who ask."""
    return corpus.once(Quotations)
