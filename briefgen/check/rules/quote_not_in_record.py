"""A source that is cited for a quotation does not have the words.

Several sources are cited. The words are claimed of one that has no record in `seeds/`. Another has a record, but not
the words. So the quotation counts as not checked.

Say which source has which words with a `quote`, as in `cite: [{source: gazette, quote: …}, wire]`. Or add a record
of the other source with `briefgen source add`.

Bad:

    # seeds/texts/wire.txt
    The host said at noon: "The talks will go on." Then all went home.
    # content/sources/gazette.yaml
    title: Another report
    publisher: Another newspaper
    url: https://example.net/another
    published: 2025-11-30
    reliability: B
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: going-on
        speaker: ministry
        quote: The talks will be continued soon
        cite: [gazette, wire]

Good:

    # seeds/texts/wire.txt
    The host said at noon: "The talks will go on." Then all went home.
    # content/sources/gazette.yaml
    title: Another report
    publisher: Another newspaper
    url: https://example.net/another
    published: 2025-11-30
    reliability: B
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: going-on
        speaker: ministry
        quote: The talks will go on
        cite: [gazette, wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.provenance.quotations import quotations

CODE = "BG437"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield quotations that one source's record lacks while another has no record."""
    for quotation in quotations(corpus).all:
        if quotation.absent and quotation.status in ("not-checked", "too-short", "not-in-excerpt"):
            absent = " or ".join(f"`{source}`" for source in quotation.absent)
            others = " and ".join(f"`{source}`" for source in quotation.claimed if source not in quotation.absent)
            message = f"the words are not in {absent}, and {others} could not be checked"
            help = f"add a record of {others} with `briefgen source add`, or cite only the source that has the words"
            yield Finding(quotation.id, quotation.at, message, help=help)
