"""Relations between actors: met, spoke for, answered, disputes, part of.

Derived from the briefs; editors never write relations. Each relation lists all its evidence, oldest first. No actor
is related to itself. Former ids are resolved to current ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Literal

import msgspec

from briefgen.analysis.known_since import ALWAYS, NEVER, since
from briefgen.analysis.positions import belongs_to, statement_named
from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.model.edtf import Day, Edtf, parse
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event

RelationKind = Literal["met", "spoke-for", "answered", "disputes", "part-of"]

KINDS: tuple[RelationKind, ...] = ("met", "spoke-for", "answered", "disputes", "part-of")
"""All kinds of relations, in the order in which pages show them."""

MUTUAL: frozenset[RelationKind] = frozenset(("met", "disputes"))
"""Relations without a direction: both actors have the same part in them."""

MEETINGS = frozenset(("talks", "meeting", "visit", "call"))
"""Kinds of events that count as a meeting of their participants."""

MOST_TOGETHER = 20
"""The largest number of participants for an event to count as a meeting."""


class RelationEvidence(msgspec.Struct, frozen=True):
    """Evidence for a relation: an event, statement, dispute, or an actor's own brief."""

    ref: str
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
            return f"{self.since.words()} to {self.until.words()}"
        return f"since {self.since.words()}" if self.since else f"until {self.until.words()}" if self.until else ""


class Relation(msgspec.Struct, frozen=True):
    """A relation of two actors; a mutual one names them in the order of their ids."""

    kind: RelationKind
    one: str
    other: str
    evidence: tuple[RelationEvidence, ...]
    """Oldest first, at least one item."""

    def words(self) -> str:
        """Return the period that the evidence covers, in words; empty if unknown."""
        first, last = self.evidence[0].words(), self.evidence[-1].words()
        if first == last:
            return first
        is_dated = all(evidence.date for evidence in self.evidence)
        return (
            f"{first} to {last}"
            if is_dated
            else "; ".join(dict.fromkeys(e.words() for e in self.evidence if e.words()))
        )


Found = tuple[RelationKind, str, str, RelationEvidence]


def relations(corpus: Corpus) -> tuple[Relation, ...]:
    """Return all relations, sorted by kind and then by the ids of both actors."""
    return corpus.once(_relations)


def _relations(corpus: Corpus) -> tuple[Relation, ...]:
    limit = corpus.stands_on.latest if corpus.stands_on else None
    found: dict[tuple[int, str, str], dict[RelationEvidence, None]] = defaultdict(dict)
    for kind, one, other, evidence in _all(corpus):
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


def _all(corpus: Corpus) -> Iterator[Found]:
    for event in corpus.events:
        yield from _met(corpus, event)
    for made in corpus.statements.values():
        yield from _said(corpus, made)
    for dispute in corpus.of(Dispute):
        yield from _differ(corpus, dispute)
    for actor in corpus.of(Actor):
        yield from _belongs(actor)


def _met(corpus: Corpus, event: Event) -> Iterator[Found]:
    """Yield the pairs of actors that met at an event.

    Two actors do not count as a pair if one belonged to the other: a delegate does not meet the own state.
    """
    if event.kind not in MEETINGS or event.state not in ("happened", "reported"):
        return
    there = sorted({corpus.former.get(p.actor, p.actor) for p in event.participants})
    if len(there) > MOST_TOGETHER:
        return
    evidence = _dated(event.id, event.date)
    above = {actor: belongs_to(corpus, actor, event.date) for actor in there}
    for one, other in combinations(there, 2):
        if other not in above[one] and one not in above[other]:
            yield "met", one, other, evidence


def _said(corpus: Corpus, made: StatementAt) -> Iterator[Found]:
    statement, evidence = made.statement, _dated(made.ref, made.date)
    for speaker in statement.named_speakers:
        if statement.on_behalf_of:
            yield "spoke-for", speaker, statement.on_behalf_of, evidence
        for other in _speakers(corpus, statement.responds_to):
            yield "answered", speaker, other, evidence
        for other in _speakers(corpus, statement.disputes):
            yield "disputes", speaker, other, evidence


def _speakers(corpus: Corpus, refs: Iterable[str]) -> Iterator[str]:
    for ref in refs:
        other = statement_named(corpus, ref)
        if other is not None:
            yield from other.statement.named_speakers


def _differ(corpus: Corpus, dispute: Dispute) -> Iterator[Found]:
    """Yield the pairs of actors that hold different accounts.

    An actor that holds both accounts does not differ over them.
    """
    # A dispute begins on the day on which two of its accounts were known.
    day = since(corpus).of(dispute.id)
    known = parse("{:04}-{:02}-{:02}".format(*day)) if 0 < day[0] < 10_000 else None
    evidence = RelationEvidence(dispute.id, day if known else ALWAYS, NEVER, since=known)
    held = [{corpus.former.get(id, id) for id in account.held_by} for account in dispute.accounts]
    for these, those in combinations(held, 2):
        for one in sorted(these - those):
            for other in sorted(those - these):
                yield "disputes", one, other, evidence


def _belongs(actor: Actor) -> Iterator[Found]:
    for other in actor.part_of:
        yield "part-of", actor.id, other, RelationEvidence(actor.id, ALWAYS, NEVER)
    for role in actor.roles:
        if role.of:
            first = role.from_.earliest if role.from_ else ALWAYS
            last = role.to.latest if role.to else NEVER
            held = RelationEvidence(actor.id, first, last, since=role.from_, until=role.to, note=role.title)
            yield "part-of", actor.id, role.of, held


def _by(limit: Day | None, evidence: RelationEvidence) -> RelationEvidence:
    """Return the evidence as known on a day: an end after that day was not known yet."""
    if limit is None or evidence.last == NEVER or evidence.last <= limit:
        return evidence
    return msgspec.structs.replace(evidence, last=limit)


def _dated(ref: str, date: Edtf) -> RelationEvidence:
    return RelationEvidence(ref, date.earliest, date.latest, date)
