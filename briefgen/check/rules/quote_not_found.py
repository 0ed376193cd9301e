"""The quoted words do not stand in the source that they are said to come from. A reader cannot look into the document, so
this check is what a quotation is believed for.

Checked where every source that may have the words has a record in `seeds/`. Capitals, kinds of quotation marks and dashes and
the breaking of lines make no difference; `…` stands for words left out, and square brackets for an editor's words. Words of
a translation are looked for as `quote` and as `original`. Words of which a source says something in another wording are a
`paraphrase`.

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
from briefgen.provenance.closest_passage import nearest
from briefgen.provenance.quotations import Quotation, quotations, record_of

CODE = "BG436"
SEVERITY = Severity.ERROR

_MOST_SEARCHES = 200


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the quotations that stand in none of their sources, with the nearest passage."""
    searches = 0
    for quotation in quotations(corpus).all:
        if quotation.status == "not-found":
            searches += 1
            # a flood of wrong quotations goes without the dear search for what is near
            yield _finding(corpus, quotation, is_searched=searches <= _MOST_SEARCHES)


def _finding(corpus: Corpus, quotation: Quotation, *, is_searched: bool) -> Finding:
    where = " or ".join(f"`{source}`" for source in quotation.absent)
    words = quotation.text.split()
    start = " ".join(words[:6])[:60] + (" …" if len(words) > 6 else "")
    found = [
        (near, source)
        for source in (quotation.absent if is_searched else ())
        if (held := record_of(corpus, source)) and (near := nearest(held, quotation.text))
    ]
    if found:
        near, source = max(found, key=lambda one: one[0].words)
        help = f"{near.sentence()}{f', of `{source}`' if len(quotation.absent) > 1 else ''}"
    else:
        help = "nothing like it stands there: correct the words, make them a `paraphrase`, or cite the source that has them"
    return Finding(quotation.id, quotation.at, f"the words `{start}` do not stand in {where}", help=help)
