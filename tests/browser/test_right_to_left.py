"""A site in a language from right to left that has no catalogue."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import served
from tests.conftest import FULL
from tests.support.sites import built

WIDTHS = (390, 1280)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the golden site with an Arabic interface."""
    project = tmp_path_factory.mktemp("arabic") / "project"
    shutil.copytree(FULL, project, ignore=shutil.ignore_patterns("expected", "site"))
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert "  name: material\n" in text
    settings.write_text(text.replace("  name: material\n", "  name: material\n  language: ar\n"), "utf-8")
    return built(project, "arabic", "--strict")


@pytest.fixture(scope="module")
def arabic(folder: Path) -> Iterator[str]:
    yield from served(folder)


def _kinds_of_pages(folder: Path) -> list[str]:
    """Return the address of one page of each kind: the first one in its folder, and the first one below a page of it."""
    found: dict[tuple[str, ...], str] = {}
    for file in sorted(folder.rglob("index.html")):
        parts = file.parent.relative_to(folder).parts
        # of plans, each kind of page below them
        kind = (*parts[:1], str(len(parts)), *(parts[2:3] if parts[:1] == ("plans",) else ()))
        found.setdefault(kind, "/".join((*parts, "")) if parts else "")
    return list(found.values())


@pytest.mark.full
def test_pages_from_right_to_left_fit_their_screen(browser: Browser, folder: Path, arabic: str) -> None:
    page = browser.new_page()
    wide = []
    addresses = _kinds_of_pages(folder)
    assert len(addresses) > 15
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for address in addresses:
            page.goto(arabic + address)
            # the theme sets the direction on the body, and browsers take it for the whole page
            assert page.locator("body").get_attribute("dir") == "rtl", address
            assert page.locator("html").get_attribute("lang") == "ar", address
            over = page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0 or _outside(page):
                wide.append((width, address, over, _outside(page)))
    page.close()
    assert wide == []


def _outside(page: Page) -> list[str]:
    """Return the headings and paragraphs that begin left of the screen or end right of it."""
    found: list[str] = page.evaluate("""() => [...document.querySelectorAll("article :is(h1, h2, p, dt, dd, li)")]
        .filter((one) => one.checkVisibility() && !one.closest(".bg-sr, .bg-table, .bg-chron__view, .bg-path-frame, [tabindex]"))
        .filter((one) => { const box = one.getBoundingClientRect(); return box.width > 1 && (box.left < -1 || box.right > innerWidth + 1); })
        .map((one) => one.textContent.trim().slice(0, 60))""")
    return found


@pytest.mark.full
def test_text_keeps_its_order_from_right_to_left(browser: Browser, arabic: str) -> None:
    """An English sentence ends with its full stop, and begins at the right edge."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(arabic)
    sentence = page.locator("article p").filter(has_text="A counter-text never changes a status.").first
    assert sentence.evaluate("e => getComputedStyle(e).unicodeBidi") == "plaintext"
    assert sentence.evaluate("e => getComputedStyle(e).textAlign") == "right"
    place = """e => {
        const text = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
        let last = null;
        for (let node = text.nextNode(); node; node = text.nextNode()) if (node.data.trim()) last = node;
        const at = (n) => { const range = document.createRange(); range.setStart(last, n); range.setEnd(last, n + 1); return range.getBoundingClientRect(); };
        const end = last.data.trimEnd().length - 1;
        return at(end).left - at(end - 1).left;
    }"""
    assert sentence.evaluate(place) > 0
    page.goto(arabic + "events/")
    drawing = page.locator(".bg-chron__drawing")
    assert drawing.evaluate("e => getComputedStyle(e).direction") == "ltr"
    page.locator(".bg-chron--live").wait_for()
    earlier, later = (page.get_by_role("button", name=name).bounding_box() for name in ("Earlier", "Later"))
    assert earlier
    assert later
    assert earlier["x"] < later["x"]
    page.goto(arabic + "plans/river-plan/compare/first-draft/second-draft/")
    assert page.locator(".bg-flow").first.evaluate("e => new DOMMatrix(getComputedStyle(e).transform).a") == -1
    page.close()
