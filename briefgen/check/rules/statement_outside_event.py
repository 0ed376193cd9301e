"""A statement's date fits the event that it is listed under.

Statements of the day before an event, and of the week after it, may be listed under it. Earlier statements may be
listed under a publication, a leak or a deadline. Events that are still to come or were called off are not checked.

Any other date is wrong, or the statement belongs to another event. If the date is right, give the reason in a
`note` of one of the statement's citations.

Bad:

    # content/events/2025-11-28-session.yaml
    title: Session
    date: 2025-11-28
    summary: Both sides met again.
    participants: [ministry]
    statements:
      - id: opening
        speaker: ministry
        date: 2025-10-28
        paraphrase: The ministry said that it had come to listen.
        cite: [wire]
    cite: [wire]

Good:

    # content/events/2025-11-28-session.yaml
    title: Session
    date: 2025-11-28
    summary: Both sides met again.
    participants: [ministry]
    statements:
      - id: opening
        speaker: ministry
        date: 2025-10-28
        paraphrase: The ministry said that it would come to listen.
        cite:
          - {source: wire, note: It was read out at the session and had been recorded a month before.}
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event

CODE = "BG412"
SEVERITY = Severity.WARNING

_DAYS_BEFORE = 1
_DAYS_AFTER = 7
_SPOKEN_OF_BEFORE = ("publication", "leak", "deadline")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield statements made at another time than their event without a reason."""
    for event in corpus.of(Event):
        if event.state not in ("happened", "reported"):
            continue
        for index, statement in enumerate(event.statements):
            date = statement.date
            if date is None:
                continue
            is_early = event.date.days_after(date) > _DAYS_BEFORE and event.kind not in _SPOKEN_OF_BEFORE
            is_late = date.days_after(event.date) > _DAYS_AFTER
            if (is_early or is_late) and not any(citation.note for citation in statement.cite):
                when = "more than a day before" if is_early else "more than a week after"
                message = f"made on {date}, {when} its event ({event.date})"
                help = "correct the date, move it to its own event, or give the reason in a `note` of its citation"
                related = (Related("the event's date", event.id, ("date",)),)
                yield Finding(event.id, ("statements", index, "date"), message, help=help, related=related)
