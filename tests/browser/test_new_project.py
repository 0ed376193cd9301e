"""A new project of each host, built strictly and opened as a reader sees it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import served
from tests.browser.tabs import Tabs
from tests.conftest import run

pytestmark = [pytest.mark.browser, pytest.mark.full]


@pytest.fixture(scope="module", params=["none", "github", "gitlab"])
def new_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a new project's site."""
    project: Path = tmp_path_factory.mktemp("new") / "briefing"
    words = ["--host", request.param, "--title", "Talks & “terms”", "--plan", "peace-plan", "--points", "12"]
    assert run("briefgen", "init", str(project), *words).returncode == 0
    for command in (["check", "--fail-on", "warning"], ["fmt", "--check"], ["build", "--strict", "--quiet"]):
        result = run("briefgen", *command, cwd=project)
        assert result.returncode == 0, result.stdout + result.stderr
    yield from served(project / "site")


def test_new_site_shows_its_briefs_in_light_and_dark(tab: Tabs, new_site: str) -> None:
    page = tab()
    page.goto(new_site)
    expect(page.locator("article h1")).to_contain_text("Talks & “terms”")
    expect(page.locator("article")).to_contain_text("disagree about withdrawal")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.locator("form[data-md-component=palette] label:visible").first.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{new_site}points/point-01/")
    expect(page.locator("article h1")).to_contain_text("Withdrawal")
    expect(page.locator("article")).to_contain_text("Samuel South")
    page.goto(f"{new_site}plans/peace-plan/")
    expect(page.locator("article")).to_contain_text("Point 12")


def test_new_site_finds_a_brief_by_search(tab: Tabs, new_site: str) -> None:
    page = tab()
    page.goto(f"{new_site}search/?q=Northland")
    expect(page.locator("article")).to_contain_text("Northland")
    expect(page.get_by_role("link", name="First talks").first).to_be_visible()
