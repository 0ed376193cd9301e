"""The Content-Security-Policy: the site works, and injected scripts are blocked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import served
from tests.browser.test_flagship import PAGES
from tests.support.projects import FULL, run

pytestmark = pytest.mark.browser
SOME = ("", "events/", "points/point-21/", "search/")
"""Pages with their own scripts; `test_page_kinds.py` checks the console of the others."""
_RECORD = """
  window.violations = [];
  document.addEventListener("securitypolicyviolation", event =>
    violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser that records policy violations."""
    found = browser.new_context(viewport={"width": 1280, "height": 900})
    found.add_init_script(_RECORD)
    yield found
    found.close()


def _violations(page: Page) -> list[str]:
    found: list[str] = page.evaluate("window.violations")
    return found


@pytest.mark.parametrize(
    "addresses", [SOME, pytest.param((*PAGES, "404.html"), marks=pytest.mark.full)], ids=["some", "all"]
)
def test_no_page_breaks_its_policy(context: BrowserContext, site: str, addresses: tuple[str, ...]) -> None:
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda request: asked.append(request.url))
    for address in addresses:
        page.goto(site + address)
        expect(page.locator("meta[http-equiv=Content-Security-Policy]")).to_have_count(1)
        for summary in page.locator("article details > summary").all()[:4]:
            summary.evaluate("element => element.click()")
        for link in page.locator("article a[data-bg-preview]").all()[:1]:
            link.focus()
        page.locator("form[data-md-component=palette] label").evaluate_all(
            "labels => labels.slice(0, 2).forEach(label => label.click())"
        )
        assert _violations(page) == [], address
    assert said == []
    assert [url for url in asked if not url.startswith((site, "data:"))] == []


def test_search_works_under_the_policy(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(site)
    page.keyboard.press("/")
    page.keyboard.type("Dnipro")
    expect(page.locator("dialog[open] a[href*='/']").first).to_be_visible()
    assert _violations(page) == []


def test_injected_script_is_blocked_by_the_policy(context: BrowserContext, site: str) -> None:
    attacks = (
        "<script>ran.push('inline')</script><img src=x onerror=\"ran.push('handler')\"><a id=link href=\"javascript:ran.push('link')\">a</a>"
        "<iframe srcdoc=\"<script>parent.ran.push('frame')</script>\"></iframe><base href='https://example.org/'>"
        "<img src='https://example.org/a.png'><link rel=stylesheet href='https://example.org/a.css'><p id=styled style='color: red'>b</p>"
    )
    asked = []

    def add(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("<article", f"{attacks}<article", 1))

    page = context.new_page()
    page.add_init_script("window.ran = [];")
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.route(f"{site}actors/", add)
    page.goto(f"{site}actors/")
    page.locator("#link").evaluate("link => link.click()")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") == []
    assert page.evaluate("getComputedStyle(document.querySelector('#styled')).color") != "rgb(255, 0, 0)"
    assert page.evaluate("document.baseURI") == f"{site}actors/"
    assert [url for url in asked if "example.org" in url] == []
    stopped = {violation.split()[0] for violation in _violations(page)}
    assert {"script-src-elem", "script-src-attr", "img-src", "style-src-attr", "style-src-elem", "base-uri"} <= stopped


@pytest.mark.full
def test_zensical_site_works_under_the_policy(context: BrowserContext, tmp_path: Path) -> None:
    project, out = tmp_path / "full", tmp_path / "out"
    shutil.copytree(FULL, project, ignore=shutil.ignore_patterns("expected", "site"))
    assert run("briefgen", "render", "--output", str(out), cwd=project).returncode == 0
    subprocess.run([Path(sys.executable).parent / "zensical", "build"], cwd=out, check=True, capture_output=True)
    sealed = run("briefgen", "seal", "site", cwd=out)
    assert sealed.returncode == 0, sealed.stderr
    page = context.new_page()
    for site in served(out / "site"):
        for address in ("", "events/", "plans/river-plan/positions/", "network/", "actors/mara-vell/"):
            page.goto(site + address)
            assert _violations(page) == [], address
        page.keyboard.press("/")
        page.keyboard.type("talks")
        expect(page.get_by_text("First talks at the lock").first).to_be_visible()
        assert _violations(page) == []
