"""Why a derived fact differs: undo single typed changes until it returns.

Each undo is derived again in a part of the corpus only: the briefs whose facts differ, and what these facts read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

from briefgen.analysis.positions import statement_named
from briefgen.changes.facts._side import BothSides, DerivedSide, FactKey, FactScope
from briefgen.changes.types import BRIEFING, BriefingChange, TypedChange
from briefgen.changes.undo import undone
from briefgen.corpus.citations import placed_citations
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.source import Source
from briefgen.model.references import split

MOST_UNDOS = 200
"""With more typed changes, the causes of a fact are those that changed what it reads."""

Fact = tuple[ModuleType, FactKey]
Values = dict[ModuleType, dict[FactKey, Any]]


class Causes:
    """The typed changes that the facts of a comparison follow from."""

    def __init__(self, both: BothSides, base: Corpus, typed: Sequence[TypedChange], facts: Sequence[Fact]) -> None:
        self._both = both
        self._base = base
        self._typed = typed
        self._inputs = [FactInputs(both.base.corpus), FactInputs(both.head.corpus)]
        self._read: dict[str, frozenset[str]] = {}
        self._returns: dict[Fact, list[TypedChange]] = defaultdict(list)
        self._moves: dict[Fact, list[TypedChange]] = defaultdict(list)
        if facts and 0 < len(typed) <= MOST_UNDOS:
            by_brief: dict[frozenset[str], list[TypedChange]] = defaultdict(list)
            for one in typed:
                by_brief[frozenset((one.old_id, one.new_id)) - {""}].append(one)
            for ids, several in by_brief.items():
                self._undo(ids, several, facts)

    def of(self, module: ModuleType, key: FactKey, change: BriefingChange) -> tuple[str, ...]:
        """Return the ids of the typed changes that a fact follows from.

        First those each of which alone brings the fact back, else those that change it, else those of what it reads.
        """
        fact = (module, key)
        found = _closest(self._returns[fact] or self._moves[fact]) or list(self._touching(key, change))
        return tuple(dict.fromkeys(one.change.id for one in found))

    def _undo(self, ids: frozenset[str], typed: Sequence[TypedChange], facts: Sequence[Fact]) -> None:
        """Undo the changes of one brief one at a time, in the part of the corpus that its facts read."""
        is_everywhere = BRIEFING in ids
        near = [fact for fact in facts if not fact[1][0] or is_everywhere or self._reads(fact[1][0], ids)]
        if not near:
            return
        modules = list(dict.fromkeys(module for module, _ in near))
        subjects = frozenset(key[0] for _, key in near if key[0]) | ids
        inputs = frozenset(id for subject in subjects for id in self._inputs_of(subject))
        scope = FactScope(
            actors=frozenset(id for _, key in near if key[1] == "relation" for id in key[3:]),
            only=subjects,
            names=frozenset(key[1] for _, key in near),
        )
        old, new = self._both.base.part(inputs), self._both.head.part(inputs)
        was, now = _values(modules, old, scope), _values(modules, new, scope)
        for one in typed:
            without = undone(new.corpus, self._base, one)
            if without is new.corpus:
                continue
            found = _values(modules, new.with_corpus(without), scope)
            for module, key in near:
                value = found[module].get(key)
                if value == now[module].get(key):
                    continue
                self._moves[module, key].append(one)
                if value == was[module].get(key):
                    self._returns[module, key].append(one)

    def _reads(self, subject: str, ids: frozenset[str]) -> bool:
        return subject in ids or not self._inputs_of(subject).isdisjoint(ids)

    def _inputs_of(self, id: str) -> frozenset[str]:
        if id not in self._read:
            self._read[id] = frozenset(one for inputs in self._inputs for one in inputs.of(id))
        return self._read[id]

    def _touching(self, key: FactKey, change: BriefingChange) -> Iterable[TypedChange]:
        """Return the typed changes of what a fact reads; all of them where none is closer."""
        own = {key[0], change.subject.id} - {"", BRIEFING}
        near = [one for one in self._typed if {one.old_id, one.new_id} & own or one.change.subject.id in own]
        if near and change.section == "addresses":
            near = [one for one in near if one.change.reason == "address" or _is_whole(one)] or near
        if near:
            return near
        near = [one for one in self._typed if any(self._reads(id, frozenset((one.old_id, one.new_id))) for id in own)]
        return near or self._typed


def _is_whole(one: TypedChange) -> bool:
    return not one.old_at and not one.new_at


def _closest(found: Sequence[TypedChange]) -> list[TypedChange]:
    """Leave out a whole brief that is new or gone where a part of it is a cause by itself."""
    parts = {(one.old_id, one.new_id) for one in found if one.old_at or one.new_at}
    return [one for one in found if one.old_at or one.new_at or (one.old_id, one.new_id) not in parts]


def _values(modules: Iterable[ModuleType], side: DerivedSide, scope: FactScope) -> Values:
    return {module: dict(module.facts(side, scope)) for module in modules}


class FactInputs:
    """Which briefs the facts of a brief are derived from, on one side."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._linked: dict[str, set[str]] = defaultdict(set)
        for made in corpus.statements.values():
            event = made.event.id
            for about in made.statement.about:
                subject = split(corpus.current(about))[0]
                # the cells of a point or a plan are derived from all that was said of it
                self._linked[subject].add(event)
            for ref in (*made.statement.corroborates, *made.statement.disputes, *made.statement.responds_to):
                if other := statement_named(corpus, ref):
                    self._linked[event].add(other.event.id)
                    self._linked[other.event.id].add(event)
        for dispute in corpus.of(Dispute):
            for about in dispute.about:
                self._linked[split(corpus.current(about))[0]].add(dispute.id)
        plans = corpus.of(Plan)
        named = [id for plan in plans for id in (*plan.proposers, *(id for v in plan.versions for id in v.proposed_by))]
        self._plans = frozenset(plan.id for plan in plans)
        self._everywhere = frozenset((*corpus.briefing.parties, *named))
        self._by_name: dict[str, str] = {}
        for actor in corpus.of(Actor):
            self._by_name |= dict.fromkeys((actor.name, *(alias.name for alias in actor.aliases)), actor.id)

    def of(self, id: str) -> frozenset[str]:
        """Return the ids of a brief, of all that its facts read, and of every plan."""
        found = {id, *self._linked.get(id, ())}
        found |= self._sources(found)
        return self._plans | found | self._actors(found)

    def _actors(self, ids: Iterable[str]) -> set[str]:
        """Return the actors that briefs name, and those that they belong to or consist of."""
        waiting = list(self._everywhere)
        for id in ids:
            brief = self._corpus.briefs.get(id)
            if isinstance(brief, Event):
                waiting += [one.actor for one in brief.participants]
                for said in brief.statements:
                    waiting += [*said.attributed_to, *filter(None, (said.on_behalf_of,))]
            elif isinstance(brief, Source):
                waiting += [self._by_name.get(name, name) for name in (brief.publisher, brief.author) if name]
            elif isinstance(brief, Dispute):
                waiting += [held for account in brief.accounts for held in account.held_by]
            elif isinstance(brief, Actor):
                waiting.append(id)
        seen: set[str] = set()
        for ref in waiting:
            actor = self._corpus.find(ref, Actor)
            if actor is not None and actor.id not in seen:
                seen.add(actor.id)
                waiting += [*actor.part_of, *(role.of for role in actor.roles if role.of)]
                waiting += [member.actor for member in actor.members]
        return seen

    def _sources(self, ids: Iterable[str]) -> set[str]:
        """Return the sources that briefs cite or name, and all that these republish."""
        waiting: list[str] = []
        for id in ids:
            brief = self._corpus.briefs.get(id)
            if brief is None:
                continue
            waiting += [citation.source for _, citation in placed_citations(brief)]
            if isinstance(brief, Dispute):
                waiting += [held for account in brief.accounts for held in account.held_by]
            if isinstance(brief, Source):
                waiting.append(id)
        seen: set[str] = set()
        for ref in waiting:
            source = self._corpus.find(ref, Source)
            if source is not None and source.id not in seen:
                seen.add(source.id)
                waiting += source.relays
        return seen
