"""Two source briefs must not describe the same document.

Such a document is counted twice, so it seems to confirm itself. Some differences between addresses are ignored:
`http` or `https`, `www.`, the host's case, a final slash, a `#fragment`, and the order of the query. Tracking
parameters such as `utm_source` and `fbclid` are ignored too.

Bad:

    # content/sources/agency.yaml
    title: The same report
    publisher: A newspaper
    url: http://www.example.org/report/?utm_source=feed
    published: 2025-11-30
    reliability: B
    # content/events/2025-11-28-reaction.yaml
    title: Reaction
    date: 2025-11-28
    summary: The other side answered.
    cite: [agency]

Good:

    # content/sources/agency.yaml
    title: Another report
    publisher: A newspaper
    url: https://example.org/report/2
    published: 2025-11-30
    reliability: B
    # content/events/2025-11-28-reaction.yaml
    title: Reaction
    date: 2025-11-28
    summary: The other side answered.
    cite: [agency]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.source import Source
from briefgen.text.urls import canonical

CODE = "BG312"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each address, archived copy and document that an earlier source has."""
    first: dict[tuple[str, str], str] = {}
    for source in corpus.of(Source):
        for field, value, what in (
            ("url", source.url and canonical(source.url), "address"),
            ("archive_url", source.archive_url and canonical(source.archive_url), "archived copy"),
            ("document", source.document, "document"),
        ):
            if not value:
                continue
            other = first.setdefault((field, value), source.id)
            if other != source.id:
                help = f"keep one of the two, with `formerly: [{source.id}]`, and distinguish passages by `locator` in `cite`"
                related = (Related("first used here", other, (field,)),)
                yield Finding(source.id, (field,), f"`{other}` has the same {what}", help=help, related=related)
