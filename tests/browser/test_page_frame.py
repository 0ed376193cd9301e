"""The frame of pages: where content begins, and the navigation on phones."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.tabs import Tabs

pytestmark = pytest.mark.browser
GROUPS = ["Now", "The plan", "People", "Disputed", "Evidence", "Data"]
WIDE = ("events/", "network/overview/", "plans/us-28-point-plan/positions/")
NARROW = ("", "book/")


def left(found: Locator) -> float:
    box = found.bounding_box()
    assert box is not None
    return box["x"]


@pytest.mark.parametrize("width", [1440, pytest.param(1920, marks=pytest.mark.full)])
def test_wide_pages_begin_where_the_header_begins(tab: Tabs, site: str, width: int) -> None:
    page = tab(width=width)
    for address in WIDE:
        page.goto(site + address)
        assert abs(left(page.locator("article h1")) - left(page.locator(".bg-day p"))) < 2, address


def test_phones_reach_all_groups_from_any_page(tab: Tabs, site: str) -> None:
    page = tab(width=390, height=844)
    for address in (WIDE[0], NARROW[1]):
        page.goto(site + address)
        drawer = page.locator(".md-sidebar--primary")
        page.locator(".md-header label[for=__drawer]").click()
        for group in GROUPS:
            expect(drawer.locator("label.md-nav__link", has_text=group).first).to_be_attached()
        # the drawer opens on the group of the page; the button leads back to the list of groups
        expect(drawer.get_by_text("Timeline" if address == WIDE[0] else "Book", exact=True).first).to_be_in_viewport()
