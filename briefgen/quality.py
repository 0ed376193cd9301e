"""How good the evidence is: what is uncited, rests on a single origin, is stale or not known, each with the list behind it.

Counted once, for the page and for `briefgen stats`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

import msgspec

from briefgen.edtf import Day
from briefgen.kinds._base import Brief, Citation
from briefgen.kinds.plan import Plan
from briefgen.kinds.source import Source
from briefgen.site import Site

GRADES = ("A", "B", "C", "D", "E", "F", None)
"""From the best to none at all."""


class Finding(msgspec.Struct, frozen=True):
    """A number: what it counts, of how many, and what is counted."""

    name: str
    title: str
    meaning: str
    refs: tuple[str, ...]
    total: int
    notes: dict[str, str] = {}


def grades(site: Site) -> dict[str | None, tuple[Source, ...]]:
    """Return the sources of each grade that has any, best first."""
    sources = site.corpus.of(Source)
    found = {grade: tuple(s for s in sources if s.reliability == grade) for grade in GRADES}
    return {grade: graded for grade, graded in found.items() if graded}


def best_grade(site: Site, citations: Iterable[Citation]) -> str | None:
    """Return the best grade among the cited sources, or None where none is graded."""
    found = (source.reliability for c in citations if (source := site.corpus.find(c.source, Source)))
    return min((grade for grade in found if grade), default=None)


def origins(site: Site, citations: Iterable[Citation]) -> tuple[str, ...]:
    """Return the sources that the citations go back to."""
    return site.origins(tuple(citation.source for citation in citations))


def stale(site: Site) -> tuple[Brief, ...]:
    """Return the briefs, sources aside, that no editor has noted a review of in the time that the briefing sets."""
    oldest = _oldest(site)
    briefs = _factual(site)
    return tuple(b for b in briefs if b.reviewed is None or (oldest and b.reviewed.date.latest < oldest))


def findings(site: Site) -> Iterator[Finding]:
    """Yield what to be careful with, in the order in which the page shows it."""
    corpus = site.corpus
    factual = _factual(site)
    uncited = tuple(b.id for b in factual if not corpus.names_a_source(b.id))
    yield Finding("uncited", "Without a source", "Briefs that cite nothing.", uncited, len(factual))
    single = {e.id: o for e in corpus.events if (o := origins(site, e.cite)) and len(o) == 1}
    notes = {id: f"goes back to {site.label(found[0])}" for id, found in single.items()}
    yield Finding(
        "single-origin-events",
        "Events that rest on a single origin",
        "All sources cited for the event go back to one report, however many outlets passed it on.",
        tuple(single),
        len(corpus.events),
        notes,
    )
    weak = tuple(
        ref for ref, made in corpus.statements.items() if best_grade(site, made.statement.cite) not in ("A", "B", "C")
    )
    yield Finding(
        "weak-statements",
        "Statements on weak sources only",
        "No source of the statement is graded C or better.",
        weak,
        len(corpus.statements),
    )
    quoted = tuple(ref for ref, made in corpus.statements.items() if made.statement.quote)
    yield Finding(
        "unchecked-quotations",
        "Quotations not checked by machine",
        "The source has no record in this repository against which the words could be checked.",
        quoted,
        len(quoted),
    )
    undated = tuple(s.id for s in corpus.of(Source) if s.published is None)
    yield Finding(
        "undated-sources",
        "Sources without a date",
        "No date of publication could be seen.",
        undated,
        len(corpus.of(Source)),
    )
    unused = tuple(s.id for s in corpus.of(Source) if not corpus.backlinks.get(s.id))
    yield Finding(
        "unused-sources", "Sources that nothing cites", "Kept for the record.", unused, len(corpus.of(Source))
    )
    yield _stale(site)
    unknown = tuple(
        f"{point.id}"
        for one in corpus.of(Plan)
        for point in corpus.points.get(one.id, ())
        if not any(site.position(party, point.id) for party in site.parties)
    )
    total = sum(len(points) for points in corpus.points.values())
    yield Finding(
        "points-without-position",
        "Points on which no party's position is known",
        "No statement in this briefing takes a stance on them.",
        unknown,
        total,
    )
    yield Finding(
        "open-disputes",
        "Open disputes",
        "Accounts differ and nothing has settled it.",
        tuple(d.id for d in site.open_disputes),
        len(site.open_disputes),
    )


def _factual(site: Site) -> list[Brief]:
    return [brief for brief in site.corpus.briefs.values() if not isinstance(brief, Source)]


def _oldest(site: Site) -> Day | None:
    """Return the last day of which a review is not stale yet, or None where the briefing sets no time."""
    days = site.briefing.review_after
    today = site.as_of
    if days is None or today is None or not today.is_exact or today.latest[0] < 1:
        return None
    ordinal = datetime.date(*today.latest).toordinal() - days
    if ordinal < 1:
        return None
    limit = datetime.date.fromordinal(ordinal)
    return limit.year, limit.month, limit.day


def _stale(site: Site) -> Finding:
    refs = tuple(brief.id for brief in stale(site))
    total = len(_factual(site))
    if _oldest(site) is None or site.as_of is None:
        return Finding("never-reviewed", "Never reviewed", "No editor has noted a day of review.", refs, total)
    return Finding(
        "not-reviewed-lately",
        "Not reviewed lately",
        f"No editor has noted a review in the {site.briefing.review_after} days before {site.as_of.words()}.",
        refs,
        total,
    )
