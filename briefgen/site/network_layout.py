"""The drawing of who is related to whom: which actors, where each stands, what its label says, and the lines between them.

Stands on the site, below its pages. Made of whole numbers, the same on every machine: no two actors or labels overlap, and
all lie inside the drawing.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from briefgen.site import graphviz
from briefgen.model.kinds.actor import Actor
from briefgen.analysis.relations import KINDS, Relation, relations
from briefgen.site.shared import Site

MOST_ACTORS = 150
MOST_LINES = 800
FONT = 12
"""The size of the labels."""
LEADING = 14
_MOST_WIDTH = 8 * FONT
_MARGIN = 8
_PAD = 4
_SPREAD = 3
"""How far lines between the same two stand from each other."""


class Node(msgspec.Struct, frozen=True):
    """An actor in the drawing: the middle of its sign, the sign's radius, the lines of its label."""

    id: str
    name: str
    kind: str
    x: int
    y: int
    radius: int
    label: tuple[str, ...]
    width: int
    height: int
    """The size of the box that sign and label have for themselves; the sign touches its upper edge but for the padding."""
    others: int
    """How many actors it is related to here."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return the left, upper, right and lower edge of its box."""
        top = self.y - self.radius - _PAD / 2
        return self.x - self.width / 2, top, self.x + self.width / 2, top + self.height


class Line(msgspec.Struct, frozen=True):
    """A relation in the drawing, from sign to sign, and how strong it is from 1 to 4."""

    relation: Relation
    from_: int
    to: int
    ends: tuple[float, float, float, float]
    weight: int


class NetworkDrawing(msgspec.Struct, frozen=True):
    """The whole drawing: the actors by how many they are related to, the lines by kind and strength."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    is_drawn: bool
    """Whether places could be found; without them only names and relations count."""


def ranked(found: Iterable[Relation], names: dict[str, str]) -> list[str]:
    """Return the actors of relations, those first that are related to most others, then by what shows it and by name."""
    others: dict[str, set[str]] = defaultdict(set)
    shown: Counter[str] = Counter()
    for relation in found:
        for id, other in ((relation.one, relation.other), (relation.other, relation.one)):
            others[id].add(other)
            shown[id] += len(relation.evidence)
    return sorted(others, key=lambda id: (-len(others[id]), -shown[id], names[id].casefold(), id))


def by_strength(found: Iterable[Relation], names: dict[str, str]) -> list[Relation]:
    """Return relations by kind, those first that most shows, then by the names of the two."""

    def rank(relation: Relation) -> tuple[object, ...]:
        pair = (relation.one, relation.other)
        return KINDS.index(relation.kind), -len(relation.evidence), *(names[id].casefold() for id in pair), pair

    return sorted(found, key=rank)


def drawing(site: Site) -> NetworkDrawing:
    """Return the drawing of a site's relations: its most connected actors, and the relations between them that most shows."""
    found = relations(site.corpus)
    actors = {actor.id: actor for actor in site.corpus.of(Actor)}
    names = {id: actor.name for id, actor in actors.items()}
    drawn = ranked(found, names)[:MOST_ACTORS]
    inside = set(drawn)
    kept = [r for r in found if r.one in inside and r.other in inside]
    kept = sorted(kept, key=lambda r: (-len(r.evidence), KINDS.index(r.kind), r.one, r.other))[:MOST_LINES]
    return draw([actors[id] for id in drawn], by_strength(kept, names))


def draw(actors: Sequence[Actor], found: Sequence[Relation]) -> NetworkDrawing:
    """Return the drawing of actors in the order of their importance and of relations between them."""
    number = {actor.id: n for n, actor in enumerate(actors)}
    pairs = {(number[r.one], number[r.other]) for r in found}
    ties = tuple(sorted({(min(pair), max(pair)) for pair in pairs}))
    near = Counter(n for tie in ties for n in tie)
    radii = [_radius(near[n]) for n in range(len(actors))]
    labels = [wrapped(actor.name) for actor in actors]
    boxes = tuple(_box(radius, label) for radius, label in zip(radii, labels, strict=True))
    placed = graphviz.arrange(boxes, ties)
    middles, (width, height) = placed or ((((0, 0),) * len(actors)), (0, 0))
    nodes = tuple(
        Node(
            id=actor.id,
            name=actor.name,
            kind=actor.kind or "",
            x=x + _MARGIN,
            # the box is placed by its middle, and the sign stands at its upper edge
            y=y - box[1] // 2 + _PAD // 2 + radius + _MARGIN,
            radius=radius,
            label=label,
            width=box[0],
            height=box[1],
            others=near[n],
        )
        for n, (actor, (x, y), radius, label, box) in enumerate(zip(actors, middles, radii, labels, boxes, strict=True))
    )
    lines = tuple(_lines(nodes, number, found))
    return NetworkDrawing(width + 2 * _MARGIN, height + 2 * _MARGIN, nodes, lines, placed is not None and bool(nodes))


def _radius(others: int) -> int:
    return next(radius for least, radius in ((30, 15), (18, 13), (10, 11), (5, 9), (2, 7), (0, 6)) if others >= least)


def _box(radius: int, label: Sequence[str]) -> tuple[int, int]:
    wide = max((width_of(line) for line in label), default=0.0)
    # even, so that half of it is a whole number
    return 2 * round(max(wide, 2.0 * radius) / 2 + _PAD / 2), 2 * round(
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
        beside = together[a, b]
        away = (beside.index(n) - (len(beside) - 1) / 2) * _SPREAD
        shown = len(relation.evidence)
        weight = 1 if shown < 2 else 2 if shown < 4 else 3 if shown < 8 else 4
        yield Line(relation, from_, to, _moved(nodes[a], nodes[b], away), weight)


def _moved(one: Node, other: Node, away: float) -> tuple[float, float, float, float]:
    """Return the line between two signs, moved aside."""
    dx, dy = other.x - one.x, other.y - one.y
    # a square root is the same to the last bit on every machine, other functions are not
    length = math.sqrt(dx * dx + dy * dy) or 1.0
    right, down = -dy / length * away, dx / length * away
    return (
        round(one.x + right, 1),
        round(one.y + down, 1),
        round(other.x + right, 1),
        round(other.y + down, 1),
    )


def wrapped(name: str) -> tuple[str, ...]:
    """Return a name as one or two lines of a label, cut where it is longer."""
    words = name.split()
    if width_of(" ".join(words)) <= _MOST_WIDTH:
        return (" ".join(words),)
    first: list[str] = []
    while words and width_of(" ".join((*first, words[0]))) <= _MOST_WIDTH:
        first.append(words.pop(0))
    if not first:
        return (_cut(" ".join(words)),)
    return " ".join(first), _cut(" ".join(words))


def _cut(text: str) -> str:
    if width_of(text) <= _MOST_WIDTH:
        return text
    while text and width_of(f"{text}…") > _MOST_WIDTH:
        text = text[:-1]
    return f"{text.rstrip(' ,;:-–')}…"


@lru_cache(maxsize=4096)
def width_of(text: str) -> float:
    """Return how wide a text is at most in the usual fonts of screens, at the size of the labels."""
    return FONT * sum(_em(char) for char in text)


def _em(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn"):
        return 0.0
    if unicodedata.east_asian_width(char) in ("W", "F"):
        return 1.0
    if char in "MWmw—@%ЖШЩЮМжшщюмФ":
        return 0.95
    if char in "iljftrI.,:;'’‘|!()[] ":
        return 0.4
    return 0.74 if char.isupper() else 0.6
