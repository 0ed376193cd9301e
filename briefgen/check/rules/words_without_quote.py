"""`words: true` names the source of a statement's `quote`, so it needs one.

It is only read in the `cite` list of a statement that has a `quote`. Elsewhere it says nothing.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: going-on
        speaker: ministry
        paraphrase: The talks will go on.
        cite: [{source: wire, words: true}]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: going-on
        speaker: ministry
        quote: The talks will go on.
        cite: [{source: wire, words: true}]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.citations import placed_citations
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event

CODE = "BG497"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield citations that claim quoted words where there are none."""
    for brief in corpus.briefs.values():
        quoted = (
            {("statements", index) for index, statement in enumerate(brief.statements) if statement.quote}
            if isinstance(brief, Event)
            else set()
        )
        for at, citation in placed_citations(brief):
            if citation.has_words and at[:2] not in quoted:
                message = "`words: true` without a `quote` in the same statement"
                yield Finding(brief.id, (*at, "words"), message, help="add the `quote`, or delete `words`")
