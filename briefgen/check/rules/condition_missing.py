"""A conditional acceptance names its condition.

`accepts-with-conditions` says half of a position. Write the condition in `condition`, so that the cell of the matrix
shows it.

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
        stance: accepts-with-conditions
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

CODE = "BG468"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield conditional acceptances without a condition."""
    for event in corpus.of(Event):
        for index, statement in enumerate(event.statements):
            if statement.stance == "accepts-with-conditions" and not statement.condition:
                message = "`accepts-with-conditions`, but no condition is named"
                help = "add `condition: …`, in the words of the statement"
                yield Finding(event.id, ("statements", index, "stance"), message, help=help)
