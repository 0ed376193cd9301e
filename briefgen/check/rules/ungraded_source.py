"""Where sources are graded, one without a grade leaves the reader to guess: A completely reliable … E unreliable. F says that
nobody can judge it, which is an answer too. A briefing that grades no source at all hears nothing of this.

Bad:

    # content/sources/gazette.yaml
    title: Another report
    publisher: Another newspaper
    url: https://example.net/another
    published: 2025-11-30
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire, gazette]

Good:

    # content/sources/gazette.yaml
    title: Another report
    publisher: Another newspaper
    url: https://example.net/another
    published: 2025-11-30
    reliability: F
    reliability_note: Not known to the desk.
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
from briefgen.model.kinds.source import Source

CODE = "BG464"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the sources without a grade, where others have one."""
    sources = corpus.of(Source)
    ungraded = [source for source in sources if source.reliability is None]
    if len(ungraded) == len(sources):
        return
    for source in ungraded:
        help = "add `reliability:` A to E, or F where nobody can judge it, with a `reliability_note`"
        yield Finding(source.id, ("title",), f"`{source.id}` has no grade", help=help)
