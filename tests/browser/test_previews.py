"""Link previews: mouse, keyboard, touch, and the setting that turns them off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.browser.tabs import Tabs

pytestmark = pytest.mark.browser
EVENT = "events/2025-11-19-rubio-post/"
PANEL = ".bg-preview"
LINK = ".bg-statement__facts a[data-bg-preview][href*='us-28-point-plan']"


def test_hover_shows_a_preview_without_layout_shift(reader: Reader) -> None:
    page = reader.open(EVENT)
    before = page.locator("#top").bounding_box()
    page.locator(LINK).first.hover()
    panel = page.locator(PANEL)
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("US 28-point plan for Ukraine")
    expect(panel.locator(".bg-kicker")).to_have_text("plan")
    expect(panel.locator(".bg-preview__text")).to_contain_text("28 points")
    assert page.locator("#top").bounding_box() == before
    panel.hover()
    page.locator("h1").hover()
    expect(panel).to_be_hidden()


def test_a_statement_is_previewed_as_the_statement(reader: Reader) -> None:
    page = reader.open("actors/vladimir-putin/")
    page.locator(".bg-said a[data-bg-preview][href*='#']").first.hover()
    panel = page.locator(PANEL)
    expect(panel.locator(".bg-kicker")).to_have_text("statement")
    expect(panel.locator(".bg-preview__title")).to_have_text("Vladimir Putin")
    assert "[" not in panel.locator(".bg-preview__text").first.inner_text()


def test_keyboard_enters_the_preview_and_escape_leaves(reader: Reader) -> None:
    page = reader.open(EVENT)
    link = page.locator(LINK).first
    page.keyboard.press("Tab")
    link.focus()
    panel = page.locator(PANEL)
    expect(panel).to_be_visible()
    assert link.get_attribute("aria-describedby") == "bg-preview"
    panel.get_by_role("link", name="Open").focus()
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()


def test_turning_previews_off_is_remembered(tab: Tabs, site: str) -> None:
    page = tab(site + EVENT)
    page.locator(LINK).first.hover()
    page.get_by_role("button", name="Turn previews off").click()
    expect(page.locator(PANEL)).to_be_hidden()
    page.goto(site + "events/2025-11-18-axios-first-report/")
    choice = page.get_by_role("button", name=re.compile("Link previews"))
    expect(choice).to_have_attribute("aria-pressed", "false")
    page.locator(LINK).first.hover()
    page.wait_for_timeout(700)
    expect(page.locator(PANEL)).to_be_hidden()
    choice.click()
    page.locator("h1").hover()
    page.locator(LINK).first.hover()
    expect(page.locator(PANEL)).to_be_visible()


def test_long_press_previews_and_tap_follows_the_link(tab: Tabs, site: str) -> None:
    page = tab(site + EVENT, width=320, height=640, has_touch=True)
    link = page.locator(LINK).first
    link.scroll_into_view_if_needed()
    _hold(page, LINK)
    panel = page.locator(PANEL)
    expect(panel).to_be_visible()
    box = panel.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert page.url.endswith(EVENT)
    page.locator("h1").tap()
    expect(panel).to_be_hidden()
    link.tap()
    page.wait_for_url(re.compile("/plans/us-28-point-plan/$"))


def _hold(page: Page, selector: str) -> None:
    """Press a finger on a link for longer than a tap, and let go."""
    # a link on two lines has its first words at the end of the first line
    box = page.locator(selector).first.evaluate("link => link.getClientRects()[0].toJSON()")
    spot = {"x": box["x"] + 5, "y": box["y"] + 5}
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [spot]})
    expect(page.locator(PANEL)).to_be_visible()
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_failed_preview_request_keeps_the_link_working(tab: Tabs, site: str) -> None:
    page = tab(is_watched=False)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(site + EVENT)
    page.route(
        "**/plans/us-28-point-plan/",
        lambda route: route.fulfill(status=500) if route.request.resource_type == "fetch" else route.continue_(),
    )
    with page.expect_response("**/plans/us-28-point-plan/"):
        page.locator(LINK).first.hover()
    page.wait_for_timeout(300)
    expect(page.locator(PANEL)).to_be_hidden()
    page.locator(LINK).first.click()
    page.wait_for_url(re.compile("/plans/us-28-point-plan/$"))
    assert problems == []


def test_breadcrumbs_marks_and_anchors_have_no_preview(reader: Reader) -> None:
    page = reader.open("events/2025-11-27-bishkek-press-conference/")
    assert (
        page.locator(
            ".bg-crumbs a[data-bg-preview], .bg-cite a[data-bg-preview], a.bg-anchor[data-bg-preview], a[href^='#'][data-bg-preview]"
        ).count()
        == 0
    )
    assert page.locator("a[data-bg-preview]").count() > 10
