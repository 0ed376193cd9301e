"""How strong is the evidence: the quality measures, each with its list of items."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.site.pages._base import Page
from briefgen.site.quality import by_grade, by_origins, findings, quotations, recorded
from briefgen.site.shared import Site


def plan(site: Site) -> Iterator[Page]:
    """Yield the page."""
    yield Page(
        uri="quality/index.md",
        template="pages/quality.md.j2",
        title="How strong is the evidence",
        description=f"What is uncited, has one report only, is stale or not known in {site.briefing.title}.",
        view={
            "sections": (
                ("careful", "What to be careful with", list(findings(site))),
                ("quotations", "Quotations checked against sources", [*quotations(site), recorded(site)]),
                ("origins", "Statements by independent reports", list(by_origins(site))),
                ("grades", "Sources by grade", list(by_grade(site))),
            ),
        },
        is_listing=True,
    )
