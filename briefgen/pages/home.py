"""The home page: the state of play, answers first."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.harvest import citations
from briefgen.kinds._base import Citation
from briefgen.kinds.actor import Actor
from briefgen.kinds.dispute import Dispute
from briefgen.kinds.plan import Plan
from briefgen.kinds.source import Source
from briefgen.pages._base import Page, uses_of
from briefgen.site import Site


def plan(site: Site) -> Iterator[Page]:
    """Yield the home page."""
    corpus = site.corpus
    briefing = site.briefing
    plans = [
        (one, [(point, site.status(point)) for point in corpus.points[one.id]])
        for one in corpus.of(Plan)
        if corpus.points.get(one.id)
    ]
    plans.sort(key=lambda row: -len(row[1]))
    happened = [event for event in reversed(corpus.events) if event.state not in ("scheduled", "postponed")]
    ahead = [event for event in corpus.events if event.state in ("scheduled", "postponed")]
    busiest = sorted(corpus.of(Actor), key=lambda a: (-len(corpus.backlinks.get(a.id, ())), a.label))
    yield Page(
        uri="index.md",
        template="pages/home.md.j2",
        title=briefing.title,
        description=briefing.description or "",
        view={
            "plans": plans,
            "latest": happened[:8],
            "ahead": ahead[:8],
            "disputes": site.open_disputes,
            "actors": busiest[:12],
            "counts": {
                "events": len(corpus.events),
                "statements": len(corpus.statements),
                "actors": len(corpus.of(Actor)),
                "sources": len(corpus.of(Source)),
                "disputes": len(corpus.of(Dispute)),
            },
        },
        sources=uses_of(
            site, (Citation(source=id, locator=locator or None) for id, locator in citations(briefing.headline or ""))
        ),
        has_toc=False,
    )
