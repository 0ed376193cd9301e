"""Nobody can pass on a report before it is out: one of the two dates is wrong, or `relays` stands the wrong way round. One day is
allowed for, because the date changes around the world. A page that goes on growing is `published` over a time, such as
`2025-11-20/..`.

Bad:

    # content/sources/agency.yaml
    title: What the report said
    publisher: An agency
    url: https://example.net/agency
    published: 2025-11-22
    reliability: B
    relays: [wire]
    # content/events/2025-11-20-reaction.yaml
    title: Reaction
    date: 2025-11-20
    kind: statement
    summary: The other side answered.
    cite: [agency]

Good:

    # content/sources/agency.yaml
    title: What the report said
    publisher: An agency
    url: https://example.net/agency
    published: 2025-12-01
    reliability: B
    relays: [wire]
    # content/events/2025-11-20-reaction.yaml
    title: Reaction
    date: 2025-11-20
    kind: statement
    summary: The other side answered.
    cite: [agency]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.source import Source

CODE = "BG463"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every source that passes on one which came out later."""
    for source in corpus.of(Source):
        if source.published is None:
            continue
        for index, id in enumerate(source.relays):
            other = corpus.find(id, Source)
            if other is None or other.published is None or other.published.days_after(source.published) <= 1:
                continue
            message = f"published on {source.published}, before what it relays (`{other.id}`, {other.published})"
            help = f"correct one of the two dates; or, if `{other.id}` passes this one on, move `relays` there"
            related = (Related("published here", other.id, ("published",)),)
            yield Finding(source.id, ("relays", index), message, help=help, related=related)
