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

from briefgen import harvest
from briefgen.corpus import Corpus
from briefgen.diagnostics import Severity
from briefgen.kinds.source import Source
from briefgen.rules._base import Finding

CODE = "BG408"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every brief that names no source."""
    for id, brief in corpus.briefs.items():
        if isinstance(brief, Source):
            continue
        cites = any("cite" in r.at for r in corpus.references[id])
        if not cites and not any(True for f in corpus.prose[id] for _ in harvest.citations(f.text)):
            yield Finding(id, ("cite",), f"`{id}` cites no source", help="add `cite: [source-id]`")
