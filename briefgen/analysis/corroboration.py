"""Corroboration: count the independent origins of claims and find disputes.

Works on the linked corpus; rules and pages use the same counts. Sources that may relay the same report count once.
The count never assumes an independence that is not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import msgspec

from briefgen.analysis.origins import origins_of
from briefgen.analysis.positions import statement_named
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.dispute import Account, Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.source import Source

OWN_EVIDENCE = ("statement", "press-conference", "publication", "leak")
"""Kinds of events that can be witnessed directly: one report is enough evidence."""

RECORDS = ("transcript", "document")
RECORDS_OF_WORDS = (*RECORDS, "interview", "broadcast")
_TRUSTED = ("A", "B")
_MOST_TRIED = 12


class Group(msgspec.Struct, frozen=True):
    """Cited sources that go back to the same original reports."""

    origins: tuple[str, ...]
    sources: tuple[str, ...]


class Backing(msgspec.Struct, frozen=True):
    """The sources of a claim, grouped by their origins."""

    groups: tuple[Group, ...] = ()
    count: int = 0
    """The number of certainly independent sources: no two of them share an origin."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of the cited sources."""
        return tuple(source for group in self.groups for source in group.sources)

    @property
    def origins(self) -> tuple[str, ...]:
        """Return the ids of the original reports behind the sources, each once."""
        return tuple(dict.fromkeys(origin for group in self.groups for origin in group.origins))


class Standing(msgspec.Struct, frozen=True):
    """The evidence for and against a statement or an event."""

    own: Backing
    count: int
    """The number of independent origins, with those of the confirming statements."""
    confirming: tuple[str, ...] = ()
    """References of statements linked to it by `corroborates`, in either direction."""
    disputing: tuple[str, ...] = ()
    """References of statements linked to it by `disputes`, in either direction."""
    disputes: tuple[str, ...] = ()
    """Ids of the open disputes about it."""
    is_single: bool = False
    """Whether pages should warn of a single origin; see `Corroboration.is_single`."""

    @property
    def is_contested(self) -> bool:
        """Return whether a statement or an open dispute contradicts it."""
        return bool(self.disputing or self.disputes)


def independent(sets: Iterable[frozenset[str]]) -> int:
    """Return the largest number of sources of which no two share an origin.

    Each set holds the origins of one source. The result is exact for up to a dozen sources that relay several
    reports. For more of them it may be too low, but never too high.
    """
    kept: list[frozenset[str]] = []
    for one in sorted(set(sets), key=lambda s: (len(s), sorted(s))):
        # A source that is independent of the wider set is independent of the narrower one too.
        if one and not any(other <= one for other in kept):
            kept.append(one)
    certain = sum(len(one) == 1 for one in kept)
    return certain + _disjoint([one for one in kept if len(one) > 1])


def _disjoint(sets: list[frozenset[str]]) -> int:
    """Return the size of the largest group of sets that share no element."""
    if not sets:
        return 0
    first, rest = sets[0], sets[1:]
    apart = [one for one in rest if not one & first]
    taken = 1 + _disjoint(apart)
    if len(apart) == len(rest) or len(sets) > _MOST_TRIED:
        return taken
    return max(taken, _disjoint(rest))


def chain(corpus: Corpus, source: str, origin: str) -> tuple[str, ...]:
    """Return the shortest chain of relays from a source to one of its origins.

    The result holds source ids, both ends included, or only the source if it does not go back to `origin`.
    """
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
    """Describe in words how each source goes back to `origin`.

    For example: "`a` relays `b`, which relays `x`". At most three chains are named. The origin itself is left out.
    """
    ways = (chain(corpus, source, origin) for source in dict.fromkeys(corpus.former.get(id, id) for id in sources))
    said = [f"`{first}` relays `{'`, which relays `'.join(rest)}`" for first, *rest in ways if rest]
    more = f"; and {len(said) - 3} more do" if len(said) > 3 else ""
    return "; ".join(said[:3]) + more


def best(corpus: Corpus, sources: Iterable[str]) -> str | None:
    """Return the id of the source with the best reliability grade (Admiralty A to F).

    The first one wins among equals. None if no source is graded.
    """
    graded = [(found.reliability, id) for id in sources if (found := corpus.find(id, Source)) and found.reliability]
    return min(graded, key=lambda pair: pair[0])[1] if graded else None


class Corroboration:
    """The origins of each source of a corpus; the evidence for statements and events."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._backings: dict[tuple[str, ...], Backing] = {}

    def origins(self, source: str) -> tuple[str, ...]:
        """Return the ids of a source's original reports; its own id if it relays none."""
        return origins_of(self.corpus, source)

    def backing(self, sources: Iterable[str]) -> Backing:
        """Return the cited sources of a claim grouped by origin, in the order of citation."""
        ids = tuple(dict.fromkeys(self.corpus.former.get(source, source) for source in sources))
        if ids not in self._backings:
            groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
            for id in ids:
                groups[tuple(sorted(self.origins(id)))].append(id)
            count = independent(frozenset(origins) for origins in groups)
            self._backings[ids] = Backing(tuple(Group(origins, tuple(s)) for origins, s in groups.items()), count)
        return self._backings[ids]

    def account(self, account: Account) -> Backing:
        """Return the sources of a dispute's account: those cited and those that hold it."""
        holders = (id for id in account.held_by if self.corpus.find(id, Source))
        return self.backing((*(citation.source for citation in account.cite), *holders))

    @cached_property
    def contested(self) -> dict[str, tuple[str, ...]]:
        """Return the ids of the open disputes about each brief, by the brief's id."""
        found: dict[str, list[str]] = defaultdict(list)
        for dispute in self.corpus.of(Dispute):
            if dispute.state == "open":
                for id in dict.fromkeys(self.corpus.former.get(id, id) for id in dispute.about):
                    found[id].append(dispute.id)
        return {id: tuple(disputes) for id, disputes in found.items()}

    def names(self, targets: Iterable[str], ref: str) -> bool:
        """Return whether `targets` contain the statement `ref`, also by a former event id."""
        return any((made := statement_named(self.corpus, target)) and made.ref == ref for target in targets)

    def event(self, event: Event) -> Standing:
        """Return the evidence for an event, from the sources in its own `cite` list."""
        own = self.backing(citation.source for citation in event.cite)
        is_single = event.kind not in OWN_EVIDENCE and self.is_single(own, RECORDS)
        return Standing(own, own.count, disputes=self.contested.get(event.id, ()), is_single=is_single)

    @cached_property
    def statements(self) -> dict[str, Standing]:
        """Return the evidence for each statement, by its `event-id#statement-id`."""
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
        """Return whether pages should warn that a claim rests on a single origin.

        No warning is needed if a trusted primary record is cited. That is a source of a type in `records`, graded A
        or B, without relays. Nor if the claim has one source only, and all its origins are graded A or B. Several
        sources with one origin look like more evidence than there is.
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
        """Return the confirming and the disputing statements of each, in both directions."""
        both: tuple[dict[str, dict[str, None]], ...] = (defaultdict(dict), defaultdict(dict))
        for ref, made in self.corpus.statements.items():
            for found, targets in zip(both, (made.statement.corroborates, made.statement.disputes), strict=True):
                for target in targets:
                    other = statement_named(self.corpus, target)
                    if other is not None and other.ref != ref:
                        found[ref][other.ref] = None
                        found[other.ref][ref] = None
        return both[0], both[1]


def corroboration(corpus: Corpus) -> Corroboration:
    """Return the corroboration of a corpus, computed once per corpus."""
    return corpus.once(Corroboration)
