"""The briefing in numbers: how much there is, how much of it is covered, how good the evidence is.

Counts what the site shows, drafts apart. The same content gives the same numbers; only the content is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from briefgen.site import quality
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.source import Source
from briefgen.corpus.load import kinds
from briefgen.site.shared import Site


class Amount(msgspec.Struct, frozen=True):
    """How many briefs of a kind the site shows, and how many drafts there are besides."""

    published: int
    drafts: int


class Share(msgspec.Struct, frozen=True):
    """A count, of how many."""

    count: int
    of: int


class Reported(msgspec.Struct, frozen=True):
    """What is known of one plan version: of how many of the plan's points it is reported what it did to them."""

    plan: str
    version: str
    points: Share


class Statements(msgspec.Struct, frozen=True):
    """How many statements there are, and of what sort."""

    total: int
    quoted: int
    translated: int
    with_stance: int


class Coverage(msgspec.Struct, frozen=True):
    """How much of what could be known is."""

    points_with_stance: dict[str, Share]
    """By party: on how many points it has taken a stance."""
    versions: tuple[Reported, ...]
    events_with_statements: Share
    cited: Share
    """Briefs, sources aside, that name a source."""
    themes: dict[str, int]
    """How many briefs are filed under each theme of the briefing."""


class GradeCounts(msgspec.Struct, frozen=True):
    """How good the sources are; `none` stands for no grade."""

    sources_by_grade: dict[str, int]
    statements_by_best_grade: dict[str, int]
    events_of_single_origin: Share
    statements_of_single_origin: Share
    """All sources of the statement go back to one report."""
    statements_by_origins: dict[str, int]
    """By how many independent origins they have, those of statements that confirm them among them."""
    quotations: dict[str, int]
    """By what the source's record says of them."""


class ReviewShare(msgspec.Struct, frozen=True):
    """When editors went over the briefs, sources aside."""

    reviewed: Share
    stale: Share
    """Never reviewed, or not in the time that the briefing sets."""


class Statistics(msgspec.Struct, frozen=True):
    """All numbers."""

    as_of: str | None
    briefs: dict[str, Amount]
    statements: Statements
    coverage: Coverage
    evidence: GradeCounts
    review: ReviewShare
    careful: dict[str, Share]
    """The numbers of the page on the quality of the evidence, by name."""


def statistics(site: Site, everything: Corpus) -> Statistics:
    """Return the numbers of a site; ``everything`` is its corpus with the drafts."""
    careful = {f.name: Share(len(f.refs), f.total) for f in quality.findings(site)}
    factual = sum(not isinstance(brief, Source) for brief in site.corpus.briefs.values())
    reviewed = sum(b.reviewed is not None and not isinstance(b, Source) for b in site.corpus.briefs.values())
    return Statistics(
        as_of=site.as_of.text if site.as_of else None,
        briefs=_amounts(site.corpus, everything),
        statements=_statements(site.corpus),
        coverage=_coverage(site, Share(factual - careful["uncited"].count, factual)),
        evidence=_evidence(site, careful["single-origin-events"]),
        review=ReviewShare(Share(reviewed, factual), Share(len(quality.stale(site)), factual)),
        careful=careful,
    )


def _amounts(published: Corpus, everything: Corpus) -> dict[str, Amount]:
    return {
        name: Amount(len(published.of(kind)), len(everything.of(kind)) - len(published.of(kind)))
        for name, kind in kinds().items()
    }


def _statements(corpus: Corpus) -> Statements:
    made = [one.statement for one in corpus.statements.values()]
    return Statements(
        total=len(made),
        quoted=sum(s.quote is not None for s in made),
        translated=sum(s.original is not None for s in made),
        with_stance=sum(s.stance is not None for s in made),
    )


def _coverage(site: Site, cited: Share) -> Coverage:
    points = [point for _, points in sorted(site.corpus.points.items()) for point in points]
    filed = Counter(theme for brief in site.corpus.briefs.values() for theme in set(brief.themes))
    events = site.corpus.events
    return Coverage(
        points_with_stance={
            party: Share(sum(bool(site.position(party, point.id)) for point in points), len(points))
            for party in site.parties
        },
        versions=tuple(one for plan in site.corpus.of(Plan) for one in _reported(site.corpus, plan)),
        events_with_statements=Share(sum(bool(event.statements) for event in events), len(events)),
        cited=cited,
        themes={theme: filed[theme] for theme in site.briefing.themes},
    )


def _reported(corpus: Corpus, plan: Plan) -> Iterator[Reported]:
    points = corpus.points.get(plan.id, ())
    for version in plan.versions:
        entries = (entry for point in points for entry in point.versions if entry.in_ == version.id)
        known = sum(entry.change != "not-reported" for entry in entries)
        yield Reported(plan.id, version.id, Share(known, len(points)))


def _evidence(site: Site, single: Share) -> GradeCounts:
    statements = [made.statement for made in site.corpus.statements.values()]
    best = Counter(quality.best_grade(site, s.cite) or "none" for s in statements)
    alone = sum(standing.own.count == 1 for standing in site.corroboration.statements.values())
    return GradeCounts(
        sources_by_grade={grade or "none": len(sources) for grade, sources in quality.grades(site).items()},
        statements_by_best_grade={grade: best[grade] for g in quality.GRADES if best[grade := g or "none"]},
        events_of_single_origin=single,
        statements_of_single_origin=Share(alone, len(statements)),
        statements_by_origins={f.name.removeprefix("origins-"): len(f.rows) for f in quality.by_origins(site)},
        quotations={f.name.removeprefix("quotations-"): len(f.rows) for f in quality.quotations(site)},
    )
