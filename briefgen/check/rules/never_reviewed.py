"""The briefing asks for reviews, but published briefs have none.

With `review_after` in `briefing.yaml`, the editors promise to review each published brief again after that number
of days. A brief without `reviewed` is not covered by the promise. One note gives the number of such briefs. Sources
need no review.

Bad:

    # content/briefing.yaml
    title: Small
    as_of: 2025-11-30
    parties: [ministry]
    review_after: 30
    themes:
      territory: Territory
    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    themes: [territory]
    cite: [wire]

Good:

    # content/briefing.yaml
    title: Small
    as_of: 2025-11-30
    parties: [ministry]
    review_after: 30
    themes:
      territory: Territory
    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    themes: [territory]
    cite: [wire]
    reviewed: 2025-11-28
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.editorial_voice import BRIEFING
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.source import Source

CODE = "BG486"
SEVERITY = Severity.NOTE

_SHOWN = 3


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield one finding for all published briefs that were never reviewed.

    Yields nothing unless the briefing sets `review_after`.
    """
    if corpus.briefing.review_after is None:
        return
    briefs = [b for b in corpus.briefs.values() if b.status == "published" and not isinstance(b, Source)]
    never = [brief.id for brief in briefs if brief.reviewed is None]
    if never:
        message = f"{len(never)} of {len(briefs)} briefs have no review"
        names = ", ".join(f"`{id}`" for id in never[:_SHOWN]) + (" …" if len(never) > _SHOWN else "")
        help = f"review {names}, then run `briefgen review {never[0]}`; or remove `review_after`"
        yield Finding(BRIEFING, ("review_after",), message, help=help)
