"""Actors by side: parties' teams, others, outlets, and those only mentioned."""

from __future__ import annotations

from briefgen.analysis.teams import team_of
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event
from briefgen.site.shared import Site
from briefgen.text.messages import N_

OTHERS, OUTLETS, MENTIONED = N_("Others"), N_("Outlets"), N_("Mentioned only")


def by_side(site: Site) -> list[tuple[str, Actor]]:
    """Return the actors with the heading of their group, in the order of the page.

    The parties' teams come first, each with the party itself at its head. Then come others who spoke or took part, and
    outlets. Actors that did neither come last. Within a group the order is that of names.
    """
    active = {
        *site.spoken_for,
        *(site.corpus.current(one.actor) for event in site.corpus.of(Event) for one in event.participants),
        *site.parties,
    }
    parties = {id: n for n, id in enumerate(site.parties)}

    def row(actor: Actor) -> tuple[int, bool, str, str, str]:
        team = team_of(site.corpus, actor.id)
        name = actor.name.casefold()
        if actor.id not in active:
            return len(parties) + 2, False, name, actor.id, MENTIONED
        if team and team.party in parties:
            return parties[team.party], actor.id != team.party, name, actor.id, site.label(team.party)
        is_outlet = actor.kind == "outlet"
        return len(parties) + is_outlet, False, name, actor.id, OUTLETS if is_outlet else OTHERS

    rows = sorted(((row(actor), actor) for actor in site.corpus.of(Actor)), key=lambda pair: pair[0])
    return [(key[-1], actor) for key, actor in rows]
