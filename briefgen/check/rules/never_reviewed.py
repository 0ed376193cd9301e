"""`review_after` in `briefing.yaml` is the editors' promise to go over each published brief again after so many days; a brief that
says nothing of a review does not take part in it. One note tells how many there are. Sources need no review.

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
    """Yield one finding for all published briefs that were never reviewed, where the briefing asks for reviews."""
    if corpus.briefing.review_after is None:
        return
    briefs = [b for b in corpus.briefs.values() if b.status == "published" and not isinstance(b, Source)]
    never = [brief.id for brief in briefs if brief.reviewed is None]
    if never:
        message = f"{len(never)} of {len(briefs)} briefs have no review noted"
        names = ", ".join(f"`{id}`" for id in never[:_SHOWN]) + (" …" if len(never) > _SHOWN else "")
        help = f"go over {names}, then run `briefgen review {never[0]}`; or take `review_after` out"
        yield Finding(BRIEFING, ("review_after",), message, help=help)
