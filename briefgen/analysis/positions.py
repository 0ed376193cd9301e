"""Positions derived from statements: each actor's stance on each point.

Editors never write positions. A statement with a stance counts for the actor on whose behalf it was made, else for
its speaker. It also counts for every actor that this one belonged to on that day, by a role or by `part_of`.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.diagnostics.types import At
from briefgen.model.edtf import Edtf
from briefgen.model.kinds.actor import Actor, Role
from briefgen.model.kinds.event import Stance
from briefgen.model.references import split


class Position(msgspec.Struct, frozen=True):
    """One stance of one actor on one subject, with its statement.

    A subject is a point, a part of one, or a plan.
    """

    actor: str
    subject: str
    stance: Stance
    made: StatementAt


Positions = dict[str, dict[str, tuple[Position, ...]]]
"""Actor id to subject id to positions, newest first."""


def roles_on(actor: Actor, date: Edtf) -> tuple[Role, ...]:
    """Return the roles that the actor may have held on a date.

    A role without dates always counts.
    """
    return tuple(
        role
        for role in actor.roles
        if (role.from_ is None or role.from_.earliest <= date.latest)
        and (role.to is None or date.earliest <= role.to.latest)
    )


def belongs_to(corpus: Corpus, actor: str, date: Edtf) -> tuple[str, ...]:
    """Return the ids of the actor and of all actors that it belonged to on a date.

    Membership follows roles and `part_of`, over any number of levels. The closest actors come first.
    """
    found = [corpus.former.get(actor, actor)]
    for id in found:
        brief = corpus.find(id, Actor)
        if brief is None:
            continue
        above = [role.of for role in roles_on(brief, date) if role.of] + list(brief.part_of)
        found += dict.fromkeys(corpus.former.get(a, a) for a in above if corpus.former.get(a, a) not in found)
    return tuple(found)


def statement_named(corpus: Corpus, ref: str) -> StatementAt | None:
    """Return the statement `event-id#statement-id`; former event ids count too."""
    event, _, id = ref.partition("#")
    return corpus.statements.get(f"{corpus.former.get(event, event)}#{id}")


def statement_path(made: StatementAt) -> At:
    """Return the path of a statement within its event's file."""
    return "statements", next(i for i, statement in enumerate(made.event.statements) if statement is made.statement)


def holders(corpus: Corpus, made: StatementAt) -> tuple[str, ...]:
    """Return the ids of the actors whose stance it is.

    They are `on_behalf_of`, else each speaker. Empty for a report that names neither.
    """
    behalf = made.statement.on_behalf_of
    ids = (behalf,) if behalf else made.statement.named_speakers
    return tuple(dict.fromkeys(corpus.former.get(id, id) for id in ids))


def speaks_for(corpus: Corpus, made: StatementAt) -> tuple[str, ...]:
    """Return the ids of the actors that a statement counts for, closest first.

    These are its holders and all that these belonged to.
    """
    found = (actor for one in holders(corpus, made) for actor in belongs_to(corpus, one, made.date))
    return tuple(dict.fromkeys(found))


def subject_of(corpus: Corpus, about: str) -> str:
    """Return the subject that an item of `about` speaks of.

    A version of a plan stands for the plan. A part of a point is a subject of its own.
    """
    whole, tail = split(corpus.current(about))
    return whole if tail.startswith("@") else f"{whole}{tail}"


def positions(corpus: Corpus) -> Positions:
    """Return every actor's positions, newest first.

    Of two statements made on one day, the later one in the corpus comes first.
    """
    found: dict[str, dict[str, list[Position]]] = defaultdict(lambda: defaultdict(list))
    for made in corpus.statements.values():
        stance = made.statement.stance
        if stance is None:
            continue
        for actor in speaks_for(corpus, made):
            for subject in dict.fromkeys(subject_of(corpus, about) for about in made.statement.about):
                found[actor][subject].append(Position(actor, subject, stance, made))
    return {
        actor: {subject: tuple(reversed(entries)) for subject, entries in by_subject.items()}
        for actor, by_subject in found.items()
    }
