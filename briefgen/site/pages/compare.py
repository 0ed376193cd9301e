"""Version comparison of each plan: a table of all versions, and a page per pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from briefgen.model import vocabulary
from briefgen.model.kinds._base import Citation
from briefgen.model.kinds.plan import Plan
from briefgen.site.change_strip import change_strip
from briefgen.site.comparison import ALL_PAIRS, Comparison, Stage, compare, paired, stages, versions_of
from briefgen.site.pages._base import Page, pages_of
from briefgen.site.shared import Site, SourceUse
from briefgen.site.sources import uses_of
from briefgen.text.markup import citations


def plan(site: Site) -> Iterator[Page]:
    """Yield the comparison of every plan that has points, and the pages of its pairs."""
    for one in site.corpus.of(Plan):
        if site.corpus.points.get(one.id):
            found = compare(site, one)
            yield from _lists(site, one, found)
            yield from _pairs(site, one, found)


POINTS = 50
"""The number of points on one page of the comparison of all versions."""


def _lists(site: Site, plan: Plan, found: dict[tuple[int, int], Comparison]) -> Iterator[Page]:
    """Yield the pages that show points in all versions of a plan."""
    strips = [(point, change_strip(stages(site, plan, point))) for point in site.corpus.points[plan.id]]
    known = {step.stage.version.id for _, strip in strips for step in strip.steps}
    versions = versions_of(plan)
    columns = {version.id: column for column, version in enumerate((v for v in versions if v.id in known), 1)}
    folder = f"plans/{plan.id}/compare"
    for uri, number, total, rows in pages_of(strips, folder, POINTS):
        yield Page(
            uri=uri,
            template="pages/compare.md.j2",
            title=f"{plan.title}: versions compared{f', page {number}' if number > 1 else ''}",
            view={
                **_shared(plan, found),
                "rows": rows,
                "count": len(strips),
                "columns": columns,
                "unknown": [version for version in versions if version.id not in known],
                "pairs": paired(plan),
                "versions": versions,
                "all_pairs": ALL_PAIRS,
                "folder": folder,
                "number": number,
                "total": total,
            },
            is_listing=True,
            has_toc=False,
            is_wide=True,
        )


def _pairs(site: Site, plan: Plan, found: dict[tuple[int, int], Comparison]) -> Iterator[Page]:
    shared = _shared(plan, found)
    for (older, newer), comparison in found.items():
        yield Page(
            uri=f"plans/{plan.id}/compare/{comparison.older.id}/{comparison.newer.id}/index.md",
            template="pages/compare-pair.md.j2",
            title=f"{plan.title}: {comparison.older.label} and {comparison.newer.label} compared",
            view={
                **shared,
                "pair": comparison,
                "before": found.get((older - 1, newer - 1)),
                "after": found.get((older + 1, newer + 1)),
            },
            sources=_sources(site, comparison),
            is_listing=True,
            has_toc=False,
            is_wide=True,
        )


def _shared(plan: Plan, found: dict[tuple[int, int], Comparison]) -> dict[str, object]:
    by_older = groupby(found.values(), key=lambda comparison: comparison.older)
    return {
        "plan": plan,
        "groups": [(older, tuple(group)) for older, group in by_older],
        "outcomes": vocabulary.OUTCOMES,
    }


def _sources(site: Site, comparison: Comparison) -> tuple[SourceUse, ...]:
    """Return the sources of a pair's page: those of both versions and of each point."""
    stages = [stage for row in comparison.rows for stage in (row.old, row.new)]
    return uses_of(site, (*comparison.older.cite, *comparison.newer.cite, *_cited(stages)))


def _cited(stages: Iterable[Stage]) -> Iterator[Citation]:
    for stage in stages:
        for entry in dict.fromkeys((stage.entry, stage.wording_entry)):
            if entry is not None:
                yield from entry.cite
                yield from (Citation(source=id, locator=locator or None) for id, locator in citations(entry.text or ""))
