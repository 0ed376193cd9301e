"""A number in a public register stands for one person or body. Two actors with the same one are one actor with two pages,
or one of them has the wrong number.

Bad:

    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    themes: [territory]
    identifiers: {wikidata: Q1}
    cite: [wire]
    # content/actors/office.yaml
    name: Office
    summary: An office of the ministry.
    part_of: [ministry]
    identifiers: {wikidata: Q1}
    cite: [wire]

Good:

    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    themes: [territory]
    identifiers: {wikidata: Q1}
    cite: [wire]
    # content/actors/office.yaml
    name: Office
    summary: An office of the ministry.
    part_of: [ministry]
    identifiers: {wikidata: Q2}
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.actor import Actor

CODE = "BG309"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every identifier that an earlier actor has."""
    first: dict[tuple[str, str], str] = {}
    for actor in corpus.of(Actor):
        if actor.identifiers is None:
            continue
        for register in actor.identifiers.__struct_fields__:
            value: str | None = getattr(actor.identifiers, register)
            if value is None:
                continue
            other = first.setdefault((register, value), actor.id)
            if other != actor.id:
                at = ("identifiers", register)
                message = f"`{value}` is the {register} identifier of `{other}` too"
                help = f"correct it; if both are one, keep one file and write `formerly: [{actor.id}]` in it"
                yield Finding(actor.id, at, message, help=help, related=(Related("used first here", other, at),))
