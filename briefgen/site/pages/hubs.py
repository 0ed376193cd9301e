"""The listing pages: one per kind, split into several pages if long."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec

from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.site import source_use
from briefgen.site.filters import (
    Filter,
    event_rows,
    of_events,
    of_sources,
    of_statements,
    source_rows,
    statement_rows,
)
from briefgen.site.pages._base import ROWS, DataFile, Page, pages_of
from briefgen.site.shared import Site
from briefgen.site.timeline_layout import anchor, drawing, month_of


def plan(site: Site) -> Iterator[Page | DataFile]:
    """Yield the listing pages, and the data files of long listings with filters."""
    corpus = site.corpus
    events = tuple(reversed(corpus.events))
    dated = of_events(site, events)
    for page in _listing(site, "events", "Timeline", events, _by_month, dated):
        is_first = page.view["number"] == 1
        yield msgspec.structs.replace(page, view={**page.view, **(_drawn(events) if is_first else {"drawing": None})})
    yield from _data("events", events, lambda: dated.file(event_rows(site, events)))
    yield from _listing(site, "plans", "Plans", site.by_label(Plan), _ungrouped)
    points = [(point, plan) for plan, points in sorted(corpus.points.items()) for point in points]
    yield from _listing(site, "points", "Plan points", points, _by_plan)
    disputes = sorted(corpus.of(Dispute), key=lambda d: (d.state == "resolved", d.title.casefold()))
    yield from _listing(site, "disputes", "What is contested", disputes, _by_state)
    used = source_use.by_use(site)
    sources = [row.source for row in used]
    found = of_sources(site, sources)
    says = source_use.sentence(site, used)
    for page in _listing(site, "sources", "Sources", used, source_use.grouped, found):
        yield msgspec.structs.replace(page, view={**page.view, "says": says, "words": source_use.words})
    yield from _data("sources", sources, lambda: found.file(source_rows(site, sources)))
    made = tuple(reversed(corpus.statements.values()))
    said = of_statements(site, made)
    yield from _listing(site, "statements", "Statements", made, _ungrouped, said)
    yield from _data("statements", made, lambda: said.file(statement_rows(site, made)))


def _listing(
    site: Site, folder: str, title: str, rows: Sequence[Any], grouped: Any, filter: Filter | None = None
) -> Iterator[Page]:
    del site
    for uri, number, total, part in pages_of(rows, folder):
        yield Page(
            uri=uri,
            template=f"pages/{folder}.md.j2",
            title=title if number == 1 else f"{title}, page {number}",
            view={
                "groups": grouped(part),
                "number": number,
                "total": total,
                "count": len(rows),
                "folder": folder,
                "heading": title,
                "filter": filter,
                "data": _DATA.format(folder) if total > 1 else "",
            },
            is_listing=True,
            is_wide=folder == "events",
        )


_DATA = "assets/briefgen/data/{}.json"


def _data(folder: str, rows: Sequence[Any], content: Callable[[], bytes]) -> Iterator[DataFile]:
    """Yield the data file of a listing that has more than one page."""
    if len(rows) > ROWS:
        yield DataFile(_DATA.format(folder), content())


def _ungrouped(rows: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    return [("", list(rows))] if rows else []


def _by_month(events: Sequence[Event]) -> list[tuple[str, str, list[Event]]]:
    months: dict[str, list[Event]] = {}
    for event in events:
        months.setdefault(month_of(event.date), []).append(event)
    return [(month, anchor(month), found) for month, found in months.items()]


def _drawn(events: Sequence[Event]) -> dict[str, Any]:
    """Return the timeline drawing, and the page and heading of each event in the list."""
    places = {
        event.id: ("events/" if number == 1 else f"events/page/{number}/", anchor(month_of(event.date)))
        for _, number, _, part in pages_of(events, "events")
        for event in part
    }
    return {"drawing": drawing(events), "places": places}


def _by_plan(rows: Sequence[tuple[Point, str]]) -> list[tuple[str, list[Point]]]:
    return [(plan, [point for point, _ in group]) for plan, group in groupby(rows, key=lambda row: row[1])]


def _by_state(disputes: Sequence[Dispute]) -> list[tuple[str, list[Dispute]]]:
    return [
        ("Open" if state == "open" else "Resolved", list(group))
        for state, group in groupby(disputes, key=lambda d: d.state)
    ]
