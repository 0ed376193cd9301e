"""Where a version numbers its points anew, `number` in a point's entry gives the new one. Two points cannot have the same
number in one version.

Bad:

    # content/points/point-02.yaml
    title: Second point
    summary: Another point.
    plan: plan
    number: 2
    cite: [wire]
    versions:
      - {in: first-draft, number: 7, change: introduced}
    # content/points/point-03.yaml
    title: Third point
    summary: One more point.
    plan: plan
    number: 3
    cite: [wire]
    versions:
      - {in: first-draft, number: 7, change: introduced}

Good:

    # content/points/point-02.yaml
    title: Second point
    summary: Another point.
    plan: plan
    number: 2
    cite: [wire]
    versions:
      - {in: first-draft, number: 7, change: introduced}
    # content/points/point-03.yaml
    title: Third point
    summary: One more point.
    plan: plan
    number: 3
    cite: [wire]
    versions:
      - {in: first-draft, number: 8, change: introduced}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.versions import courses, is_there
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity

CODE = "BG424"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every second use of a number in a version; a point that is gone from it uses none."""
    first: dict[tuple[str, str, int], Related] = {}
    for plan, point, steps in courses(corpus):
        for step in steps:
            if step.entry is None or step.entry.number is None or is_there(step.entry) is False:
                continue
            at = ("versions", step.index, "number")
            key = (plan.id, step.version, step.entry.number)
            if key in first:
                message = f"number {step.entry.number} is taken in `{step.version}`"
                help = f"give one of the points the number that it has in `{step.version}`"
                yield Finding(point.id, at, message, help=help, related=(first[key],))
            else:
                first[key] = Related("used first here", point.id, at)
