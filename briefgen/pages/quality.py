"""How good is the evidence: counts, each with the list behind it."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.kinds.source import Source
from briefgen.pages._base import Page
from briefgen.quality import findings, grades
from briefgen.site import Site


def plan(site: Site) -> Iterator[Page]:
    """Yield the page."""
    yield Page(
        uri="quality/index.md",
        template="pages/quality.md.j2",
        title="How good is the evidence",
        description=f"What is uncited, rests on a single origin, is stale or not known in {site.briefing.title}.",
        view={
            "findings": list(findings(site)),
            "grades": list(grades(site).items()),
            "total": len(site.corpus.of(Source)),
        },
        is_listing=True,
    )
