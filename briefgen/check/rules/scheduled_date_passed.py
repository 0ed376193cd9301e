"""An event that was scheduled for a day before the briefing's `as_of` has happened, or it has not: say which.

Bad:

    # content/events/2025-11-01-signing.yaml
    title: Signing
    date: 2025-11-01
    state: scheduled
    summary: A signing was announced.
    cite: [wire]

Good:

    # content/events/2025-11-01-signing.yaml
    title: Signing
    date: 2025-11-01
    state: cancelled
    summary: A signing was announced and called off.
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event

CODE = "BG404"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every event that is still scheduled for a day that has passed."""
    today = corpus.as_of
    if today is None:
        return
    for event in corpus.of(Event):
        if event.state == "scheduled" and event.date.is_before(today):
            yield Finding(
                event.id,
                ("state",),
                f"scheduled for {event.date}, but the briefing stands at {today}",
                help="set `state` to `happened`, `postponed` or `cancelled`",
            )
