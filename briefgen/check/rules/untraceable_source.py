"""A reader must be able to find a source: by an address, an archived copy, a record in `seeds/` or at least its date. A book
is found by its title with an author or a publisher. What is known only through another source, which `relays` it, is found
there.

Bad:

    # content/sources/memo.yaml
    title: A memo
    publisher: A ministry
    reliability: C
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire, memo]

Good:

    # content/sources/memo.yaml
    title: A memo
    publisher: A ministry
    published: 2025-11-30
    reliability: C
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire, memo]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.source import Source

CODE = "BG457"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the sources that nothing leads to."""
    if not corpus.is_whole:
        return
    lost = [source for source in corpus.of(Source) if not _is_found(source)]
    if not lost:
        return
    passed_on = {corpus.former.get(id, id) for source in corpus.of(Source) for id in source.relays if id != source.id}
    for source in lost:
        if source.id not in passed_on:
            message = f"`{source.id}` has no address, no date and no document to find it by"
            help = "add `url:` or `published:`, or name it in the `relays` of the source where you read of it"
            yield Finding(source.id, ("title",), message, help=help)


def _is_found(source: Source) -> bool:
    if source.url or source.archive_url or source.document or source.published:
        return True
    return source.type == "book" and bool(source.author or source.publisher)
