"""A stance says where somebody stands, so it needs something to stand on: list the points, plans, events or actors
that the statement is about.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: refusal
        speaker: ministry
        stance: rejects
        paraphrase: The ministry refused.
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
        about: [point-01]
        stance: rejects
        paraphrase: The ministry refused.
        cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event

CODE = "BG401"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every statement with a stance on nothing."""
    for event in corpus.of(Event):
        for index, statement in enumerate(event.statements):
            if statement.stance and not statement.about:
                yield Finding(
                    event.id,
                    ("statements", index, "stance"),
                    f"statement `{statement.id}` takes a stance on nothing",
                    help="add `about: [point or plan id]`, or remove `stance`",
                )
