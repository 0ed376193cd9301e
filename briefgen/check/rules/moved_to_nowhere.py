"""A point that was moved says where it stands now.

`to` names a point, or a document of a version as `plan-id@version-id#document-id`. It stands beside `change: moved`
only, and does not name the point itself.

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
      - {in: first-draft, change: introduced}
      - {in: second-draft, change: moved}

Good:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}
      - id: second-draft
        label: Second draft
        event: 2025-11-27-talks
        documents: [{id: annex, title: Annex}]
    # content/points/point-01.yaml
    title: First point
    summary: A point.
    plan: plan
    number: 1
    cite: [wire]
    versions:
      - {in: first-draft, change: introduced}
      - {in: second-draft, change: moved, to: plan@second-draft#annex}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.point import Point

CODE = "BG466"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield moves without a target or to the point itself, and targets without a move."""
    for point in corpus.of(Point):
        for index, entry in enumerate(point.versions):
            at = ("versions", index)
            if entry.change == "moved" and entry.to is None:
                help = "add `to: point-id` or `to: plan-id@version-id#document-id`, or write `dropped`"
                yield Finding(point.id, (*at, "change"), "`moved`, but to no place", help=help)
            elif entry.to is not None and entry.change != "moved":
                help = "write `moved` as its `change`, or remove `to`"
                yield Finding(point.id, (*at, "to"), f"`to` with `change: {entry.change}`", help=help, key=True)
            elif entry.to is not None and corpus.current(entry.to) == point.id:
                help = "name the place where it stands now, or write `amended` if it stayed"
                yield Finding(point.id, (*at, "to"), f"`{point.id}` is moved to itself", help=help)
