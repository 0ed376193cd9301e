"""The first mention of an actor's name or alias in a body becomes a link by itself, but not where two actors have the same
alias: it would lead to the wrong one half of the time. Where both need it, for the search, each mention is linked by hand.

Bad:

    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    aliases: [The House]
    themes: [territory]
    cite: [wire]
    # content/actors/office.yaml
    name: Office
    summary: An office of the ministry.
    aliases: [The House]
    part_of: [ministry]
    cite: [wire]

Good:

    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    aliases: [The House]
    themes: [territory]
    cite: [wire]
    # content/actors/office.yaml
    name: Office
    summary: An office of the ministry.
    aliases: [The Little House]
    part_of: [ministry]
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.model.kinds.actor import Actor

CODE = "BG311"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every alias that an earlier actor has, spelled the same: names are found in prose as they are spelled."""
    first: dict[str, tuple[str, At]] = {}
    for actor in corpus.of(Actor):
        for index, alias in enumerate(actor.aliases):
            at: At = ("aliases", index, "name")
            other, there = first.setdefault(alias.name, (actor.id, at))
            if other != actor.id:
                message = f"`{alias.name}` is an alias of `{other}` too, so it becomes no link"
                help = f"take it out of one of the two, or link it by hand: `[[{actor.id}|{alias.name}]]`"
                yield Finding(actor.id, at, message, help=help, related=(Related("here", other, there),))
