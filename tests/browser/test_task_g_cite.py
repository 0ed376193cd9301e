"""Task g: cite one statement, with the source of its words, in two clicks."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.tabs import Tabs

pytestmark = pytest.mark.browser
EVENT = "events/2025-11-27-bishkek-press-conference/"


def test_statement_is_cited_with_two_clicks(tab: Tabs, site: str) -> None:
    page = tab(site + EVENT, width=390, height=844, has_scripts=False)
    first = page.locator("#putin-basis")
    first.locator(".bg-dots > summary").click()
    expect(first.locator(".bg-statement__original")).to_contain_text("Нам это все было передано")
    first.locator(".bg-citing > summary").click()
    for form in (".bg-citing__plain", "pre >> nth=0"):
        reference = first.locator(".bg-citing").locator(form)
        expect(reference).to_be_visible()
        expect(reference).to_contain_text("#putin-basis")
        # the source of the words, and not only the briefing
        expect(reference).to_contain_text("Source of the words: Hvylya")
