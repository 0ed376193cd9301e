"""Task (d): who is Dmitriev, and whom did he meet."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.tabs import Tabs, is_too_wide

pytestmark = pytest.mark.browser
PHONE = 844
"""The height of a phone's screen, in pixels."""


def test_actor_page_says_who_he_is_and_whom_he_met(tab: Tabs, site: str) -> None:
    page = tab(f"{site}actors/", width=390, height=PHONE)
    page.get_by_role("link", name="Kirill Dmitriev", exact=True).click()
    expect(page).to_have_url(f"{site}actors/kirill-dmitriev/")
    assert not is_too_wide(page)
    facts = page.locator(".bg-facts")
    expect(facts.locator("div", has_text="Side").first).to_contain_text("Russia")
    expect(facts).to_contain_text("Presidential envoy")
    heading = page.get_by_role("heading", name="Who met Kirill Dmitriev")
    box = heading.bounding_box()
    assert box
    assert box["y"] < PHONE
    rows = page.locator(".bg-met > li")
    witkoff = rows.filter(has=page.get_by_role("link", name="Steve Witkoff", exact=True))
    expect(witkoff).to_contain_text(re.compile(r"^\s*\d+ meetings"))
    words = witkoff.locator(".bg-met__count").inner_text()
    count = int(words.split()[0])
    # one link for the person, and one for each meeting
    assert witkoff.get_by_role("link").count() == count + 1
    place = witkoff.bounding_box()
    assert place
    assert place["y"] + place["height"] < 2 * PHONE
    expect(page.get_by_text("No meeting with anyone of EU and E3 is recorded.")).to_be_visible()


def test_his_circle_has_the_numbers_of_his_page(tab: Tabs, site: str) -> None:
    page = tab(f"{site}actors/kirill-dmitriev/", width=390, height=PHONE)
    met = page.locator(".bg-met > li").count()
    words = page.locator(".bg-met > li", has_text="Yuri Ushakov").locator(".bg-met__count").inner_text()
    page.get_by_role("link", name="The circle of Kirill Dmitriev in the network").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who met Kirill Dmitriev")
    rows = page.locator(".bg-circle__table tbody > tr")
    expect(rows).to_have_count(met)
    expect(rows.filter(has_text="Yuri Ushakov").locator("td").first).to_have_text(words)
    expect(page.locator(".bg-circle__svg .bg-circle__number")).to_have_count(met)
    assert not is_too_wide(page)
