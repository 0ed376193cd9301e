"""How to read this briefing, and the licences of what is on the site."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model import vocabulary
from briefgen.site import licences
from briefgen.site.pages._base import Page
from briefgen.site.shared import Site


def plan(site: Site) -> Iterator[Page]:
    """Yield the two pages."""
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
        },
    )
    yield Page(
        uri="licences/index.md",
        template="pages/licences.md.j2",
        title="Licences of software and fonts",
        description=f"The licence of {site.briefing.title}, and of the software and fonts on its site.",
        view={"works": licences.WORKS},
        is_listing=True,
        has_toc=False,
    )
