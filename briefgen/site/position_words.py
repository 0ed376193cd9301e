"""Positions and statuses in words, the same on pages and in the terminal.

Each line names the speaker, the day and the limits of the statement. Limits are its condition, the version that it is
about, and that the speaker has left office.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

import msgspec

from briefgen.analysis.as_of import known_part
from briefgen.analysis.basis import Basis, strength
from briefgen.analysis.cell import Cell, CellStance, Party, Said
from briefgen.analysis.party_positions import version_day
from briefgen.analysis.point_status import PointStatus
from briefgen.analysis.positions import bodies_of
from briefgen.corpus.corpus import StatementAt
from briefgen.model import vocabulary
from briefgen.model.edtf import Edtf
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Statement
from briefgen.site.counting import listed
from briefgen.site.shared import Site
from briefgen.text.messages import gettext, ngettext

LONG_CONDITION = 120
"""The length in characters at which a condition is cut."""


MANY_SPEAKERS = 3
"""The number of speakers above which a line names only the first."""


class VoiceLine(msgspec.Struct, frozen=True):
    """One stance in words: who took it, when, and with what limits."""

    actor: str
    """Whose position it is."""
    stance: CellStance
    basis: Basis
    by: str
    """The speakers, or the version of a proposal."""
    when: str
    ref: str
    """The statement or version, for a link."""
    limits: tuple[str, ...] = ()

    of: str = ""
    """The member whose position it is, where another actor spoke; empty otherwise."""

    def words(self) -> str:
        """Return the line as plain text."""
        sign, word = vocabulary.POSITIONS[self.stance]
        basis = "" if strength(self.basis) == "strong" else f" ({gettext(vocabulary.BASES[self.basis][0])})"
        return ", ".join(filter(None, (f"{sign} {gettext(word)}{basis}", self.of, self.by, self.when, *self.limits)))


class PositionText(msgspec.Struct, frozen=True):
    """A party's position in words."""

    lead: str
    """How members of a group come into it, such as `members differ`; empty for an actor's own position."""
    lines: tuple[VoiceLine, ...]
    beside: tuple[VoiceLine, ...]
    """Less well supported statements that are not earlier."""


def position_text(site: Site, position: Party, day: Edtf | None = None) -> PositionText:
    """Return a party's position in words; without lines where none is known.

    `day` is the day of the position; without one, the day that the briefing describes.
    """
    words = _Words(site, day, names_members=position.agreement in ("agree", "differ"))
    lead = {
        "own": "",
        "only": gettext("only %(member)s", member=site.label(position.voices[0].actor)) if position.voices else "",
        "agree": gettext("members agree"),
        "differ": gettext("members differ"),
    }[position.agreement]
    lines = [line for cell in position.voices for line in words.of_cell(cell)]
    beside = [words.of_said(cell.actor, said) for cell in position.voices for said in cell.beside]
    return PositionText(lead, _once(lines), _once(beside))


def _once(lines: Iterable[VoiceLine]) -> tuple[VoiceLine, ...]:
    """Return each statement once: a joint statement is the position of several members."""
    found: dict[tuple[str, str], VoiceLine] = {}
    for line in lines:
        key = (line.ref, line.stance)
        found[key] = msgspec.structs.replace(found[key], of="") if key in found else line
    return tuple(found.values())


def status_words(site: Site, status: PointStatus) -> str:
    """Return the status of a point in words, without its disputes and links."""
    word = gettext(vocabulary.STATUSES[status.word][1])
    if status.entry.into and status.word in ("merged", "split"):
        names = listed([site.label(id) for id in status.entry.into])
        word = gettext("%(status)s into %(points)s", status=word, points=names)
    if status.word == "moved" and status.entry.to:
        word = gettext("%(status)s to %(point)s", status=word, point=site.label(status.entry.to))
    return "; ".join(filter(None, (word, since_words(site, status))))


def since_words(site: Site, status: PointStatus) -> str:
    """Return what later versions say of a point; empty where its report is the newest."""
    if status.partly_since:
        versions = listed([version_label(site, ref) for ref in status.partly_since])
        return gettext("partly reported since (%(versions)s)", versions=versions)
    return gettext("no later report") if status.is_silent_since else ""


def version_label(site: Site, ref: str) -> str:
    """Return the label of a version without the plan's title."""
    found = site.corpus.versions.get(ref)
    return found[1].label if found else ref


class _Words:
    """Makes the lines of one position, as of an earlier day if one is given."""

    def __init__(self, site: Site, earlier: Edtf | None, *, names_members: bool) -> None:
        self._site = site
        self._earlier = earlier
        self._day = earlier or site.as_of
        self._names_members = names_members

    def of_cell(self, cell: Cell) -> Iterator[VoiceLine]:
        if cell.proposal is not None:
            _, version = self._site.corpus.versions[cell.proposal.version]
            day = version_day(self._site.corpus, version)
            words = day.words() if day else gettext("no date")
            yield VoiceLine(cell.actor, "proposes", cell.proposal.basis, version.label, words, cell.proposal.version)
            return
        for said in cell.shown if cell.stance == "mixed" else cell.shown[:1]:
            yield self.of_said(cell.actor, said)

    def of_said(self, actor: str, said: Said) -> VoiceLine:
        made = self._site.corpus.statements[said.ref]
        return VoiceLine(
            actor=actor,
            stance=said.stance,
            basis=said.basis,
            by=_shortened(self._site, made.statement),
            when=self._when(made.date),
            ref=said.ref,
            limits=tuple(self._limits(actor, said, made)),
            of=self._site.label(actor) if self._names_members and actor not in said.speakers else "",
        )

    def _when(self, date: Edtf) -> str:
        """Return a date in words; on an earlier day without an end that was not known by then."""
        known = known_part(date, self._earlier.latest) if self._earlier else None
        return (known or date).words()

    def _limits(self, actor: str, said: Said, made: StatementAt) -> Iterator[str]:
        if said.version:
            yield gettext("on %(version)s", version=version_label(self._site, said.version))
        if made.statement.condition:
            words = self._site.prose.plain(made.statement.condition).removesuffix(".")
            short = textwrap.shorten(words, LONG_CONDITION, placeholder=" …")
            yield gettext("condition: %(condition)s", condition=short)
        if self._day and self._site.position_records.derived.left_office(said, actor, self._day):
            left = self._left(actor, said, made.date)
            yield gettext("left office %(day)s", day=left.words()) if left else gettext("no longer in office")

    def _left(self, actor: str, said: Said, spoke: Edtf) -> Edtf | None:
        """Return the day on which the last of the speaker's roles for the actor ended."""
        ends = [
            role.to
            for speaker in said.speakers
            if (brief := self._site.corpus.find(speaker, Actor))
            for role in brief.roles
            if role.to is not None and role.of and actor in bodies_of(self._site.corpus, role.of, spoke)
        ]
        return max(ends, key=lambda day: day.sort_key, default=None)


def _shortened(site: Site, statement: Statement) -> str:
    """Return who made a statement; of many speakers the first, and how many others."""
    speakers = statement.attributed_to
    if len(speakers) <= MANY_SPEAKERS:
        return site.attribution(statement)
    return ngettext(
        "%(first)s and %(count)s other",
        "%(first)s and %(count)s others",
        len(speakers) - 1,
        first=site.label(speakers[0]),
    )
