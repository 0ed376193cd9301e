"""A plan's versions are listed oldest first; every comparison reads them in that order. The dates say otherwise here: a
version came out before one that is listed above it.

Bad:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: second-draft, label: Second draft, date: 2025-11-27, event: 2025-11-27-talks}
      - {id: first-draft, label: First draft, date: 2025-11-20}
    # content/points/point-01.yaml
    title: First point
    summary: A point.
    plan: plan
    number: 1
    cite: [wire]
    versions:
      - {in: second-draft, change: not-reported}
      - {in: first-draft, change: introduced}

Good:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft, date: 2025-11-20}
      - {id: second-draft, label: Second draft, date: 2025-11-27, event: 2025-11-27-talks}
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

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.model.edtf import Edtf
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan, PlanVersion

CODE = "BG420"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every version that certainly came out before one listed above it."""
    for plan in corpus.of(Plan):
        newest: tuple[Edtf, int] | None = None
        for index, version in enumerate(plan.versions):
            date, field = _came_out(corpus, version)
            if date is None:
                continue
            if newest is not None and date.is_before(newest[0]):
                yield _finding(plan, index, (date, field), newest)
            if newest is None or newest[0].earliest < date.earliest:
                newest = date, index


def _came_out(corpus: Corpus, version: PlanVersion) -> tuple[Edtf | None, str]:
    """Return when a version came out, and the field that says so."""
    if version.date is not None or version.event is None:
        return version.date, "date"
    event = corpus.find(version.event, Event)
    return (event.date if event else None), "event"


def _finding(plan: Plan, index: int, dated: tuple[Edtf, str], newest: tuple[Edtf, int]) -> Finding:
    version, above = plan.versions[index], plan.versions[newest[1]]
    at: At = ("versions", index, dated[1])
    message = f"`{version.id}` ({dated[0]}) stands after `{above.id}` ({newest[0]})"
    related = (Related(f"`{above.id}` stands here", plan.id, ("versions", newest[1], "id")),)
    return Finding(plan.id, at, message, help="put the older version first, or correct the date", related=related)
