"""If some sources are graded, every source is.

Readers cannot know how reliable a source without a grade is. Grades go from A (completely reliable) to E
(unreliable); F means that the reliability cannot be judged. A briefing that grades no source is not checked.

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
    """Yield sources without a grade, if others have one."""
    sources = corpus.of(Source)
    ungraded = [source for source in sources if source.reliability is None]
    if len(ungraded) == len(sources):
        return
    for source in ungraded:
        help = "add `reliability:` A to E, or F if it cannot be judged, with a `reliability_note`"
        yield Finding(source.id, ("title",), f"`{source.id}` has no grade", help=help)
