"""Accessibility tree, headings, landmarks and links of each type of page.

The trees are golden files in `tests/data/accessibility/`; `--update-golden` rewrites them.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import expect

from tests.browser.tabs import Tabs
from tests.conftest import ROOT
from tests.support.links import repeated_headings, repeated_links

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
    "glossary": "glossary/",
    "licences": "licences/",
    "evidence": "plans/us-28-point-plan/positions/point-21/",
    "compared": "plans/us-28-point-plan/compare/axios-28/geneva/",
    "network-table": "network/table/",
    "letters": "actors/a-z/",
    "themes": "themes/",
    "theme": "themes/territory/",
    "index": "search/",
    "book": "book/",
    "book-events": "book/events/",
    "book-points": "book/points/",
}
"""Types of pages, each with one page of that type."""
_TREE_LINES = 400
"""How many lines of a tree are kept: long lists repeat the same rows."""


@pytest.mark.parametrize("name", TYPES)
def test_accessibility_tree_is_as_recorded(tab: Tabs, site: str, name: str, request: pytest.FixtureRequest) -> None:
    page = tab(site + TYPES[name])
    # the drawing says its range when it is first drawn
    if name == "events":
        expect(page.locator(".bg-chron__tools [role=status]")).not_to_be_empty()
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
        found = [each for each in page.iter(role) if not _is_within_contents(each)]
        names = [each.get("aria-label") or each.get("aria-labelledby") for each in found]
        # the theme has one table of contents in the drawer of phones, and one beside the text of wide screens
        names = [*{"Table of contents"}.intersection(names), *(name for name in names if name != "Table of contents")]
        assert None not in names, role
        assert sorted(names) == sorted(set(names)), role


def _is_within_contents(nav: html.HtmlElement) -> bool:
    """Return whether a landmark is a part of the theme's table of contents, which the page has twice."""
    return any(each.get("aria-label") == "Table of contents" for each in nav.iterancestors("nav"))


@pytest.mark.parametrize("name", TYPES)
def test_links_and_headings_differ_as_the_browser_names_them(tab: Tabs, site: str, name: str) -> None:
    page = tab(site + TYPES[name])
    page.evaluate(_ALL_OPEN)
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    targets: dict[str, set[str]] = defaultdict(set)
    for node in _of_role(nodes, "link"):
        targets[_name(node)].add(next(str(p["value"]["value"]) for p in node["properties"] if p["name"] == "url"))
    assert {words: found for words, found in targets.items() if len(found) > 1} == {}
    headings = [_name(node) for node in _of_role(nodes, "heading")]
    assert sorted(headings) == sorted(set(headings))
    assert len(targets) > 10
    assert headings


_ALL_OPEN = """() => {
  document.querySelectorAll("details").forEach((each) => { each.open = true; });
  // the theme lists the headings of a page in a landmark of its own, and links each heading to itself
  document.querySelectorAll(".md-nav--secondary, .headerlink").forEach((each) => each.remove());
}"""


def _of_role(nodes: list[dict[str, Any]], role: str) -> list[dict[str, Any]]:
    return [node for node in nodes if not node["ignored"] and node["role"]["value"] == role]


def _name(node: dict[str, Any]) -> str:
    return " ".join(str(node["name"]["value"]).split())


def test_links_and_headings_of_all_pages_differ(site_folder: Path) -> None:
    wrong = {}
    for file in sorted(site_folder.rglob("index.html")):
        address = f"https://example.org/{file.parent.relative_to(site_folder).as_posix()}/"
        page = html.fromstring(file.read_text("utf-8"))
        found = repeated_links(page, address), repeated_headings(page)
        if any(found):
            wrong[address] = found
    assert wrong == {}


def _page(folder: Path, name: str) -> html.HtmlElement:
    return html.fromstring((folder / TYPES[name] / "index.html").read_text("utf-8"))
