"""A version's `points` agrees with the entries of the plan's points.

Points that are introduced, unchanged or amended in a version count. So do the results of a merge or split. Points
that were dropped or merged into another do not. Some entries leave it open: `deferred`, `not-reported`, and `split`
with `into`. The number may then lie anywhere between the least and the most possible.

A plan without points is not checked. If the briefing covers only some of a plan's points, write the number in the
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
    """Yield versions whose `points` cannot be right."""
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
    """Return the least and the most points of each version, by its id."""
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
    message = f"`points` is {count}, but the entries give {found}"
    missing = "add the missing points" if count > most else "correct the entries of points that it does not have"
    return Finding(plan, ("versions", index, "points"), message, help=f"correct the count, or {missing}")
