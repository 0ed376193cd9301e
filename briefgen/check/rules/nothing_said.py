"""A statement carries what was said: as a verbatim `quote`, as a `paraphrase` in our words, or both.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: refusal
        speaker: ministry
        cite: [wire]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: refusal
        speaker: ministry
        quote: We will not sign
        cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event

CODE = "BG402"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every statement with neither quote nor paraphrase."""
    for event in corpus.of(Event):
        for index, statement in enumerate(event.statements):
            if not statement.quote and not statement.paraphrase:
                yield Finding(
                    event.id,
                    ("statements", index, "id"),
                    f"statement `{statement.id}` says nothing",
                    help="add `paraphrase: …` in your own words, or the verbatim words as `quote: …`",
                )
