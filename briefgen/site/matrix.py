"""A plan's position matrix: what each party is on record with, how it moved, and how far the parties are apart.

Stands on the site and its timelines. Nothing here is typed by hand: all of it follows from statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import msgspec

from briefgen.model import vocabulary
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.event import Stance
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.analysis.positions import Position
from briefgen.site.shared import Site
from briefgen.site.history import DatedPosition, positions_known

_LEVELS = tuple(vocabulary.BETWEEN)


class Between(msgspec.Struct, frozen=True):
    """How far parties are apart on a subject."""

    level: str
    """One of `words.BETWEEN`."""
    pairs: int
    """How many pairs of parties have different stances."""

    @property
    def order(self) -> tuple[int, int]:
        """Return what it sorts by: those farthest apart come first."""
        return _LEVELS.index(self.level), -self.pairs


class Cell(msgspec.Struct, frozen=True):
    """What one party is on record with on one subject."""

    party: str
    held: tuple[DatedPosition, ...]
    """Every position with the day from which it was known, newest first."""

    @property
    def newest(self) -> Position | None:
        """Return the position that counts, or None where the party is not on record."""
        return self.held[0].position if self.held else None

    @property
    def stance(self) -> Stance | None:
        """Return the stance that counts."""
        return self.newest.stance if self.newest else None

    @property
    def moves(self) -> tuple[DatedPosition, ...]:
        """Return where the party came to each of its stances, oldest first."""
        return movement(self.held)


class MatrixRow(msgspec.Struct, frozen=True):
    """One subject, a point or the plan as a whole, with a cell for each party."""

    brief: Brief
    number: int | None
    """A point's number; None for the plan as a whole."""
    cells: tuple[Cell, ...]
    between: Between

    @property
    def name(self) -> str:
        """Return what the row is called."""
        return "The plan as a whole" if self.number is None else f"{self.number}. {self.brief.label}"

    @property
    def is_known(self) -> bool:
        """Return whether any party is on record."""
        return any(cell.held for cell in self.cells)


class Move(msgspec.Struct, frozen=True):
    """One time that a party went from one stance to another."""

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
        """Return the rows of the points."""
        return tuple(row for row in self.rows if row.number is not None)

    @property
    def silent(self) -> tuple[str, ...]:
        """Return the parties that are on record on nothing here."""
        heard = {cell.party for row in self.rows for cell in row.cells if cell.held}
        return tuple(party for party in self.parties if party not in heard)

    @property
    def themes(self) -> tuple[str, ...]:
        """Return the themes that rows have, in the order of the rows."""
        return tuple(dict.fromkeys(theme for row in self.rows for theme in row.brief.themes))

    @property
    def moves(self) -> tuple[Move, ...]:
        """Return every time that a party moved, the latest first."""
        found = [
            Move(cell.party, row, before, after)
            for row in self.rows
            for cell in row.cells
            for before, after in zip(cell.moves, cell.moves[1:], strict=False)
        ]
        return tuple(sorted(found, key=lambda m: m.after.position.made.date.sort_key, reverse=True))


def matrix(site: Site, plan: Plan, points: Sequence[Point]) -> Matrix:
    """Return the matrix of a plan: the plan as a whole, then its points."""
    subjects: list[tuple[Plan | Point, int | None]] = [(plan, None), *((point, point.number) for point in points)]
    rows = []
    for brief, number in subjects:
        cells = tuple(Cell(party, positions_known(site, party, brief.id)) for party in site.parties)
        rows.append(MatrixRow(brief, number, cells, between(cell.stance for cell in cells)))
    return Matrix(plan, site.parties, tuple(rows))


def movement(held: Sequence[DatedPosition]) -> tuple[DatedPosition, ...]:
    """Return of positions, newest first, those at which the stance was another than before; oldest first."""
    found: list[DatedPosition] = []
    for one in reversed(held):
        if not found or found[-1].position.stance != one.position.stance:
            found.append(one)
    return tuple(found)


def between(stances: Iterable[Stance | None]) -> Between:
    """Return how far parties with these stances are apart; one that is unclear or not known does not count."""
    told = [stance for stance in stances if stance not in (None, "unclear")]
    pairs = sum(one != other for one, other in combinations(told, 2))
    if len(told) < 2:
        return Between("few", 0)
    if not pairs:
        return Between("same", 0)
    is_opposed = "rejects" in told and not {"accepts", "accepts-with-conditions"}.isdisjoint(told)
    return Between("opposed" if is_opposed else "differ", pairs)
