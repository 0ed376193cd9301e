"""A point has an entry for every complete version of its plan that may contain it.

A version is complete where it has `points` or `coverage: full`. In a comparison, an unknown entry looks the same as a
forgotten one. Where nothing is known, write `not-reported`. If only some points are reported, write `coverage: partial`
in the version: then a point without an entry counts as not reported.

No entry is needed for versions before the point is introduced, or after it is dropped, merged into another, split or
moved.

Bad:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}
      - {id: second-draft, label: Second draft, points: 1, event: 2025-11-27-talks}

Good:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}
      - {id: second-draft, label: Second draft, points: 1, event: 2025-11-27-talks}
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

from briefgen.analysis.versions import courses, unanswered
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity

CODE = "BG425"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield one finding for each point that lacks entries for possible versions."""
    for plan, point, steps in courses(corpus):
        known = {version.id for version in plan.versions}
        # an entry for a version that the plan does not list may be the missing one, misspelt
        if any(entry.in_ not in known for entry in point.versions):
            continue
        missing = [step.version for step in unanswered(steps)]
        if not missing:
            continue
        names = ", ".join(f"`{version}`" for version in missing)
        field, is_key = ("versions", True) if point.versions else ("plan", False)
        versions = [version.id for version in plan.versions]
        related = (Related("listed here", plan.id, ("versions", versions.index(missing[0]), "id")),)
        help = (
            f"add `- {{in: {missing[0]}, change: …}}`, with `not-reported` if nothing is known; "
            "or write `coverage: partial` in the version"
        )
        message = f"no entry for {names} of `{plan.id}`"
        yield Finding(point.id, (field,), message, help=help, related=related, key=is_key)
