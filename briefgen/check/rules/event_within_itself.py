"""An event cannot be part of itself, and lies within its whole.

`part_of` names the event that this one belongs to: a round of talks, a summit. Following it upwards must not lead back.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    part_of: 2025-11-27-talks
    cite: [wire]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    # content/events/2025-11-27-side-meeting.yaml
    title: Side meeting
    date: 2025-11-27
    summary: Two ministers met apart.
    part_of: 2025-11-27-talks
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event

CODE = "BG481"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield events that are part of themselves, and parts dated outside their whole."""
    for event in corpus.of(Event):
        whole = corpus.find(event.part_of, Event) if event.part_of else None
        if whole is None:
            continue
        if _leads_to(corpus, whole, event.id):
            through = "" if whole.id == event.id else f" through `{whole.id}`"
            help = "remove it, or name the event that this one belongs to"
            yield Finding(event.id, ("part_of",), f"`{event.id}` is part of itself{through}", help=help)
        elif event.date.is_before(whole.date) or whole.date.is_before(event.date):
            message = f"dated {event.date}, but the whole, `{whole.id}`, is dated {whole.date}"
            help = "correct one of the two dates: that of the whole may be an interval, such as `2025-11-23/2025-11-24`"
            related = (Related("the date of the whole", whole.id, ("date",)),)
            yield Finding(event.id, ("date",), message, help=help, related=related)


def _leads_to(corpus: Corpus, event: Event, id: str) -> bool:
    seen: set[str] = set()
    above: Event | None = event
    while above is not None and above.id not in seen:
        if above.id == id:
            return True
        seen.add(above.id)
        above = corpus.find(above.part_of, Event) if above.part_of else None
    return False
