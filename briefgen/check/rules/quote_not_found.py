"""Quoted words occur in the source that is cited for them.

Most readers cannot see the document, so they depend on this check.

The rule checks a quotation if every source that may have the words has a record in `seeds/`. Case, line breaks and
the kinds of quotation marks and dashes are ignored. `…` stands for omitted words, and square brackets for an
editor's words. A translation is looked up as `quote` and as `original`. If the source says the same in other words,
write a `paraphrase`.

Bad:

    # seeds/texts/wire.txt
    The host said at noon: "The talks will go on." Then all went home.
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: going-on
        speaker: ministry
        quote: The talks will never go on
        cite: [wire]

Good:

    # seeds/texts/wire.txt
    The host said at noon: "The talks will go on." Then all went home.
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: going-on
        speaker: ministry
        quote: The talks will go on
        cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.provenance.closest_passage import PassageSearches, nearest
from briefgen.provenance.quotations import Quotation, is_searched_in_part, quotations, record_of

CODE = "BG436"
SEVERITY = Severity.ERROR

_NOT_SEARCHED = (
    "correct the quotations that are reported before it first: this report searched no closest passage for it"
)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield quotations that are in none of their sources, with the nearest passage."""
    searches = PassageSearches()
    for quotation in quotations(corpus).all:
        if quotation.status == "not-found":
            yield _finding(corpus, quotation, searches)


def _finding(corpus: Corpus, quotation: Quotation, searches: PassageSearches) -> Finding:
    where = " or ".join(f"`{source}`" for source in quotation.absent)
    words = quotation.text.split()
    start = " ".join(words[:6])[:60] + (" …" if len(words) > 6 else "")
    message = f"the words `{start}` are not in {where}"
    records = [(record, source) for source in quotation.absent if (record := record_of(corpus, source))]
    if not searches.may_search(record for record, _ in records):
        return Finding(quotation.id, quotation.at, message, help=_NOT_SEARCHED)
    if any(is_searched_in_part(record, quotation.text) for record, _ in records):
        message = f"the words `{start}` were not found in {where}: they repeat too often to be searched to the end"
        return Finding(quotation.id, quotation.at, message, help="quote one passage, or fewer parts")
    found = [(near, source) for record, source in records if (near := nearest(record, quotation.text))]
    if found:
        near, source = max(found, key=lambda one: one[0].words)
        help = f"{near.sentence()}{f', of `{source}`' if len(quotation.absent) > 1 else ''}"
    else:
        help = "no similar passage found: correct the words, make them a `paraphrase`, or cite the source that has them"
    return Finding(quotation.id, quotation.at, message, help=help)
