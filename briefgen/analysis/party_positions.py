"""Positions of the parties, derived from the statements of a corpus.

Gives each party's cell on each subject, the shifts, and the agreement of the parties, as known by a given day.
Editors never write positions. The rules are those of docs/evidence.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from briefgen.analysis.agreement import Agreement, agreement
from briefgen.analysis.basis import Basis, IsKnown, always, basis_of_statement, strength
from briefgen.analysis.cell import Cell, Party, Proposal, Said, group_position, own_cell
from briefgen.analysis.chronology import UNKNOWN_TIME, Moments, moments
from briefgen.analysis.membership import all_members_of
from briefgen.analysis.movement import DifferingVoices, Shift, differences, shifts
from briefgen.analysis.point_status import entry_basis, version_basis
from briefgen.analysis.positions import bodies_of, speaks_for, subject_of
from briefgen.analysis.versions import is_there
from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import Citation
from briefgen.model.kinds.actor import Actor, Member
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan, PlanVersion
from briefgen.model.kinds.point import Point, PointVersion


class PartyPositions:
    """Answers what parties hold on subjects; made once per corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._bases: dict[tuple[str, tuple[bool, ...]], Basis] = {}
        self._said: dict[tuple[str, str], list[Said]] = defaultdict(list)
        self._subjects: dict[str, set[str]] = defaultdict(set)
        for made in corpus.statements.values():
            self._collect(made)
        self._proposals = _Proposals(corpus)

    def _collect(self, made: StatementAt) -> None:
        statement = made.statement
        if statement.stance is None:
            return
        subjects: dict[str, str] = {}
        for target in statement.about:
            subject, current = subject_of(self._corpus, target), self._corpus.current(target)
            subjects[subject] = current if "@" in current else subjects.get(subject, "")
        said = {
            version: Said(
                ref=made.ref,
                speakers=tuple(self._corpus.former.get(id, id) for id in statement.attributed_to),
                stance=statement.stance,
                basis=self.basis(made),
                moments=moments(made.date),
                is_on_behalf=statement.on_behalf_of is not None,
                version=version,
            )
            for version in set(subjects.values())
        }
        for actor in speaks_for(self._corpus, made):
            for subject, version in subjects.items():
                self._subjects[actor].add(subject)
                self._said[actor, subject].append(said[version])

    def basis(self, made: StatementAt, is_known: IsKnown = always) -> Basis:
        """Return the basis of a statement, from the sources that were known."""
        key = (made.ref, tuple(is_known(self._corpus.current(c.source)) for c in made.statement.cite))
        if key not in self._bases:
            self._bases[key] = basis_of_statement(self._corpus, made, is_known)
        return self._bases[key]

    def said(self, actor: str, subject: str, is_known: IsKnown = always) -> tuple[Said, ...]:
        """Return an actor's statements with a stance on a subject, oldest first."""
        known = (said for said in self._said.get((actor, subject), ()) if is_known(said.ref))
        if is_known is always:
            return tuple(known)
        made = self._corpus.statements
        return tuple(msgspec.structs.replace(said, basis=self.basis(made[said.ref], is_known)) for said in known)

    def subjects(self, actor: str) -> tuple[str, ...]:
        """Return the ids of the subjects on which an actor spoke or made a proposal."""
        return tuple(sorted({*self._subjects.get(actor, ()), *self._proposals.subjects(actor)}))

    def heard(self, actor: str, subject: str) -> tuple[tuple[str, Said], ...]:
        """Return the statements of an actor and its members, each with its holder."""
        group = self._corpus.find(actor, Actor)
        members = all_members_of(self._corpus, group.id) if group and group.kind == "group" else ()
        return tuple((one, said) for one in (actor, *members) for said in self._said.get((one, subject), ()))

    def refs(self, actor: str, subject: str) -> frozenset[str]:
        """Return the refs of all that can decide an actor's position.

        These are statements, versions, entries and sources.
        """
        said = [said.ref for _, said in self.heard(actor, subject)]
        group = self._corpus.find(actor, Actor)
        members = all_members_of(self._corpus, group.id) if group and group.kind == "group" else ()
        versions = [ref for one in (actor, *members) for ref in self._proposals.refs(one, subject)]
        cited = [citation for ref in said for citation in self._corpus.statements[ref].statement.cite]
        cited += [citation for ref in versions for citation in self._cited(ref)]
        return frozenset((*said, *versions, *(self._corpus.current(citation.source) for citation in cited)))

    def _cited(self, ref: str) -> tuple[Citation, ...]:
        """Return the citations of a version, or of an entry given as `point-id@version-id`."""
        if ref in self._corpus.versions:
            return self._corpus.versions[ref][1].cite
        id, _, version = ref.partition("@")
        point = self._corpus.find(id, Point)
        return tuple(c for entry in (point.versions if point else ()) if entry.in_ == version for c in entry.cite)

    def own(self, actor: str, subject: str, is_known: IsKnown = always) -> Cell:
        """Return an actor's own cell on a point, a plan or a part of a point."""
        return own_cell(actor, self.said(actor, subject, is_known), self._proposals.of(actor, subject, is_known))

    def party(self, actor: str, subject: str, is_known: IsKnown = always) -> Party:
        """Return a party's position: its own cell, or for a group that of its members."""
        own = self.own(actor, subject, is_known)
        group = self._corpus.find(actor, Actor)
        if group is None or group.kind != "group":
            return Party(actor, (own,) if own.stance is not None else ())
        return group_position(actor, own, self._members(group, subject, is_known))

    def agreement(self, parties: Sequence[Party]) -> Agreement:
        """Return how far the parties are apart on a subject."""
        return agreement(parties, self._is_organ)

    def shifts(self, actor: str, subject: str, is_known: IsKnown = always) -> tuple[Shift, ...]:
        """Return the changes of an actor's own stance on a subject, oldest first.

        A group has only the shifts of what was said by it or on its behalf.
        """
        return shifts(
            self.said(actor, subject, is_known),
            lambda before, after: self._has_left(actor, before, after),
            self._proposals.first(actor, subject, is_known),
        )

    def differences(self, actor: str, subject: str, is_known: IsKnown = always) -> tuple[DifferingVoices, ...]:
        """Return the voices for an actor that differ on a subject and are no shift."""
        return differences(self.said(actor, subject, is_known), self.shifts(actor, subject, is_known))

    def left_office(self, said: Said, actor: str, day: Edtf) -> bool:
        """Return whether a statement's speakers no longer count for the actor on a day."""
        if actor in said.speakers or said.is_on_behalf:
            return False
        return not any(actor in bodies_of(self._corpus, speaker, day) for speaker in said.speakers)

    def _members(self, group: Actor, subject: str, is_known: IsKnown) -> list[Cell]:
        """Return the cells of a group's members; of a member group without a position, its members' cells.

        A statement counts only if it was made while its actor was a member.
        """
        found: dict[str, Cell] = {}
        seen = {group.id}
        waiting = [group]
        for one in waiting:
            for member in one.members:
                brief = self._corpus.find(member.actor, Actor)
                if brief is None or brief.id in seen:
                    continue
                seen.add(brief.id)
                cell = self.own(brief.id, subject, _while_member(self._corpus, member, is_known))
                if cell.stance is None and brief.kind == "group":
                    waiting.append(brief)
                else:
                    found[brief.id] = cell
        return list(found.values())

    def _has_left(self, actor: str, before: Said, after: Said) -> bool:
        """Return whether the speakers of one statement no longer spoke for the actor at another."""
        return self.left_office(before, actor, self._corpus.statements[after.ref].date)

    def _is_organ(self, one: Cell, other: Cell) -> bool:
        """Return whether the actor of a cell counts for the actor of another, on the days of both cells."""
        days = [self._corpus.statements[said.ref].date for cell in (one, other) for said in cell.shown]
        days += [day for cell in (one, other) if cell.proposal for day in self._days(cell.proposal.version)]
        return any(other.actor in bodies_of(self._corpus, one.actor, day) for day in days)

    def _days(self, version: str) -> Iterable[Edtf]:
        _, found = self._corpus.versions[version]
        day = version_day(self._corpus, found)
        return (day,) if day else ()


def _while_member(corpus: Corpus, member: Member, is_known: IsKnown) -> IsKnown:
    """Limit what is known to statements that a member may have made during its membership."""
    if member.from_ is None and member.to is None:
        return is_known

    def is_within(ref: str) -> bool:
        made = corpus.statements.get(ref)
        if made is None:
            return is_known(ref)
        is_after = member.from_ is None or member.from_.earliest <= made.date.latest
        is_before = member.to is None or made.date.earliest <= member.to.latest
        return is_after and is_before and is_known(ref)

    return is_within


def version_day(corpus: Corpus, version: PlanVersion) -> Edtf | None:
    """Return the date of a version: its own, else that of the event that brought it."""
    if version.date is not None:
        return version.date
    event = corpus.find(version.event, Event) if version.event else None
    return event.date if event else None


class _Proposals:
    """The versions of the negotiated line that each actor proposed, by subject."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._found: dict[tuple[str, str], list[_Ordered]] = defaultdict(list)
        self._subjects: dict[str, dict[str, None]] = defaultdict(dict)
        self._drops: dict[str, list[tuple[_Ordered, PointVersion]]] = defaultdict(list)
        for plan in corpus.of(Plan):
            self._collect(plan)

    def of(self, actor: str, subject: str, is_known: IsKnown) -> Proposal | None:
        """Return the newest version that an actor proposed, if the subject still stands."""
        known = [each for each in self._found.get((actor, subject), ()) if each.is_known(is_known)]
        if not known:
            return None
        newest = known[-1]
        has_gone = any(
            drop.order > newest.order and drop.is_known(is_known) and self._has_ended(drop, entry, subject, is_known)
            for drop, entry in self._drops.get(subject, ())
        )
        return None if has_gone else self._as_known(newest.proposal, is_known)

    def subjects(self, actor: str) -> tuple[str, ...]:
        """Return the ids of the subjects of an actor's proposals."""
        return tuple(self._subjects.get(actor, ()))

    def refs(self, actor: str, subject: str) -> tuple[str, ...]:
        """Return the versions and entries that make or end an actor's proposal."""
        found = self._found.get((actor, subject), ())
        both = (*found, *(drop for drop, _ in (self._drops.get(subject, ()) if found else ())))
        return tuple(dict.fromkeys(ref for each in both for ref in (each.version, each.entry)))

    def first(self, actor: str, subject: str, is_known: IsKnown) -> Proposal | None:
        """Return the newest version that an actor proposed, even if the subject is gone."""
        known = [each for each in self._found.get((actor, subject), ()) if each.is_known(is_known)]
        return self._as_known(known[-1].proposal, is_known) if known else None

    def _as_known(self, proposal: Proposal, is_known: IsKnown) -> Proposal:
        if is_known is always:
            return proposal
        basis = version_basis(self._corpus, *self._corpus.versions[proposal.version], is_known)
        return msgspec.structs.replace(proposal, basis=basis)

    def _collect(self, plan: Plan) -> None:
        for order, version in enumerate(plan.versions):
            if version.is_branch:
                continue
            ref = f"{plan.id}@{version.id}"
            authors = tuple(self._corpus.former.get(id, id) for id in version.proposed_by)
            proposal = Proposal(ref, version_basis(self._corpus, plan, version), self._moments(version))
            self._add(authors, plan.id, _Ordered(order, proposal, ref))
            for point in self._corpus.points.get(plan.id, ()):
                entry = next((entry for entry in point.versions if entry.in_ == version.id), None)
                if entry is None:
                    continue
                ordered = _Ordered(order, proposal, f"{point.id}@{version.id}")
                if is_there(entry):
                    self._add(authors, point.id, ordered)
                elif entry.change == "dropped" and self._is_strong(ordered, entry, point, always):
                    self._drops[point.id].append((ordered, entry))

    def _add(self, authors: Iterable[str], subject: str, proposal: _Ordered) -> None:
        for author in authors:
            self._found[author, subject].append(proposal)
            self._subjects[author][subject] = None

    def _has_ended(self, drop: _Ordered, entry: PointVersion, subject: str, is_known: IsKnown) -> bool:
        """Return whether an entry that ends a subject was well supported by what was known."""
        point = self._corpus.find(subject, Point)
        return is_known is always or (point is not None and self._is_strong(drop, entry, point, is_known))

    def _is_strong(self, ordered: _Ordered, entry: PointVersion, point: Point, is_known: IsKnown) -> bool:
        plan, version = self._corpus.versions[ordered.version]
        return strength(entry_basis(self._corpus, plan, version, point, entry, is_known)) == "strong"

    def _moments(self, version: PlanVersion) -> Moments:
        """Return the moments of a version; one without a date may be of any time."""
        day = version_day(self._corpus, version)
        return moments(day) if day else (-UNKNOWN_TIME, UNKNOWN_TIME)


class _Ordered(msgspec.Struct, frozen=True):
    """A version in the order of its plan."""

    order: int
    proposal: Proposal
    entry: str
    """The entry of the subject, as `point-id@version-id`; the version where the plan itself is the subject."""

    @property
    def version(self) -> str:
        return self.proposal.version

    def is_known(self, is_known: IsKnown) -> bool:
        """Return whether both the version and the entry were known."""
        return is_known(self.version) and is_known(self.entry)
