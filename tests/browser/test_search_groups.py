"""Groups of search results, and words that results do not show."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import served
from tests.browser.tabs import Tabs
from tests.support.projects import write
from tests.support.sites import built

pytestmark = [pytest.mark.browser, pytest.mark.full]

_MKDOCS = {
    "mkdocs.yml": "site_name: W\ntheme:\n  name: material\n  font: false\nplugins:\n  - search\n  - briefgen\n",
    "docs/.gitkeep": "",
    "content/briefing.yaml": "title: Words\nas_of: 2025-11-30\n",
}
_SOURCES = {
    "content/sources/wire.yaml": "title: Harvest report\npublisher: Wire\nurl: https://example.org/report\nreliability: B\n",
}
_SAID = "  - {{id: {0}, speaker: envoy, paraphrase: The harvest of {0} was good., cite: [wire]}}\n"
_PAGES = {
    "content/actors/envoy.yaml": (
        "name: Ann Lee\nkind: person\nsummary: An envoy.\naliases: [{name: Zanzibar Quill}]\ncite: [wire]\n"
    ),
    "content/events/2025-11-14-harvest.yaml": (
        "title: Harvest meeting\ndate: 2025-11-14\nkind: meeting\nsummary: They met.\nplace: {name: Orlando}\n"
        "participants: [envoy]\ncite: [wire]\nstatements:\n" + "".join(_SAID.format(f"s{n}") for n in range(5))
    ),
}


@pytest.fixture(scope="module")
def groups_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site with one word in each kind of result."""
    project = write(tmp_path_factory.mktemp("groups"), _MKDOCS | _SOURCES | _PAGES)
    yield from served(built(project, "search-groups"))


def _results(page: Page, words: str) -> str:
    page.get_by_role("searchbox").fill(words)
    expect(page.locator(".bg-search__told")).to_have_text(re.compile(r"^(No results|\d+ )"), timeout=30_000)
    return page.locator(".bg-search").inner_text()


def test_an_index_with_sources_only_is_searched(tab: Tabs, tmp_path_factory: pytest.TempPathFactory) -> None:
    project = write(tmp_path_factory.mktemp("sources"), _MKDOCS | _SOURCES)
    for site in served(built(project, "search-sources-only")):
        page = tab(f"{site}search/")
        _results(page, "harvest")
        expect(page.locator(".bg-search li a[href*='sources/wire/']")).to_have_count(1)


def test_sources_come_last_and_statements_of_an_event_are_folded(tab: Tabs, groups_site: str) -> None:
    page = tab(f"{groups_site}search/")
    _results(page, "harvest")
    found = page.locator(".bg-search__found")
    expect(found.locator(".bg-search__sources")).to_have_count(1, timeout=30_000)
    assert found.evaluate("found => found.lastElementChild.lastElementChild.matches('.bg-search__sources')")
    found.locator(".bg-search__sources summary").click()
    expect(found.locator(".bg-search__sources a")).to_have_attribute("href", re.compile("/sources/wire/$"))
    folded = page.locator(".bg-search li", has_text="Harvest meeting").first.locator("details.bg-search__said")
    expect(folded.locator("summary")).to_have_text("5 statements of this event")
    assert page.locator(".bg-search a[href*='#s']").count() == folded.locator("a").count() == 5


def test_words_of_a_date_and_of_the_kind_count_as_found(tab: Tabs, groups_site: str) -> None:
    page = tab(f"{groups_site}search/")
    for words in ("harvest November", "Orlando talks", "14 November harvest"):
        assert "Harvest meeting" in _results(page, words), words


def test_an_alias_finds_pages_and_is_not_shown_in_excerpts(tab: Tabs, groups_site: str) -> None:
    page = tab(f"{groups_site}search/")
    shown = _results(page, "Quill")
    assert "Ann Lee" in shown
    assert "Harvest meeting" in shown
    expect(page.locator(".bg-search li", has_text="Harvest meeting").first).not_to_contain_text("Quill")
