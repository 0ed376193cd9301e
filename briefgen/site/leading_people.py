"""Who decides and who speaks: the leading people and bodies, by side.

The highlights come first, then the others by weight. Outlets are left out, because they report and do not negotiate.
"""

from __future__ import annotations

import msgspec

from briefgen.analysis.negotiators import part_of
from briefgen.analysis.sides import ANY_DAY, sides_of
from briefgen.model.kinds.actor import Actor
from briefgen.site.shared import Site
from briefgen.site.weight import highlighted, weighed

MOST_PEOPLE = 14


class Side(msgspec.Struct, frozen=True):
    """A party, or empty for all others, with its leading people and bodies."""

    party: str
    people: tuple[tuple[Actor, str], ...]
    """Each with the first role held on the day that the briefing describes; empty without one."""


def leading_people(site: Site) -> tuple[Side, ...]:
    """Return the leading people by side: the parties in their order, then the others."""
    parties = tuple(dict.fromkeys(map(site.corpus.current, site.parties)))
    those = [actor for actor in site.corpus.of(Actor) if actor.kind != "outlet" and actor.id not in parties]
    ordered = highlighted(site, site.highlights.actors, weighed(site, those))
    named = {site.corpus.current(id) for id in site.highlights.actors}
    leading = [each for each in ordered if each.id in named or part_of(site.corpus, each) == "negotiator"][:MOST_PEOPLE]
    found: dict[str, list[tuple[Actor, str]]] = {party: [] for party in (*parties, "")}
    for actor in leading:
        sides = sides_of(site.corpus, actor.id, site.as_of or ANY_DAY)
        found[next((side for side in sides if side in parties), "")].append((actor, _role(site, actor)))
    return tuple(Side(party, tuple(people)) for party, people in found.items() if people)


def _role(site: Site, actor: Actor) -> str:
    return site.roles(actor.id, site.as_of).partition("; ")[0] if site.as_of else ""
