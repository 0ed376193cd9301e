"""Citation notes: shown on hover, focus and tap; plain links without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tabs import Tabs, is_too_wide

pytestmark = pytest.mark.browser
EVENT = "events/2025-11-27-bishkek-press-conference/"
NOTE = ".bg-note-of"


@pytest.fixture
def page(tab: Tabs, site: str) -> Page:
    return tab(site + EVENT, height=800)


def test_hovering_shows_the_source_and_the_note_can_be_hovered(page: Page) -> None:
    mark = page.locator(".bg-statement .bg-cite a").first
    mark.hover()
    note = page.locator(NOTE)
    expect(note).to_be_visible()
    expect(note).to_contain_text("Putin's remarks of 27 November")
    expect(note).to_contain_text("fairly reliable")
    assert mark.get_attribute("aria-describedby") == "bg-note-of"
    note.hover()
    page.wait_for_timeout(400)
    expect(note).to_be_visible()
    page.locator("h1").hover()
    expect(note).to_be_hidden()
    assert mark.get_attribute("aria-describedby") is None
    assert mark.get_attribute("title")


def test_focus_shows_the_note_and_escape_hides_it(page: Page) -> None:
    mark = page.locator(".bg-cite a").first
    page.keyboard.press("Tab")
    mark.focus()
    expect(page.locator(NOTE)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(NOTE)).to_be_hidden()
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#source-1$"))


def test_click_leads_to_the_source_list_and_back(page: Page) -> None:
    page.locator(".bg-cite a").first.click()
    page.wait_for_url(re.compile("#source-1$"))
    page.get_by_role("link", name="Back to where source 1 is first cited").click()
    page.wait_for_url(re.compile("#cite-1$"))
    expect(page.locator("#cite-1")).to_be_in_viewport()


def test_tap_shows_the_note_and_a_second_tap_hides_it(tab: Tabs, site: str) -> None:
    page = tab(site + EVENT, width=320, height=640, has_touch=True)
    mark = page.locator(".bg-statement .bg-cite a:visible").last
    mark.scroll_into_view_if_needed()
    mark.tap()
    note = page.locator(NOTE)
    expect(note).to_be_visible()
    box = note.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert "#source" not in page.url
    mark.tap()
    expect(note).to_be_hidden()
    mark.tap()
    expect(note).to_be_visible()
    note.get_by_role("link", name="See full source entry").tap()
    page.wait_for_url(re.compile(r"#source-\d+$"))
    expect(note).to_be_hidden()


def test_tap_elsewhere_hides_the_note(tab: Tabs, site: str) -> None:
    page = tab(site + EVENT, width=390, height=800, has_touch=True)
    page.locator(".bg-cite a").first.tap()
    expect(page.locator(NOTE)).to_be_visible()
    page.locator("h1").tap()
    expect(page.locator(NOTE)).to_be_hidden()


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.full)])
def test_on_a_low_screen_every_note_stays_below_the_header(tab: Tabs, site: str, step: int) -> None:
    page = tab(site + EVENT, width=320, height=480)
    note = page.locator(NOTE)
    header = page.locator(".md-header").bounding_box()
    assert header is not None
    marks = page.locator(".bg-cite a:visible").all()
    assert len(marks) > 10
    for mark in marks[::step]:
        mark.evaluate("e => e.scrollIntoView({block: 'center'})")
        mark.hover()
        expect(note).to_be_visible()
        box = note.bounding_box()
        assert box is not None
        assert box["y"] >= header["y"] + header["height"]
        assert box["y"] + box["height"] <= 480
        assert (box["x"] >= 0, box["x"] + box["width"] <= 320) == (True, True)
        page.keyboard.press("Escape")
        page.mouse.move(1, 1)


def test_focused_note_stays_when_the_mouse_passes(page: Page) -> None:
    page.keyboard.press("Tab")
    mark = page.locator(".bg-cite a").first
    mark.focus()
    mark.hover()
    page.mouse.move(2, 2)
    page.wait_for_timeout(400)
    expect(page.locator(NOTE)).to_be_visible()
    page.locator(".bg-crumbs a").first.focus()
    expect(page.locator(NOTE)).to_be_hidden()


def test_without_javascript_numbers_lead_to_the_list_and_back(tab: Tabs, site: str) -> None:
    page = tab(site + EVENT, has_scripts=False)
    mark = page.locator(".bg-cite a").first
    assert mark.get_attribute("title")
    mark.click()
    page.wait_for_url(re.compile("#source-1$"))
    page.get_by_role("link", name="Back to where source 1 is first cited").click()
    page.wait_for_url(re.compile("#cite-1$"))


def test_marks_are_large_enough_to_tap_on_a_phone(tab: Tabs, site: str) -> None:
    page = tab(site + EVENT, width=320, height=640)
    small = page.evaluate(
        "[...document.querySelectorAll('.bg-cite a, .bg-back')].filter(e => e.getBoundingClientRect().height < 24 || e.getBoundingClientRect().width < 24).length"
    )
    assert page.locator(".bg-cite a").count() > 10
    assert small == 0
    assert not is_too_wide(page)
