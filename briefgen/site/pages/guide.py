"""How to read this briefing, its glossary, and the licences of the site."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model import vocabulary
from briefgen.model.kinds.source import Source
from briefgen.site import licences, urls
from briefgen.site.glossary import ADDRESS, glossary
from briefgen.site.pages._base import Page
from briefgen.site.shared import Site
from briefgen.text.messages import gettext


def plan(site: Site) -> Iterator[Page]:
    """Yield the pages; a briefing without terms has no glossary."""
    yield Page(
        uri="how-to-read/index.md",
        template="pages/how-to-read.md.j2",
        title=gettext("How to read this briefing"),
        description=gettext(
            "What the grades, stances, changes and dates in %(briefing)s mean, and how to report an error.",
            briefing=site.briefing.title,
        ),
        view={
            "stances": vocabulary.STANCES,
            "stance_meanings": vocabulary.stance_meanings(),
            "changes": vocabulary.CHANGES,
            "reliability": vocabulary.RELIABILITY,
            "credibility": vocabulary.CREDIBILITY,
            "source_count": sum(1 for _ in site.corpus.of(Source)),
        },
    )
    entries = glossary(site.briefing.terms)
    if entries:
        yield Page(
            uri=urls.uri(ADDRESS),
            template="pages/glossary.md.j2",
            title=gettext("Glossary"),
            description=gettext("What the words mean that %(briefing)s explains.", briefing=site.briefing.title),
            view={"entries": entries},
            has_toc=False,
        )
    yield Page(
        uri="licences/index.md",
        template="pages/licences.md.j2",
        title=gettext("Licences of software and fonts"),
        description=gettext(
            "The licence of %(briefing)s, and of the software and fonts on its site.", briefing=site.briefing.title
        ),
        view={"works": licences.WORKS},
        is_listing=True,
        has_toc=False,
    )
