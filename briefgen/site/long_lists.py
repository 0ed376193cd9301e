"""Long lists inside a brief's page: the first rows, and pages with all of them.

No page may grow with the number of briefs that name its subject, so each such list has a limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from briefgen.model.kinds._base import Brief
from briefgen.site.pages._base import Page, pages_of
from briefgen.site.shared import REASON_ANCHORS, Site

MOST_ROWS = 25
"""The number of rows with several lines, such as statements, that a brief's page shows of one list."""
MOST_NAMES = 50
"""The number of links that a brief's page shows of one list."""
PAGE_ROWS = 150
"""The number of rows on a page that has a whole list."""
PAGE_RECORDS = 50
"""The number of positions or meetings on such a page; each has many elements."""

RowKind = Literal["statements", "briefs", "met", "positions", "holders", "members"]


class LongList(msgspec.Struct, frozen=True):
    """A list of one brief: its first rows, the number of all, and the address of all."""

    kind: RowKind
    heading: str
    rows: Sequence[Any]
    most: int
    address: str

    @property
    def first(self) -> Sequence[Any]:
        """Return the rows that the brief's own page shows."""
        return self.rows[: self.most]

    @property
    def is_cut(self) -> bool:
        """Return whether the brief's own page leaves rows out."""
        return len(self.rows) > self.most


def long_list(brief: Brief, kind: RowKind, name: str, heading: str, rows: Sequence[Any]) -> LongList:
    """Return a list of a brief; `name` is the last part of the address of its pages."""
    most = MOST_NAMES if kind in ("briefs", "holders", "members") else MOST_ROWS
    return LongList(kind, heading, rows, most, f"{brief.folder}/{brief.id}/{name}/")


def backlink_lists(site: Site, brief: Brief) -> Mapping[str, LongList]:
    """Return the briefs that name a brief, as lists by their reason."""
    return {
        reason: long_list(brief, "briefs", f"linked/{REASON_ANCHORS[reason]}", reason, ids)
        for reason, ids in site.backlinks(brief.id)
    }


def pages_of_lists(brief: Brief, lists: Sequence[LongList]) -> Iterator[Page]:
    """Yield the pages of the lists that the brief's own page cuts."""
    for one in lists:
        if not one.is_cut:
            continue
        rows = PAGE_RECORDS if one.kind in ("met", "positions") else PAGE_ROWS
        for uri, number, total, part in pages_of(one.rows, one.address.rstrip("/"), rows):
            title = f"{one.heading}: {brief.label}"
            yield Page(
                uri=uri,
                template="pages/long-list.md.j2",
                title=title if number == 1 else f"{title}, page {number}",
                view={"list": one, "of": brief, "part": part, "number": number, "total": total},
                is_listing=True,
                has_toc=False,
            )
