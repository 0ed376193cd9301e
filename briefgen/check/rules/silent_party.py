"""The parties are the columns of the position matrix. A party that no statement takes a stance for, by itself or through
those who spoke for it, has an empty column.

Bad:

    # content/briefing.yaml
    title: Small
    as_of: 2025-11-30
    parties: [ministry, alliance]
    themes:
      territory: Territory
    # content/actors/alliance.yaml
    name: Alliance
    summary: An alliance.
    cite: [wire]

Good:

    # content/briefing.yaml
    title: Small
    as_of: 2025-11-30
    parties: [ministry, alliance]
    themes:
      territory: Territory
    # content/actors/alliance.yaml
    name: Alliance
    summary: An alliance.
    cite: [wire]
    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry that speaks for the alliance too.
    part_of: [alliance]
    themes: [territory]
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.editorial_voice import BRIEFING
from briefgen.analysis.positions import speaks_for
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.actor import Actor

CODE = "BG492"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the parties whose column is empty."""
    if not corpus.is_whole:
        return
    parties = {actor.id: index for index, id in enumerate(corpus.briefing.parties) if (actor := corpus.find(id, Actor))}
    silent = set(parties)
    for made in corpus.statements.values():
        if not silent:
            return
        if made.statement.stance:
            silent.difference_update(speaks_for(corpus, made))
    for id, index in parties.items():
        if id in silent:
            help = (
                "add a statement with a `stance` that was made by it or `on_behalf_of` it, give its speakers a role `of` it, "
                "or take it out"
            )
            yield Finding(BRIEFING, ("parties", index), f"no statement takes a stance for `{id}`", help=help)
