"""What was reviewed is not what stands here now: the brief has changed since `briefgen review` noted its fingerprint. Layout,
comments, the order of the fields, `status` and `formerly` make no difference.

Bad:

    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry, as somebody wrote later.
    themes: [territory]
    cite: [wire]
    reviewed: {date: 2025-11-28, brief: 00000001}

Good:

    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry, as somebody wrote later.
    themes: [territory]
    cite: [wire]
    reviewed: {date: 2025-11-28, brief: 73f92f6d}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.review_hash import ReviewHashes
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity

CODE = "BG487"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the briefs whose content has another fingerprint than the one in their review."""
    fingerprints = ReviewHashes(corpus)
    for id, brief in corpus.briefs.items():
        if brief.reviewed is not None and fingerprints.is_changed(brief):
            message = f"changed since it was reviewed on {brief.reviewed.date}"
            help = f"go over it, then run `briefgen review {id}`"
            yield Finding(id, ("reviewed", "date"), message, help=help)
