"""Tasks i and l: pages and the book on paper, and the list of what changed."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.tabs import Tabs

pytestmark = pytest.mark.browser
CONTROLS = ("Permanent link", "BibTeX", "Copy link", "Search", "Suggest an edit", "Report a mistake", "Skip to content")
TITLE = "The 28-point plan for Ukraine"
PRINTED = {
    "events/2025-11-27-bishkek-press-conference/": 13,
    "points/point-21/": 11,
    "plans/us-28-point-plan/positions/": 7,
    "book/": 3,
    "book/events/": 16,
}
"""Pages and the most sheets of A4 that each may take."""


def sheets(tab: Tabs, address: str) -> list[str]:
    """Return the text of each sheet of a printed page."""
    page = tab(address)
    made = page.pdf(format="A4", prefer_css_page_size=True)
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(made)).pages]


@pytest.mark.parametrize(
    "address", [*list(PRINTED)[:1], *(pytest.param(a, marks=pytest.mark.full) for a in list(PRINTED)[1:])]
)
def test_printed_page_has_numbers_and_no_controls(tab: Tabs, site: str, address: str) -> None:
    found = sheets(tab, site + address)
    assert 0 < len(found) <= PRINTED[address]
    for number, text in enumerate(found, start=1):
        assert re.search(rf"\b{number} / {len(found)}\b", text), number
        assert TITLE in text
        assert "As of 5 March 2026" in text
    whole = " ".join(" ".join(found).split())
    assert [words for words in CONTROLS if words in whole] == []


@pytest.mark.full
@pytest.mark.parametrize(("address", "title"), [("book/", "State of play"), ("book/events/", "Events by date")])
def test_each_sheet_of_the_book_names_its_part(tab: Tabs, site: str, address: str, title: str) -> None:
    for text in sheets(tab, site + address):
        assert title in text.partition("As of")[0]


@pytest.mark.full
def test_book_is_read_from_part_to_part(tab: Tabs, site: str) -> None:
    page = tab(f"{site}book/", width=390, height=844, has_scripts=False)
    seen = [page.url.removeprefix(site)]
    onward = page.get_by_role("navigation", name="Reading order").locator("a[rel=next]")
    while onward.count():
        onward.click()
        seen.append(page.url.removeprefix(site))
        assert len(seen) < 40
    parts = list(dict.fromkeys(address.split("/")[1] for address in seen))
    assert parts == ["", "events", "points", "disputes", "actors", "sources"]
    assert len(seen) == len(set(seen))


def test_what_changed_is_one_click_from_home(tab: Tabs, site: str) -> None:
    page = tab(site, width=1280)
    page.locator(".md-sidebar--primary").get_by_role("link", name="What changed").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed")
    expect(page.get_by_text("Changes of the briefing itself, such as corrections, are not listed yet.")).to_be_visible()
    days = page.locator(".bg-when__date time").evaluate_all("all => all.map((time) => time.dateTime)")
    assert len(days) > 20
    assert days == sorted(days, reverse=True)
