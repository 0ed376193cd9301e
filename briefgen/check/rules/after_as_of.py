"""The briefing describes the world as of one day. What has happened or was said after that day does not belong to it yet:
the date is wrong, or `as_of` is out of date, or the event is still `scheduled`.

Bad:

    # content/events/2025-12-01-signing.yaml
    title: Signing
    date: 2025-12-01
    summary: A text was signed.
    cite: [wire]
    # content/sources/wire.yaml
    title: A report
    publisher: A newspaper
    url: https://example.org/report
    published: 2025-12-01
    reliability: B

Good:

    # content/events/2025-12-01-signing.yaml
    title: Signing
    date: 2025-12-01
    state: scheduled
    summary: A text is to be signed.
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.editorial_voice import BRIEFING
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event

CODE = "BG415"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the events that have happened, and the statements that were made, after the day that the briefing describes."""
    today = corpus.briefing.as_of
    if today is None:
        return
    related = (Related("the briefing's day", BRIEFING, ("as_of",)),)
    for event in corpus.of(Event):
        if event.state == "happened" and today.is_before(event.date):
            message = f"happened on {event.date}, after the day that the briefing describes ({today})"
            help = f"correct the date, set `as_of: {event.date}` in `briefing.yaml`, or `state: scheduled` here"
            yield Finding(event.id, ("date",), message, help=help, related=related)
        for index, statement in enumerate(event.statements):
            if statement.date and today.is_before(statement.date):
                message = f"made on {statement.date}, after the day that the briefing describes ({today})"
                help = f"correct the date, or set `as_of: {statement.date}` in `briefing.yaml`"
                yield Finding(event.id, ("statements", index, "date"), message, help=help, related=related)
