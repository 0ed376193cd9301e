"""A version cannot amend or keep a point that an earlier version dropped.

A point that was dropped, moved, or merged into another point, has no text that a later version could amend or leave
unchanged. If the point came back, write `introduced` again. If it is still out, write `dropped` again.

If a version continues an older text and ignores the version between, suppress the warning:
`# briefgen: ignore[BG428] the reason`. A dropped point may have a `paraphrase` of what became of it, but no
verbatim wording.

Bad:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}
      - {id: second-draft, label: Second draft, event: 2025-11-27-talks}
      - {id: third-draft, label: Third draft, event: 2025-11-27-talks}
    # content/points/point-01.yaml
    title: First point
    summary: A point.
    plan: plan
    number: 1
    cite: [wire]
    versions:
      - {in: first-draft, change: introduced, text: Something.}
      - {in: second-draft, change: dropped}
      - {in: third-draft, change: unchanged}

Good:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}
      - {id: second-draft, label: Second draft, event: 2025-11-27-talks}
      - {id: third-draft, label: Third draft, event: 2025-11-27-talks}
    # content/points/point-01.yaml
    title: First point
    summary: A point.
    plan: plan
    number: 1
    cite: [wire]
    versions:
      - {in: first-draft, change: introduced, text: Something.}
      - {in: second-draft, change: dropped}
      - {in: third-draft, change: introduced, text: Something.}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.versions import Step, arrives, is_there, negotiated_courses
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.point import Point

CODE = "BG428"
SEVERITY = Severity.WARNING

_MAY_FOLLOW = ("dropped", "moved", "deferred", "reported-in-part", "not-reported")
_HOW = {"dropped": "dropped", "moved": "moved elsewhere"}


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield verbatim texts of dropped points, and changes to points that are gone."""
    for _, point, steps in negotiated_courses(corpus):
        for step in steps:
            entry = step.entry
            if entry and entry.change == "dropped" and entry.text and entry.wording == "verbatim":
                message = f"verbatim text of a point that `{step.version}` dropped"
                help = f"remove `text`, or write another `change` if `{step.version}` has the point"
                yield Finding(point.id, ("versions", step.index, "text"), message, help=help)
        yield from _changed_when_gone(point, steps)


def _changed_when_gone(point: Point, steps: tuple[Step, ...]) -> Iterator[Finding]:
    gone: Step | None = None
    for step in steps:
        entry = step.entry
        if entry is None or entry.change == "not-reported":
            continue
        if gone is not None and gone.entry is not None and not arrives(entry) and entry.change not in _MAY_FOLLOW:
            how = _HOW.get(gone.entry.change, "merged into another point")
            message = f"`{entry.change}` in `{step.version}`, but {how} in `{gone.version}`"
            help = "write `introduced` if it came back, `dropped` if it is still out"
            related = (Related(f"{how} here", point.id, ("versions", gone.index, "change")),)
            yield Finding(point.id, ("versions", step.index, "change"), message, help=help, related=related)
        gone = step if is_there(entry) is False else None
