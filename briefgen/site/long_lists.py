"""Long lists inside a brief's page: the first rows, and pages with all of them.

No page may grow with the number of briefs that name its subject, so each such list has a limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from briefgen.model.kinds._base import Brief
from briefgen.site.pages._base import ROWS, Page, numbered, pages_of
from briefgen.site.shared import REASON_ANCHORS, Site
from briefgen.text.messages import gettext

MOST_ROWS = 25
"""The number of rows with several lines, such as statements, that a brief's page shows of one list."""
MOST_NAMES = 50
"""The number of links that a brief's page shows of one list."""
PAGE_RECORDS = 50
"""The number of positions or meetings on a page with a whole list; each has many elements."""
MOST_ANSWERS = 10
"""The number of answers to one statement that its event's page names."""

RowKind = Literal[
    "statements",
    "briefs",
    "met",
    "positions",
    "holders",
    "members",
    "participants",
    "questions",
    "citings",
    "sentences",
]


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


def long_list(
    brief: Brief, kind: RowKind, name: str, heading: str, rows: Sequence[Any], most: int | None = None
) -> LongList:
    """Return a list of a brief; `name` is the last part of the address of its pages.

    `most` is the number of rows that the brief's page shows; each kind has its own.
    """
    if most is None:
        most = MOST_ROWS if kind in ("statements", "met", "positions", "questions") else MOST_NAMES
    return LongList(kind, heading, rows, most, f"{brief.folder}/{brief.id}/{name}/")


def lists_among(values: Iterable[Any]) -> Iterator[LongList]:
    """Yield the lists among the values of a page, also those in tuples and mappings."""
    for value in values:
        if isinstance(value, LongList):
            yield value
        elif isinstance(value, Mapping):
            yield from lists_among(value.values())
        elif isinstance(value, tuple):
            yield from (one for one in value if isinstance(one, LongList))


def backlink_lists(site: Site, brief: Brief) -> Mapping[str, LongList]:
    """Return the briefs that name a brief, as lists by the anchor of their reason."""
    return {
        (anchor := REASON_ANCHORS[reason]): long_list(brief, "briefs", f"linked/{anchor}", reason, ids)
        for reason, ids in site.backlinks(brief.id)
    }


def pages_of_lists(brief: Brief, lists: Iterable[LongList]) -> Iterator[Page]:
    """Yield the pages of the lists that the brief's own page cuts."""
    for one in lists:
        if not one.is_cut:
            continue
        rows = PAGE_RECORDS if one.kind in ("met", "positions") else ROWS
        for uri, number, total, part in pages_of(one.rows, one.address.rstrip("/"), rows):
            title = f"{gettext(one.heading)}: {brief.label}"
            yield Page(
                uri=uri,
                template="pages/long-list.md.j2",
                title=numbered(title, number),
                view={"list": one, "of": brief, "part": part, "number": number, "total": total},
                is_listing=True,
                has_toc=False,
            )
