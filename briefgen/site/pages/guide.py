"""How to read this briefing: a legend of grades, stances, changes and dates."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model import vocabulary
from briefgen.site import licences
from briefgen.site.pages._base import Page
from briefgen.site.shared import Site


def plan(site: Site) -> Iterator[Page]:
    """Yield the page."""
    yield Page(
        uri="how-to-read/index.md",
        template="pages/how-to-read.md.j2",
        title="How to read this briefing",
        description=f"What the grades, stances, changes and dates in {site.briefing.title} mean, and how to report an error.",
        view={
            "stances": vocabulary.STANCES,
            "stance_meanings": vocabulary.stance_meanings(),
            "changes": vocabulary.CHANGES,
            "reliability": vocabulary.RELIABILITY,
            "credibility": vocabulary.CREDIBILITY,
            "works": licences.WORKS,
        },
    )
