"""Task a: what was said on 27 November, whether it is real, and whose words it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.tabs import Tabs, is_too_wide

pytestmark = pytest.mark.browser
EVENT = "events/2025-11-27-bishkek-press-conference/"
SCREEN = 844
_TWICE = "all => all.map(e => e.textContent.trim()).filter((text, i, texts) => texts.indexOf(text) !== i)"


def test_answer_stands_within_two_phone_screens(tab: Tabs, site: str) -> None:
    page = tab(site + EVENT, width=390, height=SCREEN)
    first = page.locator(".bg-statement").first
    facts = first.locator("> .bg-statement__facts")
    expect(facts).to_contain_text("word for word in Hvylya")
    expect(facts).to_contain_text("translated by Hvylya; original at hand")
    box = facts.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 2 * SCREEN
    assert not is_too_wide(page)
    assert page.locator("main :is(h1, h2, h3, h4, h5)").evaluate_all(_TWICE) == []
    assert page.evaluate("document.documentElement.scrollHeight") <= 12 * SCREEN
