"""Which derived facts can differ between two sides, given the briefs that do.

A fact that costs little is computed for all briefs. A dear one is computed only where one of its inputs differs: this
module finds these briefs. Too many only cost time (`tests/unit/changes/test_derived_laws.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from briefgen.analysis.positions import statement_named
from briefgen.analysis.sides import joint_sides, publishing_sides, speaking_sides, voices
from briefgen.changes.facts._side import DerivedSide, FactScope
from briefgen.corpus.citations import placed_citations
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source

B = TypeVar("B", bound=Brief)


def scope_of(base: DerivedSide, head: DerivedSide) -> FactScope:
    """Return which facts may differ; all where the parties of the briefing do."""
    if base.corpus.briefing.parties != head.corpus.briefing.parties:
        return FactScope()
    found = _Affected(base.corpus, head.corpus)
    touched = frozenset(found.briefs())
    return FactScope(touched=touched, actors=frozenset(found.actors(touched)))


def changed_briefs(base: Corpus, head: Corpus) -> frozenset[str]:
    """Return the ids of the briefs that differ, or that one side lacks."""
    ids = {**base.briefs, **head.briefs}
    return frozenset(id for id in ids if _differ(base.briefs.get(id), head.briefs.get(id)))


def changed_records(base: Corpus, head: Corpus) -> frozenset[str]:
    """Return the ids of the records that differ, or that one side lacks."""
    ids = {**base.records, **head.records}
    both = ((id, base.records.get(id), head.records.get(id)) for id in ids)
    return frozenset(id for id, old, new in both if old is not new and (not old or not new or old.meta != new.meta))


def _differ(old: Brief | None, new: Brief | None) -> bool:
    return old is not new and old != new


class _Affected:
    """Follows what changed to what depends on it."""

    def __init__(self, base: Corpus, head: Corpus) -> None:
        self._both = (base, head)
        self._changed = changed_briefs(base, head)
        self._records = changed_records(base, head)
        self._actors = frozenset(id for id in self._changed if self._is_other_actor(id))

    def _is_other_actor(self, id: str) -> bool:
        """Return whether an actor belongs to others than before, or is called otherwise."""
        old, new = (corpus.find(id, Actor) for corpus in self._both)
        if old is None or new is None:
            return (old or new) is not None
        seen = [(one.kind, one.roles, one.part_of, one.members, one.name, one.aliases) for one in (old, new)]
        return seen[0] != seen[1]

    def briefs(self) -> Iterator[str]:
        """Yield the ids of the briefs whose facts may differ."""
        sources = self._sources()
        events = {*self._changed, *self._speaking_otherwise()}
        for corpus in self._both:
            for event in self._to_look_at(corpus, corpus.of(Event)):
                if event.id not in events and self._rests_on(corpus, event, sources):
                    events.add(event.id)
        yield from events
        for corpus in self._both:
            yield from self._tied(corpus, events)
            for plan in corpus.of(Plan):
                if plan.id in self._changed:
                    yield from (point.id for point in corpus.points.get(plan.id, ()))
            if self._actors:
                # an account counts by the sides of those who hold it
                yield from (dispute.id for dispute in corpus.of(Dispute))
            for brief in self._to_look_at(corpus, (*corpus.of(Point), *corpus.of(Dispute), *corpus.of(Actor))):
                if brief.id not in self._changed and self._rests_on(corpus, brief, sources):
                    yield brief.id

    def _to_look_at(self, corpus: Corpus, briefs: Iterable[B]) -> Iterator[B]:
        """Yield the briefs of one side, without those that are the same object on the other."""
        base = self._both[0]
        return (brief for brief in briefs if corpus is base or base.briefs.get(brief.id) is not brief)

    def actors(self, touched: frozenset[str]) -> Iterator[str]:
        """Yield the ids of actors whose relations may differ.

        `touched` has the briefs whose facts may.
        """
        for corpus in self._both:
            for id in touched:
                brief = corpus.briefs.get(id)
                if isinstance(brief, Actor):
                    yield from (id, *map(corpus.current, brief.part_of))
                    yield from (corpus.current(role.of) for role in brief.roles if role.of)
                elif isinstance(brief, Event):
                    yield from map(corpus.current, _there(corpus, brief))

    def _sources(self) -> frozenset[str]:
        """Return the sources whose own support may differ, with all that republish them."""
        found = {id for id in self._changed if any(corpus.find(id, Source) for corpus in self._both)}
        asked = self._cited_by_changed() if not self._actors else self._all_sources()
        for id in asked - found:
            old, new = (corpus.find(id, Source) for corpus in self._both)
            if old and new and self._sides(self._both[0], old) != self._sides(self._both[1], new):
                found.add(id)
        for corpus in self._both:
            if self._records:
                found |= {one.id for one in corpus.of(Source) if (one.document or one.id) in self._records}
            size = -1
            while found and len(found) != size:
                size = len(found)
                found |= {
                    s.id for s in corpus.of(Source) if s.relays and any(corpus.current(r) in found for r in s.relays)
                }
        return frozenset(found)

    def _cited_by_changed(self) -> set[str]:
        events = (corpus.find(id, Event) for corpus in self._both for id in self._changed)
        said = (statement for event in events if event for statement in event.statements)
        return {self._both[1].current(citation.source) for statement in said for citation in statement.cite}

    def _all_sources(self) -> set[str]:
        return {source.id for corpus in self._both for source in corpus.of(Source)}

    def _sides(self, corpus: Corpus, source: Source) -> tuple[object, ...]:
        return (
            publishing_sides(corpus, source) if self._actors else (),
            set(speaking_sides(corpus, source)),
            set(joint_sides(corpus, source)),
        )

    def _speaking_otherwise(self) -> Iterator[str]:
        """Yield the events in which an actor with other roles took part, or a voice counts for others."""
        if not self._actors:
            return
        base, head = self._both
        for ref, made in head.statements.items():
            was = base.statements.get(ref)
            if was is not None and voices(base, was) != voices(head, made):
                yield made.event.id
        for corpus in self._both:
            for event in corpus.events:
                if not self._actors.isdisjoint(map(corpus.current, _there(corpus, event))):
                    yield event.id

    def _rests_on(self, corpus: Corpus, brief: Brief, sources: frozenset[str]) -> bool:
        if not sources:
            return False
        if isinstance(brief, Dispute) and any(
            corpus.current(id) in sources for a in brief.accounts for id in a.held_by
        ):
            return True
        return any(corpus.current(citation.source) in sources for _, citation in placed_citations(brief))

    def _tied(self, corpus: Corpus, events: set[str]) -> Iterator[str]:
        """Yield the events whose statements confirm or dispute one of some events, or the other way round."""
        for made in corpus.statements.values():
            for target in (*made.statement.corroborates, *made.statement.disputes):
                other = statement_named(corpus, target)
                if other is not None and (made.event.id in events or other.event.id in events):
                    yield from (made.event.id, other.event.id)


def _there(corpus: Corpus, event: Event) -> Iterable[str]:
    """Yield the actors that an event relates: participants, speakers, and those that they answer."""
    yield from (participant.actor for participant in event.participants)
    for statement in event.statements:
        yield from statement.named_speakers
        if statement.on_behalf_of:
            yield statement.on_behalf_of
        for target in (*statement.responds_to, *statement.disputes):
            other = statement_named(corpus, target)
            if other is not None:
                yield from other.statement.named_speakers
