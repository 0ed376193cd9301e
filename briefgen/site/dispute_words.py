"""Disputes near a brief in words: the reasons as headings, the closest first.

`analysis.disputes_near` finds them.
"""

from __future__ import annotations

from briefgen.analysis.disputes_near import Reason, disputes_near
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.dispute import Dispute
from briefgen.site.shared import Site
from briefgen.text.messages import N_
from briefgen.text.name_order import by_name

_REASONS: dict[Reason, str] = {
    "about": N_("About this"),
    "named": N_("Named here, or naming this"),
    "text": N_("About a point of the text that came out here"),
    "subject": N_("About a point that was spoken of here"),
    "sources": N_("From the same sources"),
}


def disputes_in_words(site: Site, brief: Brief) -> tuple[tuple[str, tuple[Dispute, ...]], ...]:
    """Return the disputes that touch an event or an actor, by reason; open ones first."""
    found = disputes_near(site.corpus, brief)
    return tuple(
        (_REASONS[reason], tuple(sorted(disputes, key=lambda each: (each.state != "open", by_name(each.title)))))
        for reason, disputes in found.items()
    )
