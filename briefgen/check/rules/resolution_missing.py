"""A dispute that is resolved says how, and one that says how is resolved.

Bad:

    # content/disputes/how-many.yaml
    title: How many points?
    summary: Two numbers were given.
    state: resolved
    accounts:
      - {claim: Nineteen, held_by: [ministry], cite: [wire]}
      - {claim: Twenty, held_by: [wire]}
    cite: [wire]

Good:

    # content/disputes/how-many.yaml
    title: How many points?
    summary: Two numbers were given.
    state: resolved
    resolution: The printed text has nineteen [@wire].
    accounts:
      - {claim: Nineteen, held_by: [ministry], cite: [wire]}
      - {claim: Twenty, held_by: [wire]}
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.dispute import Dispute

CODE = "BG407"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield disputes whose state and resolution do not agree."""
    for dispute in corpus.of(Dispute):
        if dispute.state == "resolved" and not dispute.resolution:
            yield Finding(dispute.id, ("state",), "resolved, but not how", help="add `resolution: …`")
        elif dispute.state == "open" and dispute.resolution:
            message = "a resolution of a dispute that is open"
            yield Finding(
                dispute.id, ("resolution",), message, help="set `state: resolved`, or move the text to `body`"
            )
