"""Teams: the party to which an actor belongs, as an organ or as a member.

A page about people groups them by team. An organ speaks for its party, a member of a group does not. The rules for
organs are those of `positions`, and those for groups are those of `membership`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from briefgen.analysis.membership import groups_of
from briefgen.analysis.positions import bodies_of
from briefgen.analysis.sides import ANY_DAY
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.actor import Actor

Tie = Literal["party", "organ", "member"]
"""How an actor belongs to its party: it is the party, speaks for it, or is a member or a member's organ."""


class Team(msgspec.Struct, frozen=True):
    """The party that an actor belongs to, and how."""

    party: str
    tie: Tie


def team_of(corpus: Corpus, actor: str) -> Team | None:
    """Return the team of an actor on any day, or None if it belongs to no party.

    The closest party counts. A tie as an organ is closer than one through a group.
    """
    return corpus.once(_teams).get(corpus.former.get(actor, actor))


def teams(corpus: Corpus) -> Mapping[str, Team]:
    """Return the teams of all actors that have one, by the actor's id."""
    return corpus.once(_teams)


def _teams(corpus: Corpus) -> Mapping[str, Team]:
    parties = tuple(corpus.former.get(id, id) for id in corpus.briefing.parties)
    found = ((actor.id, _team(corpus, actor.id, parties)) for actor in corpus.of(Actor))
    return {id: team for id, team in found if team is not None}


def _team(corpus: Corpus, actor: str, parties: tuple[str, ...]) -> Team | None:
    organs = bodies_of(corpus, actor, ANY_DAY)
    if party := next((body for body in organs if body in parties), None):
        return Team(party, "party" if party == actor else "organ")
    # The list grows while it is read, level by level; `seen` ends circles of groups.
    groups, seen = list(organs), set(organs)
    for id in groups:
        for one in groups_of(corpus, id):
            if one.group in parties:
                return Team(one.group, "member")
            if one.group not in seen:
                seen.add(one.group)
                groups.append(one.group)
    return None
