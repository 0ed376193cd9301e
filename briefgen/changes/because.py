"""Why a derived fact differs: undo typed changes one at a time, and see whether it returns.

Each undo is derived again in a part of the corpus only: the briefs whose facts differ, and what these facts read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
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
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.model.references import split

MOST_UNDOS = 200
"""With more typed changes, the causes of a fact are those that changed what it reads."""

Fact = tuple[ModuleType, FactKey]
Values = dict[ModuleType, dict[FactKey, Any]]


class Causes:
    """The typed changes that facts follow from, found once for all facts of a comparison."""

    def __init__(self, both: BothSides, base: Corpus, typed: Sequence[TypedChange], facts: Sequence[Fact]) -> None:
        self._both = both
        self._typed = typed
        self._returns: dict[Fact, list[TypedChange]] = defaultdict(list)
        self._moves: dict[Fact, list[TypedChange]] = defaultdict(list)
        if facts and 0 < len(typed) <= MOST_UNDOS:
            self._undo(base, facts)

    def of(self, module: ModuleType, key: FactKey, change: BriefingChange) -> tuple[str, ...]:
        """Return the ids of the typed changes that a fact follows from.

        First those each of which alone brings the fact back, else those that change it, else those of what it reads.
        """
        fact = (module, key)
        found = _closest(self._returns[fact] or self._moves[fact]) or list(self._touching(key, change))
        return tuple(dict.fromkeys(one.change.id for one in found))

    def _undo(self, base: Corpus, facts: Sequence[Fact]) -> None:
        modules = list(dict.fromkeys(module for module, _ in facts))
        ids = {key[0] for _, key in facts if key[0]}
        changed = {id for one in self._typed for id in (one.old_id, one.new_id)}
        inputs = frozenset(_inputs((self._both.base.corpus, self._both.head.corpus), ids | changed))
        scope = FactScope(actors=self._both.scope.actors, only=frozenset(ids))
        old, new = self._both.base.part(inputs), self._both.head.part(inputs)
        was, now = _values(modules, old, scope), _values(modules, new, scope)
        for one in self._typed:
            without = undone(new.corpus, base, one)
            if without is new.corpus:
                continue
            found = _values(modules, new.with_corpus(without), scope)
            for module, key in facts:
                value = found[module].get(key)
                if value == now[module].get(key):
                    continue
                self._moves[module, key].append(one)
                if value == was[module].get(key):
                    self._returns[module, key].append(one)

    def _touching(self, key: FactKey, change: BriefingChange) -> Iterable[TypedChange]:
        """Return the typed changes of what a fact reads; all of them where none is closer."""
        subject = change.subject.id
        own = {key[0], subject} - {""}
        near = [one for one in self._typed if {one.old_id, one.new_id} & own or one.change.subject.id in own]
        renamed = [one for one in near if one.change.type == "brief.renamed"]
        if renamed and change.section == "addresses":
            return renamed
        if near:
            return near
        corpora = (self._both.base.corpus, self._both.head.corpus)
        inputs = set(_inputs(corpora, own)) if own != {BRIEFING} else set()
        near = [one for one in self._typed if {one.old_id, one.new_id} & inputs]
        return near or self._typed


def _closest(found: Sequence[TypedChange]) -> list[TypedChange]:
    """Leave out a whole brief that is new or gone where a part of it is a cause by itself."""
    parts = {(one.old_id, one.new_id) for one in found if one.old_at or one.new_at}
    return [one for one in found if one.old_at or one.new_at or (one.old_id, one.new_id) not in parts]


def _values(modules: Iterable[ModuleType], side: DerivedSide, scope: FactScope) -> Values:
    return {module: dict(module.facts(side, scope)) for module in modules}


def _inputs(corpora: Iterable[Corpus], ids: Collection[str]) -> Iterator[str]:
    """Yield the ids of some briefs and of what their facts are derived from."""
    for corpus in corpora:
        found = {corpus.current(id) for id in ids}
        for made in corpus.statements.values():
            ties = (*made.statement.corroborates, *made.statement.disputes, *made.statement.responds_to)
            others = {other.event.id for ref in ties if (other := statement_named(corpus, ref))}
            if made.event.id in ids or not others.isdisjoint(ids):
                found |= {made.event.id, *others}
                # the cells of these subjects are derived from all that was said of them
                found |= {split(corpus.current(about))[0] for about in made.statement.about}
        subjects = {id for id in found if isinstance(corpus.briefs.get(id), Plan | Point)}
        for made in corpus.statements.values():
            if any(split(corpus.current(about))[0] in subjects for about in made.statement.about):
                found.add(made.event.id)
        for dispute in corpus.of(Dispute):
            if any(split(corpus.current(about))[0] in found for about in dispute.about):
                found.add(dispute.id)
        found |= {plan.id for plan in corpus.of(Plan)} | {actor.id for actor in corpus.of(Actor)}
        yield from found
        yield from _sources(corpus, found)


def _sources(corpus: Corpus, ids: Iterable[str]) -> Iterator[str]:
    """Yield the sources that briefs cite or name, and all that these republish."""
    waiting = []
    for id in ids:
        brief = corpus.briefs.get(id)
        if brief is None:
            continue
        waiting += [citation.source for _, citation in placed_citations(brief)]
        if isinstance(brief, Dispute):
            waiting += [id for account in brief.accounts for id in account.held_by]
        if isinstance(brief, Source):
            waiting.append(id)
    seen: set[str] = set()
    for ref in waiting:
        source = corpus.find(ref, Source)
        if source is not None and source.id not in seen:
            seen.add(source.id)
            waiting += source.relays
            yield source.id
