"""Order of disputes on their listing: open ones first, then by weight.

The weight is the number of independent sources behind all answers, then that of the answers, then the day of the
newest report.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.analysis.answers import answers, independent_count
from briefgen.model.kinds.dispute import Dispute
from briefgen.site.shared import Site
from briefgen.text.name_order import by_name

_NEVER = (-(10**9), 1, 1)


def weighty(site: Site, disputes: Iterable[Dispute]) -> list[Dispute]:
    """Return disputes by weight, resolved ones below the open ones."""
    return sorted(disputes, key=lambda dispute: _order(site, dispute))


def _order(site: Site, dispute: Dispute) -> tuple[object, ...]:
    found = answers(site.corpus, dispute)
    days = (one.date.latest for answer in found for one in answer.sources if one.date)
    newest = max(days, default=_NEVER)
    return (
        dispute.state == "resolved",
        -independent_count(found),
        -len(found),
        tuple(-part for part in newest),
        by_name(dispute.title),
        dispute.id,
    )
