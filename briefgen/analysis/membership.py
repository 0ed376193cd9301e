"""Membership in groups: direct members, members of members, and periods.

A member is no organ of its group: what it says never counts for the group. Works on the linked corpus. Former ids are
resolved to current ones, and circles end where they return to a group already visited.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from briefgen.corpus.corpus import Corpus
from briefgen.model.edtf import Edtf
from briefgen.model.kinds.actor import Actor, Member


class Membership(msgspec.Struct, frozen=True):
    """One entry in the `members` of a group: the ids of both, and the entry."""

    group: str
    member: str
    entry: Member
    index: int
    """The index of the entry in the group's `members`."""


def memberships(corpus: Corpus) -> Mapping[str, tuple[Membership, ...]]:
    """Return the memberships in each group, by its id, in the order of its brief."""
    return corpus.once(_memberships)


def groups_of(corpus: Corpus, actor: str) -> tuple[Membership, ...]:
    """Return the memberships of an actor in groups, by the group's id."""
    return corpus.once(_by_member).get(corpus.former.get(actor, actor), ())


def members_of(corpus: Corpus, group: str, date: Edtf | None = None) -> tuple[str, ...]:
    """Return the ids of the direct members of a group, each once, in its order.

    With a date, only those that may have been members on it; an entry without dates always counts.
    """
    found = memberships(corpus).get(corpus.former.get(group, group), ())
    return tuple(dict.fromkeys(one.member for one in found if date is None or _holds(one.entry, date)))


def all_members_of(corpus: Corpus, group: str, date: Edtf | None = None) -> tuple[str, ...]:
    """Return the ids of the members of a group and of the members of these, each once.

    The closest come first. The group itself is never among them.
    """
    start = corpus.former.get(group, group)
    found = [start]
    for id in found:
        found += (member for member in members_of(corpus, id, date) if member not in found)
    return tuple(found[1:])


def overlap(one: Member, other: Member) -> bool:
    """Return whether two memberships certainly share a day; an open end reaches on."""
    return not (_ends_before(one, other) or _ends_before(other, one))


def _holds(entry: Member, date: Edtf) -> bool:
    return (entry.from_ is None or entry.from_.earliest <= date.latest) and (
        entry.to is None or date.earliest <= entry.to.latest
    )


def _ends_before(one: Member, other: Member) -> bool:
    """Return whether the first may end no later than the second begins."""
    return one.to is not None and other.from_ is not None and one.to.earliest <= other.from_.latest


def _memberships(corpus: Corpus) -> Mapping[str, tuple[Membership, ...]]:
    return {
        actor.id: tuple(
            Membership(actor.id, corpus.former.get(entry.actor, entry.actor), entry, index)
            for index, entry in enumerate(actor.members)
        )
        for actor in corpus.of(Actor)
        if actor.members
    }


def _by_member(corpus: Corpus) -> Mapping[str, tuple[Membership, ...]]:
    found: dict[str, list[Membership]] = defaultdict(list)
    every: Iterable[tuple[Membership, ...]] = memberships(corpus).values()
    for one in (one for several in every for one in several):
        found[one.member].append(one)
    return {member: tuple(several) for member, several in found.items()}
