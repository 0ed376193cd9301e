"""Whom a statement counts for: its speaker, bodies above it, or `on_behalf_of`.

Editors never write positions. A statement counts for the actor on whose behalf it was made, and for no other. Without
one it counts for its speakers, and for every body whose organ a speaker was on that day.
"""

from __future__ import annotations

from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.diagnostics.types import At
from briefgen.model.edtf import Edtf
from briefgen.model.kinds.actor import Actor, Role
from briefgen.model.references import split


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
    return _upwards(corpus, actor, date, has_groups=True)


def bodies_of(corpus: Corpus, actor: str, date: Edtf) -> tuple[str, ...]:
    """Return the ids of the actor and of every body whose organ it was on a date.

    The way is that of `belongs_to`, and ends before a group: what a member says does not count for its group.
    """
    return _upwards(corpus, actor, date, has_groups=False)


def _upwards(corpus: Corpus, actor: str, date: Edtf, *, has_groups: bool) -> tuple[str, ...]:
    found = [corpus.former.get(actor, actor)]
    for id in found:
        brief = corpus.find(id, Actor)
        if brief is None:
            continue
        above = [role.of for role in roles_on(brief, date) if role.of] + list(brief.part_of)
        for body in dict.fromkeys(corpus.former.get(a, a) for a in above):
            up = corpus.find(body, Actor)
            if body not in found and (has_groups or up is None or up.kind != "group"):
                found.append(body)
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
    """Return the ids of the actors whose position a statement is, closest first.

    With `on_behalf_of`, exactly that actor. Otherwise each speaker and the bodies that it was an organ of. A report
    that names no speaker counts for no actor without `on_behalf_of`.
    """
    if made.statement.on_behalf_of:
        return holders(corpus, made)
    found = (body for one in holders(corpus, made) for body in bodies_of(corpus, one, made.date))
    return tuple(dict.fromkeys(found))


def subject_of(corpus: Corpus, about: str) -> str:
    """Return the subject that an item of `about` speaks of.

    A version of a plan stands for the plan. A part of a point is a subject of its own.
    """
    whole, tail = split(corpus.current(about))
    return whole if tail.startswith("@") else f"{whole}{tail}"
