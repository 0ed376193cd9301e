"""A branch answers an earlier version of the same plan.

`branch_of` names the version that a rival or counter-text answers. That version is listed above it in the same plan,
and is not a branch of it in turn. A text of another plan is a plan of its own.

Bad:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}
      - {id: counter-text, label: Counter-text, branch_of: second-draft, event: 2025-11-27-talks}

Good:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}
      - {id: counter-text, label: Counter-text, branch_of: first-draft, event: 2025-11-27-talks}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.plan import Plan, PlanVersion
from briefgen.text.suggest import did_you_mean

CODE = "BG465"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each `branch_of` that names no earlier version of its plan."""
    for plan in corpus.of(Plan):
        for index, version in enumerate(plan.versions):
            if version.branch_of is not None:
                yield from _wrong(corpus, plan, index, version, version.branch_of)


def _wrong(corpus: Corpus, plan: Plan, index: int, version: PlanVersion, base: str) -> Iterator[Finding]:
    at = ("versions", index, "branch_of")
    listed = [other.id for other in plan.versions]
    if base not in listed:
        others = [other for other in corpus.of(Plan) if any(one.id == base for one in other.versions)]
        near = did_you_mean(base, [id for id in listed if id != version.id])
        help = near or f"name one of {', '.join(f'`{id}`' for id in listed if id != version.id) or 'its versions'}"
        message = f"`{plan.id}` has no version `{base}`"
        related = tuple(Related("a version of another plan", other.id, ("versions",)) for other in others[:1])
        if others:
            help = f"`{others[0].id}` has it: a branch answers a version of its own plan, so name one, or remove this"
        yield Finding(plan.id, at, message, help=help, related=related)
    elif _is_circle(plan, version):
        message = f"`{version.id}` is a branch of itself" + ("" if base == version.id else f" through `{base}`")
        yield Finding(plan.id, at, message, help="name the version that this text answers")
    elif listed.index(base) > index:
        message = f"`{version.id}` is listed before `{base}`, which it answers"
        related = (Related(f"`{base}` is here", plan.id, ("versions", listed.index(base), "id")),)
        yield Finding(plan.id, at, message, help="list the branch below the version that it answers", related=related)


def _is_circle(plan: Plan, version: PlanVersion) -> bool:
    bases = {other.id: other.branch_of for other in plan.versions}
    seen: set[str] = set()
    base = version.branch_of
    while base is not None and base not in seen:
        if base == version.id:
            return True
        seen.add(base)
        base = bases.get(base)
    return False
