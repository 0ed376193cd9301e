"""Credibility 1 says: confirmed by other, independent sources. Where everything cited goes back to one report, nobody else
confirms it, however many outlets passed it on; then 2 (probably true) is the most that can be said. For a statement the
sources of those count too that `corroborates` ties to it. The message says by which relays each source goes back to the origin.

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

from briefgen.analysis.corroboration import relaying
from briefgen.analysis.positions import statement_named, statement_path
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.citations import cited, origins, placed_citations
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity

CODE = "BG455"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the statements and the citations that are called confirmed, and whose sources all go back to one."""
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
    """Return the sources of the statements that corroborate each one, or that it corroborates."""
    found: dict[str, list[str]] = defaultdict(list)
    for ref, made in corpus.statements.items():
        for target in made.statement.corroborates:
            other = statement_named(corpus, target)
            if other is not None:
                found[other.ref] += [citation.source for citation in made.statement.cite]
                found[ref] += [citation.source for citation in other.statement.cite]
    return {ref: tuple(ids) for ref, ids in found.items()}


def _judged(corpus: Corpus, id: str, at: At, sources: tuple[str, ...]) -> Iterator[Finding]:
    found = origins(corpus, sources)
    if len(found) != 1 or found[0] not in corpus.briefs:
        return
    chains = relaying(corpus, sources, found[0])
    message = (
        f"called confirmed, and everything cited for it goes back to `{found[0]}`{f': {chains}' if chains else ''}"
    )
    help = "write `credibility: 2`, or cite a source that found it out by itself"
    yield Finding(id, at, message, help=help, related=(Related("the one origin", found[0]),))
