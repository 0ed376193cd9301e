"""Points in lists: the status of each, and one sentence on what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from briefgen.analysis.point_status import PointStatus
from briefgen.model.kinds.point import Point
from briefgen.site.shared import Site
from briefgen.site.state_of_play import by_theme
from briefgen.text.segment import sentences

MOST = 50
"""The number of points that the page of a plan lists; the list of all points has the rest."""
LONGEST = 240
"""The length in characters at which a sentence is cut."""


class ListedPoint(msgspec.Struct, frozen=True):
    """A point as one row of a list."""

    point: Point
    status: PointStatus | None
    says: str
    """The first sentence of its summary, without markup."""


def listed_points(site: Site, points: Iterable[Point]) -> list[ListedPoint]:
    """Return points as rows of a list, in the same order."""
    return [ListedPoint(point, site.status(point), first_sentence(site, point)) for point in points]


def first_sentence(site: Site, point: Point) -> str:
    """Return the first sentence of a point's summary, cut if it is too long."""
    text = site.prose.plain(point.summary)
    start, end = next(iter(sentences(text)), (0, 0))
    found = text[start:end].strip()
    return found if len(found) <= LONGEST else f"{found[:LONGEST].rsplit(' ', 1)[0]} …"


def listed_by_theme(site: Site, points: Sequence[Point]) -> list[tuple[str, list[ListedPoint]]]:
    """Return the first points of a plan by theme, in the order of the briefing."""
    return by_theme(site, listed_points(site, points[:MOST]))
