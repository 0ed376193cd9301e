"""A group has members, and no organ speaks for it.

`part_of` says that what an actor says counts for the body above it. A group of states or people has no such organ:
what France says is not what a group with France in it says. Write it among the `members` of the group instead.

Bad:

    # content/actors/coalition.yaml
    name: Coalition
    kind: group
    summary: A coalition.
    cite: [wire]
    # content/actors/southland.yaml
    name: Southland
    summary: A state.
    part_of: [coalition]
    cite: [wire]

Good:

    # content/actors/coalition.yaml
    name: Coalition
    kind: group
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

from briefgen.analysis.membership import members_of
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.actor import Actor

CODE = "BG450"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every `part_of` that names a group."""
    for actor in corpus.of(Actor):
        for index, id in enumerate(actor.part_of):
            group = corpus.find(id, Actor)
            # `member-and-organ` reports an actor that is in both fields.
            if group is None or group.kind != "group" or actor.id in members_of(corpus, group.id):
                continue
            message = f"`{group.id}` is a group, so `{actor.id}` cannot speak for it"
            help = f"add `{actor.id}` to the `members` of `{group.id}`, and remove it here"
            related = (Related("a group", group.id, ("kind",)),)
            yield Finding(actor.id, ("part_of", index), message, help=help, related=related)
