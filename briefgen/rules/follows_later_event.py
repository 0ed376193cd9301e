"""An event follows what led to it, so it cannot follow an event that came later; nor can events follow each other in a
circle.

Bad:

    # content/events/2025-11-20-leak.yaml
    title: Leak
    date: 2025-11-20
    summary: A list came out.
    follows: [2025-11-27-talks]
    cite: [wire]

Good:

    # content/events/2025-11-28-reaction.yaml
    title: Reaction
    date: 2025-11-28
    summary: The other side answered.
    follows: [2025-11-27-talks]
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.corpus import Corpus
from briefgen.diagnostics import Severity
from briefgen.kinds.event import Event
from briefgen.rules._base import Finding, Related

CODE = "BG403"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every `follows` that points to a later event or closes a circle."""
    for event in corpus.of(Event):
        for index, id in enumerate(event.follows):
            earlier = corpus.find(id, Event)
            if earlier is None:
                continue
            at = ("follows", index)
            if event.date.is_before(earlier.date):
                message = f"`{event.id}` ({event.date}) cannot follow `{id}` ({earlier.date})"
                related = (Related(f"dated {earlier.date} here", earlier.id, ("date",)),)
                yield Finding(event.id, at, message, help="list here only what came before", related=related)
            elif _leads_back(corpus, earlier, event.id):
                yield Finding(event.id, at, f"`{event.id}` follows itself by way of `{id}`", help="break the circle")


def _leads_back(corpus: Corpus, start: Event, goal: str) -> bool:
    seen = {start.id}
    waiting = [start]
    while waiting:
        event = waiting.pop()
        if event.id == goal:
            return True
        before = [e for id in event.follows if (e := corpus.find(id, Event)) and e.id not in seen]
        seen.update(e.id for e in before)
        waiting += before
    return False
