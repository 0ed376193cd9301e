"""Nothing is asserted without a source: an event, actor, plan, point or dispute cites at least one, for the whole brief,
in its prose or in one of its parts.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.source import Source

CODE = "BG408"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every brief that names no source."""
    for id, brief in corpus.briefs.items():
        if isinstance(brief, Source):
            continue
        if not corpus.names_a_source(id):
            yield Finding(id, ("cite",), f"`{id}` cites no source", help="add `cite: [source-id]`")
