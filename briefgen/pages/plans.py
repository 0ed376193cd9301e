"""Each plan's position matrix: points by parties."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.kinds.plan import Plan
from briefgen.pages._base import Page
from briefgen.site import Site


def plan(site: Site) -> Iterator[Page]:
    """Yield the matrix of every plan that has points."""
    for one in site.corpus.of(Plan):
        points = site.corpus.points.get(one.id, ())
        if not points:
            continue
        subjects = [one.id, *(point.id for point in points)]
        matrix = [(subject, [(party, site.position(party, subject)) for party in site.parties]) for subject in subjects]
        yield Page(
            uri=f"plans/{one.id}/positions/index.md",
            template="pages/positions.md.j2",
            title=f"{one.title}: where the parties stand",
            view={"plan": one, "matrix": matrix},
            is_listing=True,
            has_toc=False,
        )
