"""The home page: the state of play, latest and coming events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from briefgen.analysis.point_status import PointStatus
from briefgen.model import vocabulary
from briefgen.model.kinds._base import Citation
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.site.history import status_history
from briefgen.site.pages._base import Page
from briefgen.site.shared import Site
from briefgen.site.sources import uses_of
from briefgen.site.weight import highlighted, weighed
from briefgen.text.markup import citations

LONG_HEADLINE = 280
"""Length in characters from which phones show a shortened headline with a link."""
NOT_IN_LINE = "not-in-line"
"""The status of a point that no version of the negotiated line reports on."""
MOST_COLUMNS = 12
"""The number of points in the small matrix: as many as fit on a phone."""


class Board(msgspec.Struct, frozen=True):
    """Overview of a plan: the status of its points, and the parties' main positions."""

    plan: Plan
    points: tuple[tuple[Point, PointStatus | None], ...]
    columns: tuple[Point, ...]
    """The points of the small matrix."""
    statuses: tuple[tuple[str, int], ...]
    """The statuses that occur at any time, each with the current number of points.

    They are in the order of the legend.
    """
    stances: tuple[str, ...]
    """The positions that occur in the small matrix at any time."""


def board(site: Site, plan: Plan) -> Board:
    """Return the overview of a plan."""
    points = site.corpus.points.get(plan.id, ())
    rows = tuple((point, site.status(point)) for point in points)
    columns = _columns(site, points)
    now = [status.word if status else NOT_IN_LINE for _, status in rows]
    ever = {*now, *(stood.status.word for point in points for stood in status_history(site, point))}
    held = {
        dated.position.stance
        for point in columns
        for party in site.parties
        for dated in site.position(party, point.id).history
    }
    return Board(
        plan=plan,
        points=rows,
        columns=columns,
        statuses=tuple((word, now.count(word)) for word in (*vocabulary.STATUSES, NOT_IN_LINE) if word in ever),
        stances=tuple(stance for stance in vocabulary.POSITIONS if stance in held),
    )


def _columns(site: Site, points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the highlighted points, then those with most parties on record, at least two, in plan order."""
    known = {point.id: sum(bool(site.position(party, point.id).held) for party in site.parties) for point in points}
    wanted = tuple(dict.fromkeys(site.corpus.current(id) for id in site.highlights.points))
    by_id = {point.id: point for point in points}
    first = [by_id[id] for id in wanted if id in by_id][:MOST_COLUMNS]
    others = sorted((p for p in points if known[p.id] > 1 and p not in first), key=lambda p: (-known[p.id], p.number))[
        : MOST_COLUMNS - len(first)
    ]
    return (*first, *sorted(others, key=lambda p: (p.number, p.id)))


def plan(site: Site) -> Iterator[Page]:
    """Yield the home page."""
    corpus = site.corpus
    briefing = site.briefing
    boards = [board(site, one) for one in corpus.of(Plan) if corpus.points.get(one.id)]
    boards.sort(key=lambda one: -len(one.points))
    happened = [event for event in reversed(corpus.events) if event.state not in ("scheduled", "postponed")]
    ahead = [event for event in corpus.events if event.state in ("scheduled", "postponed")]
    chosen = site.highlights
    key_events = [event for id in dict.fromkeys(chosen.events) if (event := corpus.find(id, Event))]
    resolved = [dispute for id in chosen.disputes if (dispute := corpus.find(id, Dispute)) and dispute.state != "open"]
    yield Page(
        uri="index.md",
        template="pages/home.md.j2",
        title=briefing.title,
        description=briefing.description or "",
        view={
            "boards": boards,
            "is_long": len(site.prose.plain(briefing.headline or "")) > LONG_HEADLINE,
            "key_events": key_events,
            "latest": [event for event in happened if event not in key_events][:6],
            "ahead": ahead[:6],
            "disputes": highlighted(site, chosen.disputes, [*weighed(site, site.open_disputes), *resolved]),
            "open_disputes": len(site.open_disputes),
            "actors": highlighted(site, chosen.actors, weighed(site, corpus.of(Actor)))[:12],
            "counts": {
                "events": len(corpus.events),
                "statements": len(corpus.statements),
                "actors": len(corpus.of(Actor)),
                "sources": len(corpus.of(Source)),
                "disputes": len(corpus.of(Dispute)),
            },
        },
        sources=uses_of(
            site, (Citation(source=id, locator=locator or None) for id, locator in citations(briefing.headline or ""))
        ),
        has_toc=False,
    )
