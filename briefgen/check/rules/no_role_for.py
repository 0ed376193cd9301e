"""A speaker on behalf of an actor needs a role for that actor.

A position that is taken on behalf of an actor counts for that actor in the matrix. On the day of the statement, the
speaker's brief shows neither a role `of` that actor nor a `part_of`, directly or through other actors.

For a person, any actor of the same side may speak, as a spokesperson does.

Bad:

    # content/actors/envoy.yaml
    name: Envoy
    summary: An envoy.
    roles:
      - {title: Envoy, of: ministry, from: 2025-01, to: 2025-10}
    cite: [wire]
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    statements:
      - {id: hope, speaker: envoy, on_behalf_of: ministry, paraphrase: There was hope., cite: [wire]}
    cite: [wire]

Good:

    # content/actors/envoy.yaml
    name: Envoy
    summary: An envoy.
    roles:
      - {title: Envoy, of: ministry, from: 2025-01}
    cite: [wire]
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    statements:
      - {id: hope, speaker: envoy, on_behalf_of: ministry, paraphrase: There was hope., cite: [wire]}
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.positions import belongs_to
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.actor import Actor, Role
from briefgen.model.kinds.event import Event

CODE = "BG441"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield statements on behalf of an actor for whom the speaker had no role."""
    for event in corpus.of(Event):
        for index, statement in enumerate(event.statements):
            if statement.on_behalf_of is None:
                continue
            actor = corpus.find(statement.on_behalf_of, Actor)
            made = StatementAt(event, statement)
            for named in statement.named_speakers:
                speaker = corpus.find(named, Actor)
                if speaker is None or actor is None or _may_speak(corpus, speaker, actor, made):
                    continue
                message = f"`{speaker.id}` held no role for `{actor.id}` on {made.date}"
                at = ("statements", index, "on_behalf_of")
                yield Finding(event.id, at, message, help=_help(speaker, actor), related=_roles(speaker))


def _may_speak(corpus: Corpus, speaker: Actor, actor: Actor, made: StatementAt) -> bool:
    sides = belongs_to(corpus, speaker.id, made.date)
    return actor.id in sides or (
        actor.kind == "person" and not set(sides).isdisjoint(belongs_to(corpus, actor.id, made.date))
    )


def _help(speaker: Actor, actor: Actor) -> str:
    if speaker.kind not in (None, "person"):
        return f"add `part_of: [{actor.id}]` to `{speaker.id}`, or remove `on_behalf_of`"
    held = "; ".join(_words(role) for role in speaker.roles)
    known = f" (it has: {held})" if held else ""
    return f"add a role `of: {actor.id}` with its dates to `{speaker.id}`{known}, or remove `on_behalf_of`"


def _words(role: Role) -> str:
    since = f" from {role.from_}" if role.from_ else ""
    until = f" to {role.to}" if role.to else ""
    return f"{role.title}{f' of `{role.of}`' if role.of else ''}{since}{until}"


def _roles(speaker: Actor) -> tuple[Related, ...]:
    return (Related("its roles", speaker.id, ("roles",)),) if speaker.roles else ()
