"""One side of a comparison, with what pages derive from it, computed on demand."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

import msgspec

from briefgen.analysis.agreement import Agreement
from briefgen.analysis.cell import Party
from briefgen.analysis.party_positions import PartyPositions
from briefgen.analysis.point_status import PointStatus
from briefgen.analysis.relations import Relation, relations, relations_among
from briefgen.config import Config
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.site.latest_day import LatestDay
from briefgen.site.shared import Site
from briefgen.site.state_of_play import StateOfPlay, main_plan, state_of_play

T = TypeVar("T")

FactKey = tuple[str, ...]
"""The identity of a fact: the id of its brief, or an empty text for the briefing; its name; and more."""


class FactScope(msgspec.Struct, frozen=True):
    """Which facts are computed: those of all briefs, or only those that may differ."""

    touched: frozenset[str] | None = None
    """Ids of the briefs of which dear facts may differ; None for all."""
    actors: frozenset[str] | None = None
    """Ids of the actors whose relations may differ; None for all."""
    only: frozenset[str] | None = None
    """Ids of the only briefs whose facts are wanted; None for all."""

    names: frozenset[str] | None = None
    """The second parts of the keys of the only facts that are wanted; None for all."""

    def wants_name(self, name: str) -> bool:
        """Return whether the facts with this name are wanted."""
        return self.names is None or name in self.names

    def wants(self, id: str) -> bool:
        """Return whether the facts of a brief are wanted."""
        return self.only is None or id in self.only

    def touches(self, id: str) -> bool:
        """Return whether the dear facts of a brief are wanted, too."""
        return (self.touched is None or id in self.touched) and self.wants(id)


class DerivedSide:
    """One side of a comparison."""

    def __init__(self, corpus: Corpus, *, published: Corpus | None = None, main: str | None = None) -> None:
        """Take a linked corpus.

        `published` is the corpus with the addresses as readers know them, where ids were mapped to those of the other
        side. `main` is the id of the plan that the home page shows; by default the one with the most points.
        """
        self.corpus = corpus
        self.published = published or corpus
        self.site = Site(corpus, Config(project=Path()))
        self._main = main
        self._positions: dict[tuple[str, str], Party] = {}
        self._statuses: dict[str, PointStatus | None] = {}
        self._relations: dict[frozenset[str] | None, tuple[Relation, ...]] = {}
        self._made: dict[object, object] = {}

    def once(self, make: Callable[[DerivedSide], T]) -> T:
        """Return ``make(self)``, computed once for the side."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    @cached_property
    def derived(self) -> PartyPositions:
        """Return the positions of all actors."""
        return self.site.position_records.derived

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Return the ids of the columns of the matrix, by their current ids."""
        return tuple(dict.fromkeys(self.corpus.former.get(party, party) for party in self.site.parties))

    @cached_property
    def subjects(self) -> dict[str, Plan | Point]:
        """Return the rows of all matrices: each plan that has points, and its points."""
        found: dict[str, Plan | Point] = {}
        for plan in self.corpus.of(Plan):
            points = self.corpus.points.get(plan.id, ())
            if points:
                found[plan.id] = plan
                found |= {point.id: point for point in points}
        return found

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Return the points of all plans."""
        return tuple(brief for brief in self.subjects.values() if isinstance(brief, Point))

    def party(self, party: str, subject: str) -> Party:
        """Return the position of a party on a point or a plan."""
        key = (party, subject)
        if key not in self._positions:
            self._positions[key] = self.derived.party(party, subject)
        return self._positions[key]

    def agreement(self, subject: str) -> Agreement:
        """Return how far the parties are apart on a point or a plan."""
        return self.derived.agreement([self.party(party, subject) for party in self.parties])

    def status(self, point: Point) -> PointStatus | None:
        """Return the status of a point."""
        if point.id not in self._statuses:
            self._statuses[point.id] = self.site.status(point)
        return self._statuses[point.id]

    def relations(self, actors: frozenset[str] | None) -> tuple[Relation, ...]:
        """Return the relations between some actors, or all."""
        if actors not in self._relations:
            found = relations(self.corpus) if actors is None else relations_among(self.corpus, actors)
            self._relations[actors] = found
        return self._relations[actors]

    @cached_property
    def main_plan(self) -> Plan | None:
        """Return the plan that the home page shows."""
        return self.corpus.find(self._main, Plan) if self._main else main_plan(self.site)

    @cached_property
    def state(self) -> StateOfPlay:
        """Return what the home page says of the day that the briefing describes."""
        plan = self.main_plan
        by_day = LatestDay(self.site, self.corpus.points.get(plan.id, ()) if plan else ())
        return state_of_play(self.site, by_day, plan)

    def part(self, ids: Collection[str]) -> DerivedSide:
        """Return the side with only some of its briefs."""
        briefs = {id: brief for id, brief in self.corpus.briefs.items() if id in ids}
        return self.with_corpus(msgspec.structs.replace(self.corpus, briefs=briefs))

    def with_corpus(self, corpus: Corpus) -> DerivedSide:
        """Return the side with another corpus; the home page shows the same plan."""
        plan = self.main_plan
        return DerivedSide(corpus, published=corpus, main=plan.id if plan else None)


class BothSides(msgspec.Struct, frozen=True):
    """The two sides of a comparison, and which of their facts may differ."""

    base: DerivedSide
    head: DerivedSide
    scope: FactScope
