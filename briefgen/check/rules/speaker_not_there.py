"""The speaker at a meeting is one of its participants.

At talks, a meeting, a press conference, a call or a visit, the speakers take part. This statement has no date of
its own, so it was made there. But neither its speaker nor an actor of the same side is among the participants.

Events without participants are not checked. Statements with a `date` are not checked either, because they were made
at another time or place. A state counts as present if one of its people takes part, and its people if the state
does.

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
from briefgen.diagnostics.types import At, Severity
from briefgen.model.kinds.event import Event, Statement

CODE = "BG440"
SEVERITY = Severity.NOTE

_IN_PERSON = ("talks", "meeting", "press-conference", "call", "visit")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield speakers who are not among the participants of the event."""
    for event in corpus.of(Event):
        if event.kind not in _IN_PERSON or not event.participants or not event.statements:
            continue
        present = {corpus.former.get(p.actor, p.actor) for p in event.participants}
        sides: set[str] | None = None
        for index, statement in enumerate(event.statements):
            if statement.date is not None:
                continue
            for at, speaker in _speakers(index, statement):
                if corpus.former.get(speaker, speaker) in present:
                    continue
                if sides is None:
                    sides = {side for id in sorted(present) for side in belongs_to(corpus, id, event.date)}
                if sides.isdisjoint(_sides(corpus, event, statement, speaker)):
                    message = f"`{speaker}` speaks here, but is not among the participants"
                    help = f"add `{speaker}` to `participants`, or give the statement the `date` when it was made"
                    yield Finding(event.id, at, message, help=help)


def _speakers(index: int, statement: Statement) -> Iterator[tuple[At, str]]:
    if statement.speaker:
        yield ("statements", index, "speaker"), statement.speaker
    for number, speaker in enumerate(statement.speakers):
        yield ("statements", index, "speakers", number), speaker


def _sides(corpus: Corpus, event: Event, statement: Statement, speaker: str) -> tuple[str, ...]:
    sides = belongs_to(corpus, speaker, event.date)
    behalf = statement.on_behalf_of
    return (*sides, *belongs_to(corpus, behalf, event.date)) if behalf else sides
