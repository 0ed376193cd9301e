"""Negotiators: who speaks for a party or a proposer, or took part in talks.

The network page draws outlets and all others apart from them. The rules are those of docs/evidence.md.
"""

from __future__ import annotations

from typing import Literal

from briefgen.analysis.positions import bodies_of
from briefgen.analysis.sides import ANY_DAY
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.plan import Plan

Part = Literal["negotiator", "outlet", "other"]
"""The part that an actor has in the negotiation."""

PARTS: tuple[Part, ...] = ("negotiator", "outlet", "other")


def part_of(corpus: Corpus, actor: Actor) -> Part:
    """Return the part of an actor in the negotiation. An outlet is never a negotiator."""
    if actor.kind == "outlet":
        return "outlet"
    return "negotiator" if actor.id in corpus.once(_negotiators) else "other"


def _negotiators(corpus: Corpus) -> frozenset[str]:
    holders = set(corpus.briefing.parties)
    for plan in corpus.of(Plan):
        holders |= {*plan.proposers, *(id for version in plan.versions for id in version.proposed_by)}
    holders = {corpus.former.get(id, id) for id in holders}
    at_talks = {
        corpus.former.get(participant.actor, participant.actor)
        for event in corpus.events
        if event.kind == "talks" and event.state in ("happened", "reported")
        for participant in event.participants
    }
    # An actor that spoke for a party on any day belongs to the negotiation.
    speaking = {a.id for a in corpus.of(Actor) if not holders.isdisjoint(bodies_of(corpus, a.id, ANY_DAY))}
    return frozenset(speaking | at_talks)
