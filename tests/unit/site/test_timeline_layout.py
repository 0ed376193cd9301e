"""Timeline layout: marks by date, lanes without overlap, each event drawn once."""

from __future__ import annotations

import html
import json
import re
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.config import Config
from briefgen.mkdocs import html_blocks
from briefgen.model.edtf import day_number, parse
from briefgen.model.kinds.event import Event
from briefgen.render.templates import Rendered, render
from briefgen.site.pages._base import ROWS
from briefgen.site.timeline_axis import Axis, axis_of, calendar_day, span_words
from briefgen.site.timeline_layout import (
    LETTER,
    ROW,
    WIDTH,
    Band,
    TimelineDrawing,
    anchor,
    columns,
    drawing,
    month_of,
    place_marks,
)
from briefgen.site.timeline_marks import Lane, Timeline, TimelineMark, mark_of
from tests.support.examples import examples
from tests.support.small import linked

BANDS = (Band("north", 0, 0, 28, 3, 20), Band("", 0, 144, 0, 2, 20))
DAYS = st.integers(-800_000, 800_000)
law = settings(max_examples=examples(60), deadline=None)


def _event(id: str, date: str, title: str = "Talks", state: str = "happened") -> Event:
    return Event(id=id, title=title, date=parse(date), summary="S.", state=state)  # type: ignore[arg-type]  # any state


def _day(text: str) -> int:
    return day_number(parse(text).earliest)


@st.composite
def marks(draw: st.DrawFn, most: int = 60) -> list[TimelineMark]:
    """Return marks of every form in order, close together or far apart."""
    wide = draw(st.sampled_from([3, 60, 4000]))
    found = []
    for n in range(draw(st.integers(1, most))):
        form = draw(st.sampled_from("dddrv"))
        first = draw(st.integers(0, wide))
        last = first if form == "d" else first + draw(st.integers(1, wide))
        is_open = form == "r" and draw(st.booleans())
        title = "x" * draw(st.integers(1, 300))
        lanes, number = draw(st.sampled_from([(0,), (0, 1), (1,)])), draw(st.sampled_from([0, 0, n + 1]))
        end = None if is_open else last
        found.append(TimelineMark(f"e{n}", title, form, "e", "h", first, end, lanes=lanes, number=number))
    return sorted(found, key=lambda mark: (mark.begin, mark.end))


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ("2025-11-27", "dehf,{0},0,"),
        ("2025-11-27?", "duhf,{0},0,"),
        ("2025-11-27~", "dahf,{0},0,"),
        ("2025-11-27%", "dbhf,{0},0,"),
        ("2025-11-27T14:30Z", "dehf,{0},0,"),
        ("2025-11-27/2025-11-27", "dehf,{0},0,"),
        ("2025-11-27/2025-11-29", "rehf,{0}:{2},0,"),
        ("2025-11-27/2025-11-29~", "rahf,{0}:{2},0,"),
        ("2025-11-27?/2025-11-29~", "rbhf,{0}:{2},0,"),
        ("2025-11-27/..", "rehf,{0}:,0,"),
        ("../2025-11-27", "rehf,:{0},0,"),
        # An unknown end is uncertain; an open end is not.
        ("2025-11-27/", "ruhf,{0}:,0,"),
        ("/2025-11-27", "ruhf,:{0},0,"),
        ("2025-11", "vehf,{-26}:{3},0,"),
        ("2025-11-XX", "vehf,{-26}:{3},0,"),
        ("2025-11~", "vahf,{-26}:{3},0,"),
        ("2025-11/2025-11-27", "rehf,{-26}:{0},0,"),
    ],
)
def test_a_mark_encodes_form_doubt_and_days_of_a_date(date: str, code: str) -> None:
    day = _day("2025-11-27")
    expected = re.sub(r"\{(-?\d+)\}", lambda found: str(day + int(found[1])), code)
    assert mark_of(_event("e", date)).code == expected


@pytest.mark.parametrize("state", ["happened", "scheduled", "postponed", "cancelled", "reported"])
def test_each_event_state_has_its_own_letter(state: str) -> None:
    assert mark_of(_event("e", "2025-11-27", state=state)).state == state[0]


@law
@given(DAYS)
def test_calendar_day_inverts_day_number(number: int) -> None:
    assert day_number(calendar_day(number)) == number
    assert calendar_day(number) < calendar_day(number + 1)


@law
@given(marks(), st.sampled_from([240, 320, WIDTH, 1200]))
def test_marks_and_labels_never_overlap_and_stay_on_the_axis(found: list[TimelineMark], width: int) -> None:
    placed, _ = place_marks(found, Axis(-10, max(mark.end for mark in found) + 11), width, BANDS)
    lanes: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for one in placed:
        assert one.lane == one.mark.lanes[0]
        assert one.mark.number or one.row >= 0
        assert one.row < BANDS[one.lane].rows
        assert one.size >= ROW - 0.01
        before = len(one.label) * LETTER if one.side == "end" else 0
        after = len(one.label) * LETTER if one.side == "start" else 0
        lanes.setdefault((one.lane, one.row), []).append((one.left - before, one.left + one.size + after))
    for extents in lanes.values():
        extents.sort()
        assert extents[0][0] >= -0.01
        assert extents[-1][1] <= width + 0.02
        assert all(one[1] <= other[0] + 0.01 for one, other in pairwise(extents))


@law
@given(marks())
def test_every_event_is_drawn_or_counted_exactly_once(found: list[TimelineMark]) -> None:
    ids = sorted(mark.id for mark in found)
    axis = Axis(0, max(mark.end for mark in found) + 1)
    placed, rest = place_marks(found, axis, WIDTH, BANDS)
    assert sorted([*(one.mark.id for one in placed), *(id for stack in rest for id in stack.ids)]) == ids
    counted = columns(found, axis, WIDTH)
    assert sorted(id for stack in counted for id in stack.ids) == ids
    assert [stack.count for stack in (*rest, *counted)] == [len(stack.ids) for stack in (*rest, *counted)]
    assert all(one.left + one.size <= other.left + 0.01 for one, other in pairwise(counted) if one.lane == other.lane)


@law
@given(marks())
def test_a_mark_covers_its_days_and_a_day_stays_within_it(found: list[TimelineMark]) -> None:
    first, last = -1, max(mark.end for mark in found) + 2
    day = WIDTH / (last - first)
    for one in place_marks(found, Axis(first, last), WIDTH, BANDS)[0]:
        left = (one.mark.begin - first) * day
        right = WIDTH if one.mark.last is None else (one.mark.last + 1 - first) * day
        if right - left < ROW:
            assert abs(one.left + one.size / 2 - (left + right) / 2) <= (3 * ROW if one.row < 0 else ROW)
        elif one.mark.form == "d":
            more = 2 * ROW if one.row < 0 else 0
            assert left - 0.01 <= one.left <= one.left + one.size <= right + more + 0.01
        else:
            assert one.left == pytest.approx(left)
            assert one.left + one.size == pytest.approx(right)


@pytest.mark.parametrize("count", [1, 30, 340, 600])
def test_the_order_of_the_events_does_not_matter(count: int) -> None:
    events = [_event(f"e{n}", f"2025-{1 + n % 12:02}-{1 + n * n % 28:02}") for n in range(count)]
    shuffled = Random(count).sample(events, count)
    assert drawing(_timeline(events)) == drawing(_timeline(shuffled))


def _timeline(events: list[Event]) -> Timeline:
    order = {event.id: event.date.sort_key for event in events}
    marks = sorted(map(mark_of, events), key=lambda mark: (mark.begin, mark.end, order[mark.id], mark.id))
    return Timeline(tuple(marks), (Lane("", len(marks)),))


def _drawn(*dates: str) -> TimelineDrawing:
    found = drawing(_timeline([_event(f"e{n}", date, f"Title {n}") for n, date in enumerate(dates)]))
    assert found is not None
    return found


def test_without_events_there_is_no_drawing() -> None:
    assert drawing(Timeline((), ())) is None


def test_a_single_event_is_shown_in_its_week_with_its_label() -> None:
    found = _drawn("2025-11-27")
    assert found.axis.last - found.axis.first == 7
    assert [(one.label, one.side) for one in found.marks] == [("Title 0", "start")]
    assert [label for _, label in found.ticks] == ["24 Nov 2025", "26 Nov", "28 Nov", "30 Nov"]


def test_two_events_on_one_day_use_two_lanes() -> None:
    assert [one.row for one in _drawn("2025-11-27", "2025-11-27").marks] == [0, 1]


def test_events_without_a_lane_are_counted_in_their_place() -> None:
    found = _drawn(*(f"2025-{month:02}-01" for month in range(1, 12)), *["2025-11-27"] * 60)
    assert (len(found.marks), sum(stack.count for stack in found.more)) == (11 + 12, 60 - 12)
    assert {found.span(stack) for stack in found.more} == {"27 November 2025"}
    assert (found.bands[0].rows, found.bands[0].more) == (12, 20)


def test_a_single_day_fits_more_events_than_there_are_lanes() -> None:
    found = _drawn(*["2025-11-27"] * 30)
    assert (len(found.marks), found.more) == (30, ())


def test_events_centuries_apart_have_an_axis_with_two_breaks() -> None:
    found = _drawn("-0043-03-15", "1648-10-24", "2025-11-27")
    labels = [label for _, label in found.ticks]
    assert 2 <= len(labels) <= 8
    assert set(labels) >= {"24 Oct 1648", "27 Nov 2025"}
    assert len(found.marks) == 3
    assert len(found.axis.gaps) == len(found.breaks) == 2


@pytest.mark.parametrize(
    "date", ["../2025-11-27", "/2025-11-27", "2025-11-27/..", "Y-999999999", "Y999999999", "0000", "20XX"]
)
def test_any_date_alone_can_be_drawn(date: str) -> None:
    found = _drawn(date)
    assert len(found.marks) == 1
    assert found.axis.first < found.axis.last
    assert len(found.ticks) <= 12


def test_a_thousand_events_become_calendar_columns() -> None:
    found = _drawn(*(f"{2020 + n % 5}-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(1000)))
    assert found.marks == ()
    assert sum(stack.count for stack in found.columns) == 1000
    assert found.most == max(stack.count for stack in found.columns)
    assert all(stack.size >= ROW - 2 for stack in found.columns[1:-1])


@pytest.mark.parametrize(
    ("date", "heading", "fragment"),
    [
        ("2025-11-27", "November 2025", "november-2025"),
        ("2025-11-XX", "November 2025", "november-2025"),
        ("2025-XX-XX", "2025", "2025"),
        ("2025-21", "2025", "2025"),
        ("../2025-11", "November 2025", "november-2025"),
        ("-0043-03-15", "March 44 BC", "march-44-bc"),
        ("199X~", "1990", "1990"),
        ("199X", "1990s", "1990s"),
        ("19XX", "1900–1999", "1900-1999"),
    ],
)
def test_events_are_listed_under_their_month_or_year(date: str, heading: str, fragment: str) -> None:
    assert month_of(parse(date)) == heading
    assert anchor(heading) == fragment


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-11-27", "2025-11-27", "27 November 2025"),
        ("2025-11-27", "2025-11-29", "27–29 November 2025"),
        ("2025-11-27", "2025-12-01", "27 November – 1 December 2025"),
        ("2025-11-27", "2026-01-01", "27 November 2025 – 1 January 2026"),
    ],
)
def test_spans_are_given_in_words(first: str, last: str, words: str) -> None:
    assert span_words(_day(first), _day(last)) == words


def test_a_long_empty_stretch_is_shortened_and_named() -> None:
    found = _drawn(*(f"2025-01-{day:02}" for day in range(1, 20)), "2025-06-01")
    (gap,) = found.axis.gaps
    assert (gap.words, gap.days) == ("20 January – 31 May 2025", 132)
    # without the break, the last event would be alone in the right half
    assert found.axis.at(gap.end, WIDTH) - found.axis.at(gap.first, WIDTH) < WIDTH / 10


@law
@given(marks(), st.sampled_from([240, WIDTH, 1200]))
def test_the_axis_keeps_the_order_of_days(found: list[TimelineMark], width: int) -> None:
    axis = axis_of([(mark.begin, mark.end) for mark in found])
    days = sorted({day for mark in found for day in (mark.begin, mark.end)})
    places = [axis.at(day, width) for day in days]
    assert all(one < other for one, other in pairwise(places))
    assert 0 < places[0] <= places[-1] < width
    assert not any(gap.first <= day < gap.end for gap in axis.gaps for day in days)
    labels = [axis.at(day, width) for day, _ in axis.ticks(width)]
    assert all(other - one >= 64 for one, other in pairwise(labels))


def _page(folder: Path, dates: list[str], number: int = 1) -> tuple[str, Rendered]:
    title = 'A "talk" <b>& more</b>'
    files = {
        f"content/events/e-{n}.yaml": f"title: '{title}'\ndate: {date}\nsummary: S.\ncite: [wire]\n"
        for n, date in enumerate(dates)
    }
    corpus, problems = linked(folder, {"content/events/2025-11-27-talks.yaml": None, **files})
    assert problems == ()
    rendered, found = render(corpus, Config(project=Path()))
    assert found == ()
    uri = "events/index.md" if number == 1 else f"events/page/{number}/index.md"
    return next(page.markdown for page in rendered.pages if page.uri == uri), rendered


def test_the_page_draws_each_event_as_a_named_link(tmp_path: Path) -> None:
    dates = [
        "2025-11-20",
        "2025-11-21~",
        "2025-11-22/2025-11-24",
        "2025-11",
        "2025-11-27/..",
        "../2025-11-25",
        "2025-11-26?",
    ]
    page, _ = _page(tmp_path, dates)
    (figure,) = [line for line in page.split("\n") if "<figure" in line]
    names = [html.unescape(name) for name in re.findall(r"<title>([^<]*)</title>", figure)]
    assert sorted(names) == sorted(f'A "talk" <b>& more</b>, {parse(date).words()}' for date in dates)
    assert {f"../events/e-{n}/" for n in range(len(dates))} == set(
        re.findall(r'<a class="bg-chron__mark[^>]* href="([^"]+)"', figure)
    )
    assert html_blocks.split(page.partition("---\n")[2].partition("---\n")[2]) is not None
    drawn = set(re.findall(r'href="#(bg-mark-[a-z]+)"', figure))
    assert drawn <= set(re.findall(r'id="(bg-mark-[a-z]+)"', figure))


def test_without_events_the_page_says_so(tmp_path: Path) -> None:
    page, _ = _page(tmp_path, [])
    assert "No event is recorded." in page
    assert "bg-chron" not in page


def test_a_long_timeline_links_to_headings_that_exist(tmp_path: Path) -> None:
    dates = [f"2025-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(3 * ROWS)]
    page, rendered = _page(tmp_path, dates)
    pages = {found.uri: found.markdown for found in rendered.pages}
    links = re.findall(r'<a class="bg-chron__column" href="([^"]*)#([^"]+)"', page)
    assert len(links) > 5
    for address, fragment in links:
        uri = f"{address.removeprefix('../')}index.md"
        assert f"{{ #{fragment} }}" in pages[uri]
    assert "bg-chron" not in pages["events/page/2/index.md"]
    data = json.loads(rendered.assets["assets/briefgen/data/events.json"])
    assert len(data["rows"]) == 3 * ROWS
    url, title, below, code, when = data["rows"][0]
    assert (title, below, when) == ('A "talk" <b>& more</b>', "", "28 December 2025")
    assert url.startswith("events/e-")
    assert re.fullmatch(r"[^~]*~2025-12-\d\d~deho,\d+,0,", code)


def test_a_month_has_only_one_heading(tmp_path: Path) -> None:
    page, _ = _page(tmp_path, ["2025-01-01", "2025", "2025-01-02"])
    assert re.findall(r"^### (.*) \{", page, re.MULTILINE) == ["January 2025", "2025"]
