"""Relations of actors: met, spoke for, answered, disputes, voices differ, part of.

Derived from the briefs; editors never write relations. Each relation lists all its evidence, oldest first, each with
its basis. No actor is related to itself. Former ids are resolved to current ones. Actors dispute if a statement of one
disputes one of the other; within one side their voices differ. The rules are those of docs/evidence.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations, product
from typing import Literal

import msgspec

from briefgen.analysis.basis import BASES, Basis, basis_of_citations, basis_of_event, basis_of_statement
from briefgen.analysis.known_since import ALWAYS, NEVER
from briefgen.analysis.positions import belongs_to, statement_named
from briefgen.analysis.sides import Voice, is_one_side, voices
from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.model.edtf import Day, Edtf
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event
from briefgen.text.messages import gettext

RelationKind = Literal["met", "spoke-for", "answered", "disputes", "voices-differ", "part-of"]

KINDS: tuple[RelationKind, ...] = ("met", "spoke-for", "answered", "disputes", "voices-differ", "part-of")
"""All kinds of relations, in the order in which pages show them."""

MUTUAL: frozenset[RelationKind] = frozenset(("met", "disputes", "voices-differ"))
"""Relations without a direction: both actors have the same part in them."""

MEETINGS = frozenset(("talks", "meeting", "visit", "call"))
"""Kinds of events that count as a meeting of their participants."""

MOST_TOGETHER = 20
"""The largest number of participants for an event to count as a meeting."""


class RelationEvidence(msgspec.Struct, frozen=True):
    """Evidence for a relation: an event, a statement, or an actor's own brief."""

    ref: str
    basis: Basis
    first: Day
    """The first day on which the relation holds; `ALWAYS` if its beginning is unknown."""
    last: Day
    """The last day on which it holds; `NEVER` if it has no end."""
    date: Edtf | None = None
    """The date of an event or a statement."""
    since: Edtf | None = None
    until: Edtf | None = None
    note: str = ""
    """The title of the role that one actor held in the other."""

    def words(self) -> str:
        """Return the date or period in words; empty if unknown."""
        if self.date:
            return self.date.words()
        if self.since and self.until:
            return gettext("%(start)s to %(end)s", start=self.since.words(), end=self.until.words())
        if self.since:
            return gettext("since %(date)s", date=self.since.words())
        return gettext("until %(date)s", date=self.until.words()) if self.until else ""


class Relation(msgspec.Struct, frozen=True):
    """A relation of two actors; a mutual one names them in the order of their ids."""

    kind: RelationKind
    one: str
    other: str
    evidence: tuple[RelationEvidence, ...]
    """Oldest first, at least one item."""

    @property
    def basis(self) -> Basis:
        """Return the basis of the best evidence."""
        return max((each.basis for each in self.evidence), key=BASES.index)

    def words(self) -> str:
        """Return the period that the evidence covers, in words; empty if unknown."""
        first, last = self.evidence[0].words(), self.evidence[-1].words()
        if first == last:
            return first
        is_dated = all(evidence.date for evidence in self.evidence)
        return (
            gettext("%(start)s to %(end)s", start=first, end=last)
            if is_dated
            else "; ".join(dict.fromkeys(e.words() for e in self.evidence if e.words()))
        )


Found = tuple[RelationKind, str, str, RelationEvidence]


def relations(corpus: Corpus) -> tuple[Relation, ...]:
    """Return all relations, sorted by kind and then by the ids of both actors."""
    return corpus.once(_relations)


def relations_among(corpus: Corpus, actors: Collection[str]) -> tuple[Relation, ...]:
    """Return the relations between some actors, in the order of `relations`.

    The actors are given by their current ids. This is cheaper than all relations if the actors are few.
    """
    found = _relations(corpus, actors)
    return tuple(relation for relation in found if relation.one in actors and relation.other in actors)


def _relations(corpus: Corpus, among: Collection[str] | None = None) -> tuple[Relation, ...]:
    limit = corpus.stands_on.latest if corpus.stands_on else None
    found: dict[tuple[int, str, str], dict[RelationEvidence, None]] = defaultdict(dict)
    for kind, one, other, evidence in _all(corpus, among):
        a, b = corpus.former.get(one, one), corpus.former.get(other, other)
        if a == b or corpus.find(a, Actor) is None or corpus.find(b, Actor) is None:
            continue
        if kind in MUTUAL and b < a:
            a, b = b, a
        found[KINDS.index(kind), a, b][_by(limit, evidence)] = None
    return tuple(
        Relation(KINDS[number], one, other, tuple(sorted(shown, key=lambda e: (e.first, e.last, e.ref, e.note))))
        for (number, one, other), shown in sorted(found.items())
    )


def _all(corpus: Corpus, among: Collection[str] | None) -> Iterator[Found]:
    """Yield what makes a relation; with `among`, at least all that makes one between these actors."""
    current = corpus.former
    for event in corpus.events:
        if among is None or sum(current.get(one.actor, one.actor) in among for one in event.participants) > 1:
            yield from _met(corpus, event)
    for made in corpus.statements.values():
        if among is None or any(current.get(id, id) in among for id in made.statement.named_speakers):
            yield from _said(corpus, made)
    for actor in corpus.of(Actor):
        if among is None or actor.id in among:
            yield from _belongs(corpus, actor)


def _met(corpus: Corpus, event: Event) -> Iterator[Found]:
    """Yield the pairs of actors that met at an event.

    Two actors do not count as a pair if one belonged to the other: a delegate does not meet the own state.
    """
    if event.kind not in MEETINGS or event.state not in ("happened", "reported"):
        return
    there = sorted({corpus.former.get(p.actor, p.actor) for p in event.participants})
    if len(there) > MOST_TOGETHER:
        return
    evidence = _dated(event.id, event.date, basis_of_event(corpus, event))
    above = {actor: belongs_to(corpus, actor, event.date) for actor in there}
    for one, other in combinations(there, 2):
        if other not in above[one] and one not in above[other]:
            yield "met", one, other, evidence


def _said(corpus: Corpus, made: StatementAt) -> Iterator[Found]:
    statement = made.statement
    if not (statement.on_behalf_of or statement.responds_to or statement.disputes):
        return
    basis = basis_of_statement(corpus, made)
    evidence = _dated(made.ref, made.date, basis)
    for speaker in statement.named_speakers:
        if statement.on_behalf_of:
            yield "spoke-for", speaker, statement.on_behalf_of, evidence
    for answered in _named(corpus, statement.responds_to):
        for one, other in _pairs(corpus, made, answered):
            yield "answered", one.speaker, other.speaker, evidence
    for disputed in _named(corpus, statement.disputes):
        both = min(basis, basis_of_statement(corpus, disputed), key=BASES.index)
        for one, other in _pairs(corpus, made, disputed):
            kind: RelationKind = "voices-differ" if is_one_side(one, other) else "disputes"
            yield kind, one.speaker, other.speaker, _dated(made.ref, made.date, both)


def _named(corpus: Corpus, refs: Iterable[str]) -> Iterator[StatementAt]:
    found = (statement_named(corpus, ref) for ref in refs)
    return (made for made in found if made is not None)


def _pairs(corpus: Corpus, made: StatementAt, other: StatementAt) -> Iterator[tuple[Voice, Voice]]:
    """Yield each pair of named speakers of two statements."""
    return (
        (mine, theirs)
        for mine, theirs in product(voices(corpus, made), voices(corpus, other))
        if mine.speaker and theirs.speaker
    )


def _belongs(corpus: Corpus, actor: Actor) -> Iterator[Found]:
    basis = basis_of_citations(corpus, actor.cite, actor.id)
    for other in actor.part_of:
        yield "part-of", actor.id, other, RelationEvidence(actor.id, basis, ALWAYS, NEVER)
    for role in actor.roles:
        if role.of:
            first = role.from_.earliest if role.from_ else ALWAYS
            last = role.to.latest if role.to else NEVER
            known = basis_of_citations(corpus, role.cite or actor.cite, actor.id)
            held = RelationEvidence(actor.id, known, first, last, since=role.from_, until=role.to, note=role.title)
            yield "part-of", actor.id, role.of, held


def _by(limit: Day | None, evidence: RelationEvidence) -> RelationEvidence:
    """Return the evidence as known on a day: an end after that day was not known yet."""
    if limit is None or evidence.last == NEVER or evidence.last <= limit:
        return evidence
    return msgspec.structs.replace(evidence, last=limit)


def _dated(ref: str, date: Edtf, basis: Basis) -> RelationEvidence:
    return RelationEvidence(ref, basis, date.earliest, date.latest, date)
