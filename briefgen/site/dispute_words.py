"""Disputes near a brief in words: the reasons as headings, the closest first.

`analysis.disputes_near` finds them.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.analysis.disputes_near import Reason, disputes_near
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.dispute import Dispute
from briefgen.site.long_lists import LongList, long_list
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


def disputes_in_words(site: Site, brief: Brief) -> tuple[LongList, ...]:
    """Return ids of disputes that touch a brief, by reason, open ones first."""
    found = disputes_near(site.corpus, brief)
    return tuple(
        long_list(brief, "briefs", f"disputed/{reason}", _REASONS[reason], [each.id for each in _open_first(disputes)])
        for reason, disputes in found.items()
    )


def _open_first(disputes: Iterable[Dispute]) -> list[Dispute]:
    return sorted(disputes, key=lambda each: (each.state != "open", by_name(each.title)))
