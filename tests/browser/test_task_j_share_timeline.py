"""Task (j): share a filtered timeline from a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 390, "height": 844}


def test_filtered_timeline_is_shared_from_a_phone(browser: Browser, site: str) -> None:
    """The filter and "Copy link" are on the first screen; the task takes four taps."""
    context = browser.new_context(viewport=PHONE, has_touch=True, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}events/")
    taps = 0
    for name in ("Filter and sort", "Copy link"):
        box = page.get_by_text(name, exact=True).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < PHONE["height"]
    page.get_by_text("Filter and sort").tap()
    taps += 1
    page.get_by_label("Actor", exact=True).select_option("vladimir-putin")
    taps += 2
    expect(page).to_have_url(re.compile(r"/events/\?actor=vladimir-putin$"))
    status = page.get_by_role("search").get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d+ of \d+ events$"))
    count = status.inner_text()
    page.get_by_role("button", name="Copy link").tap()
    taps += 1
    assert taps == 4
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    other = context.new_page()
    other.goto(copied)
    there = other.get_by_role("search").get_by_role("status")
    expect(there).to_have_text(count)
    drawn = other.locator(".bg-chron__tools [role=status]")
    expect(drawn).to_contain_text(count)
    # the turning points and the list follow the filter
    few = int(count.split()[0])
    assert other.locator(".bg-timeline > li:visible").count() == few
    assert 0 < other.locator(".bg-turn:visible").count() < 10
    context.close()
