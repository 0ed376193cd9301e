"""A joint statement has two speakers or more.

`speakers` is for what several actors say together. For one, write `speaker`.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - {id: one, speakers: [ministry], quote: We came, cite: [wire]}

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - {id: one, speaker: ministry, quote: We came, cite: [wire]}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity, UnplacedEdit, UnplacedFix
from briefgen.model.kinds.event import Event

CODE = "BG451"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every statement whose `speakers` name a single actor."""
    for event in corpus.of(Event):
        for index, statement in enumerate(event.statements):
            names = {corpus.former.get(id, id) for id in statement.speakers}
            if len(names) != 1:
                continue
            at = ("statements", index, "speakers")
            only = statement.speakers[0]
            edits = (UnplacedEdit(at, "speaker", key=True), UnplacedEdit(at, only))
            fix = UnplacedFix(f"write `speaker: {only}`", edits) if statement.speaker is None else None
            message = f"`speakers` has one actor, `{only}`"
            help = f"write `speaker: {only}`, or add the others who made the statement"
            yield Finding(event.id, at, message, help=help, fix=fix, key=True)
