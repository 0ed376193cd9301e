"""The search: spelling variants, filters, keyboard, statements, no-script index."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Response, expect

from tests.browser.conftest import Reader, served
from tests.browser.tabs import Tabs, is_too_wide
from tests.support.projects import FULL, write
from tests.support.sites import built

pytestmark = pytest.mark.browser

ZELENSKY = "actors/volodymyr-zelensky/"
PUTIN = "actors/vladimir-putin/"


def _search(page: Page, words: str) -> Locator:
    """Type words into the dialog; return the links of the briefs found."""
    page.keyboard.press("/")
    field = page.get_by_role("dialog", name="Search").get_by_role("searchbox")
    expect(field).to_be_focused(timeout=30_000)
    field.fill(words)
    return page.get_by_role("dialog").locator("section", has_text="Pages (").locator("ol > li > a")


def test_name_finds_the_brief_with_that_name(reader: Reader) -> None:
    found = _search(reader.open(), "Dnipro")
    field = reader.page.get_by_role("dialog", name="Search").get_by_role("searchbox")
    for words, address in (
        ("Dnipro", "points/point-23/"),
        ("Zaporizhzhia plant under IAEA", "points/point-19/"),
        ("Zelensky", ZELENSKY),
        ("Путин", PUTIN),
        ("Zelenskyy", ZELENSKY),
        ("putin", PUTIN),
        ("Зеленський", ZELENSKY),
        ("point 7", "points/point-07/"),
        ("Зеленский", ZELENSKY),
        ("point 21", "points/point-21/"),
    ):
        # two names in a row never lead to the same page
        field.fill(words)
        expect(found.first, words).to_have_attribute("href", f"{reader.site}{address}", timeout=30_000)


def test_another_spelling_finds_the_same_person(reader: Reader) -> None:
    page = reader.open()
    status = page.get_by_role("dialog").get_by_role("status")
    for words in ("Zelenskyy", "Зеленський"):
        found = _search(page, words)
        expect(found.first).to_have_attribute("href", f"{reader.site}{ZELENSKY}", timeout=30_000)
        expect(status).to_have_text(re.compile(r"^\d\d+ pages(,| and) \d\d+ statements"))
        page.keyboard.press("Escape")
        # an earlier key press would go to the field that is being closed
        expect(page.locator(".bg-find")).to_be_focused()
    found = _search(page, "Zelenskyy Geneva")
    expect(found.first).to_be_visible()
    expect(status).to_have_text(re.compile(r"^\d+ pages?"))


def test_misspelt_name_is_found_and_corrected_visibly(reader: Reader) -> None:
    page = reader.open()
    found = _search(page, "Zelinsky")
    dialog = page.get_by_role("dialog", name="Search")
    for words, meant, address in (
        ("Zelinsky", "Zelensky", ZELENSKY),
        ("Lavrof", "Lavrov", "actors/sergei-lavrov/"),
        ("Zelenksy", "Zelensky", ZELENSKY),
        ("Withkoff", "Witkoff", "actors/steve-witkoff/"),
        ("Зеленского", "Зеленский", ZELENSKY),
    ):
        dialog.get_by_role("searchbox").fill(words)
        expect(dialog.get_by_role("status")).to_contain_text(
            f"No results for “{words}”. Showing “{meant}” instead", timeout=30_000
        )
        expect(found.first, words).to_have_attribute("href", f"{reader.site}{address}")


def test_nonsense_query_shows_no_results_message(reader: Reader) -> None:
    page = reader.open()
    found = _search(page, "asdfghjkl")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("No results.", timeout=30_000)
    expect(found).to_have_count(0)


def test_a_result_shows_kind_date_and_the_words_that_match(reader: Reader) -> None:
    page = reader.open("search/?q=Bishkek")
    # a reader who arrives with a query can continue typing
    expect(page.get_by_role("searchbox")).to_be_focused()
    page = reader.open("search/?q=Bishkek&kind=event")
    event = page.locator(".bg-search li", has=page.locator("a[href*='bishkek-press-conference/']:not([href*='#'])"))
    expect(event.first).to_contain_text("event · 27 November 2025", timeout=30_000)
    expect(event.first.locator("mark").first).to_have_text(re.compile("Bishkek"))


def test_statement_result_links_to_its_anchor(reader: Reader) -> None:
    page = reader.open("search/?q=absurd&kind=statement")
    link = page.locator(".bg-search__said li a").first
    expect(link).to_have_attribute("href", re.compile(r"/events/[^/]+/#[a-z0-9-]+$"), timeout=30_000)
    link.click()
    expect(page.locator(f"[id='{page.url.partition('#')[2]}']")).to_be_in_viewport()


def test_search_works_with_the_keyboard_alone(reader: Reader) -> None:
    page = reader.open("plans/")
    opener = page.get_by_role("link", name="Search", exact=True)
    found = _search(page, "Zelensky")
    expect(found.first).to_be_visible(timeout=30_000)
    page.keyboard.press("ArrowDown")
    expect(found.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(found.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=Zelensky$"))
    expect(page.get_by_role("searchbox")).to_have_value("Zelensky")
    first = page.locator(".bg-search li a").first
    expect(first).to_be_visible(timeout=30_000)
    page.get_by_role("searchbox").focus()
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{ZELENSKY}$"))


def test_escape_returns_the_focus_at_once(reader: Reader) -> None:
    page = reader.open("plans/")
    _search(page, "Zelensky")
    focused = page.get_by_role("searchbox").evaluate(
        """field => {
          field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
          return document.activeElement.textContent.trim();
        }"""
    )
    assert focused == "Search"


def test_typing_in_a_field_opens_no_search(reader: Reader) -> None:
    page = reader.open("statements/")
    page.get_by_text("Filter and sort").click()
    page.get_by_label("Words").press_sequentially("s/s")
    expect(page.get_by_label("Words")).to_have_value("s/s")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_search_filters_are_in_the_address(reader: Reader) -> None:
    page = reader.open("search/?q=territory")
    status = page.locator(".bg-search__told")
    expect(status).to_have_text(re.compile(r"^\d+ pages, \d+ statements, and \d+ sources\.$"), timeout=30_000)
    page.locator(".bg-search__form summary").click()
    page.get_by_label("Kind").select_option("statement")
    expect(status).to_have_text(re.compile(r"^\d+ statements\.$"))
    every = int(status.inner_text().split()[0])
    page.get_by_label("Actor").select_option("vladimir-putin")
    expect(page).to_have_url(re.compile(r"\?q=territory&kind=statement&actor=vladimir-putin$"))
    expect(page.locator(".bg-search__said li").first).to_contain_text("Vladimir Putin")
    expect(status).not_to_have_text(f"{every} statements.")
    few = page.locator(".bg-search__said li").count()
    assert 0 < few < every
    page.get_by_label("Quotation").select_option("word-for-word")
    expect(page).to_have_url(re.compile("quotation=word-for-word"))
    page.go_back()
    expect(page.locator(".bg-search__said li")).to_have_count(few)
    page.go_back()
    expect(status).to_have_text(f"{every} statements.")


def test_filters_work_without_a_query(reader: Reader) -> None:
    page = reader.open("search/?kind=event&from=2025-11-27&to=2025-11-27")
    expect(page.locator(".bg-search li").first).to_contain_text("27 November 2025", timeout=30_000)
    of_the_day = page.locator(".bg-search__told").inner_text()
    page = reader.open("search/?kind=event&from=2025-11-27&to=2025-11-27&grade=B&theme=territory")
    expect(page.get_by_label("Best source grade")).to_have_value("B")
    expect(page.locator(".bg-search__told")).to_have_text(re.compile(r"^\d+ pages?\.$|^No results\.$"))
    assert page.locator(".bg-search__told").inner_text() != of_the_day
    page = reader.open("search/?from=1900-01-01&to=1900-12-31")
    expect(page.locator(".bg-search__told")).to_have_text("No results.", timeout=30_000)


def test_reversed_dates_are_swapped(reader: Reader) -> None:
    page = reader.open("search/?kind=event&from=2025-11-20&to=2025-11-27")
    status = page.locator(".bg-search__told")
    expect(status).to_have_text(re.compile(r"^\d+ pages\.$"), timeout=30_000)
    few = status.inner_text()
    page = reader.open("search/?kind=event&from=2025-11-27&to=2025-11-20")
    expect(status).to_have_text(few, timeout=30_000)


def test_no_results_message_waits_for_the_statements(reader: Reader) -> None:
    page = reader.open()
    _search(page, "")
    status = page.get_by_role("dialog").get_by_role("status")
    status.evaluate(
        """status => {
          window.heard = [];
          const isRead = () => performance.getEntriesByType("resource").some((one) => one.name.includes("/pagefind/statements/"));
          new MutationObserver(() => window.heard.push([status.textContent, isRead()])).observe(status, { childList: true });
        }"""
    )
    _search(page, "asdfghjkl")
    expect(status).to_have_text("No results.", timeout=30_000)
    heard = page.evaluate("window.heard")
    assert heard[0] == ["Searching …", False]
    assert all(is_read for text, is_read in heard if text == "No results.")


def test_search_page_without_query_shows_the_index(reader: Reader) -> None:
    page = reader.open("search/?q=Zelensky")
    expect(page.locator(".bg-search li").first).to_be_visible(timeout=30_000)
    expect(page.locator(".bg-letters")).to_be_hidden()
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".bg-letters")).to_be_visible()
    expect(page.locator(".bg-search li")).to_have_count(0)


def test_the_search_fits_a_phone(tab: Tabs, site: str) -> None:
    page = tab(site, width=320, height=600, has_touch=True)
    page.get_by_role("link", name="Search", exact=True).tap()
    page.get_by_role("searchbox").fill("Zaporizhzhia")
    expect(page.get_by_role("dialog").locator("li a").first).to_be_visible(timeout=30_000)
    for address in ("", f"{site}search/?q=putin&kind=statement"):
        if address:
            page.goto(address)
        expect(page.locator(".bg-search li a").first).to_be_visible(timeout=30_000)
        assert not is_too_wide(page)
        box = page.locator(".bg-search").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320


def test_without_javascript_the_link_leads_to_an_index(tab: Tabs, site: str) -> None:
    page = tab(f"{site}events/", has_scripts=False)
    page.get_by_role("link", name="Search", exact=True).click()
    expect(page).to_have_url(f"{site}search/")
    # the address changes before the end of the page is parsed
    page.wait_for_load_state()
    pages = 1 + page.locator(".bg-pager a").count()
    found: dict[str, str] = {}
    for number in range(1, pages + 1):
        page.goto(f"{site}search/" if number == 1 else f"{site}search/page/{number}/")
        links = page.locator(".bg-list li > a").evaluate_all(
            "all => all.map(one => [one.firstChild.textContent, one.href])"
        )
        found |= dict(links)
    for name in ("Volodymyr Zelensky", "Zelenskyy", "Володимир Зеленський", "Владимир Зеленский"):
        assert found[name] == f"{site}{ZELENSKY}", name
    page.goto(f"{site}search/")
    page.locator(".bg-letters a", has_text="З").click()
    expect(page.locator(f"[id='{page.url.partition('#')[2]}']")).to_be_visible()


def test_a_first_search_takes_less_than_200_kb(browser: Browser, site: str) -> None:
    # a context of its own, which has nothing in its cache
    context = browser.new_context()
    page = context.new_page()
    page.goto(site, wait_until="networkidle")
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    found = _search(page, "Zelensky")
    expect(found.first).to_be_visible(timeout=30_000)
    page.wait_for_load_state("networkidle")
    sizes = {a.url.removeprefix(site): len(a.body()) for a in answers if "favicon" not in a.url}
    context.close()
    # a result in another script loads that script's font, once for the whole site
    sizes = {address: size for address, size in sizes.items() if not address.endswith(".woff2")}
    assert sizes
    assert all(address.startswith("pagefind/") for address in sizes), sizes
    # file sizes without the host's compression of the script
    assert sum(sizes.values()) < 200_000, sizes


def test_search_index_loads_only_on_search(tab: Tabs, site: str) -> None:
    page = tab()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}actors/", wait_until="networkidle")
    assert asked
    assert [
        address for address in asked if "search_index" in address or "/pagefind/" in address or "worker" in address
    ] == []


@pytest.fixture(scope="session")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site in a subfolder, with `use_directory_urls: false`."""
    folder = tmp_path_factory.mktemp("below")
    project = folder / "project"
    for name in ("content", "docs", "seeds"):
        shutil.copytree(FULL / name, project / name)
    settings = re.sub(r"(?m)^site_url:.*$", "", (FULL / "mkdocs.yml").read_text("utf-8"))
    address = "use_directory_urls: false\nsite_url: https://example.org/deep/below/\n"
    write(project, {"mkdocs.yml": f"{settings}\n{address}"})
    site = folder / "served/deep/below"
    site.parent.mkdir(parents=True)
    site.symlink_to(built(project, "below"))
    for address in served(folder / "served"):
        yield f"{address}deep/below/"


def test_search_works_below_another_site_with_files(tab: Tabs, below: str) -> None:
    page = tab(f"{below}points/point-tolls/index.html")
    found = _search(page, "Vell")
    expect(found.first).to_have_attribute("href", f"{below}actors/mara-vell/index.html", timeout=30_000)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{below}search/index.html?q=Vell")
    expect(page.locator(".bg-search li a").first).to_have_attribute("href", f"{below}actors/mara-vell/index.html")


@pytest.mark.full
@pytest.mark.parametrize("how", ["missing", "option"])
def test_without_pagefind_the_site_has_the_search_of_material(tab: Tabs, tmp_path: Path, how: str) -> None:
    project = write(
        tmp_path / "project",
        {
            "mkdocs.yml": "site_name: M\ntheme:\n  name: material\n  font: false\nplugins:\n  - search\n  - briefgen"
            + (":\n      search: material\n" if how == "option" else "\n"),
            "docs/.gitkeep": "",
            "content/briefing.yaml": "title: Minimal\n",
            "content/sources/wire.yaml": "title: A report\nurl: https://example.org/report\n",
            "content/actors/ministry.yaml": "name: Ministry\nsummary: A ministry.\naliases: [Bureau]\ncite: [wire]\n",
        },
    )
    with_none = {"pagefind_bin.py": "raise ImportError('no wheel for this machine')\n"}
    write(project, with_none if how == "missing" else {})
    # a fresh process: a fork has the package loaded already
    command = [sys.executable, "-m", "mkdocs", "build"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert ("WARNING" in result.stderr) == (how == "missing"), result.stderr
    if how == "missing":
        assert "the site uses Material's search: the package `pagefind-bin` is not installed" in result.stderr
    assert not (project / "site/pagefind").exists()
    index = (project / "site/search/search_index.json").read_text("utf-8")
    assert "A ministry." in index
    # citation blocks and the list of names are not useful as search results
    assert "howpublished" not in index
    assert '"location":"search/' not in index
    for address in served(project / "site"):
        page = tab(address)
        page.locator("input.md-search__input").click()
        page.locator("input.md-search__input").fill("Ministry")
        page.locator("input.md-search__input").press("End")
        expect(page.locator(".md-search-result__item a[href*='actors/ministry/']").first).to_be_visible(timeout=30_000)
        expect(page.locator(".bg-find")).to_have_count(0)
