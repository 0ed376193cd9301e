"""Network drawing: the actors, their places and labels, and the lines in between.

All coordinates are integers or rounded, so they are equal on every machine. Invariant: no two actors or labels
overlap, and all are inside the drawing (`tests/unit/test_network.py`).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from briefgen.analysis.negotiators import Part, part_of
from briefgen.analysis.relations import KINDS, Relation, relations
from briefgen.model.kinds.actor import Actor
from briefgen.site import graphviz
from briefgen.site.label_widths import FONT, lines_of, width_of
from briefgen.site.shared import Site

MOST_ACTORS = 150
MOST_LINES = 600
LEADING = 14
_MOST_WIDTH = 8 * FONT
_MARGIN = 8
_PAD = 4
_SPREAD = 3
"""The distance between parallel lines of one pair of actors, in pixels."""


class Node(msgspec.Struct, frozen=True):
    """An actor in the drawing: the centre and radius of its sign, and its label lines."""

    id: str
    name: str
    kind: str
    x: int
    y: int
    radius: int
    label: tuple[str, ...]
    width: int
    height: int
    """The size of the box around sign and label; the sign is at its upper edge."""
    others: int
    """The number of actors that it is related to in the drawing."""
    part: Part
    """Whether it is a negotiator; outlets and all others stand apart."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return the left, upper, right and lower edge of its box."""
        top = self.y - self.radius - _PAD / 2
        return self.x - self.width / 2, top, self.x + self.width / 2, top + self.height


class Line(msgspec.Struct, frozen=True):
    """A relation in the drawing, from sign to sign; `weight` is its strength, 1 to 4."""

    relation: Relation
    from_: int
    to: int
    ends: tuple[float, float, float, float]
    weight: int


class NetworkDrawing(msgspec.Struct, frozen=True):
    """The complete drawing: actors by number of relations, lines by kind and strength."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    is_drawn: bool
    """Whether Graphviz found a layout; if not, only the names and relations are valid."""


def ranked(found: Iterable[Relation], names: dict[str, str]) -> list[str]:
    """Return the ids of the related actors, the best connected first.

    Actors are sorted by the number of related actors, then by the amount of evidence, then by name.
    """
    others: dict[str, set[str]] = defaultdict(set)
    shown: Counter[str] = Counter()
    for relation in found:
        for id, other in ((relation.one, relation.other), (relation.other, relation.one)):
            others[id].add(other)
            shown[id] += len(relation.evidence)
    return sorted(others, key=lambda id: (-len(others[id]), -shown[id], names[id].casefold(), id))


def by_strength(found: Iterable[Relation], names: dict[str, str]) -> list[Relation]:
    """Return relations by kind, then by amount of evidence, then by names."""

    def rank(relation: Relation) -> tuple[object, ...]:
        pair = (relation.one, relation.other)
        return KINDS.index(relation.kind), -len(relation.evidence), *(names[id].casefold() for id in pair), pair

    return sorted(found, key=rank)


def drawing(site: Site) -> NetworkDrawing:
    """Return the drawing of a site's best connected actors and their relations."""
    found = relations(site.corpus)
    actors = {actor.id: actor for actor in site.corpus.of(Actor)}
    names = {id: actor.name for id, actor in actors.items()}
    drawn = ranked(found, names)[:MOST_ACTORS]
    inside = set(drawn)
    kept = [r for r in found if r.one in inside and r.other in inside]
    kept = sorted(kept, key=lambda r: (-len(r.evidence), KINDS.index(r.kind), r.one, r.other))[:MOST_LINES]
    parts = {id: part_of(site.corpus, actors[id]) for id in drawn}
    return draw([actors[id] for id in drawn], by_strength(kept, names), parts)


def draw(actors: Sequence[Actor], found: Sequence[Relation], parts: Mapping[str, Part]) -> NetworkDrawing:
    """Return the drawing of these actors and relations; the most important come first.

    `parts` holds the part of each actor in the negotiation, by its id.
    """
    number = {actor.id: n for n, actor in enumerate(actors)}
    pairs = {(number[r.one], number[r.other]) for r in found}
    ties = tuple(sorted({(min(pair), max(pair)) for pair in pairs}))
    near = Counter(n for tie in ties for n in tie)
    radii = [_radius(near[n]) for n in range(len(actors))]
    labels = [lines_of(actor.name, _MOST_WIDTH) for actor in actors]
    boxes = tuple(_box(radius, label) for radius, label in zip(radii, labels, strict=True))
    placed = graphviz.arrange(boxes, ties)
    middles, (width, height) = placed or ((((0, 0),) * len(actors)), (0, 0))
    nodes = tuple(
        Node(
            id=actor.id,
            name=actor.name,
            kind=actor.kind or "",
            x=x + _MARGIN,
            # The layout gives the centre of the box; the sign is at its upper edge.
            y=y - box[1] // 2 + _PAD // 2 + radius + _MARGIN,
            radius=radius,
            label=label,
            width=box[0],
            height=box[1],
            others=near[n],
            part=parts[actor.id],
        )
        for n, (actor, (x, y), radius, label, box) in enumerate(zip(actors, middles, radii, labels, boxes, strict=True))
    )
    lines = tuple(_lines(nodes, number, found))
    return NetworkDrawing(width + 2 * _MARGIN, height + 2 * _MARGIN, nodes, lines, placed is not None and bool(nodes))


def _radius(others: int) -> int:
    return next(radius for least, radius in ((30, 15), (18, 13), (10, 11), (5, 9), (2, 7), (0, 6)) if others >= least)


def _box(radius: int, label: Sequence[str]) -> tuple[int, int]:
    text_width = max((width_of(line) for line in label), default=0.0)
    # Even sizes have an integer half.
    return 2 * round(max(text_width, 2.0 * radius) / 2 + _PAD / 2), 2 * round(
        (2 * radius + LEADING * len(label) + _PAD) / 2 + 1
    )


def _lines(nodes: Sequence[Node], number: dict[str, int], found: Sequence[Relation]) -> Iterable[Line]:
    together: dict[tuple[int, int], list[int]] = defaultdict(list)
    for n, relation in enumerate(found):
        a, b = sorted((number[relation.one], number[relation.other]))
        together[a, b].append(n)
    for n, relation in enumerate(found):
        from_, to = number[relation.one], number[relation.other]
        a, b = sorted((from_, to))
        parallel = together[a, b]
        offset = (parallel.index(n) - (len(parallel) - 1) / 2) * _SPREAD
        shown = len(relation.evidence)
        weight = 1 if shown < 2 else 2 if shown < 4 else 3 if shown < 8 else 4
        yield Line(relation, from_, to, _shifted(nodes[a], nodes[b], offset), weight)


def _shifted(one: Node, other: Node, offset: float) -> tuple[float, float, float, float]:
    """Return the ends of a line between two signs, shifted sideways."""
    dx, dy = other.x - one.x, other.y - one.y
    # IEEE 754 fixes the square root to the last bit, unlike other functions.
    length = math.sqrt(dx * dx + dy * dy) or 1.0
    right, down = -dy / length * offset, dx / length * offset
    return (
        round(one.x + right, 1),
        round(one.y + down, 1),
        round(other.x + right, 1),
        round(other.y + down, 1),
    )
