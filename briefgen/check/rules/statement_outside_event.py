"""A statement stands with the event it was made at. What people say on the eve of an event or in the week after it may stand
there too; so may, whenever it was said, what a publication or a leak brought to light, and what is said about a deadline or an
event that is still to come or was called off. Anything else with a date outside of its event has a wrong date or the wrong
event. Where it is right, say why in a `note` of one of the statement's citations.

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
    """Yield every statement that was certainly made at another time than its event, without a reason."""
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
