"""The timeline drawing: filters, zoom by button, key, wheel and touch, no script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import FloatRect, Page, expect

from briefgen import config
from briefgen.corpus.cache import Cache
from briefgen.corpus.link import link
from briefgen.corpus.load import load
from briefgen.site.shared import Site
from briefgen.site.timeline_layout import ROW, drawing, place_marks
from briefgen.site.timeline_marks import timeline_of
from tests.browser.conftest import Reader, served
from tests.browser.tabs import Tabs, is_too_wide
from tests.support.projects import ROOT, write
from tests.support.sites import built

pytestmark = pytest.mark.browser
MARK = ".bg-chron__mark[href]"
LIVE = ".bg-chron--live"
ROWS = ".bg-timeline > li:visible"
FOLD = "Show the events in a drawing"
SPAN = re.compile(r"[?&]span=")


def _live(page: Page) -> Page:
    expect(page.locator(LIVE)).to_have_count(1)
    expect(page.locator(".bg-chron__tools [role=status]")).to_have_text(re.compile("event"))
    return page


def _status(page: Page) -> str:
    return page.locator(".bg-chron__tools [role=status]").inner_text()


def _view_box(page: Page) -> FloatRect:
    view = page.locator(".bg-chron__view")
    view.scroll_into_view_if_needed()
    box = view.bounding_box()
    assert box is not None
    return box


def _counted(page: Page) -> int:
    """Return how many events the drawing shows: marks, and counts in columns."""
    stacks = page.locator(".bg-chron__drawing :is(.bg-chron__more, .bg-chron__column) text").all_text_contents()
    return page.locator(MARK).count() + sum(int(text.strip("+")) for text in stacks)


def test_the_drawing_and_the_list_have_the_same_events(tab: Tabs, site: str) -> None:
    page = _live(tab(f"{site}events/", width=390, height=844))
    newest = page.locator(ROWS).count()
    page.get_by_role("link", name=re.compile(r"^\d+ earlier events")).click()
    every = page.locator(ROWS).count()
    assert every > 50 > newest > 15
    expect(page.locator(".bg-chron")).to_be_hidden()
    page.get_by_text(FOLD).click()
    assert _counted(page) == every
    expect(page.locator(".bg-chron__tools [role=status]")).to_contain_text(f": {every} events")
    drawn = {one.get_attribute("href") for one in page.locator(MARK).all()}
    listed = {page.evaluate("a => a.href", one) for one in page.locator(f"{ROWS} .bg-card__title").element_handles()}
    assert len(drawn) > 10
    assert drawn <= listed


def test_the_script_sets_the_marks_as_the_build_does(reader: Reader) -> None:
    page = _live(reader.open("events/"))
    width = page.locator(".bg-chron__view").evaluate("one => one.clientWidth")
    settings, _ = config.read(ROOT)
    corpus, _ = link(load(ROOT, settings.content, Cache()))
    timeline = timeline_of(Site(corpus, settings))
    whole = drawing(timeline)
    assert whole is not None
    placed, rest = place_marks(timeline.marks, whole.axis, width, whole.bands)
    marks = page.locator(f"{MARK} .bg-chron__hit").evaluate_all(
        "all => all.map((one) => [one.parentNode.querySelector('title').textContent, ...['x', 'y', 'width'].map((key) => Math.round(one.getAttribute(key)))])"
    )
    expected = sorted((one.mark.title, round(one.left), whole.y(one) - ROW // 2, round(one.size)) for one in placed)
    found = sorted((title, x, y, size) for title, x, y, size in marks)
    assert len(found) == len(expected)
    for (name, *drawn), (title, *planned) in zip(found, expected, strict=True):
        # a title that two briefs have gets its kind in brackets
        assert name.replace(" (event)", "", 1).startswith(f"{title}, ")
        assert drawn == pytest.approx(planned, abs=1), title
    assert page.locator(".bg-chron__drawing .bg-chron__more text").count() == len(rest) > 0
    stacks = page.locator(".bg-chron__drawing .bg-chron__more text").all_text_contents()
    assert sorted(stacks) == sorted(f"+{stack.count}" for stack in rest)
    ticks = page.locator(".bg-chron__axis text").all_text_contents()
    assert ticks
    assert set(ticks) - {"//"} <= {label for _, label in whole.axis.ticks(width)}
    assert ticks.count("//") == len(whole.axis.gaps) > 0


def test_the_filter_narrows_drawing_and_list_alike(reader: Reader) -> None:
    page = _live(reader.open("events/"))
    every = page.locator(ROWS).count()
    page.get_by_label("Kind", exact=True).select_option("talks")
    expect(page).to_have_url(re.compile(r"/events/\?kind=talks$"))
    few = page.locator(ROWS).count()
    assert 1 < few < every
    status = page.locator(".bg-chron__tools [role=status]")
    expect(status).to_have_text(re.compile(f": {few} of {every} events$"))
    assert _counted(page) == few
    turning = page.locator(".bg-turn:visible")
    assert 0 < turning.count() < 10
    page.get_by_label("State", exact=True).select_option("happened")
    page.get_by_label("Words", exact=True).fill("geneva")
    expect(page).to_have_url(re.compile("words=geneva"))
    rows = page.locator(ROWS).count()
    expect(status).to_have_text(re.compile(f": {rows} of {every} events$"))
    assert _counted(page) == rows
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".bg-chron__tools [role=status]")).to_have_text(re.compile(f": {every} events$"))


def test_events_can_be_filtered_by_actor_theme_and_point(reader: Reader) -> None:
    page = _live(reader.open("events/"))
    every = page.locator(ROWS).count()
    for label, value in (("Actor", "volodymyr-zelensky"), ("Theme", ""), ("Plan point", "")):
        field = page.get_by_label(label, exact=True)
        value = value or field.locator("option").nth(1).get_attribute("value") or ""
        field.select_option(value)
        expect(page).to_have_url(re.compile(f"={re.escape(value)}$"))
        few = page.locator(ROWS).count()
        assert 0 < few < every, label
        assert field.locator("option:checked").inner_text().endswith(f"({few})")
        page.get_by_role("button", name="Reset").click()
        expect(page.locator(ROWS)).to_have_count(every)


def test_address_restores_the_drawing(reader: Reader) -> None:
    page = _live(reader.open("events/?kind=statement&span=2025-11-20..2025-11-24"))
    expect(page.locator(".bg-chron__tools [role=status]")).to_have_text(
        re.compile(r"^20–24 November 2025: \d+ of \d+ events$")
    )
    expect(page.get_by_label("Kind")).to_have_value("statement")
    few = _counted(page)
    assert 0 < few < page.locator(ROWS).count()
    page.get_by_role("button", name="Show all").click()
    expect(page).to_have_url(re.compile(r"/events/\?kind=statement$"))
    expect(page.locator(".bg-chron__tools [role=status]")).not_to_contain_text("20–24 November")
    assert _counted(page) == page.locator(ROWS).count()


@pytest.mark.parametrize(
    "spans",
    [
        ("2025-13-01..2025-14-01", "2025-11-24..2025-11-20"),
        pytest.param(("x..y", "..", "1066-01-01..1066-02-01", "2025-11-20"), marks=pytest.mark.full),
    ],
    ids=["some", "others"],
)
def test_invalid_span_shows_the_whole_timeline(reader: Reader, spans: tuple[str, ...]) -> None:
    for span in spans:
        page = _live(reader.open(f"events/?span={span}"))
        assert _counted(page) == page.locator(ROWS).count() > 50, span


def test_buttons_zoom_and_move_and_are_disabled_at_the_ends(reader: Reader) -> None:
    page = _live(reader.open("events/"))
    larger, smaller = page.get_by_role("button", name="Zoom in"), page.get_by_role("button", name="Zoom out")
    expect(smaller).to_have_attribute("aria-disabled", "true")
    larger.click()
    larger.click()
    expect(page).to_have_url(SPAN)
    expect(smaller).to_have_attribute("aria-disabled", "false")
    before = page.url
    page.get_by_role("button", name="Earlier").click()
    expect(page).not_to_have_url(before)
    page.get_by_role("button", name="Show all").click()
    expect(page).to_have_url(re.compile("/events/$"))
    buttons = page.locator(".bg-chron__tools button").all()
    assert len(buttons) >= 5
    for one in buttons:
        box = one.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


def test_keyboard_moves_zooms_and_opens_a_mark(reader: Reader) -> None:
    page = _live(reader.open("events/?span=2025-11-26..2025-11-30"))
    assert page.locator(".bg-chron__drawing [tabindex='0']").count() == 1
    page.get_by_role("button", name="Show all").focus()
    page.keyboard.press("Tab")
    focused = page.locator(".bg-chron__drawing a:focus")
    expect(focused).to_have_count(1)
    first = focused.get_attribute("href")
    page.keyboard.press("ArrowRight")
    expect(focused).not_to_have_attribute("href", first or "")
    expect(page.locator(".bg-chron__note a")).to_have_attribute("href", focused.get_attribute("href") or "")
    page.keyboard.press("ArrowLeft")
    expect(focused).to_have_attribute("href", first or "")
    before = page.url
    # beyond the edge the line scrolls along
    page.keyboard.press("ArrowLeft")
    expect(page).not_to_have_url(before)
    expect(focused).to_have_count(1)
    page.keyboard.press("+")
    expect(focused).to_have_count(1)
    page.keyboard.press("0")
    expect(page).to_have_url(re.compile("/events/$"))
    page.keyboard.press("End")
    expect(focused).to_have_count(1)
    page.keyboard.press("Home")
    href = focused.get_attribute("href") or ""
    page.keyboard.press("Enter")
    expect(page).to_have_url(href)


def test_the_wheel_zooms_in_use_and_else_scrolls_the_page(reader: Reader) -> None:
    page = _live(reader.open("events/"))
    box = _view_box(page)
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2)
    before = page.evaluate("window.scrollY")
    page.mouse.wheel(0, 200)
    page.wait_for_function("before => window.scrollY > before", arg=before)
    assert SPAN.search(page.url) is None
    box = _view_box(page)
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2)
    scrolled = page.evaluate("window.scrollY")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    page.keyboard.up("Control")
    expect(page).to_have_url(SPAN)
    zoomed = page.url
    page.locator(".bg-chron__view").focus()
    page.mouse.wheel(0, -400)
    expect(page).not_to_have_url(zoomed)
    assert page.evaluate("window.scrollY") == scrolled


def test_dragging_scrolls_the_line_and_opens_nothing(reader: Reader) -> None:
    page = _live(reader.open("events/?span=2025-11-20..2025-11-26"))
    before = page.url
    _view_box(page)
    mark = page.locator(f"{MARK} .bg-chron__hit").nth(3).bounding_box()
    assert mark is not None
    page.mouse.move(mark["x"] + 8, mark["y"] + 8)
    page.mouse.down()
    page.mouse.move(mark["x"] + 208, mark["y"] + 8, steps=4)
    page.mouse.up()
    expect(page).not_to_have_url(before)
    assert "/events/?span=" in page.url


def test_two_fingers_zoom_and_first_tap_shows_details(tab: Tabs, site: str) -> None:
    page = tab(f"{site}events/", width=320, height=700, has_touch=True)
    page.get_by_text(FOLD).tap()
    _live(page)
    assert not is_too_wide(page)
    view = page.locator(".bg-chron__view")
    view.scroll_into_view_if_needed()
    box = view.bounding_box()
    assert box is not None
    middle, y = box["x"] + box["width"] * 0.7, box["y"] + box["height"] / 2
    cdp = page.context.new_cdp_session(page)

    def touch(kind: str, *xs: float) -> None:
        points = [{"x": x, "y": y, "id": n} for n, x in enumerate(xs)]
        cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", middle - 15, middle + 15)
    for step in range(1, 6):
        touch("touchMove", middle - 15 - 8 * step, middle + 15 + 8 * step)
    touch("touchEnd")
    expect(page).to_have_url(SPAN)
    mark = page.locator(MARK).last
    href = mark.get_attribute("href") or ""
    mark.locator("use").first.tap()
    expect(page.locator(".bg-chron__note a")).to_have_attribute("href", href)
    assert "/events/?span=" in page.url
    mark.locator("use").first.tap()
    expect(page).to_have_url(href)


def test_without_javascript_drawing_and_list_are_complete(tab: Tabs, site: str) -> None:
    page = tab(f"{site}events/?kind=talks&span=2025-11-20..2025-11-24", width=320, height=700, has_scripts=False)
    newest = page.locator(ROWS).count()
    page.get_by_role("link", name=re.compile(r"^\d+ earlier events")).click()
    every = page.locator(ROWS).count()
    assert every > 50 > newest > 15
    expect(page.locator(".bg-chron")).to_be_hidden()
    page.get_by_text(FOLD).click()
    assert _counted(page) == every
    assert page.locator(".bg-chron button").count() == 0
    assert not is_too_wide(page)
    assert page.locator(".bg-turn:visible").count() == 10
    # a narrow screen starts at the newest events
    page.locator(".bg-chron__view").scroll_into_view_if_needed()
    expect(page.locator(MARK).last).to_be_in_viewport()
    page.locator(".bg-chron__skip").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#list$"))


def test_phone_has_the_list_first_and_opens_what_is_named(tab: Tabs, site: str) -> None:
    page = tab(f"{site}events/", width=390, height=844)
    assert page.evaluate("document.documentElement.scrollHeight") < 7000
    fold, first = page.get_by_text(FOLD).bounding_box(), page.locator(ROWS).first.bounding_box()
    assert fold
    assert first
    assert first["y"] - fold["y"] < 844 / 2
    page.goto(f"{site}events/#november-2025")
    expect(page.locator("#november-2025")).to_be_in_viewport()
    page.goto(f"{site}events/?span=2025-11-20..2025-11-24")
    expect(page.locator(".bg-chron__drawing")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#october-2025")).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(media="screen")
    page.goto(f"{site}events/")
    expect(page.locator(".bg-chron__drawing")).to_be_visible()
    expect(page.get_by_text(FOLD)).to_be_hidden()


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site whose events fill two pages."""
    events = {
        f"content/events/e-{n}.yaml": (
            f"title: Talks {n}\ndate: 2025-{1 + n % 12:02}-{1 + n % 28:02}\nsummary: S.\n"
            f"kind: {('talks', 'call')[n % 2]}\ncite: [wire]\n"
        )
        for n in range(500)
    }
    folder = write(
        tmp_path_factory.mktemp("events"),
        {
            "mkdocs.yml": "site_name: Long\ntheme:\n  name: material\n  font: false\nplugins:\n  - search\n  - briefgen\n",
            "docs/.gitkeep": "",
            "content/briefing.yaml": "title: Long\n",
            "content/sources/wire.yaml": "title: A report\nurl: https://example.org/report\n",
            **events,
        },
    )
    yield from served(built(folder, "many-events"))


def test_many_events_are_columns_until_there_is_room_for_marks(tab: Tabs, long_site: str) -> None:
    page = tab()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{long_site}events/")
    expect(page.locator(".bg-chron__tools [role=status]")).to_have_text(re.compile(": 500 events$"))
    assert _counted(page) == 500
    # only the turning points are marks
    assert page.locator(MARK).count() == page.locator("a.bg-chron__mark--named").count() > 5
    assert "events.json" not in asked
    page.get_by_role("button", name="Zoom in").click()
    _live(page)
    expect(page).to_have_url(SPAN)
    assert "events.json" in asked
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".bg-chron__tools [role=status]")).to_have_text(re.compile(": 500 events$"))
    page.locator(".bg-chron__column").nth(5).click()
    expect(page.locator(MARK).first).to_be_visible()
    few = page.locator(MARK).count()
    assert page.locator("a.bg-chron__mark--named").count() < few < 100
    assert page.locator(f"{MARK} .bg-chron__hit").count() == few
    page.go_back()
    expect(page.locator(".bg-chron__column").first).to_be_visible()
    page.locator(".bg-filter__form summary").click()
    page.get_by_label("Kind", exact=True).select_option("call")
    expect(page.locator(".bg-chron__tools [role=status]")).to_have_text(re.compile(": 250 of 500 events$"))
    assert _counted(page) == 250
    row = page.locator(ROWS).first
    assert row.inner_text().split("\n")[0].strip() == "28 December 2025"


def test_the_second_page_has_the_filter_and_no_drawing(tab: Tabs, long_site: str) -> None:
    page = tab(f"{long_site}events/page/2/?kind=call")
    expect(page.get_by_role("search", name="Filter").get_by_role("status")).to_have_text("250 of 500 events")
    assert page.locator(".bg-chron").count() == 0


def test_drawing_script_adds_no_markup() -> None:
    scripts = sorted((ROOT / "site_templates/assets/scripts").glob("timeline*.js"))
    assert len(scripts) > 3
    script = "".join(part.read_text("utf-8") for part in scripts)
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)|innerHTML|eval\(|\.style\b", script) == []


def test_days_that_are_partly_seen_are_named_and_counted(reader: Reader) -> None:
    page = _live(reader.open("events/?span=2025-11-20..2025-11-24"))
    # by two and a half days
    page.get_by_role("button", name="Later").click()
    expect(page).to_have_url(re.compile(r"span=2025-11-22\.\.2025-11-27$"))
    # the address changes before the text
    expect(page.locator(".bg-chron__tools [role=status]")).to_contain_text("22–27 November")
    status = _status(page)
    page.goto(page.url)
    assert _status(_live(page)) == status


def test_zoomed_count_is_restored_from_the_address(reader: Reader) -> None:
    page = _live(reader.open("events/"))
    every = _status(page)
    box = _view_box(page)
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + box["height"] / 2)
    page.keyboard.down("Control")
    for _ in range(5):
        page.mouse.wheel(0, -100)
        page.wait_for_timeout(50)
    page.keyboard.up("Control")
    expect(page).to_have_url(SPAN)
    expect(page.locator(".bg-chron__tools [role=status]")).not_to_have_text(every)
    status = _status(page)
    page.goto(page.url)
    assert _status(_live(page)) == status
