"""The origins of sources: the original reports at the end of their `relays`.

Corroboration is counted by origin. Sources that only relay each other in a circle share one origin, the circle
itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.source import Source


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
