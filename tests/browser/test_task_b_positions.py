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
    expect(ukraine.locator(".bg-cell__by").first).to_contain_text("President of Ukraine: Zelensky said")
    # the positions, who moved, and how the text changed are within two screens, without a click
    page.evaluate("scrollTo(0, 0)")
    for answer in (
        page.locator(".bg-stand > li").last,
        page.get_by_text("No party on record."),
        page.locator(".bg-strip-says"),
    ):
        place = answer.bounding_box()
        assert place
        assert place["y"] + place["height"] <= 2 * PHONE
    jump.get_by_role("link", name="Who moved").click()
    expect(page.get_by_text("No party on record.")).to_be_in_viewport()


def test_folded_parts_open_for_a_fragment_and_on_paper(tab: Tabs, site: str) -> None:
    page = tab(f"{site}points/point-07/", width=390, height=PHONE)
    said = page.locator("h2#statements + details")
    expect(said.locator("summary")).to_contain_text("14 statements, from 20 November 2025 to 23 December 2025")
    first = said.locator("li").first
    expect(first).to_be_hidden()
    page.emulate_media(media="print")
    expect(first).to_be_visible()
    evidence = page.locator(".bg-step__more").first
    expect(evidence.locator("sup a").first).to_be_visible()
    page.emulate_media(media="screen")
    page.goto(f"{site}points/point-07/#source-5")
    expect(page.locator("#source-5")).to_be_in_viewport()
