"""Basis of a claim: how well it is known, from the citations that count.

Documented and on-record claims are strong. Pages draw them alike, and summaries count them alike. Nothing derived may
look firmer than the weakest claim that it needs. The rules are those of docs/evidence.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import msgspec

from briefgen.analysis.origins import independent, origins_of
from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.corpus.records import Record
from briefgen.model.kinds._base import Citation
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.source import Source
from briefgen.provenance.degrees import Degree
from briefgen.provenance.quotations import Quotation, quotations, record_of
from briefgen.text import locators

Basis = Literal["weak", "reported", "on-record", "documented"]
BASES: tuple[Basis, ...] = ("weak", "reported", "on-record", "documented")
"""All bases, the weakest first."""

Strength = Literal["strong", "reported", "weak", "none"]
_STRENGTH: dict[Basis, Strength] = {
    "weak": "weak",
    "reported": "reported",
    "on-record": "strong",
    "documented": "strong",
}
STRENGTHS: tuple[Strength, ...] = ("strong", "reported", "weak")
"""What summaries compare, the best first; `none` where nothing is known."""

COUNTING_GRADES = "ABCD"
"""The reliability grades of sources that add to a basis; others are listed only."""
LEAST_CREDIBILITY = 3
"""The worst credibility with which a citation counts."""
PRIMARY_TYPES = frozenset({"transcript", "document", "broadcast"})
"""The types of sources that are primary texts, if they relay nothing else."""
WORDS_PROVED: frozenset[Degree] = frozenset({"word-for-word", "with-omissions"})
"""The degrees of a quotation that make a claim documented."""
PUBLIC = frozenset({"leaked", "published", "agreed", "signed", "in-force"})
"""The statuses of a plan version whose text is public."""


class Counting(msgspec.Struct, frozen=True):
    """A citation that adds to a basis, with its source and grade."""

    citation: Citation
    source: Source
    grade: str


def strength(basis: Basis | None) -> Strength:
    """Return the strength of a basis: documented and on-record are alike."""
    return "none" if basis is None else _STRENGTH[basis]


IsKnown = Callable[[str], bool]
"""Whether a source, statement, version or brief was known on the day in question, by its reference."""


def always(_ref: str) -> bool:
    """Count everything as known: the state of the whole corpus."""
    return True


def counting(
    corpus: Corpus, citations: Iterable[Citation], credibility: int | None = None, is_known: IsKnown = always
) -> tuple[Counting, ...]:
    """Return the citations that count towards a basis.

    Their sources are graded A to D, and their credibility is 1 to 3 or missing.
    `credibility` is the statement's own; it applies to citations that have none. Sources that were not known yet do
    not count.
    """
    found = []
    for citation in citations:
        source = corpus.find(citation.source, Source)
        grade = source.reliability if source else None
        believed = citation.credibility or credibility or 1
        is_good = grade is not None and grade in COUNTING_GRADES and believed <= LEAST_CREDIBILITY
        if source is not None and grade and is_good and is_known(source.id):
            found.append(Counting(citation, source, grade))
    return tuple(found)


def basis_of_statement(corpus: Corpus, made: StatementAt, is_known: IsKnown = always) -> Basis:
    """Return how well it is known that a statement was made."""
    statement = made.statement
    counted = counting(corpus, statement.cite, statement.credibility, is_known)
    found = quotations(corpus).statements.get(made.ref)
    return _basis(corpus, counted, ref=made.ref, quotation=found, is_named=statement.reported_by is None)


def basis_of_citations(corpus: Corpus, citations: Iterable[Citation], ref: str, is_known: IsKnown = always) -> Basis:
    """Return the basis of a claim without a speaker, such as a version or an account.

    `ref` is the brief, or the part of it, that cites.
    """
    return _basis(corpus, counting(corpus, citations, None, is_known), ref=ref, quotation=None, is_named=True)


def basis_of_event(corpus: Corpus, event: Event) -> Basis:
    """Return the basis of an event; one that is only reported is at most reported."""
    basis = basis_of_citations(corpus, event.cite, event.id)
    return min(basis, "reported", key=BASES.index) if event.state == "reported" else basis


def _basis(
    corpus: Corpus, counted: Sequence[Counting], *, ref: str, quotation: Quotation | None, is_named: bool
) -> Basis:
    best = min((each.grade for each in counted), default="D")
    if best == "D":
        return "weak"
    if not is_named:
        return "reported"
    if any(_is_documented(corpus, each, ref, quotation) for each in counted if each.grade in "AB"):
        return "documented"
    apart = independent(frozenset(origins_of(corpus, each.source.id)) for each in counted)
    return "on-record" if best in "AB" or apart >= 2 else "reported"


def _is_documented(corpus: Corpus, counted: Counting, ref: str, quotation: Quotation | None) -> bool:
    """Return whether a primary text is cited and its record contains what is claimed."""
    source, citation = counted.source, counted.citation
    record = record_of(corpus, source.id) if is_primary(corpus, source) else None
    if record is None:
        return False
    if citation.quote is not None:
        quotation = quotations(corpus).citations.get((ref, source.id, citation.quote))
    if quotation is not None:
        return quotation.source == source.id and quotation.status in WORDS_PROVED
    return citation.locator is not None and stands_in(record, citation.locator)


def is_primary(corpus: Corpus, source: Source) -> bool:
    """Return whether a source is a primary text, or passes on primary texts only."""
    waiting, seen = [source], {source.id}
    for one in waiting:
        if one.type not in PRIMARY_TYPES:
            return False
        for id in one.relays:
            relayed = corpus.find(id, Source)
            if relayed is None:
                return False
            if relayed.id not in seen:
                seen.add(relayed.id)
                waiting.append(relayed)
    return True


def stands_in(record: Record, locator: str) -> bool:
    """Return whether a locator names paragraphs or sentences that the document has."""
    named = locators.read(locator)
    numbers = [(n, record.meta.paragraphs) for n in named.paragraphs]
    numbers += [(n, record.meta.sentences) for n in named.sentences]
    return bool(numbers) and all(1 <= number <= most for number, most in numbers)
