"""Relations between actors, derived from what the briefs say: who met, spoke for, answered, disputes and is part of whom.

Never typed by hand. Stands on the linked corpus, beside positions and corroboration. Each relation carries all that shows it,
oldest first; nobody is related to themselves, and former ids are those of today.
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
from briefgen.corpus.memo import once
from briefgen.model.edtf import Day, Edtf, parse
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event

RelationKind = Literal["met", "spoke-for", "answered", "disputes", "part-of"]

KINDS: tuple[RelationKind, ...] = ("met", "spoke-for", "answered", "disputes", "part-of")
"""In the order in which pages show them."""

MUTUAL: frozenset[RelationKind] = frozenset(("met", "disputes"))
"""Relations without a direction: they hold for both sides alike."""

MEETINGS = frozenset(("talks", "meeting", "visit", "call"))
"""Kinds of events whose participants dealt with each other."""

MOST_TOGETHER = 20
"""Where more took part, being there is no sign of having dealt with each other."""


class RelationEvidence(msgspec.Struct, frozen=True):
    """What shows a relation: an event, a statement, a dispute, or the brief of the actor that is part of the other."""

    ref: str
    first: Day
    """The first day on which it holds; `ALWAYS` where nothing says since when."""
    last: Day
    """The last day on which it holds; `NEVER` where it has no end."""
    date: Edtf | None = None
    """When it was, for what has a date."""
    since: Edtf | None = None
    until: Edtf | None = None
    note: str = ""
    """The role that somebody held."""

    def words(self) -> str:
        """Return when it was in words; empty where nothing says it."""
        if self.date:
            return self.date.words()
        if self.since and self.until:
            return f"{self.since.words()} to {self.until.words()}"
        return f"since {self.since.words()}" if self.since else f"until {self.until.words()}" if self.until else ""


class Relation(msgspec.Struct, frozen=True):
    """How one actor is related to another. A mutual relation names the two in the order of their ids."""

    kind: RelationKind
    one: str
    other: str
    evidence: tuple[RelationEvidence, ...]
    """Oldest first, at least one."""

    def words(self) -> str:
        """Return from when to when it is shown, in words; empty where nothing says it."""
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
    """Return all relations, by kind and then by the ids of the two."""
    return once(corpus, _relations)


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
    """Yield the pairs that met at an event; a delegate did not meet the state that is named along with them."""
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
    if statement.on_behalf_of:
        yield "spoke-for", statement.speaker, statement.on_behalf_of, evidence
    for other in _speakers(corpus, statement.responds_to):
        yield "answered", statement.speaker, other, evidence
    for other in _speakers(corpus, statement.disputes):
        yield "disputes", statement.speaker, other, evidence


def _speakers(corpus: Corpus, refs: Iterable[str]) -> Iterator[str]:
    for ref in refs:
        other = statement_named(corpus, ref)
        if other is not None:
            yield other.statement.speaker


def _differ(corpus: Corpus, dispute: Dispute) -> Iterator[Found]:
    """Yield the pairs that hold different accounts; who holds both of two accounts does not differ over them."""
    # the day of a dispute is the one since which two of its accounts are known
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
    """Return evidence as it stood on a day: an end that lies behind it was not there yet."""
    if limit is None or evidence.last == NEVER or evidence.last <= limit:
        return evidence
    return msgspec.structs.replace(evidence, last=limit)


def _dated(ref: str, date: Edtf) -> RelationEvidence:
    return RelationEvidence(ref, date.earliest, date.latest, date)
