"""Corroboration by origin: how many independent reports a claim rests on, who confirms it and who disputes it.

Stands on the linked corpus beside quotations; rules and pages count here. Cautious: sources that may have passed on the same
report count once, and what is not known to be independent is not called so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import msgspec

from briefgen.analysis.positions import statement_named
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.memo import once
from briefgen.model.kinds.dispute import Account, Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.source import Source

OWN_EVIDENCE = ("statement", "press-conference", "publication", "leak")
"""Kinds of events at which something could be heard or read: one report of it is enough."""

RECORDS = ("transcript", "document")
RECORDS_OF_WORDS = (*RECORDS, "interview", "broadcast")
_TRUSTED = ("A", "B")
_MOST_TRIED = 12


class Group(msgspec.Struct, frozen=True):
    """Cited sources that go back to the same reports."""

    origins: tuple[str, ...]
    sources: tuple[str, ...]


class Backing(msgspec.Struct, frozen=True):
    """What a claim rests on: its sources, grouped by where they have it from."""

    groups: tuple[Group, ...] = ()
    count: int = 0
    """How many of the sources are surely independent: no two of them can go back to one report."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the cited sources."""
        return tuple(source for group in self.groups for source in group.sources)

    @property
    def origins(self) -> tuple[str, ...]:
        """Return the reports that the sources go back to."""
        return tuple(dict.fromkeys(origin for group in self.groups for origin in group.origins))


class Standing(msgspec.Struct, frozen=True):
    """How a statement or an event stands: what it rests on, what confirms and what disputes it."""

    own: Backing
    count: int
    """The independent origins in all: its own and those of the statements that confirm it."""
    confirming: tuple[str, ...] = ()
    """Statements tied to it by `corroborates`, from either side."""
    disputing: tuple[str, ...] = ()
    """Statements tied to it by `disputes`, from either side."""
    disputes: tuple[str, ...] = ()
    """Open disputes about it."""
    is_single: bool = False
    """One origin in all, and readers should know: one source may stand alone where it is trusted."""

    @property
    def is_contested(self) -> bool:
        """Return whether somebody says otherwise."""
        return bool(self.disputing or self.disputes)


def independent(sets: Iterable[frozenset[str]]) -> int:
    """Return how many sources there are at most of which no two share an origin, each source given by its origins.

    Exact but for a claim with very many sources that each pass on several reports; there it may be too low, never too high.
    """
    kept: list[frozenset[str]] = []
    for one in sorted(set(sets), key=lambda s: (len(s), sorted(s))):
        # whoever is independent of the wider set is so of the narrower one
        if one and not any(other <= one for other in kept):
            kept.append(one)
    certain = sum(len(one) == 1 for one in kept)
    return certain + _disjoint([one for one in kept if len(one) > 1])


def _disjoint(sets: list[frozenset[str]]) -> int:
    if not sets:
        return 0
    first, rest = sets[0], sets[1:]
    apart = [one for one in rest if not one & first]
    taken = 1 + _disjoint(apart)
    if len(apart) == len(rest) or len(sets) > _MOST_TRIED:
        return taken
    return max(taken, _disjoint(rest))


def chain(corpus: Corpus, source: str, origin: str) -> tuple[str, ...]:
    """Return the shortest way from a source to a report that it goes back to, both named; the source alone if it does not."""
    first = corpus.former.get(source, source)
    before: dict[str, str] = {first: ""}
    for id in (waiting := [first]):
        if id == origin:
            way = [id]
            while before[way[-1]]:
                way.append(before[way[-1]])
            return tuple(reversed(way))
        found = corpus.find(id, Source)
        for target in found.relays if found else ():
            now = corpus.former.get(target, target)
            if now not in before:
                before[now] = id
                waiting.append(now)
    return (first,)


def relaying(corpus: Corpus, sources: Iterable[str], origin: str) -> str:
    """Return in words how each source goes back to a report: `a` relays `b`, which relays `x`; nothing for the report itself."""
    ways = (chain(corpus, source, origin) for source in dict.fromkeys(corpus.former.get(id, id) for id in sources))
    said = [f"`{first}` relays `{'`, which relays `'.join(rest)}`" for first, *rest in ways if rest]
    more = f"; and {len(said) - 3} more do" if len(said) > 3 else ""
    return "; ".join(said[:3]) + more


def best(corpus: Corpus, sources: Iterable[str]) -> str | None:
    """Return the best graded source, the first of equals; None where none is graded."""
    graded = [(found.reliability, id) for id in sources if (found := corpus.find(id, Source)) and found.reliability]
    return min(graded, key=lambda pair: pair[0])[1] if graded else None


class Corroboration:
    """The origins of every source of a corpus, and how each statement and event stands."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._origins = _origins(corpus)
        self._backings: dict[tuple[str, ...], Backing] = {}

    def origins(self, source: str) -> tuple[str, ...]:
        """Return the reports that a source goes back to; itself when it relays nothing."""
        now = self.corpus.former.get(source, source)
        return self._origins.get(now, (now,))

    def backing(self, sources: Iterable[str]) -> Backing:
        """Return the sources of a claim by origin, in the order in which they are cited."""
        ids = tuple(dict.fromkeys(self.corpus.former.get(source, source) for source in sources))
        if ids not in self._backings:
            groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
            for id in ids:
                groups[self.origins(id)].append(id)
            count = independent(frozenset(origins) for origins in groups)
            self._backings[ids] = Backing(tuple(Group(origins, tuple(s)) for origins, s in groups.items()), count)
        return self._backings[ids]

    def account(self, account: Account) -> Backing:
        """Return what an account of a dispute rests on: the sources cited for it and those that hold it."""
        holders = (id for id in account.held_by if self.corpus.find(id, Source))
        return self.backing((*(citation.source for citation in account.cite), *holders))

    @cached_property
    def contested(self) -> dict[str, tuple[str, ...]]:
        """Return the open disputes about each brief."""
        found: dict[str, list[str]] = defaultdict(list)
        for dispute in self.corpus.of(Dispute):
            if dispute.state == "open":
                for id in dict.fromkeys(self.corpus.former.get(id, id) for id in dispute.about):
                    found[id].append(dispute.id)
        return {id: tuple(disputes) for id, disputes in found.items()}

    def names(self, targets: Iterable[str], ref: str) -> bool:
        """Return whether a statement is among those that are named, also by a former id of its event."""
        return any((made := statement_named(self.corpus, target)) and made.ref == ref for target in targets)

    def event(self, event: Event) -> Standing:
        """Return how an event stands, by the sources cited for it as a whole."""
        own = self.backing(citation.source for citation in event.cite)
        is_single = event.kind not in OWN_EVIDENCE and self.is_single(own, RECORDS)
        return Standing(own, own.count, disputes=self.contested.get(event.id, ()), is_single=is_single)

    @cached_property
    def statements(self) -> dict[str, Standing]:
        """Return how each statement stands."""
        confirming, disputing = self._ties
        cited = {ref: [c.source for c in made.statement.cite] for ref, made in self.corpus.statements.items()}
        found: dict[str, Standing] = {}
        for ref, sources in cited.items():
            own = self.backing(sources)
            others = tuple(confirming.get(ref, ()))
            count = self.backing([*sources, *(s for r in others for s in cited[r])]).count if others else own.count
            is_single = count == 1 and self.is_single(own, RECORDS_OF_WORDS)
            found[ref] = Standing(own, count, others, tuple(disputing.get(ref, ())), is_single=is_single)
        return found

    def is_single(self, backing: Backing, records: tuple[str, ...]) -> bool:
        """Return whether readers should know that a claim rests on one origin.

        Not where a trusted record (A, B) that relays nothing is among the sources, nor where one source stands for a trusted
        origin: several that go back to one look like more.
        """
        if backing.count != 1:
            return False
        found = [source for id in backing.sources if (source := self.corpus.find(id, Source))]
        if any(s.type in records and s.reliability in _TRUSTED and not s.relays for s in found):
            return False
        origins = [self.corpus.find(id, Source) for id in backing.origins]
        return len(backing.sources) > 1 or any(o is None or o.reliability not in _TRUSTED for o in origins)

    @cached_property
    def _ties(self) -> tuple[dict[str, dict[str, None]], dict[str, dict[str, None]]]:
        """Return the statements that confirm each one and those that dispute it, whichever of the two says so."""
        both: tuple[dict[str, dict[str, None]], ...] = (defaultdict(dict), defaultdict(dict))
        for ref, made in self.corpus.statements.items():
            for found, targets in zip(both, (made.statement.corroborates, made.statement.disputes), strict=True):
                for target in targets:
                    other = statement_named(self.corpus, target)
                    if other is not None and other.ref != ref:
                        found[ref][other.ref] = None
                        found[other.ref][ref] = None
        return both[0], both[1]


def _origins(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Return the origins of each source that relays others, found from the origins backwards."""
    relayed_by: dict[str, list[str]] = defaultdict(list)
    sources = [source for source in corpus.of(Source) if source.relays]
    for source in sources:
        for target in dict.fromkeys(source.relays):
            relayed_by[corpus.former.get(target, target)].append(source.id)
    passing_on = {source.id for source in sources}
    found: dict[str, list[str]] = defaultdict(list)
    for origin in sorted(relayed_by.keys() - passing_on):
        reached = {origin: None}
        for id in (waiting := [origin]):
            for other in relayed_by.get(id, ()):
                if other not in reached:
                    reached[other] = None
                    found[other].append(origin)
                    waiting.append(other)
    # of those that only pass on each other nobody is known to have begun; the check refuses such circles
    circle = sorted(passing_on - found.keys())
    return {id: tuple(origins) for id, origins in found.items()} | dict.fromkeys(circle, tuple(circle[:1]))


def corroboration(corpus: Corpus) -> Corroboration:
    """Return the corroboration of a corpus, worked out once for all who ask."""
    return once(corpus, Corroboration)
