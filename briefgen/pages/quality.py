"""How good is the evidence: counts, each with the list behind it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import msgspec

from briefgen.kinds._base import Brief
from briefgen.kinds.event import Event
from briefgen.kinds.plan import Plan
from briefgen.kinds.source import Source
from briefgen.pages._base import Page
from briefgen.site import Site


class Finding(msgspec.Struct, frozen=True):
    """A number on the page: what it counts, of how many, and what is counted."""

    title: str
    meaning: str
    refs: tuple[str, ...]
    total: int
    notes: dict[str, str] = {}


def plan(site: Site) -> Iterator[Page]:
    """Yield the page."""
    sources = site.corpus.of(Source)
    grades = {grade: [s for s in sources if s.reliability == grade] for grade in ("A", "B", "C", "D", "E", "F", None)}
    yield Page(
        uri="quality/index.md",
        template="pages/quality.md.j2",
        title="How good is the evidence",
        description=f"What is uncited, rests on a single origin, is stale or not known in {site.briefing.title}.",
        view={
            "findings": list(_findings(site)),
            "grades": [(g, s) for g, s in grades.items() if s],
            "total": len(sources),
        },
        is_listing=True,
    )


def _findings(site: Site) -> Iterator[Finding]:
    corpus = site.corpus
    factual = [brief for brief in corpus.briefs.values() if not isinstance(brief, Source)]
    uncited = tuple(b.id for b in factual if not corpus.names_a_source(b.id))
    yield Finding("Without a source", "Briefs that cite nothing.", uncited, len(factual))
    single = {e.id: o for e in corpus.events if (o := _origins(site, e)) and len(o) == 1}
    notes = {id: f"goes back to {site.label(origins[0])}" for id, origins in single.items()}
    yield Finding(
        "Events that rest on a single origin",
        "All sources cited for the event go back to one report, however many outlets passed it on.",
        tuple(single),
        len(corpus.events),
        notes,
    )
    weak = tuple(
        ref
        for ref, made in corpus.statements.items()
        if all(
            (s := corpus.find(c.source, Source)) is None or s.reliability in ("D", "E", "F", None)
            for c in made.statement.cite
        )
    )
    yield Finding(
        "Statements on weak sources only",
        "No source of the statement is graded C or better.",
        weak,
        len(corpus.statements),
    )
    quoted = tuple(ref for ref, made in corpus.statements.items() if made.statement.quote)
    yield Finding(
        "Quotations not checked by machine",
        "The source has no record in this repository against which the words could be checked.",
        quoted,
        len(quoted),
    )
    undated = tuple(s.id for s in corpus.of(Source) if s.published is None)
    yield Finding("Sources without a date", "No date of publication could be seen.", undated, len(corpus.of(Source)))
    unused = tuple(s.id for s in corpus.of(Source) if not corpus.backlinks.get(s.id))
    yield Finding("Sources that nothing cites", "Kept for the record.", unused, len(corpus.of(Source)))
    yield _stale(site, factual)
    unknown = tuple(
        f"{point.id}"
        for one in corpus.of(Plan)
        for point in corpus.points.get(one.id, ())
        if not any(site.position(party, point.id) for party in site.parties)
    )
    total = sum(len(points) for points in corpus.points.values())
    yield Finding(
        "Points on which no party's position is known",
        "No statement in this briefing takes a stance on them.",
        unknown,
        total,
    )
    yield Finding(
        "Open disputes",
        "Accounts differ and nothing has settled it.",
        tuple(d.id for d in site.open_disputes),
        len(site.open_disputes),
    )


def _origins(site: Site, event: Event) -> tuple[str, ...]:
    return site.origins(tuple(c.source for c in event.cite))


def _stale(site: Site, briefs: list[Brief]) -> Finding:
    days = site.briefing.review_after
    today = site.as_of
    if days is None or today is None or not today.is_exact:
        never = tuple(b.id for b in briefs if b.reviewed is None)
        return Finding("Never reviewed", "No editor has noted a day of review.", never, len(briefs))
    limit = datetime.date(*today.latest) - datetime.timedelta(days=days)
    oldest = (limit.year, limit.month, limit.day)
    stale = tuple(b.id for b in briefs if b.reviewed is None or b.reviewed.latest < oldest)
    return Finding(
        "Not reviewed lately",
        f"No editor has noted a review in the {days} days before {today.words()}.",
        stale,
        len(briefs),
    )
