"""A point names only versions and components of its plan.

It names each version once.

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

from collections import defaultdict
from collections.abc import Iterator, Mapping

import msgspec

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.renamed import renamed_versions
from briefgen.diagnostics.types import At, Severity, UnplacedEdit, UnplacedFix
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.text.suggest import nearest

CODE = "BG406"
SEVERITY = Severity.ERROR


_FEWEST = 2
"""The fewest points that make a renamed version or component likelier than a misspelt one."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield versions and components the plan does not list, and repeated versions.

    Where several points name one that the plan has under another id, that is one finding in the plan.
    """
    for plan in corpus.of(Plan):
        points = corpus.points.get(plan.id, ())
        versions = [
            _Named(point.id, ("versions", n, "in"), each.in_)
            for point in points
            for n, each in enumerate(point.versions)
        ]
        introduced = renamed_versions(corpus)
        yield from _unknown(plan, "version", versions, [each.id for each in plan.versions], introduced)
        components = [_Named(point.id, ("component",), point.component) for point in points if point.component]
        yield from _unknown(plan, "component", components, [each.id for each in plan.components], {})
        for point in points:
            yield from _repeated(point, {each.id for each in plan.versions})


class _Named(msgspec.Struct, frozen=True):
    """A place in a point that names a version or a component."""

    point: str
    at: At
    id: str


def _unknown(
    plan: Plan, what: str, named: list[_Named], known: list[str], reported: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield the ids that the plan does not have, but not those of ``reported``: `link` reported them."""
    by_id: dict[str, list[_Named]] = defaultdict(list)
    for each in named:
        by_id[each.id].append(each)
    unused = [id for id in known if id not in by_id]
    for id, places in by_id.items():
        if id in known or f"{plan.id}@{id}" in reported:
            continue
        near = nearest(id, unused) or (unused[0] if len(unused) == 1 else "")
        if len(places) >= _FEWEST and near:
            at = (f"{what}s", known.index(near), "id")
            message = f"{len(places)} points name the {what} `{id}`, but its id is `{near}`"
            help = f"was it renamed? write `{id}` here, or `{near}` in the points"
            related = tuple(Related("it is named here", each.point, each.at) for each in places[:3])
            rename = UnplacedFix(f"write `{id}`", (UnplacedEdit(at, id),))
            yield Finding(plan.id, at, message, help=help, related=related, fix=rename)
            continue
        near = nearest(id, known)
        listed = f"it has {', '.join(f'`{k}`' for k in known)}" if known else f"add one under `{what}s` of the plan"
        help = f"did you mean `{near}`?" if near else listed
        for each in places:
            fix = UnplacedFix(f"write `{near}`", (UnplacedEdit(each.at, near),)) if near else None
            yield Finding(each.point, each.at, f"`{plan.id}` has no {what} `{id}`", help=help, fix=fix)


def _repeated(point: Point, known: set[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, version in enumerate(point.versions):
        if version.in_ in seen and version.in_ in known:
            message = f"version `{version.in_}` is listed twice"
            yield Finding(point.id, ("versions", index, "in"), message, help="keep one of the two")
        seen.add(version.in_)
