"""Task (k): misspelt and Cyrillic names, dates, and two words that both occur."""

from __future__ import annotations

import re

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.browser.tabs import Tabs
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

TABLE: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "tests/data/searches.yaml").read_text("utf-8"))
EVENT = "events/2025-11-27-bishkek-press-conference/"


def _check_first(page: Page, site: str, words: str, address: str) -> None:
    status = page.locator(".bg-search__told")
    status.evaluate("status => { status.textContent = ''; }")
    page.get_by_role("searchbox").fill(words)
    # the first answer has only pages; statements and sources follow
    expect(status).to_have_text(re.compile(r"\.$"), timeout=30_000)
    first = page.locator(".bg-search__found section > ol > li > a").first
    expect(first, words).to_have_attribute("href", f"{site}{address}", timeout=30_000)


def test_tables_have_all_queries() -> None:
    counts = {"subjects": 24, "names": 24, "further": 21}
    assert {kind: len(queries) for kind, queries in TABLE.items()} == counts


@pytest.mark.full
@pytest.mark.parametrize("kind", ["subjects", "names", "further"])
def test_each_query_shows_its_page_first(reader: Reader, kind: str) -> None:
    page = reader.open("search/")
    for words, address in TABLE[kind].items():
        _check_first(page, reader.site, words, address)


def test_misspelt_cyrillic_and_dated_queries_are_answered(reader: Reader) -> None:
    page = reader.open("search/")
    for words in ("frozen assets", "$100 billion", "Putin 27 November"):
        _check_first(page, reader.site, words, TABLE["subjects"][words])
    for words in ("Dmitryev", "Зеленський", "G8"):
        _check_first(page, reader.site, words, TABLE["names"][words])


def test_both_words_are_required_and_sources_are_last(reader: Reader) -> None:
    page = reader.open("search/?q=absurd")
    status = page.locator(".bg-search__told")
    # no page has the word itself, and the index would answer with pages of another word
    expect(status).to_have_text("1 statement.", timeout=30_000)
    page = reader.open("search/?q=Bishkek")
    expect(status).to_have_text(re.compile(r"\d+ sources\.$"), timeout=30_000)
    sources = page.locator(".bg-search__sources")
    assert page.locator(".bg-search__found").evaluate(
        "found => found.lastElementChild.lastElementChild.matches('.bg-search__sources')"
    )
    expect(sources.locator("li")).to_have_count(0)
    sources.locator("summary").click()
    expect(sources.locator("li").first).to_contain_text("source")
    expect(page.locator(".bg-search__found section").first.locator(".bg-search__said li").first).to_be_visible()


def test_task_a_question_is_answered_by_search(tab: Tabs, site: str) -> None:
    page = tab(site, width=390, height=844, has_touch=True)
    page.get_by_role("link", name="Search", exact=True).tap()
    page.get_by_role("searchbox").fill("what did Putin say on 27 November")
    first = page.get_by_role("dialog").locator("ol > li > a").first
    expect(first).to_have_attribute("href", f"{site}{EVENT}", timeout=30_000)
    box = first.bounding_box()
    assert box is not None
    assert box["y"] < 844
    # two taps lead to the answer
    first.tap()
    expect(page).to_have_url(f"{site}{EVENT}")
