"""The sentences that open a position matrix, written from its cells.

Only documented and on-record positions count in them, as in `analysis.agreement`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from briefgen.site.matrix import Matrix, MatrixRow
from briefgen.site.positions import PositionRecord
from briefgen.site.shared import Site

FEW = 3
"""The number of parties that a sentence names; of more it says how many there are."""


def opening(site: Site, matrix: Matrix) -> str:
    """Return one or two sentences on what the matrix shows; empty without points."""
    points = matrix.points
    if not points:
        return ""
    return " ".join((_disagreement(site, matrix), *_silence(site, matrix)))


def _disagreement(site: Site, matrix: Matrix) -> str:
    points = matrix.points
    total = f"{len(points)} points" if len(points) != 1 else "1 point"
    opposed = [row for row in points if row.agreement.level == "opposed"]
    if opposed:
        against = _named(site, _heard(matrix, opposed, lambda stance: stance == "rejects"), "or")
        others = [set(_heard(matrix, [row], _is_for)) for row in opposed]
        common = [party for party in matrix.parties if all(party in found for found in others)]
        supported = f"what {_named(site, common, 'and')}" if 0 < len(common) <= FEW else "what another party"
        verb = "propose or accept" if 1 < len(common) <= FEW else "proposes or accepts"
        return f"On {len(opposed)} of {total}, {against} rejects on record {supported} {verb}."
    differ = sum(row.agreement.level == "differ" for row in points)
    if differ:
        return f"No party rejects on record what another proposes or accepts; on {differ} of {total} they differ."
    alike = sum(row.agreement.level.startswith("all-") for row in points)
    if alike:
        return f"On {alike} of {total}, all parties with a well-supported position take the same one."
    return f"On none of {total} do two parties have a well-supported position that is clear."


def _silence(site: Site, matrix: Matrix) -> Iterator[str]:
    """Yield a sentence on the party that is least known, if it is one party."""
    points = matrix.points
    unknown = {
        party: sum(not _is_strong(cell) for row in points for cell in row.cells if cell.party == party)
        for party in matrix.parties
    }
    most = max(unknown.values(), default=0)
    least_known = [party for party, count in unknown.items() if count == most]
    if most and len(least_known) == 1 and len(matrix.parties) > 1:
        party = site.label(least_known[0])
        of = "any of them" if most == len(points) else f"{most} of them" if most > 1 else "1 of them"
        yield f"{party} has no well-supported position on {of}."


def _is_for(stance: str) -> bool:
    return stance == "proposes" or stance.startswith("accepts")


def _is_strong(cell: PositionRecord) -> bool:
    return any(voice.strength == "strong" for voice in cell.now.voices)


def _heard(matrix: Matrix, rows: Iterable[MatrixRow], fits: Callable[[str], bool]) -> list[str]:
    """Return the parties with a well-supported stance that fits, in the order of the columns."""
    found = {
        cell.party
        for row in rows
        for cell in row.cells
        if any(voice.strength == "strong" and voice.stance and fits(voice.stance) for voice in cell.now.voices)
    }
    return [party for party in matrix.parties if party in found]


def _named(site: Site, parties: list[str], joint: str) -> str:
    names = [site.label(party) for party in parties]
    if len(names) > FEW:
        return f"at least one of {len(names)} parties"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"
