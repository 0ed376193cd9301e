"""The as-of slider: the matrix and the points' status on an earlier day."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tabs import Tabs, is_too_wide

pytestmark = pytest.mark.browser
MATRIX = "plans/us-28-point-plan/positions/"
FOLD = "Filter, earlier days, what the signs mean"
CELLS = "td[data-cell]"
NONE = "no position on record"


def cells(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(CELLS).all_inner_texts()]


def test_matrix_follows_the_slider_both_ways(tab: Tabs, site: str) -> None:
    page = tab(site + MATRIX, width=390)
    newest = cells(page)
    page.get_by_text(FOLD).click()
    slider = page.get_by_label("Show the situation on")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(", the latest$"))
    slider.focus()
    page.keyboard.press("Home")
    expect(page).to_have_url(re.compile(r"\?as-of=\d{4}-\d\d-\d\d$"))
    expect(page.locator("output")).to_have_text(re.compile("2025$"))
    first, address = cells(page), page.url
    assert first.count(NONE) > newest.count(NONE)
    page.keyboard.press("ArrowRight")
    expect(page).not_to_have_url(address)
    assert cells(page) != first
    page.get_by_role("button", name="Back to latest").click()
    expect(page).to_have_url(site + MATRIX)
    assert cells(page) == newest
    page.goto(address)
    expect(page.locator(CELLS).filter(has_text=NONE)).to_have_count(first.count(NONE))
    assert cells(page) == first


def test_sentences_of_the_latest_day_are_hidden_with_a_reason(tab: Tabs, site: str) -> None:
    page = tab(site + MATRIX, width=390)
    opening, reason = page.locator("article .bg-lead"), page.get_by_text("They are not shown for this one.")
    voices = page.get_by_text("Voices of one party that differ")
    expect(opening).to_be_visible()
    expect(voices).to_be_visible()
    expect(reason).to_be_hidden()
    page.goto(f"{site}{MATRIX}?as-of=2025-11-24")
    expect(reason).to_be_visible()
    for later in (opening, voices):
        expect(later).to_be_hidden()
    # the address names a day, so the slider is shown
    expect(page.get_by_label("Show the situation on")).to_be_visible()


def test_cell_of_an_earlier_day_links_to_its_statement(tab: Tabs, site: str) -> None:
    page = tab(f"{site}{MATRIX}?as-of=2025-11-23", width=390)
    page.locator("td[data-cell] a.bg-cell").first.click()
    page.get_by_role("dialog", name="Ukraine").get_by_role("link", name="The statement").first.click()
    _is_at_a_statement(page)


def test_sign_on_the_home_page_links_to_its_statement(tab: Tabs, site: str) -> None:
    page = tab(f"{site}?as-of=2025-11-23", width=1280)
    page.locator(".bg-stands a[href*='events/']").first.click()
    _is_at_a_statement(page)


def _is_at_a_statement(page: Page) -> None:
    expect(page).to_have_url(re.compile("/events/[^/]+/#."))
    statement = page.locator(f".bg-statement[id='{page.url.partition('#')[2]}']")
    expect(statement).to_be_in_viewport()
    # links of that day do not lead to later statements
    expect(page.locator("article time").first).to_have_attribute("datetime", re.compile("^2025-11-(1|2[0-3])"))


def test_home_page_follows_the_day_wholly(tab: Tabs, site: str) -> None:
    page = tab(site, width=1280)
    newest = _home(page)
    page.goto(f"{site}?as-of=2025-11-22")
    expect(page.locator(".bg-kicker")).to_have_text("State of play as of 22 November 2025")
    expect(page.locator(".bg-answers dd")).to_have_count(5)
    then = _home(page)
    same = {name for name, text in then.items() if text == newest[name]}
    assert {
        "line-settled",
        "line-fought-over",
        "line-moved-last",
        "line-next",
        "line-how-sure",
        "latest",
        "questions",
    }.isdisjoint(same)
    assert "2026" not in " ".join(then.values())
    assert "What was planned on 22 November 2025 is not recorded." in then["line-next"]
    assert page.get_by_text("not yet proposed").count() == 2
    # what editors wrote for a later day is hidden, and a line says so
    for id in ("#headline", "#who"):
        expect(page.locator(id)).to_be_hidden()
    expect(page.get_by_text("They are not shown for this one")).to_be_visible()
    page.get_by_role("button", name="Back to latest").click()
    expect(page).to_have_url(site)
    expect(page.locator("#headline")).to_be_visible()
    assert _home(page) == newest


def _home(page: Page) -> dict[str, str]:
    """Return the text of each part that depends on the day."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('[data-slot]')].map((part) => [part.dataset.slot, part.innerText]))"
    )
    return found


def test_earlier_days_are_fetched_on_use_only(tab: Tabs, site: str) -> None:
    page = tab(width=390)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site)
    slider = page.get_by_label("Show the situation on")
    expect(slider).to_be_visible()
    assert [url for url in asked if "home-days" in url] == []
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator(".bg-kicker")).not_to_contain_text("2026")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-slot='line-settled']")).to_contain_text("No plan was known on")
    assert len([url for url in asked if "home-days" in url]) == 1


def test_failed_fetch_of_earlier_days_is_reported(tab: Tabs, site: str) -> None:
    page = tab(width=390, is_watched=False)
    page.route("**/home-days.json", lambda route: route.fulfill(status=404))
    page.goto(f"{site}?as-of=2025-11-22")
    expect(page.locator("output")).to_have_text("Earlier days could not be loaded")
    expect(page.locator(".bg-kicker")).to_have_text(re.compile("5 March 2026"))


def test_invalid_day_in_the_address_is_handled(tab: Tabs, site: str) -> None:
    page = tab(site + MATRIX, width=390)
    newest = cells(page)
    # the first day has no content, and a day after the last is treated as the last
    for asked, is_newest in (("yesterday", True), ("2025-13-45", True), ("<b>", True), ("2999-01-01", True), ("1999-01-01", False)):  # fmt: skip
        page.goto(f"{site}{MATRIX}?as-of={asked}")
        expect(page.get_by_label("Show the situation on")).to_have_attribute("aria-valuetext", re.compile("."))
        assert page.locator(CELLS).count() > 50
        assert (cells(page) == newest) is is_newest, asked


def test_without_scripts_the_newest_day_is_shown(tab: Tabs, site: str) -> None:
    page = tab(f"{site}{MATRIX}?as-of=2025-11-22", has_scripts=False)
    expect(page.locator(".bg-asof-control")).to_be_hidden()
    assert page.locator("td[data-cell] .bg-stance").count() > 20


def test_pages_with_the_slider_do_not_scroll_sideways(tab: Tabs, site: str) -> None:
    page = tab(width=320)
    for path in ("", MATRIX):
        page.goto(f"{site}{path}?as-of=2025-11-23")
        expect(page.get_by_label("Show the situation on")).to_be_visible()
        assert not is_too_wide(page), path
