"""Disputes near a brief in words: the reasons as headings, the closest first.

`analysis.disputes_near` finds them.
"""

from __future__ import annotations

from briefgen.analysis.disputes_near import Reason, disputes_near
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.dispute import Dispute
from briefgen.site.shared import Site

_REASONS: dict[Reason, str] = {
    "about": "About this",
    "named": "Named here, or naming this",
    "text": "About a point of the text that came out here",
    "subject": "About a point that was spoken of here",
    "sources": "From the same sources",
}


def disputes_in_words(site: Site, brief: Brief) -> tuple[tuple[str, tuple[Dispute, ...]], ...]:
    """Return the disputes that touch an event or an actor, by reason; open ones first."""
    found = disputes_near(site.corpus, brief)
    return tuple(
        (_REASONS[reason], tuple(sorted(disputes, key=lambda each: (each.state != "open", each.title.casefold()))))
        for reason, disputes in found.items()
    )
