"""Task (h): claims that are single-sourced and weak, as one list."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.tabs import Tabs

pytestmark = pytest.mark.browser
PHONE = 844


def test_single_and_weak_claims_are_one_list_on_a_phone(tab: Tabs, site: str) -> None:
    page = tab(site, width=390, height=PHONE, has_touch=True)
    # how sure the state of play is stands on the home page, and links to the measures
    page.locator("article a[href$='quality/'], article a[href*='quality/#']").first.tap()
    one = page.locator("#finding-single-and-weak")
    expect(one).to_have_attribute("open", "")
    rows = one.locator("ul > li")
    count = int(one.locator("summary strong").inner_text())
    assert rows.count() == min(count, 50)
    box = rows.first.bounding_box()
    assert box is not None
    top = box["y"] + page.evaluate("window.scrollY")
    # the list begins on the first screen
    assert top < PHONE
    if count > 50:
        one.locator(".bg-more a").tap()
        expect(page.locator("article .bg-finding li")).to_have_count(min(count, 150))
    page.locator("article li a").first.tap()
    expect(page).not_to_have_url(f"{site}quality/")
