"""An actor is a member of a group or an organ of a body, not both.

What an organ says counts for its body: it has `part_of`. What a member says never counts for its group: the group has
`members`. With both, the two fields say opposite things.

Bad:

    # content/actors/coalition.yaml
    name: Coalition
    summary: A coalition.
    members: [southland]
    cite: [wire]
    # content/actors/southland.yaml
    name: Southland
    summary: A state.
    part_of: [coalition]
    cite: [wire]

Good:

    # content/actors/coalition.yaml
    name: Coalition
    summary: A coalition.
    members: [southland]
    cite: [wire]
    # content/actors/southland.yaml
    name: Southland
    summary: A state.
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.membership import Membership, memberships
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity, UnplacedEdit, UnplacedFix
from briefgen.model.kinds.actor import Actor

CODE = "BG449"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield members that are part of their group, and groups part of a member."""
    for entries in memberships(corpus).values():
        for one in entries:
            yield from _contradiction(corpus, one, one.member, one.group)
            yield from _contradiction(corpus, one, one.group, one.member)


def _contradiction(corpus: Corpus, one: Membership, organ: str, body: str) -> Iterator[Finding]:
    """Yield the place where an actor says that it is part of the other side of a membership."""
    actor = corpus.find(organ, Actor)
    if actor is None or organ == body:
        return
    for index, id in enumerate(actor.part_of):
        if corpus.former.get(id, id) != body:
            continue
        message = f"`{organ}` is part of `{body}`, but `{one.member}` is among the `members` of `{one.group}`"
        rest = ", ".join(other for number, other in enumerate(actor.part_of) if number != index)
        fix = UnplacedFix(f"remove `{id}` from `part_of`", (UnplacedEdit(("part_of",), f"[{rest}]"),))
        related = (Related("a member here", one.group, ("members", one.index, "actor")),)
        help = "remove it from `part_of` if it speaks for itself, or from `members` if it speaks for the other"
        yield Finding(organ, ("part_of", index), message, help=help, related=related, fix=fix)
