"""A point is introduced in a plan once, before any other change.

Before a plan's first version there is nothing to amend, leave unchanged or drop. So a point of the first version is
`introduced` there. A point that the plan already has cannot be introduced again.

A point that was dropped or deferred may be introduced again. So may a point after a version that it has no entry
for.

Bad:

    # content/points/point-01.yaml
    title: First point
    summary: A point.
    plan: plan
    number: 1
    cite: [wire]
    versions:
      - {in: first-draft, change: amended, text: Something else.}

Good:

    # content/points/point-01.yaml
    title: First point
    summary: A point.
    plan: plan
    number: 1
    cite: [wire]
    versions:
      - {in: first-draft, change: introduced, text: Something else.}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.versions import Step, arrives, is_there, negotiated_courses
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.point import Point

CODE = "BG427"
SEVERITY = Severity.ERROR

_FROM_THE_START = ("introduced", "deferred", "reported-in-part", "not-reported")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield first entries that need an earlier one, and repeated introductions."""
    for _, point, steps in negotiated_courses(corpus):
        first = steps[0].entry
        if first is not None and first.change not in _FROM_THE_START and not arrives(first):
            message = f"`{first.change}` in the plan's first version"
            help = "write `introduced`, or `not-reported` where it is not known"
            yield Finding(point.id, ("versions", steps[0].index, "change"), message, help=help)
        yield from _again(point, steps)


def _again(point: Point, steps: tuple[Step, ...]) -> Iterator[Finding]:
    before: Step | None = None
    for step in steps:
        if step.entry is None:
            before = None
        elif step.entry.change not in ("not-reported", "reported-in-part"):
            if step.entry.change == "introduced" and before is not None:
                message = f"introduced in `{step.version}`, but `{before.version}` already has it"
                related = (Related("already present here", point.id, ("versions", before.index, "change")),)
                help = f"write `unchanged` or `amended`; if a version before `{step.version}` left it out, write `dropped` there"
                yield Finding(point.id, ("versions", step.index, "change"), message, help=help, related=related)
            before = step if is_there(step.entry) else None
