"""An actor is a member of a group once at a time.

Two entries of one actor may follow each other, as when it left and came back. Entries whose periods overlap count
the actor twice, and one of their dates is wrong.

Bad:

    # content/actors/coalition.yaml
    name: Coalition
    kind: group
    summary: A coalition.
    members:
      - {actor: ministry, from: 2024, to: 2025-06}
      - {actor: ministry, from: 2025-03}
    cite: [wire]

Good:

    # content/actors/coalition.yaml
    name: Coalition
    kind: group
    summary: A coalition.
    members:
      - {actor: ministry, from: 2024, to: 2025-03}
      - {actor: ministry, from: 2025-06}
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.membership import Membership, memberships, overlap
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity

CODE = "BG495"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every membership that overlaps an earlier one of the same actor."""
    for group, entries in memberships(corpus).items():
        earlier: dict[str, list[Membership]] = {}
        for one in entries:
            before = earlier.setdefault(one.member, [])
            other = next((each for each in before if overlap(each.entry, one.entry)), None)
            if other is not None:
                message = f"`{one.member}` is already a member at that time"
                related = (Related("the other membership", group, ("members", other.index, "actor")),)
                help = "correct the dates of one of the two, or remove it"
                yield Finding(group, ("members", one.index, "actor"), message, help=help, related=related)
            before.append(one)
