"""`review_after` in `briefing.yaml` is the editors' promise to go over each published brief again after so many days. For this one
they have passed, counted up to the day that the briefing describes (`as_of`). Sources need no review.

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
    reviewed: 2025-10-30

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
    reviewed: 2025-10-31
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.editorial_voice import BRIEFING
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.source import Source

CODE = "BG485"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the published briefs whose last review certainly lies further back than the briefing allows."""
    days, today = corpus.briefing.review_after, corpus.as_of
    if days is None or today is None:
        return
    related = (Related("the briefing's rule", BRIEFING, ("review_after",)),)
    for id, brief in corpus.briefs.items():
        if brief.reviewed is None or brief.status == "draft" or isinstance(brief, Source):
            continue
        if today.days_after(brief.reviewed.date) > days:
            message = f"last reviewed on {brief.reviewed.date}, more than {days} days before {today}"
            help = f"go over it, then run `briefgen review {id}`"
            yield Finding(id, ("reviewed", "date"), message, help=help, related=related)
