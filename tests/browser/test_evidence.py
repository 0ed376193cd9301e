"""Badges, grades and disputes: keyboard, phone, no JavaScript, both schemes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.tabs import Tabs, is_too_wide

pytestmark = pytest.mark.browser
EVENT = "events/2025-11-24-19-points-reported/"
CHIPS = "a.bg-grade, .bg-backing > summary, .bg-finding > summary"
# each page, and whether it has chips
PAGES = {
    EVENT: True,
    "disputes/": False,
    "disputes/dispute-amnesty/": True,
    "quality/": True,
    "how-to-read/": False,
    "points/point-07/": True,
}
_SMALL = """all => all.map(e => e.getBoundingClientRect())
  .filter(r => r.width > 0 && (r.width < 24 || r.height < 24)).length"""


def test_open_lists_and_chips_fit_a_phone(tab: Tabs, site: str) -> None:
    page = tab(width=320)
    for path, has_chips in PAGES.items():
        page.goto(site + path)
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        chips = page.locator(CHIPS)
        assert (chips.locator("visible=true").count() > 0) is has_chips, path
        assert not is_too_wide(page), path
        assert chips.evaluate_all(_SMALL) == 0, path


def test_a_badge_opens_its_list_without_javascript(tab: Tabs, site: str) -> None:
    page = tab(site + EVENT, has_scripts=False)
    page.locator(".bg-dots > summary").first.click()
    first = page.locator(".bg-statement .bg-backing").first
    expect(first.locator(".bg-origins").first).to_be_hidden()
    first.locator("summary").first.click()
    expect(first.locator(".bg-origins").first).to_be_visible()
    expect(first.locator("a.bg-grade").first).to_be_visible()


def test_the_keyboard_shows_the_words_of_a_grade(tab: Tabs, site: str) -> None:
    page = tab(site + EVENT)
    page.locator(".bg-dots > summary").first.click()
    badge = page.locator(".bg-statement .bg-backing").first
    badge.locator("> summary").focus()
    page.keyboard.press("Enter")
    expect(badge.locator(".bg-origins").first).to_be_visible()
    words = badge.locator("a.bg-grade .bg-grade__words").first
    before = words.bounding_box()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(badge.locator("a.bg-grade").first).to_be_focused()
    assert words.inner_text().strip().startswith("source ")
    after = words.bounding_box()
    assert before is not None
    assert after is not None
    assert before["width"] <= 1
    assert after["width"] > 20


def test_drawing_and_list_of_a_dispute_have_the_same_numbers(tab: Tabs, site: str) -> None:
    page = tab(site + "disputes/dispute-nato-clause/", width=390, has_scripts=False)
    drawn = page.locator(".bg-strip__number").all_text_contents()
    listed = [item.get_attribute("value") for item in page.locator(".bg-account__sources > li").all()]
    assert listed == [str(number) for number in range(1, len(listed) + 1)]
    assert drawn == listed[: len(drawn)]
    assert page.locator(".bg-strip-row").count() == 5


def test_a_link_into_the_quality_page_opens_the_list(tab: Tabs, site: str) -> None:
    page = tab(site + "quality/#finding-contested-statements")
    expect(page.locator("#finding-contested-statements li a").first).to_be_visible()
    # the other lists stay closed, except the first, which is open on every visit
    others = page.locator(".bg-finding:not(#finding-contested-statements, #finding-single-and-weak)")
    expect(others.locator("li a:visible")).to_have_count(0)
