"""At talks, a meeting, a press conference, a call or a visit, who speaks was there. This statement has no date of its own, so
it was made there, but neither its speaker nor anybody of the same side is among the participants.

Nothing is said about events without participants, nor about statements with a `date`, which were made at another time or
place. A state takes part by its people, and the other way round.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    kind: talks
    summary: Two sides met.
    participants: [ministry]
    statements:
      - {id: hope, speaker: alliance, paraphrase: It had hope., cite: [wire]}
    cite: [wire]
    # content/actors/alliance.yaml
    name: Alliance
    summary: An alliance.
    cite: [wire]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    kind: talks
    summary: Two sides met.
    participants: [ministry, alliance]
    statements:
      - {id: hope, speaker: alliance, paraphrase: It had hope., cite: [wire]}
    cite: [wire]
    # content/actors/alliance.yaml
    name: Alliance
    summary: An alliance.
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.positions import belongs_to
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event, Statement

CODE = "BG440"
SEVERITY = Severity.NOTE

_IN_PERSON = ("talks", "meeting", "press-conference", "call", "visit")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the speakers at an event in person who are not among those who took part."""
    for event in corpus.of(Event):
        if event.kind not in _IN_PERSON or not event.participants or not event.statements:
            continue
        present = {corpus.former.get(p.actor, p.actor) for p in event.participants}
        sides: set[str] | None = None
        for index, statement in enumerate(event.statements):
            if statement.date is not None or corpus.former.get(statement.speaker, statement.speaker) in present:
                continue
            if sides is None:
                sides = {side for id in sorted(present) for side in belongs_to(corpus, id, event.date)}
            if sides.isdisjoint(_sides(corpus, event, statement)):
                message = f"`{statement.speaker}` speaks here, but is not among the participants"
                help = f"add `{statement.speaker}` to `participants`, or give the statement the `date` when it was made"
                yield Finding(event.id, ("statements", index, "speaker"), message, help=help)


def _sides(corpus: Corpus, event: Event, statement: Statement) -> tuple[str, ...]:
    sides = belongs_to(corpus, statement.speaker, event.date)
    behalf = statement.on_behalf_of
    return (*sides, *belongs_to(corpus, behalf, event.date)) if behalf else sides
