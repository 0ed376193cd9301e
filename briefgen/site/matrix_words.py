"""The sentences that open a position matrix, written from its cells.

Only documented and on-record positions count in them, as in `analysis.agreement`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from briefgen.site.matrix import Matrix, MatrixRow
from briefgen.site.positions import PositionRecord
from briefgen.site.shared import Site
from briefgen.text.messages import decimal, gettext, ngettext

FEW = 3
"""The number of parties that a sentence names; of more it says how many there are."""


def opening(site: Site, matrix: Matrix) -> str:
    """Return a few sentences on what the matrix shows; empty without points."""
    if not matrix.points:
        return ""
    return " ".join((*_disagreement(site, matrix), *_silence(site, matrix)))


def _disagreement(site: Site, matrix: Matrix) -> Iterator[str]:
    points = matrix.points
    opposed = [row for row in points if row.agreement.level == "opposed"]
    if opposed:
        yield ngettext(
            "On %(some)s of %(count)s point, one party rejects on record what another proposes or accepts.",
            "On %(some)s of %(count)s points, one party rejects on record what another proposes or accepts.",
            len(points),
            some=decimal(len(opposed)),
        )
        yield gettext(
            "Rejecting: %(parties)s.", parties=_named(site, _heard(matrix, opposed, lambda s: s == "rejects"))
        )
        others = [set(_heard(matrix, [row], _is_for)) for row in opposed]
        common = [party for party in matrix.parties if all(party in found for found in others)]
        if common:
            yield gettext("Proposing or accepting each time: %(parties)s.", parties=_named(site, common))
        return
    differ = sum(row.agreement.level == "differ" for row in points)
    alike = sum(row.agreement.level.startswith("all-") for row in points)
    if differ:
        yield ngettext(
            "No party rejects on record what another proposes or accepts; positions differ on %(some)s of %(count)s point.",
            "No party rejects on record what another proposes or accepts; positions differ on %(some)s of %(count)s points.",
            len(points),
            some=decimal(differ),
        )
    elif alike:
        yield ngettext(
            "On %(some)s of %(count)s point, all parties with a well-supported position are on the same side.",
            "On %(some)s of %(count)s points, all parties with a well-supported position are on the same side.",
            len(points),
            some=decimal(alike),
        )
    else:
        yield gettext("On no point do two parties have a clear and well-supported position.")


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
        yield ngettext(
            "Least known: %(party)s, without a well-supported position on %(some)s of %(count)s point.",
            "Least known: %(party)s, without a well-supported position on %(some)s of %(count)s points.",
            len(points),
            party=site.label(least_known[0]),
            some=decimal(most),
        )


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


def _named(site: Site, parties: list[str]) -> str:
    """Return names without an article or a verb, so that any name fits."""
    if len(parties) > FEW:
        return ngettext("%(count)s party", "%(count)s parties", len(parties))
    return "; ".join(site.label(party) for party in parties)
