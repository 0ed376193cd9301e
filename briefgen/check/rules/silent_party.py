"""Each party takes a stance in at least one statement.

The parties are the columns of the position matrix. A party's column is empty if no statement of the party, or of
those who spoke for it, takes a stance. The column of a group shows its members too.

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
from briefgen.analysis.membership import all_members_of
from briefgen.analysis.positions import speaks_for
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.actor import Actor

CODE = "BG492"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield parties whose column in the position matrix is empty."""
    if not corpus.is_whole:
        return
    parties = {actor.id: index for index, id in enumerate(corpus.briefing.parties) if (actor := corpus.find(id, Actor))}
    stances = (made for made in corpus.statements.values() if made.statement.stance)
    heard = {actor for made in stances for actor in speaks_for(corpus, made)}
    for id, index in parties.items():
        if heard.isdisjoint((id, *all_members_of(corpus, id))):
            help = (
                "add a statement with a `stance` made by it or `on_behalf_of` it, give its speakers a role `of` it, "
                "or remove it"
            )
            yield Finding(BRIEFING, ("parties", index), f"no statement takes a stance for `{id}`", help=help)
