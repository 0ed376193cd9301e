"""`part_of` says what an actor belongs to; followed upward it must end, not return.

Bad:

    # content/actors/office.yaml
    name: Office
    summary: An office.
    part_of: [office]
    cite: [wire]

Good:

    # content/actors/office.yaml
    name: Office
    summary: An office.
    part_of: [ministry]
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.actor import Actor

CODE = "BG410"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every actor that is part of itself, directly or by way of others."""
    for actor in corpus.of(Actor):
        for index, id in enumerate(actor.part_of):
            above = corpus.find(id, Actor)
            seen: set[str] = set()
            waiting = [above] if above else []
            while waiting:
                next_up = waiting.pop()
                if next_up.id == actor.id:
                    yield Finding(actor.id, ("part_of", index), f"`{actor.id}` is part of itself", help="remove it")
                    break
                if next_up.id not in seen:
                    seen.add(next_up.id)
                    waiting += [a for up in next_up.part_of if (a := corpus.find(up, Actor))]
