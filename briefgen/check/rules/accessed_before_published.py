"""Nobody can read a document before it is out: one of the two dates is wrong. Both are written as the calendar stood at the
place of publication; a document that goes on changing is `published` over a time, such as `2025-11-20/..`.

Bad:

    # content/sources/wire.yaml
    title: A report
    publisher: A newspaper
    url: https://example.org/report
    published: 2025-11-30
    accessed: 2025-10-30
    reliability: B

Good:

    # content/sources/wire.yaml
    title: A report
    publisher: A newspaper
    url: https://example.org/report
    published: 2025-11-30
    accessed: 2025-12-01
    reliability: B
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.source import Source

CODE = "BG413"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every source that was read before it came out."""
    for source in corpus.of(Source):
        if source.accessed and source.published and source.accessed.is_before(source.published):
            message = f"read on {source.accessed}, before it came out ({source.published})"
            help = "correct one of the two dates"
            related = (Related("published here", source.id, ("published",)),)
            yield Finding(source.id, ("accessed",), message, help=help, related=related)
