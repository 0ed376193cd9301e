"""The origins of sources: the original reports at the end of their `relays`.

Corroboration is counted by origin. Sources that only relay each other in a circle share one origin, the circle
itself. Two sources that may have passed on the same report are not independent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.source import Source

_MOST_TRIED = 12


def origins_of(corpus: Corpus, source: str) -> tuple[str, ...]:
    """Return the ids of the origins of a source, in the order of its relays.

    A source without relays is its own origin.
    """
    now = corpus.former.get(source, source)
    return corpus.once(_origins).get(now, (now,))


def origins(corpus: Corpus, sources: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the origins of several sources, each once."""
    return tuple(dict.fromkeys(origin for source in sources for origin in origins_of(corpus, source)))


def single_origin(corpus: Corpus, sources: Iterable[str]) -> Source | None:
    """Return the only origin of the sources, or None.

    None if there are several origins, or if the origin has no brief. None also for a circle of relays: it counts as
    one origin, but no source in it can be named as the first. BG462 reports circles.
    """
    found = origins(corpus, sources)
    origin = corpus.find(found[0], Source) if len(found) == 1 else None
    return origin if origin is not None and not origin.relays else None


def independent(sets: Iterable[frozenset[str]]) -> int:
    """Return the largest number of sources of which no two share an origin."""
    return len(independent_sets(sets))


def independent_sets(sets: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Return as many sets as possible of which no two share an origin.

    Each set holds the origins of one source. The number is exact for up to a dozen sources that relay several
    reports. For more of them it may be too low, but never too high.
    """
    kept: list[frozenset[str]] = []
    for one in sorted(set(sets), key=lambda s: (len(s), sorted(s))):
        # A source that is independent of the wider set is independent of the narrower one too.
        if one and not any(other <= one for other in kept):
            kept.append(one)
    certain = tuple(one for one in kept if len(one) == 1)
    return certain + _disjoint([one for one in kept if len(one) > 1])


def _disjoint(sets: list[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Return the largest group of sets that share no element."""
    if not sets:
        return ()
    first, rest = sets[0], sets[1:]
    apart = [one for one in rest if not one & first]
    taken = (first, *_disjoint(apart))
    if len(apart) == len(rest) or len(sets) > _MOST_TRIED:
        return taken
    return max(taken, _disjoint(rest), key=len)


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


def _origins(corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """Return the origins of each source that relays others."""
    relays = {
        source.id: tuple(dict.fromkeys(corpus.former.get(id, id) for id in source.relays))
        for source in corpus.of(Source)
        if source.relays
    }
    found: dict[str, tuple[str, ...]] = {}
    for circle in _circles(relays):
        inside = frozenset(circle)
        onward = [target for id in circle for target in relays[id] if target not in inside]
        # If the circle relays no other source, it is its own origin. Its first id represents it.
        reached = dict.fromkeys(o for target in onward for o in found.get(target, (target,))) or {circle[0]: None}
        found |= dict.fromkeys(circle, tuple(reached))
    return found


def _circles(relays: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the groups of sources that relay each other, relayed groups first.

    Most groups have one member. Uses Tarjan's algorithm for strongly connected components, without recursion
    because a chain of relays may be long.
    """
    circles: list[tuple[str, ...]] = []
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    settled: set[str] = set()
    for start in relays:
        if start in number:
            continue
        waiting = [(start, iter(relays[start]))]
        number[start] = lowest[start] = len(number)
        path.append(start)
        while waiting:
            id, targets = waiting[-1]
            target = next((each for each in targets if each in relays and each not in settled), None)
            if target is not None and target not in number:
                number[target] = lowest[target] = len(number)
                path.append(target)
                waiting.append((target, iter(relays[target])))
            elif target is not None:
                lowest[id] = min(lowest[id], number[target])
            else:
                waiting.pop()
                if waiting:
                    before = waiting[-1][0]
                    lowest[before] = min(lowest[before], lowest[id])
                if lowest[id] == number[id]:
                    circle = path[path.index(id) :]
                    del path[-len(circle) :]
                    settled.update(circle)
                    circles.append(tuple(sorted(circle)))
    return circles
