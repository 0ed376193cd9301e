"""Badges, grades and disputes as a reader meets them: by keyboard, on a phone, without JavaScript, in both schemes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

EVENT = "events/2025-11-24-19-points-reported/"
PAGES = (EVENT, "disputes/", "disputes/dispute-amnesty/", "quality/", "how-to-read/", "points/point-07/")


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_needs_no_sideways_scroll_with_every_list_open(site: str, browser: Browser, path: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(site + path)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = "e => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.width < 24 || r.height < 24) }"
    chips = page.locator("a.bg-grade, .bg-backing > summary, .bg-finding > summary").element_handles()
    assert not any(chip.evaluate(small) for chip in chips)
    page.close()


def test_a_badge_opens_its_list_without_javascript(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + EVENT)
    first = page.locator(".bg-statement .bg-backing").first
    assert not first.locator(".bg-origins").first.is_visible()
    first.locator("summary").first.click()
    assert first.locator(".bg-origins").first.is_visible()
    assert first.locator("a.bg-grade").count() > 0
    context.close()


def test_the_words_of_a_grade_show_when_the_keyboard_comes_to_it(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(site + EVENT)
    page.locator(".bg-statement .bg-backing > summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused = page.evaluate(
        "(() => { const e = document.activeElement.querySelector('.bg-grade__words');"
        " return [e.textContent.trim(), e.getBoundingClientRect().width] })()"
    )
    assert focused[0].startswith("source ")
    assert focused[1] > 20
    page.close()


def test_accounts_stand_side_by_side_on_a_desktop_and_one_below_the_other_on_a_phone(
    site: str, browser: Browser
) -> None:
    tops = (
        "[...document.querySelectorAll('.bg-account')].slice(0, 2).map(e => Math.round(e.getBoundingClientRect().top))"
    )
    for width, is_beside in ((1280, True), (390, False)):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(site + "disputes/dispute-amnesty/")
        first, second = page.evaluate(tops)
        assert (first == second) is is_beside
        page.close()


def test_a_link_into_the_quality_page_shows_the_list(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(site + "quality/#finding-contested-statements")
    assert page.locator("#finding-contested-statements li a").first.is_visible()
    page.close()
