"""A source on the web should have an archived copy.

Pages change and vanish. `briefgen links --archive` looks for copies and keeps what it finds in `seeds/links.json`. This
rule only reads that file, so it reports only sources that were looked up.

Bad:

    # content/sources/report.yaml
    title: A report
    publisher: The Gazette
    reliability: C
    url: https://example.org/talks
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire, report]
    # seeds/links.json
    {"version": 1, "links": [
      {"url": "https://example.org/talks", "state": "works", "checked": "2025-11-30", "copy": ""}
    ]}

Good:

    # content/sources/report.yaml
    title: A report
    publisher: The Gazette
    reliability: C
    url: https://example.org/talks
    archive_url: https://archive.example.org/talks
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire, report]
    # seeds/links.json
    {"version": 1, "links": [
      {"url": "https://example.org/talks", "state": "works", "checked": "2025-11-30", "copy": ""}
    ]}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.source import Source

CODE = "BG489"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield sources without an archived copy, of those whose copies were looked for."""
    if not corpus.links:
        return
    for source in corpus.of(Source):
        result = corpus.links.get(source.url or "")
        if result is None or result.copy is None or source.archive_url or result.is_dead:
            continue
        message = "there is a copy in a web archive" if result.copy else "no web archive has a copy of the page"
        help = (
            f"add `archive_url: {result.copy}`"
            if result.copy
            else "have a web archive save the page, then add the copy's address as `archive_url`"
        )
        yield Finding(source.id, ("url",), message, help=help)
