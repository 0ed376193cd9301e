"""Version comparison of each plan: a table of all versions, and a page per pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from briefgen.model import vocabulary
from briefgen.model.kinds._base import Citation
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.site.change_strip import COLUMNS, change_strip
from briefgen.site.comparison import (
    ALL_PAIRS,
    Comparison,
    Stage,
    compare,
    page_numbers,
    pages_of_points,
    paired,
    stages,
    versions_of,
)
from briefgen.site.pages._base import Page, numbered, pages_of
from briefgen.site.shared import Site, SourceUse
from briefgen.site.sources import uses_of
from briefgen.text.markup import citations
from briefgen.text.messages import gettext


def plan(site: Site) -> Iterator[Page]:
    """Yield the comparison of every plan that has points, and the pages of its pairs."""
    for one in site.corpus.of(Plan):
        if site.corpus.points.get(one.id):
            found = compare(site, one)
            yield from _lists(site, one, found)
            yield from _pairs(site, one, found)


MOST_PLACES = 1_000
"""Up to this number of points, the first of several pages has a link to each point."""


def _lists(site: Site, plan: Plan, found: dict[tuple[int, int], Comparison]) -> Iterator[Page]:
    """Yield the pages that show points in all versions of a plan."""
    strips = {point.id: change_strip(stages(site, plan, point)) for point in site.corpus.points[plan.id]}
    known = {step.stage.version.id for strip in strips.values() for step in strip.steps}
    versions = versions_of(plan)
    columns = {version.id: column for column, version in enumerate((v for v in versions if v.id in known), 1)}
    folder = f"plans/{plan.id}/compare"
    for uri, number, total, points in _parts(site, plan, folder):
        yield Page(
            uri=uri,
            template="pages/compare.md.j2",
            title=numbered(gettext("%(plan)s: versions compared", plan=plan.title), number),
            view={
                **_shared(site, plan, found),
                "rows": [(point, strips[point.id]) for point in points],
                "points": site.corpus.points[plan.id],
                "count": len(strips),
                "columns": columns,
                "most_columns": COLUMNS,
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


def _parts(site: Site, plan: Plan, folder: str) -> Iterator[tuple[str, int, int, list[Point]]]:
    """Yield the pages of a comparison: Markdown file, page number, total and points."""
    pages = pages_of_points(site, plan)
    for uri, number, total, part in pages_of(pages, folder, 1):
        yield uri, number, total, part[0]


def _pairs(site: Site, plan: Plan, found: dict[tuple[int, int], Comparison]) -> Iterator[Page]:
    """Yield the pages of two versions side by side. Each page has the same points in all pairs."""
    shared = _shared(site, plan, found)
    for (older, newer), pair in found.items():
        folder = f"plans/{plan.id}/compare/{pair.older.id}/{pair.newer.id}"
        labels = {"older": pair.older.label, "newer": pair.newer.label}
        title = gettext("%(plan)s: %(older)s and %(newer)s compared", plan=plan.title, **labels)
        for uri, number, total, points in _parts(site, plan, folder):
            part = pair.part({point.id for point in points})
            yield Page(
                uri=uri,
                template="pages/compare-pair.md.j2",
                title=numbered(title, number),
                view={
                    **shared,
                    "pair": pair,
                    "part": part,
                    "before": found.get((older - 1, newer - 1)),
                    "after": found.get((older + 1, newer + 1)),
                    "folder": folder,
                    "number": number,
                    "total": total,
                },
                sources=_sources(site, part),
                is_listing=True,
                has_toc=False,
                is_wide=True,
            )


def _shared(site: Site, plan: Plan, found: dict[tuple[int, int], Comparison]) -> dict[str, object]:
    by_older = groupby(found.values(), key=lambda comparison: comparison.older)
    pages = page_numbers(site, plan)
    return {
        "plan": plan,
        "groups": [(older, tuple(group)) for older, group in by_older],
        "outcomes": vocabulary.OUTCOMES,
        "pages": pages,
        "has_places": len(pages) <= MOST_PLACES,
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
