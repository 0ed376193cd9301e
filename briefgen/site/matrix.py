"""Position matrix of a plan: each party's position on each point, and its shifts.

Derived from statements by `analysis.party_positions`; editors write none of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from briefgen.analysis.agreement import Agreement
from briefgen.analysis.movement import DifferingVoices, Shift
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.site.positions import PositionRecord
from briefgen.site.shared import Site
from briefgen.text.messages import gettext

CELLS = 240
"""The number of cells on one page, so that a page stays below 300 kB and 4,000 elements."""
MOST_ROWS = 51
"""The number of rows on one page if the parties are few: the plan and 50 points."""


def rows_on_page(parties: int) -> int:
    """Return how many rows one page of a matrix has."""
    return max(1, min(MOST_ROWS, CELLS // max(1, parties)))


def address(site: Site, plan: str, subject: str) -> str:
    """Return the address of the matrix page with a plan or one of its points."""
    points = [point.id for point in site.corpus.points.get(plan, ())]
    index = points.index(subject) + 1 if subject in points else 0
    return numbered(plan, index // rows_on_page(len(site.parties)) + 1)


def numbered(plan: str, number: int) -> str:
    """Return the address of a page of a plan's matrix."""
    return f"plans/{plan}/positions/" if number == 1 else f"plans/{plan}/positions/page/{number}/"


class MatrixRow(msgspec.Struct, frozen=True):
    """One subject (a point, or the plan as a whole) with a cell for each party."""

    brief: Brief
    number: int | None
    """A point's number; None for the plan as a whole."""
    cells: tuple[PositionRecord, ...]
    agreement: Agreement

    @property
    def name(self) -> str:
        """Return the row's heading."""
        return gettext("The plan as a whole") if self.number is None else f"{self.number}. {self.brief.label}"

    @property
    def is_known(self) -> bool:
        """Return whether any party has a position, or had one on an earlier day."""
        return any(cell.history for cell in self.cells)

    @property
    def has_evidence(self) -> bool:
        """Return whether any party has a position, or had one."""
        return any(cell.history or cell.held for cell in self.cells)


class MatrixShift(msgspec.Struct, frozen=True):
    """One shift of a party on a subject."""

    party: str
    row: MatrixRow
    shift: Shift


class MatrixDifference(msgspec.Struct, frozen=True):
    """Two voices of a party that differ on a subject, without a shift."""

    party: str
    row: MatrixRow
    difference: DifferingVoices


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
        """Return the parties without any position here."""
        heard = {cell.party for row in self.rows for cell in row.cells if cell.is_known}
        return tuple(party for party in self.parties if party not in heard)

    @property
    def themes(self) -> tuple[str, ...]:
        """Return the themes of the rows, in the order of the rows."""
        return tuple(dict.fromkeys(theme for row in self.rows for theme in row.brief.themes))

    @property
    def shifts(self) -> tuple[MatrixShift, ...]:
        """Return every shift of a party, latest first."""
        found = [
            MatrixShift(cell.party, row, shift) for row in self.rows for cell in row.cells for shift in cell.shifts
        ]
        return tuple(sorted(found, key=lambda each: each.shift.after.moments, reverse=True))

    @property
    def differences(self) -> tuple[MatrixDifference, ...]:
        """Return every pair of voices of one party that differ, in the order of the rows."""
        return tuple(
            MatrixDifference(cell.party, row, difference)
            for row in self.rows
            for cell in row.cells
            for difference in cell.differences
        )


def matrix(site: Site, plan: Plan, points: Sequence[Point]) -> Matrix:
    """Return the matrix of a plan: a row for the plan itself, then one for each point."""
    subjects: list[tuple[Plan | Point, int | None]] = [(plan, None), *((point, point.number) for point in points)]
    derived = site.position_records.derived
    rows = []
    for brief, number in subjects:
        cells = tuple(site.position(party, brief.id) for party in site.parties)
        rows.append(MatrixRow(brief, number, cells, derived.agreement([cell.now for cell in cells])))
    return Matrix(plan, site.parties, tuple(rows))
