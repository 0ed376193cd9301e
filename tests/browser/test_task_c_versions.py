"""Task (c): the limit on the army from version to version, in figures and words."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.tabs import Tabs, is_too_wide

pytestmark = pytest.mark.browser
PHONE = 844
"""The height of a phone's screen, in pixels."""


def test_point_page_has_figures_and_words_by_version(tab: Tabs, site: str) -> None:
    page = tab(f"{site}points/", width=390, height=PHONE)
    page.get_by_role("link", name="Cap on the Ukrainian army", exact=True).click()
    page.get_by_role("navigation", name="Parts of this page").get_by_role("link", name="How it changed").click()
    says = page.locator(".bg-strip-says")
    expect(says).to_have_text("Limit on the Ukrainian army: 600,000 → 800,000 personnel in the negotiated text.")
    expect(says).to_be_in_viewport()
    assert not is_too_wide(page)
    steps = page.locator(".bg-step")
    assert [step.inner_text().split("\n")[0] for step in steps.all()] == [
        "US draft (Axios list)",
        "E3 counter-text (Reuters)",
        "Geneva revision",
        "20 points presented by Zelensky",
    ]
    assert page.locator(".bg-figure__now").all_inner_texts() == ["600,000", "800,000", "800,000"]
    strip = page.locator(".bg-path").bounding_box()
    assert strip
    assert strip["height"] <= 2 * PHONE
    words = page.locator("h2#wording ~ .bg-sides .bg-side__text")
    expect(words.first).to_contain_text("limited to 600,000 personnel")
    expect(words.last).to_contain_text("800,000 in peacetime")


def test_wide_pages_show_the_versions_in_columns(tab: Tabs, site: str) -> None:
    page = tab(f"{site}points/point-06/", width=1440, height=1000)
    boxes = [box for step in page.locator(".bg-step").all() if (box := step.bounding_box())]
    assert len(boxes) == 4
    assert len({box["y"] for box in boxes}) == 1
    assert boxes[-1]["x"] + boxes[-1]["width"] - boxes[0]["x"] > 850
