"""Task (b): where the parties stand on point 7, and how that changed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.tabs import Tabs, is_too_wide

pytestmark = pytest.mark.browser
PHONE = 844
"""The height of a phone's screen, in pixels."""
NATO = "Constitutional bar on NATO membership"


def test_point_page_shows_positions_and_changes(tab: Tabs, site: str) -> None:
    page = tab(f"{site}points/", width=390, height=PHONE)
    page.get_by_role("link", name=NATO, exact=True).click()
    expect(page).to_have_url(f"{site}points/point-07/")
    assert not is_too_wide(page)
    jump = page.get_by_role("navigation", name="Parts of this page")
    box = jump.bounding_box()
    assert box
    assert box["y"] + box["height"] <= PHONE
    jump.get_by_role("link", name="Where the parties stand").click()
    expect(page.get_by_role("heading", name="Where the parties stand")).to_be_in_viewport()
    ukraine = page.locator(".bg-stand > li", has=page.get_by_role("link", name="Ukraine", exact=True))
    expect(ukraine).to_be_in_viewport()
    expect(ukraine.locator(".bg-stance").first).to_contain_text("rejects")
    speaker = ukraine.get_by_role("link", name="Volodymyr Zelensky, 18 December 2025")
    expect(speaker).to_have_attribute("href", "../../events/2025-12-18-zelensky-brussels/#zelensky-no-change")
    expect(page.locator(".bg-stand > li", has_text="United States")).to_contain_text("no position on record")
    # all parties are within one screen
    first, last = (
        page.locator(".bg-stand > li").first.bounding_box(),
        page.locator(".bg-stand > li").last.bounding_box(),
    )
    assert first
    assert last
    assert last["y"] + last["height"] - first["y"] < PHONE
    jump.get_by_role("link", name="Who moved").click()
    expect(page.get_by_text("No party on record.")).to_be_in_viewport()
