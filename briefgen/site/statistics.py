"""Statistics of the briefing: amounts, coverage and quality of the evidence.

Counts the content of the site; drafts are counted separately. The same content always gives the same numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.source import Source
from briefgen.site import quality
from briefgen.site.shared import Site


class Amount(msgspec.Struct, frozen=True):
    """The number of published briefs of a kind, and of drafts."""

    published: int
    drafts: int


class Share(msgspec.Struct, frozen=True):
    """A count out of a total."""

    count: int
    of: int


class Reported(msgspec.Struct, frozen=True):
    """A plan version, and the share of the plan's points that are reported for it."""

    plan: str
    version: str
    points: Share


class Statements(msgspec.Struct, frozen=True):
    """The number of statements, in total and by property."""

    total: int
    quoted: int
    translated: int
    with_stance: int


class Coverage(msgspec.Struct, frozen=True):
    """How complete the briefing is."""

    points_with_stance: dict[str, Share]
    """By party: the points on which it has taken a stance."""
    versions: tuple[Reported, ...]
    events_with_statements: Share
    cited: Share
    """The briefs, without sources, that cite a source."""
    themes: dict[str, int]
    """The number of briefs with each theme."""


class GradeCounts(msgspec.Struct, frozen=True):
    """The quality of sources and evidence; `none` stands for no grade."""

    sources_by_grade: dict[str, int]
    statements_by_best_grade: dict[str, int]
    events_of_single_origin: Share
    statements_of_single_origin: Share
    """The statements whose sources that count all go back to one report."""
    statements_by_origins: dict[str, int]
    """By number of independent reports that count."""
    quotations: dict[str, int]
    """By status of the check."""


class ReviewShare(msgspec.Struct, frozen=True):
    """The state of reviews of the briefs, without sources."""

    reviewed: Share
    stale: Share
    """Never reviewed, or not within the time that the briefing sets."""


class Statistics(msgspec.Struct, frozen=True):
    """All statistics; `briefgen stats --format json` prints this structure."""

    as_of: str | None
    briefs: dict[str, Amount]
    statements: Statements
    coverage: Coverage
    evidence: GradeCounts
    review: ReviewShare
    careful: dict[str, Share]
    """The measures of the quality page, by name."""


def statistics(site: Site, everything: Corpus) -> Statistics:
    """Return the statistics of a site; `everything` is its corpus including drafts."""
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
            party: Share(sum(bool(site.position(party, point.id).held) for point in points), len(points))
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
