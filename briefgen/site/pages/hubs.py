"""The listing pages: one per kind, split into several pages if long."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

import msgspec

from briefgen.analysis.answers import answers
from briefgen.corpus.corpus import StatementAt
from briefgen.model.edtf import Edtf
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.site import answer_words, source_use
from briefgen.site.disputes import weighty
from briefgen.site.filters import (
    Filter,
    event_rows,
    of_events,
    of_sources,
    of_statements,
    source_rows,
    statement_rows,
)
from briefgen.site.first_words import HeadedStatement, headed
from briefgen.site.listed_points import ListedPoint, listed_points
from briefgen.site.pages._base import ROWS, DataFile, Page, pages_of
from briefgen.site.sentences import Sentence
from briefgen.site.shared import Site
from briefgen.site.timeline_layout import anchor, drawing, month_of
from briefgen.site.timeline_marks import Timeline, timeline_of
from briefgen.site.timeline_words import drawing_sentence, lane_name, timeline_sentence
from briefgen.text.messages import gettext


def plan(site: Site) -> Iterator[Page | DataFile]:
    """Yield the listing pages, and the data files of long listings with filters."""
    corpus = site.corpus
    events = tuple(reversed(corpus.events))
    timeline = timeline_of(site)
    dated = of_events(site, events, timeline)
    for page in _listing(site, "events", gettext("Timeline"), events, _by_month, dated):
        is_first = page.view["number"] == 1
        yield msgspec.structs.replace(
            page, view={**page.view, **(_drawn(site, timeline, events) if is_first else _UNDRAWN)}
        )
    yield from _data("events", events, lambda: dated.file(event_rows(site, events)))
    yield from _listing(site, "plans", gettext("Plans"), site.by_label(Plan), _ungrouped)
    points = [(point, plan) for plan, points in sorted(corpus.points.items()) for point in points]
    yield from _listing(site, "points", gettext("Points"), points, partial(_by_plan, site))
    listed = [
        (dispute, (answer_words.counts(answers(corpus, dispute)),)) for dispute in weighty(site, corpus.of(Dispute))
    ]
    yield from _listing(site, "disputes", gettext("Disputed"), listed, _by_state)
    used = source_use.by_use(site)
    sources = [row.source for row in used]
    found = of_sources(site, sources)
    says = source_use.sentence(site, used)
    for page in _listing(site, "sources", gettext("Sources"), used, source_use.grouped, found):
        yield msgspec.structs.replace(page, view={**page.view, "says": says, "words": source_use.words})
    yield from _data("sources", sources, lambda: found.file(source_rows(site, sources)))
    made = tuple(reversed(corpus.statements.values()))
    said = of_statements(site, made)
    yield from _listing(site, "statements", gettext("Statements"), made, _by_day, said)
    yield from _data("statements", made, lambda: said.file(statement_rows(site, made)))


def _listing(
    site: Site,
    folder: str,
    title: str,
    rows: Sequence[Any],
    grouped: Any,
    filter: Filter | None = None,
) -> Iterator[Page]:
    del site
    for uri, number, total, part in pages_of(rows, folder):
        yield Page(
            uri=uri,
            template=f"pages/{folder}.md.j2",
            title=title if number == 1 else gettext("%(title)s, page %(number)s", title=title, number=number),
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


_UNDRAWN: dict[str, Any] = {"drawing": None, "sentence": ""}
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


def _by_day(made: Sequence[StatementAt]) -> list[tuple[str, str, list[HeadedStatement]]]:
    """Return statements by their day, each with its first words."""
    days: dict[str, list[HeadedStatement]] = {}
    for said in headed(made):
        days.setdefault(_day(said.made.date), []).append(said)
    return [(day, anchor(day), found) for day, found in days.items()]


def _day(date: Edtf) -> str:
    """Return a date in words, without an hour."""
    if date.is_interval or date.start is None:
        return date.words()
    return msgspec.structs.replace(date.start, time="", zone="").words()


def _drawn(site: Site, timeline: Timeline, events: Sequence[Event]) -> dict[str, Any]:
    """Return the timeline drawing with its words, and the page and heading of each event in the list."""
    places = {
        event.id: ("events/" if number == 1 else f"events/page/{number}/", anchor(month_of(event.date)))
        for _, number, _, part in pages_of(events, "events")
        for event in part
    }
    drawn = drawing(timeline)
    return {
        "drawing": drawn,
        "places": places,
        "turning_points": timeline.turning_points,
        "lanes": [lane_name(site, lane.party) for lane in timeline.lanes],
        "sentence": timeline_sentence(timeline, events),
        "summary": drawing_sentence(site, drawn) if drawn else "",
    }


def _by_plan(site: Site, rows: Sequence[tuple[Point, str]]) -> list[tuple[str, list[ListedPoint]]]:
    return [
        (plan, listed_points(site, [point for point, _ in group]))
        for plan, group in groupby(rows, key=lambda row: row[1])
    ]


def _by_state(
    listed: Sequence[tuple[Dispute, tuple[Sentence, ...]]],
) -> list[tuple[str, str, list[tuple[Dispute, tuple[Sentence, ...]]]]]:
    return [
        (state, gettext("Open") if state == "open" else gettext("Resolved"), list(group))
        for state, group in groupby(listed, key=lambda row: row[0].state)
    ]
