"""The as-of slider: the matrix and the points' status on an earlier day."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tabs import Tabs, is_too_wide

pytestmark = pytest.mark.browser
MATRIX = "plans/us-28-point-plan/positions/"
CELLS = "td[data-cell]"
NONE = "no position on record"


def cells(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(CELLS).all_inner_texts()]


def test_matrix_follows_the_slider_both_ways(tab: Tabs, site: str) -> None:
    page = tab(site + MATRIX, width=390)
    newest = cells(page)
    slider = page.get_by_label("As it stood on")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(", the newest$"))
    slider.focus()
    page.keyboard.press("Home")
    expect(page).to_have_url(re.compile(r"\?as-of=\d{4}-\d\d-\d\d$"))
    expect(page.locator("output")).to_have_text(re.compile("2025$"))
    first, address = cells(page), page.url
    assert first.count(NONE) > newest.count(NONE)
    page.keyboard.press("ArrowRight")
    expect(page).not_to_have_url(address)
    assert cells(page) != first
    page.get_by_role("button", name="Show the newest").click()
    expect(page).to_have_url(site + MATRIX)
    assert cells(page) == newest
    page.goto(address)
    expect(page.locator(CELLS).filter(has_text=NONE)).to_have_count(first.count(NONE))
    assert cells(page) == first


def test_cell_of_an_earlier_day_links_to_its_statement(tab: Tabs, site: str) -> None:
    page = tab(f"{site}{MATRIX}?as-of=2025-11-23", width=390)
    page.locator("td[data-cell] a.bg-cell").first.click()
    page.get_by_role("dialog", name="Ukraine").get_by_role("link", name="The statement").first.click()
    _is_at_a_statement(page)


def test_cell_on_the_home_page_links_to_its_statement(tab: Tabs, site: str) -> None:
    page = tab(f"{site}?as-of=2025-11-23", width=390)
    page.locator("td[data-cell] a.bg-mark").first.click()
    _is_at_a_statement(page)


def _is_at_a_statement(page: Page) -> None:
    expect(page).to_have_url(re.compile("/events/[^/]+/#."))
    statement = page.locator(f".bg-statement[id='{page.url.partition('#')[2]}']")
    expect(statement).to_be_in_viewport()
    # links of that day do not lead to later statements
    expect(page.locator("article time").first).to_have_attribute("datetime", re.compile("^2025-11-(1|2[0-3])"))


def test_home_page_shows_points_as_of_the_day(tab: Tabs, site: str) -> None:
    page = tab(site + "?as-of=2025-11-22", width=390)
    marks, tallies = page.locator(".bg-strip .bg-mark .bg-sr"), page.locator("[data-tally]")
    small = page.locator(".bg-table--mini td .bg-mark")
    expect(page.get_by_role("button", name="Show the newest")).to_be_visible()
    then, counts, few = marks.all_inner_texts(), tallies.all_inner_texts(), small.count()
    assert len(then) == page.locator(".bg-strip .bg-mark").count() > 28
    assert not any(word.endswith("dropped") for word in then)
    assert sum(map(int, counts)) == sum(not word.endswith("not put forward yet") for word in then) > 0
    page.get_by_role("button", name="Show the newest").click()
    expect(page).to_have_url(site)
    expect(small).not_to_have_count(few)
    assert marks.all_inner_texts() != then
    assert tallies.all_inner_texts() != counts
    assert small.count() > few


def test_invalid_day_in_the_address_is_handled(tab: Tabs, site: str) -> None:
    page = tab(site + MATRIX, width=390)
    newest = cells(page)
    # the first day has no content, and a day after the last is treated as the last
    for asked, is_newest in (("yesterday", True), ("2025-13-45", True), ("<b>", True), ("2999-01-01", True), ("1999-01-01", False)):  # fmt: skip
        page.goto(f"{site}{MATRIX}?as-of={asked}")
        expect(page.get_by_label("As it stood on")).to_have_attribute("aria-valuetext", re.compile("."))
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
        expect(page.get_by_label("As it stood on")).to_be_visible()
        assert not is_too_wide(page), path
