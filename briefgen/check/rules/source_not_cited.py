"""A source that no brief cites and no source relays shows the reader nothing: either what it says is missing from the briefs,
or it can go.

Bad:

    # content/sources/gazette.yaml
    title: Another report
    publisher: Another newspaper
    url: https://example.net/another
    published: 2025-11-30
    reliability: B

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
    cite: [wire, gazette]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model import references
from briefgen.model.kinds.source import Source

CODE = "BG459"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the published sources that nothing names, a list of related briefs aside."""
    if not corpus.is_whole:
        return
    headline = corpus.briefing.headline or ""
    named = {corpus.former.get(id, id) for id, _ in references.citations(headline)}
    named |= {corpus.former.get(id, id) for id in references.links(headline)}
    for source in corpus.of(Source):
        if source.status == "draft" or source.id in named:
            continue
        if not corpus.named.get(source.id, False):
            help = f"cite it where it says something: `cite: [{source.id}]`; or delete the file"
            yield Finding(source.id, ("title",), f"no brief cites `{source.id}`", help=help)
