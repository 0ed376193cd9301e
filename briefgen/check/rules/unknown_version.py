"""What a point says about a version, a component or another point must name one that its plan has.

Bad:

    # content/points/point-02.yaml
    title: Borders
    plan: plan
    number: 2
    summary: Borders would stay.
    cite: [wire]
    versions:
      - {in: third-draft, change: unchanged}

Good:

    # content/points/point-02.yaml
    title: Borders
    plan: plan
    number: 2
    summary: Borders would stay.
    cite: [wire]
    versions:
      - {in: first-draft, change: introduced}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.decode import did_you_mean
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point

CODE = "BG406"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield versions and components that the plan does not list, and versions listed twice."""
    for point in corpus.of(Point):
        plan = corpus.find(point.plan, Plan)
        if plan is None:
            continue
        versions = [version.id for version in plan.versions]
        seen: set[str] = set()
        for index, version in enumerate(point.versions):
            at = ("versions", index, "in")
            if version.in_ not in versions:
                yield Finding(
                    point.id, at, f"`{plan.id}` has no version `{version.in_}`", help=_help(version.in_, versions)
                )
            elif version.in_ in seen:
                message = f"version `{version.in_}` stands here a second time"
                yield Finding(point.id, at, message, help="keep one of the two")
            seen.add(version.in_)
        components = [component.id for component in plan.components]
        if point.component and point.component not in components:
            message = f"`{plan.id}` has no component `{point.component}`"
            yield Finding(point.id, ("component",), message, help=_help(point.component, components))


def _help(word: str, known: list[str]) -> str:
    return did_you_mean(word, known) or f"it has {', '.join(f'`{k}`' for k in known) or 'none'}"
