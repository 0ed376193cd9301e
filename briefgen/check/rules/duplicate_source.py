"""One document that has two source briefs is counted twice: it seems to confirm itself. Addresses are compared without what
makes no difference: `http` or `https`, `www.`, capitals of the host, a slash at the end, a `#fragment`, the order of a query
and the marks of advertisers (`utm_source`, `fbclid`).

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
    """Yield every address, archived address and document that an earlier source has."""
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
                help = f"keep one of the two, with `formerly: [{source.id}]`, and tell passages apart by `locator` in `cite`"
                related = (Related("used first here", other, (field,)),)
                yield Finding(source.id, (field,), f"`{other}` has the same {what}", help=help, related=related)
