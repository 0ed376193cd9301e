"""Helpers of a page for positions, agreement and statuses.

`PageHelpers` inherits them.
"""

from __future__ import annotations

from typing import Protocol

from markupsafe import Markup

from briefgen.analysis.agreement import Agreement
from briefgen.analysis.basis import Basis, strength
from briefgen.analysis.cell import Party
from briefgen.analysis.point_status import PointStatus
from briefgen.model import vocabulary
from briefgen.model.edtf import parse
from briefgen.model.kinds.point import Point
from briefgen.render import position_badges, signs
from briefgen.site.days import iso
from briefgen.site.matrix import address as matrix_address
from briefgen.site.position_words import PositionText, position_text, status_words
from briefgen.site.positions import PositionRecord
from briefgen.site.shared import Site
from briefgen.text.lines import in_one_line
from briefgen.text.messages import gettext


class PositionHelpers(Protocol):
    """Turns positions and statuses into safe HTML for one page."""

    _site: Site

    def href(self, ref: str) -> str: ...

    def page(self, address: str) -> str: ...

    def stance(self, stance: str, basis: Basis | None = None) -> Markup:
        """Return a stance as a badge: sign and word, drawn by its basis."""
        return position_badges.stance(stance, basis)

    def basis(self, basis: Basis) -> Markup:
        """Return a basis as a badge, for legends."""
        return position_badges.basis(basis)

    def drawn(self, basis: Basis) -> str:
        """Return the class that draws a basis."""
        return signs.drawn(basis)

    def tile(self, group: signs.Group, value: str, basis: Basis | None = None, size: str = "") -> Markup:
        """Return a sign alone, for a place where a word beside it says the same."""
        return signs.tile(group, value, basis, size)

    def position_href(self, record: PositionRecord) -> str:
        """Return the link to the evidence of a position.

        It leads to the plan's matrix, or to the first statement if the matrix has no such column.
        """
        brief = self._site.brief(record.subject)
        plan = brief.plan if isinstance(brief, Point) else record.subject
        if record.party in self._site.parties and self._site.corpus.points.get(self._site.corpus.current(plan)):
            page = self.page(matrix_address(self._site, self._site.corpus.current(plan), record.subject))
            return f"{page}#{record.party}--{record.subject}"
        lines = position_text(self._site, record.now).lines
        return self.href(lines[0].ref) if lines else ""

    def matrix_row(self, point: Point) -> str:
        """Return the link to a point's row in the matrix; empty if no matrix has it."""
        plan = self._site.corpus.current(point.plan)
        if not self._site.parties or plan not in self._site.corpus.points:
            return ""
        return f"{self.page(matrix_address(self._site, plan, point.id))}#row-{point.id}"

    def basis_word(self, basis: Basis) -> str:
        """Return the words for a basis that is not strong, such as `weakly sourced`."""
        return position_badges.basis_word(basis)

    def position_text(self, position: Party, day: str = "") -> PositionText:
        """Return a party's position in words; `day` is the ISO day of an earlier position."""
        return position_text(self._site, position, parse(day) if day else None)

    def strength_of(self, position: Party) -> str:
        """Return how well a position is supported: strong, reported or weak."""
        return strength(position.basis)

    def voices(self, position: Party) -> str:
        """Return the voices of a position for a script, as JSON."""
        return position_badges.voices(position)

    def last_said(self, position: Party) -> str:
        """Return the ISO day of the newest statement that a position shows.

        The result is empty for a proposal.
        """
        said = [one.ref for cell in position.voices for one in (*cell.shown, *cell.beside)]
        return max((iso(self._site.corpus.statements[ref].date.sort_key[0]) for ref in said), default="")

    def sign(self, position: Party, whose: str = "") -> Markup:
        """Return a party's position as a sign that links to its first statement.

        Its words are only for screen readers and the tooltip. `whose` names the party and the subject before them. A sign
        in brackets comes from members of a group, so that it does not look like the group's own.
        """
        text = position_text(self._site, position)
        if not text.lines:
            none = gettext(vocabulary.NO_POSITION)
            return Markup('<span class="bg-none" aria-hidden="true">·</span><span class="bg-sr">{}</span>').format(
                f"{in_one_line(whose)}: {none}" if whose else none
            )
        value = position.stance or "mixed"
        word = gettext(vocabulary.POSITIONS[value][1])
        basis = position.basis
        told = "; ".join(
            filter(None, (f"{text.lead}: {word}" if text.lead else word, basis and self.basis_word(basis)))
        )
        told = f"{in_one_line(whose)}: {told}" if whose else told
        sign = signs.sign(value)
        if position.is_from_members:
            sign = Markup('<span aria-hidden="true">(</span>{}<span aria-hidden="true">)</span>').format(sign)
        return Markup(
            '<a class="bg-mark bg-stance--{}{}" href="{}" title="{}">{}<span class="bg-sr">{}</span></a>'
        ).format(value, signs.drawn(basis), self.href(text.lines[0].ref), told, sign, told)

    def status(self, status: PointStatus | None) -> Markup:
        """Return the status of a point as a badge, drawn by its basis."""
        return position_badges.status(position_badges.status_word(status), status.basis if status else None)

    def status_badge(self, word: str) -> Markup:
        """Return a status as a badge, for legends."""
        return position_badges.status(word)

    def status_words(self, status: PointStatus) -> str:
        """Return the status of a point in words, with what was reported since."""
        return status_words(self._site, status)

    def agreement(self, found: Agreement) -> Markup:
        """Return how far parties are apart as a badge, with what was counted."""
        return position_badges.agreement(found)

    def level(self, level: str) -> Markup:
        """Return a level of agreement as a badge: sign and word."""
        return position_badges.level(level)
