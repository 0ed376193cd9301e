"""Two versions of one day are not one line of negotiation.

The newest version of the negotiated line sets the status of the points. If two texts came out on one day, one is often
a rival or counter-text: write `branch_of` in it. Of two tracks that are negotiated side by side, one is a plan of its
own. If one text did replace the other within the day, give both a time.

Bad:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft, date: 2025-11-20}
      - {id: second-draft, label: Second draft, date: 2025-11-27, event: 2025-11-27-talks}
      - {id: third-draft, label: Third draft, date: 2025-11-27, event: 2025-11-27-talks}

Good:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft, date: 2025-11-20}
      - {id: second-draft, label: Second draft, date: 2025-11-27, event: 2025-11-27-talks}
      - id: third-draft
        label: Third draft
        date: 2025-11-27
        event: 2025-11-27-talks
        branch_of: second-draft
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from briefgen.analysis.versions import negotiated
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.plan import Plan

CODE = "BG482"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield versions of the negotiated line that have the day of the one before."""
    for plan in corpus.of(Plan):
        for before, version in pairwise(negotiated(plan)):
            if before.date is None or version.date is None or not version.date.is_exact:
                continue
            if before.date.text == version.date.text:
                at, other = (("versions", plan.versions.index(one), "date") for one in (version, before))
                message = f"`{version.id}` has the day of `{before.id}`"
                help = "write `branch_of` in a rival or counter-text, or give both dates their times"
                related = (Related("the other version", plan.id, other),)
                yield Finding(plan.id, at, message, help=help, related=related)
