"""A reader of the timeline meets a version at the event where it came out. This one comes from nowhere: no event introduces
it, and the plan names none for it.

Bad:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}
      - {id: second-draft, label: Second draft}
    # content/points/point-01.yaml
    title: First point
    summary: A point.
    plan: plan
    number: 1
    cite: [wire]
    versions:
      - {in: first-draft, change: introduced}
      - {in: second-draft, change: not-reported}

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

from briefgen.analysis.versions import introductions
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity

CODE = "BG423"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the versions that no event brought."""
    if not corpus.is_whole:
        return
    introduced = introductions(corpus)
    for target, (plan, version) in corpus.versions.items():
        if version.event is None and target not in introduced:
            at = ("versions", plan.versions.index(version), "id")
            message = f"no event introduces `{version.id}`"
            help = f"add `introduces: [{target}]` to the event where it came out"
            yield Finding(plan.id, at, message, help=help)
