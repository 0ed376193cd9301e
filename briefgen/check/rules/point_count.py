"""The number of points that a version counts is held against the points that have it. Points that are introduced, unchanged
or amended in it count, and so does what a merge or a split resulted in; what was dropped or merged away does not. Where an
entry leaves it open (`deferred`, `not-reported`, `split` with `into`), both are possible, so the number may lie in between.

A plan without points is not judged. Where the briefing follows only some of a plan's points, say the number in the
version's `summary` instead.

Bad:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft, points: 2}

Good:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft, points: 1}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.versions import course, presence
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.plan import Plan

CODE = "BG431"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the versions whose count of points cannot be right."""
    for plan in corpus.of(Plan):
        if plan.id not in corpus.points or all(version.points is None for version in plan.versions):
            continue
        least, most = _counts(corpus, plan)
        for index, version in enumerate(plan.versions):
            count = version.points
            if count is None:
                continue
            # a file that could not be read may hold the points that are missing
            is_short = count > most[version.id] and corpus.is_whole
            if count < least[version.id] or is_short:
                yield _finding(plan.id, index, count, least[version.id], most[version.id])


def _counts(corpus: Corpus, plan: Plan) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many points each version has at least and at most."""
    least = {version.id: 0 for version in plan.versions}
    most = dict(least)
    for point in corpus.points[plan.id]:
        steps = course(plan, point)
        for step, is_in in zip(steps, presence(steps), strict=True):
            least[step.version] += is_in is True
            most[step.version] += is_in is not False
    return least, most


def _finding(plan: str, index: int, count: int, least: int, most: int) -> Finding:
    found = f"{least}" if least == most else f"{least} to {most}"
    message = f"counts {count} points, its entries make {found}"
    missing = (
        "write the points that are missing" if count > most else "correct the entries of points that it does not have"
    )
    return Finding(plan, ("versions", index, "points"), message, help=f"correct the count, or {missing}")
