"""A reported stance says whose position it is.

With `reported_by`, no speaker is named. So a stance counts for no actor unless `on_behalf_of` names the actor whose
position is reported.

Bad:

    # content/actors/gazette.yaml
    name: Gazette
    kind: outlet
    summary: A newspaper.
    cite: [wire]
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - {id: one, reported_by: gazette, about: [point-01], stance: open, paraphrase: Talks may follow., cite: [wire]}

Good:

    # content/actors/gazette.yaml
    name: Gazette
    kind: outlet
    summary: A newspaper.
    cite: [wire]
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: one
        reported_by: gazette
        on_behalf_of: ministry
        about: [point-01]
        stance: open
        paraphrase: Talks may follow.
        cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event

CODE = "BG454"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield reported statements with a stance and without `on_behalf_of`."""
    for event in corpus.of(Event):
        for index, statement in enumerate(event.statements):
            if statement.stance and not statement.named_speakers and statement.on_behalf_of is None:
                message = f"`stance: {statement.stance}`, but nothing says whose position it is"
                help = "add `on_behalf_of: …` with the actor whose position is reported, or remove `stance`"
                yield Finding(event.id, ("statements", index, "stance"), message, help=help)
