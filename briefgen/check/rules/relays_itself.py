"""`relays` leads from a source to the one whose report it passes on; followed on, it ends at the report that began it all.
A source that comes back to itself has no origin, and nothing can be counted by it.

Bad:

    # content/sources/agency.yaml
    title: What the report said
    publisher: An agency
    url: https://example.net/agency
    published: 2025-11-30
    reliability: B
    relays: [agency]
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [agency]

Good:

    # content/sources/agency.yaml
    title: What the report said, and what its reporter saw
    publisher: An agency
    url: https://example.net/agency
    published: 2025-11-30
    reliability: B
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [agency]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.source import Source

CODE = "BG462"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every source that passes itself on, directly or by way of others."""
    relaying = {source.id: source for source in corpus.of(Source) if source.relays}
    relayed = {corpus.former.get(id, id) for source in relaying.values() for id in source.relays}
    for source in relaying.values():
        if source.id not in relayed:
            continue
        for index, id in enumerate(source.relays):
            first = corpus.former.get(id, id)
            if _leads_to(corpus, relaying, first, source.id):
                way = "" if first == source.id else f", by way of `{first}`"
                related = () if first == source.id else (Related("and this leads back", first, ("relays",)),)
                help = "remove the one that is not passed on"
                message = f"`{source.id}` relays itself{way}"
                yield Finding(source.id, ("relays", index), message, help=help, related=related)


def _leads_to(corpus: Corpus, relaying: dict[str, Source], start: str, goal: str) -> bool:
    seen = {start}
    waiting = [start]
    while waiting:
        id = waiting.pop()
        if id == goal:
            return True
        for other in relaying[id].relays if id in relaying else ():
            now = corpus.former.get(other, other)
            if now not in seen:
                seen.add(now)
                waiting.append(now)
    return False
