"""Task a: from the home page to what Putin said on 27 November."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.tabs import Tabs

pytestmark = pytest.mark.browser
EVENT = re.compile(r"/events/2025-11-27-bishkek[^/]*/(#.*)?$")


def test_event_is_one_click_from_home_on_its_day(tab: Tabs, site: str) -> None:
    """The reader sets the slider to the day, which gives this address."""
    page = tab(f"{site}?as-of=2025-11-27", width=390, height=844)
    link = page.locator("[data-slot='latest'] a, [data-slot='key-events'] a, [data-slot='line-moved-last'] a").and_(
        page.locator("[href*='2025-11-27-bishkek']")
    )
    link.locator("visible=true").first.click()
    expect(page).to_have_url(EVENT)


def test_event_is_two_clicks_from_home_by_the_speaker(tab: Tabs, site: str) -> None:
    page = tab(site, width=390, height=844)
    page.locator("#who ~ .bg-people").get_by_role("link", name="Vladimir Putin").click()
    expect(page).to_have_url(re.compile("/actors/vladimir-putin/$"))
    page.locator("article a[href*='2025-11-27-bishkek']:visible").first.click()
    expect(page).to_have_url(EVENT)
