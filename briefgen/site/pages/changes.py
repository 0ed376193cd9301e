"""What changed: newest events, shifts of positions and disputes by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from briefgen.site.newest import newest
from briefgen.site.pages._base import Page, pages_of
from briefgen.site.shared import Site
from briefgen.site.timeline_layout import month_of
from briefgen.text.messages import gettext

ROWS = 100
"""The number of items on one page."""


def plan(site: Site) -> Iterator[Page]:
    """Yield the pages, the newest day first."""
    items = newest(site)
    kinds = Counter("moved" if one.moved else site.corpus.briefs[one.ref].folder for one in items)
    for uri, number, total, part in pages_of(items, "changes", ROWS):
        title = gettext("What changed")
        yield Page(
            uri=uri,
            template="pages/changes.md.j2",
            title=title if number == 1 else gettext("What changed, page %(number)s", number=number),
            view={
                "months": [
                    (month, [(date, list(found)) for date, found in groupby(days, key=lambda one: one.date)])
                    for month, days in groupby(part, key=lambda one: month_of(one.date) if one.date else "")
                ],
                "counts": kinds,
                "number": number,
                "total": total,
            },
            is_listing=True,
            has_toc=False,
        )
