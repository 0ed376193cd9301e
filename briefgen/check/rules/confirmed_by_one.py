"""Credibility 1 (confirmed) needs at least two independent origins.

Credibility 1 means confirmed by other, independent sources. If everything cited goes back to one report, no other
source confirms it, however many outlets relayed it. Then the best possible value is 2 (probably said or happened).
For a statement, the sources of statements that confirm it by `corroborates` count too. Statements of its own side do
not confirm it. The message lists the relays that lead from each source to the origin.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    participants: [ministry]
    statements:
      - {id: reply, speaker: ministry, paraphrase: The talks go on., cite: [wire], credibility: 1}
    cite: [wire]

Good:

    # content/sources/gazette.yaml
    title: Another report
    publisher: Another newspaper
    url: https://example.net/another
    published: 2025-11-30
    reliability: B
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    participants: [ministry]
    statements:
      - {id: reply, speaker: ministry, paraphrase: The talks go on., cite: [wire, gazette], credibility: 1}
    cite: [wire]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from briefgen.analysis.origins import relaying, single_origin
from briefgen.analysis.positions import statement_named, statement_path
from briefgen.analysis.sides import is_own_confirmation
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.citations import cited, placed_citations
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity

CODE = "BG455"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield statements and citations called confirmed whose sources have one origin."""
    others: dict[str, tuple[str, ...]] | None = None
    for ref, made in corpus.statements.items():
        if made.statement.credibility == 1:
            others = _confirming(corpus) if others is None else others
            ids = (*(citation.source for citation in made.statement.cite), *others.get(ref, ()))
            yield from _judged(corpus, made.event.id, (*statement_path(made), "credibility"), ids)
    for id, brief in corpus.briefs.items():
        for at, citation in placed_citations(brief):
            if citation.credibility == 1:
                yield from _judged(corpus, id, (*at, "credibility"), tuple(cited(corpus, brief)))


def _confirming(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Return, for each statement, the sources of those that confirm it and are not of its side."""
    found: dict[str, list[str]] = defaultdict(list)
    for made in corpus.statements.values():
        for target in made.statement.corroborates:
            other = statement_named(corpus, target)
            if other is not None and not is_own_confirmation(corpus, other, made):
                found[other.ref] += [citation.source for citation in made.statement.cite]
    return {ref: tuple(ids) for ref, ids in found.items()}


def _judged(corpus: Corpus, id: str, at: At, sources: tuple[str, ...]) -> Iterator[Finding]:
    origin = single_origin(corpus, sources)
    if origin is None:
        return
    chains = relaying(corpus, sources, origin.id)
    message = (
        f"called confirmed, but everything cited for it goes back to `{origin.id}`{f': {chains}' if chains else ''}"
    )
    help = "write `credibility: 2`, or cite an independent source"
    yield Finding(id, at, message, help=help, related=(Related("the only origin", origin.id),))
