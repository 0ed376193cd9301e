"""Accessibility tree, headings, landmarks and links of each type of page.

The trees are golden files in `tests/data/accessibility/`; `--update-golden` rewrites them.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import expect

from tests.browser.tabs import Tabs
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.full]
FOLDER = ROOT / "tests/data/accessibility"
TYPES = {
    "home": "",
    "changes": "changes/",
    "events": "events/",
    "event": "events/2025-11-27-bishkek-press-conference/",
    "points": "points/",
    "point": "points/point-21/",
    "plan": "plans/us-28-point-plan/",
    "matrix": "plans/us-28-point-plan/positions/",
    "compare": "plans/us-28-point-plan/compare/",
    "actors": "actors/",
    "actor": "actors/vladimir-putin/",
    "network": "network/",
    "disputes": "disputes/",
    "dispute": "disputes/dispute-army-cap/",
    "statements": "statements/",
    "sources": "sources/",
    "source": "sources/hvylya-putin-us-plan/",
    "quality": "quality/",
    "guide": "how-to-read/",
    "themes": "themes/",
    "theme": "themes/territory/",
    "index": "search/",
    "book": "book/",
    "book-events": "book/events/",
    "book-points": "book/points/",
}
"""Types of pages, each with one page of that type."""
TOLD_BY_ROW = {
    "event": "each statement has its own permanent link, and each source its own `original`",
    "point": "two sources can have one title; each source has its own `original`",
    "plan": "two quotations can stand in the same place of two sources",
    "matrix": "the same words are in many cells, below the name of the party and beside the point",
    "actor": "each source has its own `original`",
    "disputes": "each account links to its own evidence with the number of its reports",
    "dispute": "two sources can have one title; each source has its own `original`",
    "statements": "two quotations can stand in the same place of two sources",
    "sources": "two sources can have one title",
    "source": "each use of the source is a line of its own",
    "quality": "two statements can have one speaker and one event",
    "index": "two sources can have one title",
    "book-points": "the same words are in many positions, below the name of the point",
}
"""Types of pages where the row around a link says where it leads, each with the reason."""
_TREE_LINES = 400
"""How many lines of a tree are kept: long lists repeat the same rows."""


@pytest.mark.parametrize("name", TYPES)
def test_accessibility_tree_is_as_recorded(tab: Tabs, site: str, name: str, request: pytest.FixtureRequest) -> None:
    page = tab(site + TYPES[name])
    tree = page.locator("body").aria_snapshot().replace(site, "/")
    found = "\n".join(tree.splitlines()[:_TREE_LINES]) + "\n"
    file = FOLDER / f"{name}.txt"
    if request.config.getoption("--update-golden"):
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8")


def test_skip_link_leads_to_the_heading(tab: Tabs, site: str) -> None:
    page = tab(f"{site}points/point-21/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').closest('article') !== null")


@pytest.mark.parametrize("name", TYPES)
def test_landmarks_of_one_role_have_different_names(site_folder: Path, name: str) -> None:
    page = _page(site_folder, name)
    for role in ("nav", "aside"):
        names = [each.get("aria-label") or each.get("aria-labelledby") for each in page.iter(role)]
        # the theme has one table of contents in the drawer of phones, and one beside the text of wide screens
        names = [*{"Table of contents"}.intersection(names), *(name for name in names if name != "Table of contents")]
        assert None not in names, role
        assert sorted(names) == sorted(set(names)), role


@pytest.mark.parametrize("name", TYPES)
def test_headings_of_a_page_differ(site_folder: Path, name: str) -> None:
    headings = [_words(each) for level in range(1, 7) for each in _article(site_folder, name).iter(f"h{level}")]
    assert sorted(headings) == sorted(set(headings))


@pytest.mark.parametrize("name", TYPES)
def test_links_with_one_text_have_one_target(site_folder: Path, name: str) -> None:
    targets: dict[str, set[str]] = defaultdict(set)
    for link in _article(site_folder, name).iter("a"):
        if link.get("href") and not _is_exempt(link):
            words = link.get("aria-label") or _words(link)
            context = _words(_row(link)) if name in TOLD_BY_ROW else ""
            targets[f"{words} | {context}"].add(link.get("href"))
    assert {words: found for words, found in targets.items() if len(found) > 1} == {}


def _row(link: html.HtmlElement) -> html.HtmlElement:
    """Return the list item, row or section around a link that has more words than the link."""
    around = (each for each in link.iterancestors() if each.tag in ("li", "tr", "section", "article", "details"))
    return next((each for each in around if _words(each) != _words(link)), link)


def _is_exempt(link: html.HtmlElement) -> bool:
    """Return whether the place of a link says which of two targets it has.

    The theme's anchors of headings are hidden from screen readers' lists of links by their class. A list of sections has a name of
    its own, and its links lead to headings with the same words.
    """
    return "headerlink" in link.get("class", "") or any(
        each.tag == "nav" and each.get("aria-label") for each in link.iterancestors()
    )


def _page(folder: Path, name: str) -> html.HtmlElement:
    return html.fromstring((folder / TYPES[name] / "index.html").read_text("utf-8"))


def _article(folder: Path, name: str) -> html.HtmlElement:
    return next(_page(folder, name).iter("article"))


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().replace("¶", "").split())
