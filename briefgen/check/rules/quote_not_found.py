"""Quoted words occur in the source that is cited for them.

Most readers cannot see the document, so they depend on this check.

The words are claimed of the first source that is cited, or of the one with `words: true`. If the whole text of that
source has a record in `seeds/`, they must be in it. Figures, signs and question marks count.
Line breaks and the kinds of quotation marks and dashes do not. `…` stands for omitted words, and square brackets for
an editor's words. A translation is looked up as `quote` and as `original`.

If another source that is cited has the words, cite it first, or give it `words: true`. If the source says the same in
other words, write a `paraphrase`.

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
from briefgen.provenance.quotations import Quotation, quotations, record_of

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
    claimed = [source for source in quotation.absent if source in quotation.claimed]
    where = " or ".join(f"`{source}`" for source in claimed)
    words = quotation.text.split()
    start = " ".join(words[:6])[:60] + (" …" if len(words) > 6 else "")
    absent = f"the words `{start}` are not in {where}"
    records = [(record, source) for source in claimed if (record := record_of(corpus, source))]
    if quotation.is_partial:
        message = f"the words `{start}` were not found in {where}: they repeat too often to be searched to the end"
        return Finding(quotation.id, quotation.at, message, help="quote one passage, or fewer parts")
    if quotation.reason:
        message = f"the words `{start}` are in {where}, but {quotation.reason}"
        return Finding(quotation.id, quotation.at, message, help="quote them with the marks of the source")
    if not searches.may_search(record for record, _ in records):
        return Finding(quotation.id, quotation.at, absent, help=_NOT_SEARCHED)
    found = [(near, source) for record, source in records if (near := nearest(record, quotation.text))]
    if found:
        near, source = max(found, key=lambda one: one[0].words)
        help = f"{near.sentence()}{f', of `{source}`' if len(claimed) > 1 else ''}"
    else:
        help = "no similar passage found: correct the words, make them a `paraphrase`, or cite first the source that has them"
    return Finding(quotation.id, quotation.at, absent, help=help)
