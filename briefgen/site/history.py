"""Status of points by day.

Uses the same days as the as-of view (`analysis.known_since`), so the date slider shows what such a build would show.
"""

from __future__ import annotations

import msgspec

from briefgen.analysis.known_since import since
from briefgen.analysis.point_status import PointStatus, disputes_about, point_status, resolution_ref
from briefgen.model.edtf import Day
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.site.shared import Site


class DatedStatus(msgspec.Struct, frozen=True):
    """The status of a point from a day on."""

    day: Day
    status: PointStatus


def status_history(site: Site, point: Point) -> tuple[DatedStatus, ...]:
    """Return a point's status over time, oldest first, by the day it became known."""
    known = since(site.corpus)
    least = known.of(point.id)
    days = {f"{point.id}@{entry.in_}": max(least, known.of(f"{point.id}@{entry.in_}")) for entry in point.versions}
    plan = site.corpus.find(point.plan, Plan)
    versions = plan.versions if plan else ()
    days |= {ref: known.of(ref) for ref in (f"{plan.id}@{version.id}" for version in versions if plan)}
    cited = [citation.source for entry in point.versions for citation in entry.cite]
    cited += [citation.source for version in versions for citation in version.cite]
    disputes = disputes_about(site.corpus, point.id)
    days |= {id: known.of(id) for id in (*map(site.corpus.current, cited), *(dispute.id for dispute in disputes))}
    days |= {resolution_ref(one): known.resolution(one) for one in disputes if one.state == "resolved"}
    found: list[DatedStatus] = []
    for day in sorted({max(least, day) for day in days.values()}):
        status = point_status(site.corpus, point, {ref for ref, first in days.items() if first <= day}.__contains__)
        if status is not None and (not found or found[-1].status != status):
            found.append(DatedStatus(day, status))
    return tuple(found)
