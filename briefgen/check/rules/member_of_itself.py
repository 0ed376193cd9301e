"""A group cannot be a member of itself.

`members` lists who belongs to a group. Following it through groups that are members must not lead back.

Bad:

    # content/actors/coalition.yaml
    name: Coalition
    kind: group
    summary: A coalition.
    members: [ministry, coalition]
    cite: [wire]

Good:

    # content/actors/coalition.yaml
    name: Coalition
    kind: group
    summary: A coalition.
    members: [ministry]
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.membership import all_members_of, memberships
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity

CODE = "BG447"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every membership that leads back to its own group."""
    for group, entries in memberships(corpus).items():
        for one in entries:
            related: tuple[Related, ...] = ()
            if one.member == group:
                message = f"`{group}` is a member of itself"
            elif one.member in memberships(corpus) and group in all_members_of(corpus, one.member):
                message = f"`{group}` is a member of itself through `{one.member}`"
                related = (Related("its members", one.member, ("members",)),)
            else:
                continue
            at = ("members", one.index, "actor")
            yield Finding(group, at, message, help="remove it from one of the lists", related=related)
