"""Task f: what is next, and how old the page is."""

from __future__ import annotations

import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tabs import Tabs, is_too_wide

pytestmark = pytest.mark.browser
SCREEN = 844
"""The height of a phone in pixels."""


def at(page: Page, day: str) -> None:
    """Set the reader's clock before the page is opened."""
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00"))


def test_next_and_day_are_on_two_screens_without_a_click(tab: Tabs, site: str) -> None:
    page = tab(width=390, height=SCREEN)
    at(page, "2026-09-01")
    page.goto(site)
    old = page.get_by_role("note").filter(has_text="This briefing describes 5 March 2026, more than 90 days ago.")
    expect(old).to_be_visible()
    box = old.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < SCREEN
    answer = page.locator("[data-slot='line-next']")
    expect(answer).to_contain_text("Nothing is scheduled as of 5 March 2026. Postponed:")
    box = answer.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 2 * SCREEN
    assert not is_too_wide(page)


def test_new_briefing_has_no_notice_of_its_age(tab: Tabs, site: str) -> None:
    page = tab(width=1280)
    for day, is_old in (("2026-06-03", False), ("2026-06-04", True)):
        at(page, day)
        page.goto(site)
        expect(page.get_by_label("Show the situation on")).to_be_visible()
        expect(page.locator(".bg-old")).to_be_visible(visible=is_old)


def test_without_scripts_the_day_alone_is_shown(tab: Tabs, site: str) -> None:
    page = tab(site, width=390, has_scripts=False)
    expect(page.locator(".bg-kicker")).to_have_text("State of play as of 5 March 2026")
    expect(page.locator(".bg-old")).to_be_hidden()
    expect(page.locator(".bg-asof-control")).to_be_hidden()
    expect(page.locator(".bg-answers dt")).to_have_text(
        ["What is settled?", "What is fought over?", "What moved last?", "What is next?", "How sure is this?"]
    )


def test_phone_shows_contested_points_first_and_all_on_a_tap(tab: Tabs, site: str) -> None:
    page = tab(site, width=390, height=SCREEN, has_scripts=False)
    rows = page.locator(".bg-standings li.bg-standing")
    shown = rows.filter(visible=True).count()
    assert 0 < shown < rows.count()
    page.get_by_role("link", name=f"{rows.count() - shown} more points").click()
    expect(rows.filter(visible=True)).to_have_count(rows.count())
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site)
    expect(rows.filter(visible=True)).to_have_count(rows.count())
    expect(page.locator(".bg-onward--folded")).to_be_hidden()
