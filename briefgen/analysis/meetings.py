"""Meetings: whom an actor met, and at which talks, meetings, visits or calls.

The relation "met" of `relations` decides who met. Two actors in the same report have not met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from briefgen.analysis.basis import Basis, strength
from briefgen.analysis.relations import relations
from briefgen.analysis.teams import team_of
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event


class Meeting(msgspec.Struct, frozen=True):
    """One event at which two actors met."""

    event: Event
    basis: Basis

    @property
    def is_call(self) -> bool:
        """Return whether they only spoke by telephone."""
        return self.event.kind == "call"

    @property
    def is_doubted(self) -> bool:
        """Return whether the meeting is only reported, or weakly sourced."""
        return strength(self.basis) != "strong"


class Acquaintance(msgspec.Struct, frozen=True):
    """Whom an actor met, and at which events, oldest first."""

    actor: str
    meetings: tuple[Meeting, ...]

    @property
    def in_person(self) -> int:
        """Return the number of meetings other than calls."""
        return sum(not one.is_call for one in self.meetings)

    @property
    def calls(self) -> int:
        """Return the number of calls."""
        return len(self.meetings) - self.in_person

    @property
    def doubted(self) -> int:
        """Return the number of meetings and calls that are not well supported."""
        return sum(one.is_doubted for one in self.meetings)


def met(corpus: Corpus, actor: str) -> tuple[Acquaintance, ...]:
    """Return whom an actor met, by number of meetings in person, calls and name."""
    return corpus.once(_met).get(corpus.former.get(actor, actor), ())


def parties_not_met(corpus: Corpus, actor: str) -> tuple[str, ...]:
    """Return the parties other than the actor's own of which it met no one.

    The order is that of the briefing. Parties without a brief are left out.
    """
    own = team_of(corpus, actor)
    there = {team.party for one in met(corpus, actor) if (team := team_of(corpus, one.actor))}
    parties = dict.fromkeys(corpus.former.get(id, id) for id in corpus.briefing.parties)
    return tuple(
        id for id in parties if id not in there and not (own and own.party == id) and corpus.find(id, Actor) is not None
    )


def _met(corpus: Corpus) -> Mapping[str, tuple[Acquaintance, ...]]:
    found: dict[str, list[Acquaintance]] = defaultdict(list)
    for relation in relations(corpus):
        if relation.kind != "met":
            continue
        events = ((corpus.find(shown.ref, Event), shown.basis) for shown in relation.evidence)
        meetings = tuple(Meeting(event, basis) for event, basis in events if event is not None)
        found[relation.one].append(Acquaintance(relation.other, meetings))
        found[relation.other].append(Acquaintance(relation.one, meetings))
    names = {actor.id: actor.name.casefold() for actor in corpus.of(Actor)}
    return {id: tuple(_ordered(others, names)) for id, others in found.items()}


def _ordered(others: Iterable[Acquaintance], names: Mapping[str, str]) -> list[Acquaintance]:
    return sorted(others, key=lambda one: (-one.in_person, -one.calls, names[one.actor], one.actor))
