"""A link that readers follow must work, or have an archived copy beside it.

`briefgen links` requests all addresses and keeps the results in `seeds/links.json`; this rule only reads that file. A link
is dead if the server says that the page is gone, or if it did not answer on two days. A source with an archived copy that
works is fine: its pages lead readers there.

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
      {"url": "https://example.org/talks", "state": "gone", "checked": "2025-11-30", "since": "2025-11-30", "reason": "404"}
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
      {"url": "https://example.org/talks", "state": "gone", "checked": "2025-11-30", "since": "2025-11-30", "reason": "404"}
    ]}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.outbound_links import OutboundLink, outbound_links
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.source import Source

CODE = "BG484"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield links that are dead and have no working archived copy."""
    dead = {url for url, result in corpus.links.items() if result.is_dead}
    if not dead:
        return
    for link in outbound_links(corpus):
        if link.url in dead and not _has_copy(corpus, link, dead):
            result = corpus.links[link.url]
            reason = f" ({result.reason})" if result.reason else ""
            message = f"the address has not worked since {result.since or result.checked}{reason}"
            yield Finding(link.id, link.at, message, help=_help(corpus, link), word=link.url)


def _has_copy(corpus: Corpus, link: OutboundLink, dead: set[str]) -> bool:
    source = corpus.find(link.id, Source)
    is_original = source is not None and link.at == ("url",)
    return is_original and source is not None and source.archive_url is not None and source.archive_url not in dead


def _help(corpus: Corpus, link: OutboundLink) -> str:
    copy = corpus.links[link.url].copy
    if link.at == ("archive_url",):
        return "put the address of another archived copy in its place"
    if copy:
        return f"add `archive_url: {copy}`" if link.at == ("url",) else f"link to the archived copy: {copy}"
    return "look for the page's new address, or for a copy with `briefgen links --archive`"
