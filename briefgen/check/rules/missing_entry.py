"""A comparison with a hole cannot be told from one that somebody forgot. A point says of every version of its plan what it
did; where nothing is known, `not-reported` says so on purpose. No entry is needed for versions before the point is
introduced, nor after it is dropped or merged into another.

Bad:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}
      - {id: second-draft, label: Second draft, event: 2025-11-27-talks}

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
      - {in: second-draft, change: not-reported}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.versions import courses, presence
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity

CODE = "BG425"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the points that leave out versions in which they may be, one finding for each point."""
    for plan, point, steps in courses(corpus):
        known = {version.id for version in plan.versions}
        # an entry for a version that the plan does not list may be the missing one, misspelt
        if any(entry.in_ not in known for entry in point.versions):
            continue
        open = zip(steps, presence(steps), strict=True)
        missing = [step.version for step, is_in in open if step.entry is None and is_in is not False]
        if not missing:
            continue
        names = ", ".join(f"`{version}`" for version in missing)
        field, is_key = ("versions", True) if point.versions else ("plan", False)
        versions = [version.id for version in plan.versions]
        related = (Related("listed here", plan.id, ("versions", versions.index(missing[0]), "id")),)
        help = f"add `- {{in: {missing[0]}, change: …}}`, with `not-reported` if nothing is known"
        message = f"no entry for {names} of `{plan.id}`"
        yield Finding(point.id, (field,), message, help=help, related=related, key=is_key)
