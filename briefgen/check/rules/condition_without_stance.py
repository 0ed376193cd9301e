"""A condition belongs to a conditional acceptance.

`condition` is shown beside `stance: accepts-with-conditions`. With another stance it contradicts it: who rejects or
accepts names no condition for it.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: one
        speaker: ministry
        about: [point-01]
        stance: accepts
        condition: After a referendum.
        paraphrase: It would sign later.
        cite: [wire]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: one
        speaker: ministry
        about: [point-01]
        stance: accepts-with-conditions
        condition: After a referendum.
        paraphrase: It would sign later.
        cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event

CODE = "BG469"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield conditions of statements without the stance that they belong to."""
    for event in corpus.of(Event):
        for index, statement in enumerate(event.statements):
            if statement.condition and statement.stance != "accepts-with-conditions":
                stance = f"`stance: {statement.stance}`" if statement.stance else "no `stance`"
                help = "write `stance: accepts-with-conditions`, or move the condition to `paraphrase`"
                at = ("statements", index, "condition")
                yield Finding(event.id, at, f"`condition` with {stance}", help=help, key=True)
