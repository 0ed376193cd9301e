"""Words of a search: other spellings, signs and scripts; all words are required."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import served
from tests.browser.tabs import Tabs
from tests.support.projects import write
from tests.support.sites import built

pytestmark = pytest.mark.browser

_ACTORS = {
    "marjana": ("Мар'яна Безугла", "Straight apostrophe; об’єднання Київ."),
    "darja": ("Лукʼянова Дарʼя", "Letter apostrophe in Łódź and İstanbul. It is Дарʼя."),
    "fund": ("Fund", "It holds $300 billion, €200 billion and $50bn under §7 of №5."),
    "beijing": ("会议在北京市举行", "A name in Chinese, 北京; the ﬁnal ﬂow of O’Brien."),
    "rome": ("Rome", "Geneva talks with an <b>element</b> & C++."),
}
_MKDOCS = "site_name: W\ntheme:\n  name: material\n  font: false\nplugins:\n  - search\n  - briefgen"


def _files(options: str) -> dict[str, str]:
    names = {
        f"content/actors/{id}.yaml": f'name: "{name}"\nkind: organisation\nsummary: "{text}"\ncite: [wire]\n'
        for id, (name, text) in _ACTORS.items()
    }
    sources = {"content/sources/wire.yaml": "title: A report\nurl: https://example.org/report\n"}
    briefing = {"content/briefing.yaml": "title: Words\n", "docs/.gitkeep": "", "mkdocs.yml": f"{_MKDOCS}{options}\n"}
    return {**names, **sources, **briefing}


@pytest.fixture(scope="module")
def words_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site with names in several scripts."""
    project = write(tmp_path_factory.mktemp("words"), _files(""))
    site = built(project, "search-words")
    assert not (site / "assets/briefgen/all-words.js").exists()
    yield from served(site)


def _found(page: Page, words: str) -> set[str]:
    """Search on the search page; return the ids of the briefs found."""
    status = page.locator(".bg-search__told")
    # a changed status shows that an answer belongs to these words
    status.evaluate("status => { status.textContent = ''; }")
    page.get_by_role("searchbox").fill(words)
    expect(status).to_have_text(re.compile(r"^(No results.*|\d+ pages?\.)$"), timeout=30_000)
    if status.inner_text() == "No results.":
        return set()
    links = page.locator(".bg-search section li a")
    expect(links).to_have_count(int(re.findall(r"(\d+) page", status.inner_text())[0]))
    return {href.strip("/").split("/")[-1] for href in links.evaluate_all("all => all.map(one => one.href)")}


@pytest.mark.full
def test_search_finds_other_spellings_in_the_index(tab: Tabs, words_site: str) -> None:
    page = tab(f"{words_site}search/")
    expected: dict[str, set[str]] = {
        **{
            key: {"marjana"} for key in ("Мар'яна", "Марʼяна", "мар’яна", "марʼяна безугла", "об'єднання", "обʼєднання")
        },
        **{key: {"darja"} for key in ("Дарʼя", "Дар'я", "lodz", "Łódź", "istanbul", "İSTANBUL")},
        **{key: {"fund"} for key in ("$300", "300", "$50bn", "€200", "§7", "№ 5", "#5", "$300 billion €200")},
        **{key: {"beijing"} for key in ("北京", "北京市", "会议", "final flow", "ﬁnal", "obrien", "O'Brien", "Brien")},
        **{
            key: {"rome"}
            for key in ("Geneva talks", "talks with Geneva", '"Geneva talks"', "C++ element", "<b>element</b>")
        },
        # all words are required, in any order, also those that no brief has
        **{
            key: set()
            for key in ("Geneva billion", "Rome qqq", "qqq Rome", "Rome xy", "200 3000", '"talks Geneva"', "京北")
        },
        **{key: set() for key in ("$", "!?", "🇺🇦", ".*", "[", "\\", "(?:", "\u200f")},
    }
    assert {words: _found(page, words) for words in expected} == expected


def test_long_query_is_cut_and_answered(tab: Tabs, words_site: str) -> None:
    for query in ("q z " * 400, "x" * 1500, "北" * 1200, ".*%2B" * 300):
        page = tab(f"{words_site}search/?q={query}")
        expect(page.locator(".bg-search__told")).to_have_text("No results.", timeout=30_000)
        assert len(page.get_by_role("searchbox").input_value()) <= 500
    page.get_by_role("searchbox").fill("Rome " * 2000)
    expect(page.locator(".bg-search__told")).to_have_text("1 page.")


def test_excerpt_and_title_keep_the_original_letters(tab: Tabs, words_site: str) -> None:
    page = tab(f"{words_site}search/?q=lodz")
    item = page.locator(".bg-search section li")
    expect(item.locator("p")).to_contain_text("Letter apostrophe in Łódź and İstanbul.", timeout=30_000)
    assert item.locator("p mark").all_inner_texts() == ["Łódź"]
    for words, title, marks in (
        ("北京", "会议在北京市举行", ["北京", "北京"]),
        ("Дар'я", "Лукʼянова Дарʼя", ["Дарʼя", "Дарʼя"]),
        ("300", "Fund", ["300"]),
    ):
        page.get_by_role("searchbox").fill(words)
        expect(item.locator("a")).to_have_text(title)
        assert [mark.rstrip(".") for mark in item.locator("mark").all_inner_texts()] == marks


@pytest.mark.full
def test_search_of_material_requires_every_word(tab: Tabs, tmp_path: Path) -> None:
    site = built(write(tmp_path / "project", _files(":\n      search: material")), "search-material-words")
    assert (site / "assets/briefgen/all-words.js").is_file()
    expected = {
        **{words: ["fund"] for words in ("300", "$300 billion", "€200", "50bn", "§7")},
        **{words: ["marjana"] for words in ("об'єднання", "обʼєднання Безугла")},
        **{words: ["rome"] for words in ("Geneva talks", "talks the with Geneva", "C++ element")},
        **{words: [] for words in ("Geneva billion", "Geneva qqq", "(.*[", "a" * 2000)},
    }
    for address in served(site):
        page = tab(address)
        page.locator("input.md-search__input").click()
        found = {}
        for words in expected:
            page.locator(".md-search-result__meta").evaluate("meta => { meta.textContent = ''; }")
            page.locator("input.md-search__input").fill(words)
            page.locator("input.md-search__input").press("End")
            expect(page.locator(".md-search-result__meta")).to_have_text(re.compile("document"), timeout=30_000)
            links = page.locator(".md-search-result__item > a.md-search-result__link:first-child")
            found[words] = links.evaluate_all("all => all.map(one => one.pathname.split('/').at(-2))")
    assert found == expected
