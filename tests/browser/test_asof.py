"""The slider shows the matrix and the status of the points as they stood on an earlier day."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
MATRIX = "plans/us-28-point-plan/positions/"


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 390, "height": 800})


def cells(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator("td[data-asof]").all_inner_texts()]


def test_the_matrix_goes_back_and_forth(page: Page, site: str) -> None:
    page.goto(site + MATRIX)
    newest = cells(page)
    slider = page.get_by_label("As it stood on")
    assert slider.get_attribute("aria-valuetext", timeout=2000).endswith(", the newest")  # type: ignore[union-attr]
    slider.focus()
    page.keyboard.press("Home")
    first = cells(page)
    assert first.count("not known") > newest.count("not known")
    assert page.locator("output").inner_text().endswith("2025")
    address = re.search(r"\?as-of=(\d{4}-\d\d-\d\d)", page.url)
    assert address
    page.keyboard.press("ArrowRight")
    assert cells(page) != first
    page.get_by_role("button", name="Show the newest").click()
    assert cells(page) == newest
    assert "as-of" not in page.url
    page.goto(f"{site}{MATRIX}?as-of={address[1]}")
    assert cells(page) == first


def test_a_cell_of_an_earlier_day_leads_to_its_statement(page: Page, site: str) -> None:
    page.goto(f"{site}{MATRIX}?as-of=2025-11-23")
    page.locator("td[data-asof] a.bg-cell").first.click()
    page.get_by_role("dialog", name="Ukraine").get_by_role("link", name="The statement").first.click()
    page.wait_for_url(re.compile("/events/.*#"))
    expect(page.locator(f"[id='{page.url.split('#')[1]}']")).to_be_visible()


def test_a_cell_of_the_home_page_leads_to_its_statement(page: Page, site: str) -> None:
    page.goto(f"{site}?as-of=2025-11-23")
    page.locator("td[data-asof] a.bg-mark").first.click()
    page.wait_for_url(re.compile("/events/.*#"))


def test_the_home_page_shows_the_status_of_the_points_on_the_day(page: Page, site: str) -> None:
    page.goto(site + "?as-of=2025-11-22")
    marks = page.locator(".bg-strip .bg-mark")
    words = marks.locator(".bg-sr").all_inner_texts()
    assert len(words) == 28
    assert not any(word.endswith("dropped") for word in words)
    tallies = page.locator("[data-tally]").all_inner_texts()
    assert sum(map(int, tallies)) == 28
    small = page.locator(".bg-table--mini td .bg-mark").count()
    page.get_by_role("button", name="Show the newest").click()
    assert words != marks.locator(".bg-sr").all_inner_texts()
    assert tallies != page.locator("[data-tally]").all_inner_texts()
    assert small < page.locator(".bg-table--mini td .bg-mark").count()


@pytest.mark.parametrize("asked", ["yesterday", "2025-13-45", "<b>", "1999-01-01", "2999-01-01"])
def test_a_day_that_is_none_breaks_nothing(page: Page, site: str, asked: str) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{site}{MATRIX}?as-of={asked}")
    assert page.locator("td[data-asof]").count() > 50
    assert problems == []


def test_without_javascript_the_newest_is_shown_and_no_dead_control(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{site}{MATRIX}?as-of=2025-11-22")
    assert not plain.locator(".bg-asof-control").is_visible()
    assert plain.locator("td[data-asof] .bg-stance").count() > 20
    context.close()


def test_the_page_does_not_scroll_sideways_with_the_slider(browser: Browser, site: str) -> None:
    narrow = browser.new_page(viewport={"width": 320, "height": 700})
    for path in ("", MATRIX):
        narrow.goto(site + path)
        assert narrow.evaluate("document.documentElement.scrollWidth") <= 320, path
