"""Positions, derived from statements: who stands where on which point, since when, on what evidence.

Never typed by hand. A statement with a stance counts for the actor it was made on behalf of, else for its speaker, and
for everything that this actor belonged to on that day: by a role held then, or by `part_of`.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.diagnostics.types import At
from briefgen.model.edtf import Edtf
from briefgen.model.kinds.actor import Actor, Role
from briefgen.model.kinds.event import Stance


class Position(msgspec.Struct, frozen=True):
    """One stance of one actor on one subject (a point or a plan), with the statement that shows it."""

    actor: str
    subject: str
    stance: Stance
    made: StatementAt


Positions = dict[str, dict[str, tuple[Position, ...]]]
"""Actor id to subject id to the positions, newest first."""


def roles_on(actor: Actor, date: Edtf) -> tuple[Role, ...]:
    """Return the roles that the actor can have held on a date; a role without dates is held on any day."""
    return tuple(
        role
        for role in actor.roles
        if (role.from_ is None or role.from_.earliest <= date.latest)
        and (role.to is None or date.earliest <= role.to.latest)
    )


def belongs_to(corpus: Corpus, actor: str, date: Edtf) -> tuple[str, ...]:
    """Return the actor's id and those of all that it belonged to on a date, by a role or by `part_of`, nearest first."""
    found = [corpus.former.get(actor, actor)]
    for id in found:
        brief = corpus.find(id, Actor)
        if brief is None:
            continue
        above = [role.of for role in roles_on(brief, date) if role.of] + list(brief.part_of)
        found += dict.fromkeys(corpus.former.get(a, a) for a in above if corpus.former.get(a, a) not in found)
    return tuple(found)


def statement_named(corpus: Corpus, ref: str) -> StatementAt | None:
    """Return the statement that ``event-id#statement-id`` names, also by a former id of its event."""
    event, _, id = ref.partition("#")
    return corpus.statements.get(f"{corpus.former.get(event, event)}#{id}")


def statement_path(made: StatementAt) -> At:
    """Return where a statement stands in its event's file."""
    return "statements", next(i for i, statement in enumerate(made.event.statements) if statement is made.statement)


def holder(corpus: Corpus, made: StatementAt) -> str:
    """Return the actor whose stance a statement shows: for whom it was made, else its speaker."""
    id = made.statement.on_behalf_of or made.statement.speaker
    return corpus.former.get(id, id)


def speaks_for(corpus: Corpus, made: StatementAt) -> tuple[str, ...]:
    """Return the actors that a statement counts for, nearest first: for whom it was made and what they belonged to."""
    return belongs_to(corpus, holder(corpus, made), made.date)


def positions(corpus: Corpus) -> Positions:
    """Return every actor's positions, newest first; of two statements of one day the later in the corpus comes first."""
    found: dict[str, dict[str, list[Position]]] = defaultdict(lambda: defaultdict(list))
    for made in corpus.statements.values():
        stance = made.statement.stance
        if stance is None:
            continue
        for actor in speaks_for(corpus, made):
            for subject in made.statement.about:
                found[actor][corpus.former.get(subject, subject)].append(Position(actor, subject, stance, made))
    return {
        actor: {subject: tuple(reversed(entries)) for subject, entries in by_subject.items()}
        for actor, by_subject in found.items()
    }
