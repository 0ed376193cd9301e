"""Each plan's comparison: points by versions."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.kinds.plan import Plan
from briefgen.pages._base import Page
from briefgen.site import Site


def plan(site: Site) -> Iterator[Page]:
    """Yield the table for every plan that has points."""
    for one in site.corpus.of(Plan):
        points = site.corpus.points.get(one.id, ())
        if not points:
            continue
        rows = [(point, {version.in_: version for version in point.versions}) for point in points]
        yield Page(
            uri=f"plans/{one.id}/compare/index.md",
            template="pages/compare.md.j2",
            title=f"{one.title}: versions compared",
            view={"plan": one, "rows": rows},
            is_listing=True,
            has_toc=False,
        )
