"""Agreement of the parties on a subject.

Only well-supported positions count. Weaker positions never change the word. They are counted beside it, with a mark where they would make it less
friendly. The rules are those of docs/evidence.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Literal

import msgspec

from briefgen.analysis.cell import FAVOURABLE, Cell, Party

Level = Literal["opposed", "differ", "all-for", "all-against", "all-open", "too-few"]
LEVELS: tuple[Level, ...] = ("opposed", "differ", "all-for", "all-against", "all-open", "too-few")
"""All levels, the greatest distance between parties first."""

IsOrgan = Callable[[Cell, Cell], bool]
"""Whether the actor of the first cell is an organ of the actor of the second."""


class Agreement(msgspec.Struct, frozen=True):
    """How far the parties are apart on a subject."""

    level: Level
    counted: int
    """The number of actors whose positions were counted."""
    weaker: int
    """The number of actors whose positions are less well supported and were not counted."""
    opposed_pairs: int
    """The number of counted pairs with different stances."""
    is_doubted: bool
    """Whether a weaker report would make the word less friendly."""

    @property
    def order(self) -> tuple[int, int]:
        """Return the sort key: subjects with the greatest distance come first."""
        return LEVELS.index(self.level), -self.opposed_pairs


def agreement(parties: Sequence[Party], is_organ: IsOrgan) -> Agreement:
    """Return the agreement of the parties on a subject.

    `parties` holds one position for each column. `is_organ` prevents that an actor is paired with a body for which
    it counts.
    """
    everyone = list(_voices(parties))
    strong = [(column, cell) for column, cell in everyone if cell.strength == "strong" and cell.is_clear]
    level, pairs, counted = _level(strong, is_organ)
    weaker = [(column, cell) for column, cell in everyone if cell.strength in ("reported", "weak")]
    clear = [(column, cell) for column, cell in everyone if cell.is_clear]
    with_weaker = _level([*clear, *_beside(everyone)], is_organ)[0]
    return Agreement(
        level=level,
        counted=counted,
        weaker=len(weaker),
        opposed_pairs=pairs,
        is_doubted=_distance(with_weaker) > _distance(level),
    )


def _voices(parties: Sequence[Party]) -> Iterator[tuple[str, Cell]]:
    """Yield each actor's cell once, with its column: its own column if it has one."""
    columns = {party.actor for party in parties}
    seen: set[str] = set()
    for party in parties:
        for cell in party.voices:
            is_elsewhere = cell.actor != party.actor and cell.actor in columns
            if not is_elsewhere and cell.actor not in seen:
                seen.add(cell.actor)
                yield party.actor, cell


def _beside(voices: Iterable[tuple[str, Cell]]) -> Iterator[tuple[str, Cell]]:
    """Yield the weaker statements that stand beside a position, each as a cell."""
    for column, cell in voices:
        for said in cell.beside:
            if said.stance != "unclear":
                yield column, Cell(cell.actor, said.stance, said.basis, (said,))


def _level(voices: Sequence[tuple[str, Cell]], is_organ: IsOrgan) -> tuple[Level, int, int]:
    """Return the level, the number of pairs that differ, and the number of actors in pairs."""
    stances: list[tuple[str, str]] = []
    paired: dict[str, None] = {}
    for (column, one), (other_column, other) in combinations(voices, 2):
        if column == other_column or one.actor == other.actor or is_organ(one, other) or is_organ(other, one):
            continue
        stances.append((_alike(one), _alike(other)))
        paired |= dict.fromkeys((one.actor, other.actor))
    # An actor without a pair is counted, too: "too few" says how many there are.
    counted = len(paired) or len({cell.actor for _, cell in voices})
    if not stances:
        return "too-few", 0, counted
    unlike = sum(one != other for one, other in stances)
    if any("rejects" in pair and not FAVOURABLE.isdisjoint(pair) for pair in stances):
        return "opposed", unlike, counted
    if unlike:
        return "differ", unlike, counted
    common = {stance for pair in stances for stance in pair}
    if common <= FAVOURABLE:
        return "all-for", 0, counted
    return ("all-against" if common == {"rejects"} else "all-open" if common == {"open"} else "differ"), unlike, counted


def _alike(cell: Cell) -> str:
    """Return the stance for a comparison: `proposes` is like `accepts`."""
    return "accepts" if cell.stance == "proposes" else str(cell.stance)


def _distance(level: Level) -> int:
    return {"opposed": 2, "differ": 1}.get(level, 0)
