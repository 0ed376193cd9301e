"""Reported moves: changes of stance that only weaker sources report.

They are no shifts in the sense of docs/evidence.md, so a page lists them below the shifts, each with its basis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from briefgen.analysis.cell import Party
from briefgen.site.position_words import VoiceLine, position_text
from briefgen.site.positions import PositionRecord
from briefgen.site.shared import Site


class ReportedMove(msgspec.Struct, frozen=True):
    """An actor's stance, and a later one that is less well supported."""

    actor: str
    before: VoiceLine
    after: VoiceLine


def reported_moves(site: Site, records: Iterable[PositionRecord]) -> tuple[ReportedMove, ...]:
    """Return the reported moves of parties and their members, one for each actor."""
    found = {move.actor: move for record in records for move in _moves(site, record.now)}
    return tuple(found.values())


def _moves(site: Site, position: Party) -> Iterator[ReportedMove]:
    for cell in position.voices:
        end = max((said.moments[1] for said in cell.shown), default=None)
        end = cell.proposal.moments[1] if cell.proposal else end
        later = [said for said in cell.beside if end is not None and said.moments[0] > end]
        changed = [said.ref for said in later if said.stance not in (cell.stance, "unclear")]
        if cell.is_clear and changed:
            text = position_text(site, Party(cell.actor, (cell,)))
            after = next(line for line in text.beside if line.ref == changed[0])
            yield ReportedMove(cell.actor, text.lines[0], after)
