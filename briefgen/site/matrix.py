"""Position matrix of a plan: each party's stance on each point, and its changes.

Derived from statements through `site.history`; editors write none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import msgspec

from briefgen.analysis.positions import Position
from briefgen.model import vocabulary
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.event import Stance
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.site.history import DatedPosition, dated_positions
from briefgen.site.shared import Site

_LEVELS = tuple(vocabulary.BETWEEN)


class Between(msgspec.Struct, frozen=True):
    """How far the stances of the parties on a subject are apart."""

    level: str
    """One of `vocabulary.BETWEEN`."""
    pairs: int
    """The number of pairs of parties with different stances."""

    @property
    def order(self) -> tuple[int, int]:
        """Return the sort key: subjects with the greatest distance come first."""
        return _LEVELS.index(self.level), -self.pairs


class Cell(msgspec.Struct, frozen=True):
    """The recorded positions of one party on one subject."""

    party: str
    held: tuple[DatedPosition, ...]
    """All positions with the day on which each became known, newest first."""

    @property
    def newest(self) -> Position | None:
        """Return the current position, or None if the party has none on record."""
        return self.held[0].position if self.held else None

    @property
    def stance(self) -> Stance | None:
        """Return the current stance, or None if the party has none on record."""
        return self.newest.stance if self.newest else None

    @property
    def moves(self) -> tuple[DatedPosition, ...]:
        """Return the first position of each stance period, oldest first; see `movement`."""
        return movement(self.held)


class MatrixRow(msgspec.Struct, frozen=True):
    """One subject (a point, or the plan as a whole) with a cell for each party."""

    brief: Brief
    number: int | None
    """A point's number; None for the plan as a whole."""
    cells: tuple[Cell, ...]
    between: Between

    @property
    def name(self) -> str:
        """Return the row's heading."""
        return "The plan as a whole" if self.number is None else f"{self.number}. {self.brief.label}"

    @property
    def is_known(self) -> bool:
        """Return whether any party is on record."""
        return any(cell.held for cell in self.cells)


class Move(msgspec.Struct, frozen=True):
    """One change of a party's stance on a subject."""

    party: str
    row: MatrixRow
    before: DatedPosition
    after: DatedPosition


class Matrix(msgspec.Struct, frozen=True):
    """A plan's subjects by the parties of the briefing."""

    plan: Plan
    parties: tuple[str, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def points(self) -> tuple[MatrixRow, ...]:
        """Return the rows of the points, without the plan as a whole."""
        return tuple(row for row in self.rows if row.number is not None)

    @property
    def silent(self) -> tuple[str, ...]:
        """Return the parties without any recorded position here."""
        heard = {cell.party for row in self.rows for cell in row.cells if cell.held}
        return tuple(party for party in self.parties if party not in heard)

    @property
    def themes(self) -> tuple[str, ...]:
        """Return the themes of the rows, in the order of the rows."""
        return tuple(dict.fromkeys(theme for row in self.rows for theme in row.brief.themes))

    @property
    def moves(self) -> tuple[Move, ...]:
        """Return every change of a stance, latest first."""
        found = [
            Move(cell.party, row, before, after)
            for row in self.rows
            for cell in row.cells
            for before, after in zip(cell.moves, cell.moves[1:], strict=False)
        ]
        return tuple(sorted(found, key=lambda m: m.after.position.made.date.sort_key, reverse=True))


def matrix(site: Site, plan: Plan, points: Sequence[Point]) -> Matrix:
    """Return the matrix of a plan: a row for the plan itself, then one for each point."""
    subjects: list[tuple[Plan | Point, int | None]] = [(plan, None), *((point, point.number) for point in points)]
    rows = []
    for brief, number in subjects:
        cells = tuple(Cell(party, dated_positions(site, party, brief.id)) for party in site.parties)
        rows.append(MatrixRow(brief, number, cells, between(cell.stance for cell in cells)))
    return Matrix(plan, site.parties, tuple(rows))


def movement(held: Sequence[DatedPosition]) -> tuple[DatedPosition, ...]:
    """Return the positions at which the stance changed, oldest first.

    `held` holds the positions newest first. The first position of all counts as a change.
    """
    found: list[DatedPosition] = []
    for one in reversed(held):
        if not found or found[-1].position.stance != one.position.stance:
            found.append(one)
    return tuple(found)


def between(stances: Iterable[Stance | None]) -> Between:
    """Return how far stances are apart; None and `unclear` do not count."""
    known = [stance for stance in stances if stance not in (None, "unclear")]
    pairs = sum(one != other for one, other in combinations(known, 2))
    if len(known) < 2:
        return Between("few", 0)
    if not pairs:
        return Between("same", 0)
    is_opposed = "rejects" in known and not {"accepts", "accepts-with-conditions"}.isdisjoint(known)
    return Between("opposed" if is_opposed else "differ", pairs)
