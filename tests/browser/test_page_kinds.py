"""Each kind of page: heading, navigation, schemes, widths, console, accessibility.

`test_flagship.py` and `test_quality.py` open every page in every look, in `make test-all`.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from briefgen.check.rules.theme_contrast import contrast
from tests.browser.judges import violations
from tests.browser.tabs import Tabs, is_too_wide

pytestmark = pytest.mark.browser
JUDGED = (
    "", "events/", "events/2025-11-27-bishkek-press-conference/", "actors/vladimir-putin/",
    "plans/us-28-point-plan/", "plans/us-28-point-plan/compare/axios-28/e3-counter-text/", "points/point-21/",
    "disputes/dispute-army-cap/", "sources/hvylya-putin-us-plan/", "search/", "themes/territory/", "editing/event/",
)  # fmt: skip
"""The kinds of page that axe audits, in two looks; `test_matrix.py` audits a small matrix."""
OTHERS = (
    "actors/", "plans/", "plans/us-28-point-plan/positions/", "plans/us-28-point-plan/compare/", "points/", "disputes/", "sources/",
    "network/", "statements/", "themes/", "quality/", "how-to-read/", "editing/", "editing/codes/", "editing/codes/bg301/",
    "404.html",
)  # fmt: skip
_COLOURS = """() => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const hex = (colour) => {
    paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
    return "#" + [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3).map((c) => c.toString(16).padStart(2, "0")).join("");
  };
  const style = getComputedStyle(document.querySelector("article h1"));
  return [hex(getComputedStyle(document.body).backgroundColor), hex(style.color)];
}"""


@pytest.mark.parametrize(
    "address", [*JUDGED, *OTHERS[::2], *(pytest.param(a, marks=pytest.mark.full) for a in OTHERS[1::2])]
)
def test_page_is_complete_in_both_schemes_and_widths(tab: Tabs, site: str, address: str) -> None:
    page = tab(width=1280)
    page.emulate_media(color_scheme="dark")
    page.goto(site + address)
    expect(page.locator("article h1")).to_have_count(1)
    expect(page.locator(".md-nav--primary a.md-nav__link", has_text="Timeline").first).to_be_attached()
    assert page.title().strip()
    dark = _ground(page)
    _reads_well(page, address)
    tab.clear_storage(page)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site + address)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    assert contrast(dark, "#ffffff") > 10
    assert contrast(_ground(page), "#000000") > 15
    _reads_well(page, address)


def _reads_well(page: Page, address: str) -> None:
    assert not is_too_wide(page)
    if address in JUDGED:
        assert violations(page) == []


def _ground(page: Page) -> str:
    """Return the colour behind a page, on which its heading must be readable."""
    ground, ink = page.evaluate(_COLOURS)
    assert contrast(ground, ink) >= 4.5
    return str(ground)
