"""Quality of the flagship site: accessibility, valid HTML, page weight, links."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Reader
from tests.browser.judges import invalid, seen_by_axe, violations, weight
from tests.browser.test_flagship import PAGES
from tests.build.test_mkdocs import dead_links

pytestmark = pytest.mark.browser
HEAVIEST = 250_000
"""Maximum bytes of a first visit to a page."""
HEAVY = ("plans/us-28-point-plan/positions/", "network/")
"""The heaviest pages."""
ALL = (*PAGES, "404.html")


@pytest.mark.full
@pytest.mark.parametrize("address", ALL)
def test_axe_finds_nothing_in_both_schemes_and_widths(browser: Browser, site: str, address: str) -> None:
    assert seen_by_axe(browser, site + address) == {}


def test_opened_parts_are_accessible_too(reader: Reader) -> None:
    page = reader.open("events/2025-11-27-bishkek-press-conference/")
    summaries = page.locator("article details > summary").all()[:12]
    assert len(summaries) == 12
    for summary in summaries:
        summary.click()
    page.locator(".bg-cite a").first.hover()
    expect(page.locator(".bg-note-of")).to_be_visible()
    assert violations(page) == []
    page.mouse.move(1, 1)
    page.locator("a[data-bg-preview]").first.hover()
    expect(page.locator(".bg-preview")).to_be_visible()
    assert violations(page) == []


def test_findings_show_few_rows_and_link_to_the_rest(reader: Reader) -> None:
    page = reader.open("quality/")
    findings = page.locator(".bg-finding")
    shown = findings.evaluate_all("all => all.map((one) => [one.id, one.querySelectorAll('li').length])")
    counts = dict(shown)
    assert 10 < counts.pop("finding-single-and-weak") <= 50
    assert max(counts.values()) == 10
    longer = findings.filter(has=page.locator(".bg-more a[href]"))
    assert longer.count() > 10
    ids = longer.evaluate_all("all => all.map((one) => one.id)")
    assert {counts[id] for id in ids} == {10}


def test_the_html_of_every_kind_of_page_is_valid(site_folder: Path) -> None:
    files = [
        site_folder / address / "index.html" if not address.endswith(".html") else site_folder / address
        for address in ALL
    ]
    assert invalid(files) == []


@pytest.mark.parametrize("address", [a if a in HEAVY else pytest.param(a, marks=pytest.mark.full) for a in PAGES])
def test_page_is_below_the_size_limit(browser: Browser, site: str, site_folder: Path, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    parts = weight(context.new_page(), site + address, site_folder, site)
    context.close()
    assert sum(parts.values()) <= HEAVIEST, parts


def test_every_link_and_anchor_of_the_whole_site_resolves(site_folder: Path) -> None:
    assert dead_links(site_folder) == []
