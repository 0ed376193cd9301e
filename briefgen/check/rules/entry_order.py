"""A point's entries are read from top to bottom, so they stand in the order of the plan's versions.

Bad:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}
      - {id: second-draft, label: Second draft, event: 2025-11-27-talks}
    # content/points/point-01.yaml
    title: First point
    summary: A point.
    plan: plan
    number: 1
    cite: [wire]
    versions:
      - {in: second-draft, change: unchanged}
      - {in: first-draft, change: introduced}

Good:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}
      - {id: second-draft, label: Second draft, event: 2025-11-27-talks}
    # content/points/point-01.yaml
    title: First point
    summary: A point.
    plan: plan
    number: 1
    cite: [wire]
    versions:
      - {in: first-draft, change: introduced}
      - {in: second-draft, change: unchanged}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.versions import courses
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity

CODE = "BG426"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the first entry of each point that stands below one of a later version."""
    for _, point, steps in courses(corpus):
        order = {step.index: place for place, step in enumerate(steps) if step.entry is not None}
        last = -1
        for index in sorted(order):
            if order[index] < order.get(last, -1):
                here, above = point.versions[index].in_, point.versions[last].in_
                at = ("versions", index, "in")
                related = (Related(f"`{above}` stands here", point.id, ("versions", last, "in")),)
                message = f"`{here}` stands below `{above}`, a later version"
                yield Finding(point.id, at, message, help=f"move it above `{above}`", related=related)
                break
            last = index
