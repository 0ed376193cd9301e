"""The flagship site in a browser: pages, cross links, phone, dark, no JavaScript.

`test_page_kinds.py` opens one page of each kind in `make test`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader
from tests.browser.tabs import Tabs, is_too_wide
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

PAGES = (
    "", "events/", "events/2025-11-27-bishkek-press-conference/", "actors/", "actors/vladimir-putin/", "plans/",
    "plans/us-28-point-plan/", "plans/us-28-point-plan/compare/", "plans/us-28-point-plan/positions/", "points/",
    "plans/us-28-point-plan/compare/axios-28/e3-counter-text/",
    "points/point-21/", "disputes/", "disputes/dispute-army-cap/", "sources/", "sources/hvylya-putin-us-plan/",
    "search/", "network/", "statements/", "themes/", "themes/territory/", "quality/", "how-to-read/",
    "editing/", "editing/event/", "editing/briefing/", "editing/codes/", "editing/codes/bg301/",
    "editing/codes/bg412/",
)  # fmt: skip


@pytest.mark.full
@pytest.mark.parametrize("address", PAGES)
def test_page_opens_with_one_heading_and_its_navigation(reader: Reader, address: str) -> None:
    page = reader.open(address)
    expect(page.locator("article h1")).to_have_count(1)
    expect(page.locator(".md-nav--primary a.md-nav__link", has_text="Timeline").first).to_be_attached()
    assert page.title().strip()


def test_cross_links_work_both_ways(reader: Reader) -> None:
    page = reader.open("points/point-21/")
    page.locator(".bg-crumbs").get_by_role("link", name="US 28-point plan for Ukraine").click()
    expect(page).to_have_url(re.compile("/plans/us-28-point-plan/$"))
    page.locator(".bg-points > li[value='21'] > a").first.click()
    expect(page).to_have_url(re.compile("/points/point-21/$"))
    page.locator("article a[href*='events/2025']").first.click()
    expect(page).to_have_url(re.compile("/events/"))
    page.locator("article a[href$='points/point-21/']").first.click()
    expect(page).to_have_url(re.compile("/points/point-21/$"))


def test_position_links_to_its_statement_and_source(reader: Reader) -> None:
    page = reader.open("plans/us-28-point-plan/positions/")
    page.locator("table a.bg-cell").first.click()
    page.get_by_role("link", name="The statement").and_(page.locator(":visible")).first.click()
    expect(page).to_have_url(re.compile(r"/events/[^/]+/#"))
    anchor = page.url.partition("#")[2]
    page.locator(f"[id='{anchor}'] .bg-cite a").first.click()
    expect(page).to_have_url(re.compile(r"#source-\d+$"))
    page.locator(f"[id='{page.url.partition('#')[2]}'] a[href*='/sources/']").first.click()
    expect(page).to_have_url(re.compile("/sources/"))


def test_seed_source_page_lists_its_citations(reader: Reader) -> None:
    page = reader.open("sources/hvylya-putin-us-plan/")
    expect(page.locator("#cited")).to_be_visible()
    assert page.locator(".bg-citings li", has_text="sent.").count() > 20


def test_unknown_address_shows_help(reader: Reader, site: str) -> None:
    page = reader.page
    page.goto(f"{site}404.html")
    expect(page.locator("h1")).to_have_text("Page not found")
    assert page.locator("article a").count() >= 7


def test_mistyped_address_suggests_the_nearest_pages(reader: Reader, site: str, site_folder: Path) -> None:
    page = reader.page
    not_found = (site_folder / "404.html").read_text("utf-8")
    for asked, meant in (
        ("actors/vladimir-putn/", "actors/vladimir-putin/"),
        ("actors/zelenskyy/", "actors/volodymyr-zelensky/"),
        ("events/geneva-tlks/", "events/2025-11-23-geneva-talks/"),
        ("points/point-7/", "points/point-07/"),
    ):
        page.route(f"**/{asked}", lambda route: route.fulfill(status=200, body=not_found, content_type="text/html"))
        page.goto(site + asked)
        near = page.locator(".bg-nearest li a").first
        expect(near).to_have_text(meant.strip("/").rpartition("/")[2].replace("-", " "))
        expect(near).to_have_js_property("href", site + meant)
    near.click()
    expect(page).to_have_url(site + meant)


def test_undecodable_address_gets_no_suggestions(reader: Reader, site: str, site_folder: Path) -> None:
    page = reader.page
    not_found = (site_folder / "404.html").read_text("utf-8")
    page.route("**/%E0%A4%A/", lambda route: route.fulfill(status=200, body=not_found, content_type="text/html"))
    page.goto(f"{site}%E0%A4%A/")
    expect(page.locator("h1")).to_have_text("Page not found")
    expect(page.locator(".bg-nearest")).to_be_hidden()


@pytest.mark.full
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_no_sideways_scrolling_on_a_phone(tab: Tabs, site: str, address: str, scheme: str) -> None:
    page = tab(width=320)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(site + address)
    assert not is_too_wide(page)


@pytest.mark.full
def test_content_is_shown_without_javascript(tab: Tabs, site: str) -> None:
    page = tab(has_scripts=False)
    for address in PAGES:
        page.goto(site + address)
        expect(page.locator("article h1")).to_be_visible()
    page.goto(f"{site}plans/us-28-point-plan/positions/")
    assert page.locator(".bg-table--grid tbody tr").count() == len([*(ROOT / "content/points").glob("*.yaml")]) + 1
