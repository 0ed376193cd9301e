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
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event

CODE = "BG403"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every `follows` that points to a later event or closes a circle."""
    follows: dict[str, list[str]] = {}
    for event in corpus.of(Event):
        follows[event.id] = []
        for index, id in enumerate(event.follows):
            earlier = corpus.find(id, Event)
            if earlier is None:
                continue
            if event.date.is_before(earlier.date):
                message = f"`{event.id}` ({event.date}) cannot follow `{id}` ({earlier.date})"
                related = (Related(f"dated {earlier.date} here", earlier.id, ("date",)),)
                help = "list here only what came before"
                yield Finding(event.id, ("follows", index), message, help=help, related=related)
            else:
                follows[event.id].append(earlier.id)
    for circle in _circles(follows):
        for id, before in pairwise(circle):
            follower = corpus.find(id, Event)
            index = [corpus.former.get(f, f) for f in follower.follows].index(before) if follower else 0
            message = f"`{id}` follows itself by way of `{before}`"
            yield Finding(id, ("follows", index), message, help="break the circle")


def _circles(follows: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield circles until none is left; each begins and ends with the same event. Opens the one it found to find the next."""
    while True:
        try:
            TopologicalSorter(follows).prepare()
            return
        except CycleError as error:
            # graphlib names each event before the one that follows it
            circle: list[str] = list(reversed(error.args[1]))
            yield circle
            follows[circle[0]].remove(circle[1])
