"""The words are in the source, but something differs or may be hidden.

A capital, a letter, a hyphen, an apostrophe or the end of a sentence differs. Or an omission or square brackets may hide
a negation, a condition, a number or another speaker. Readers see this beside the quotation.

Look at the source. Copy the words as they stand there, quote more of them, or quote two passages separately.

Bad:

    # seeds/texts/wire.txt
    The host said at noon: "The talks will not go on in this town." Then all went home.
    # content/sources/wire.yaml
    title: A report
    publisher: A newspaper
    url: https://example.org/report
    published: 2025-11-30
    language: en
    reliability: B
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: going-on
        speaker: ministry
        quote: The talks will … go on in this town
        cite: [wire]

Good:

    # seeds/texts/wire.txt
    The host said at noon: "The talks will not go on in this town." Then all went home.
    # content/sources/wire.yaml
    title: A report
    publisher: A newspaper
    url: https://example.org/report
    published: 2025-11-30
    language: en
    reliability: B
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: going-on
        speaker: ministry
        quote: The talks will not go on
        cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.provenance.quotations import quotations

CODE = "BG439"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield quotations whose degree is `undecided`, with the reason."""
    for quotation in quotations(corpus).all:
        if quotation.status == "undecided" and quotation.location is not None:
            message = f"the words are in {quotation.location.words()} of `{quotation.source}`, but {quotation.reason}"
            help = "look at the source: copy its words as they stand, quote more of them, or quote two passages"
            yield Finding(quotation.id, quotation.at, message, help=help)
