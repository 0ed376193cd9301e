"""Extreme briefings: empty, one event, 500 statements, long words, other scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.bench.largest_pages import sizes
from tests.browser.conftest import served
from tests.browser.judges import invalid, seen_by_axe
from tests.browser.tabs import Tabs
from tests.build.test_mkdocs import dead_links
from tests.support import extremes
from tests.support.crowded import crowded
from tests.support.sites import built

pytestmark = [pytest.mark.browser, pytest.mark.full]
HUBS = (
    "", "events/", "actors/", "plans/", "points/", "disputes/", "statements/", "themes/", "sources/", "quality/", "how-to-read/",
    "network/", "search/",
)  # fmt: skip
LARGE = (
    "", "events/", "events/2031-05-14-long/", "events/2031-05-10-bare/", "actors/", "actors/north/", "actors/arabic/",
    "actors/silent/", "actors/bare-actor/", "plans/", "plans/tiny/", "plans/tiny/compare/", "plans/tiny/positions/",
    "plans/huge/", "plans/huge/compare/", "plans/huge/compare/first/second/", "plans/huge/positions/", "network/", "search/", "points/", "points/huge-007/", "points/huge-008/",
    "points/tiny-01/", "disputes/bare-dispute/", "sources/bare/", "statements/", "themes/territory/", "themes/empty/", "quality/",
)  # fmt: skip


@pytest.fixture(scope="session", params=[extremes.empty, extremes.one_event], ids=["empty", "one-event"])
def small(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(request.param, tmp_path_factory)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(extremes.large, tmp_path_factory)


def _built(write: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(write(tmp_path_factory.mktemp("extremes")), f"extremes-{write.__name__.replace('_', '-')}")


@pytest.fixture(scope="session")
def small_site(small: Path) -> Iterator[str]:
    yield from served(small)


@pytest.fixture(scope="session")
def large_site(large: Path) -> Iterator[str]:
    yield from served(large)


def test_nearly_empty_briefing_is_readable(browser: Browser, small: Path, small_site: str) -> None:
    for address in HUBS:
        assert (small / address / "index.html").is_file(), address
        assert seen_by_axe(browser, small_site + address) == {}, address
    assert invalid(small / address / "index.html" for address in HUBS) == []
    assert dead_links(small) == []


def test_nearly_empty_briefing_has_no_console_errors(tab: Tabs, small_site: str) -> None:
    page = tab()
    for address in HUBS:
        page.goto(small_site + address)
        expect(page.locator("article h1")).to_have_count(1)


@pytest.mark.parametrize("address", LARGE)
def test_very_large_briefing_is_readable(browser: Browser, large_site: str, address: str) -> None:
    # axe takes a minute for the largest pages, which have no colours of their own
    assert seen_by_axe(browser, large_site + address, looks=[(320, "light")]) == {}


def test_very_large_briefing_is_valid_and_complete(large: Path) -> None:
    assert invalid(large / address / "index.html" for address in LARGE) == []
    assert dead_links(large) == []


PLANLESS = (
    *HUBS,
    "changes/",
    "book/",
    "book/events/",
    "events/2031-05-14-talks/",
    "actors/long/",
    "actors/arabic/",
    "disputes/d/",
)
CROWDED = (
    "", "events/", "events/page/2/", "events/2030-01-01-first/", "events/2030-01-01-first/answers/s-0/responds-to/",
    "events/2031-05-20-marathon/", "events/2031-05-20-marathon/page/2/", "events/2031-05-20-marathon/participants/",
    "actors/", "actors/hub/", "actors/hub/met/", "actors/league/", "actors/north/", "plans/plan/", "plans/plan/positions/",
    "plans/plan/compare/", "points/point-001/", "disputes/", "statements/", "sources/", "sources/wire/", "network/",
    "network/overview/", "network/table/", "quality/", "glossary/", "book/", "book/points/", "search/",
)  # fmt: skip


@pytest.fixture(scope="session")
def planless_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from served(_built(extremes.without_plan, tmp_path_factory))


@pytest.fixture(scope="session")
def crowded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(crowded, tmp_path_factory)


@pytest.fixture(scope="session")
def crowded_site(crowded_folder: Path) -> Iterator[str]:
    yield from served(crowded_folder)


@pytest.mark.parametrize("width", [320, 390])
def test_briefing_without_plan_fits_a_phone(tab: Tabs, planless_site: str, width: int) -> None:
    assert _too_wide(tab, planless_site, PLANLESS, width) == {}


@pytest.mark.parametrize("width", [320, 390])
def test_crowded_briefing_fits_a_phone(tab: Tabs, crowded_site: str, width: int) -> None:
    assert _too_wide(tab, crowded_site, CROWDED, width) == {}


def test_no_page_of_a_crowded_site_is_large(crowded_folder: Path) -> None:
    assert [size for size in sizes(crowded_folder) if size.is_over] == []
    matrix = (crowded_folder / "plans/plan/positions/index.html").read_text("utf-8")
    assert re.search("and [0-9]+ more, on the pages of the points", matrix)


def _too_wide(tab: Tabs, site: str, addresses: tuple[str, ...], width: int) -> dict[str, int]:
    """Return the pages that scroll sideways, each with its width; `tab` fails on console messages."""
    page = tab(width=width, height=844)
    found = {}
    for address in addresses:
        answer = page.goto(site + address)
        assert answer is not None
        assert answer.status == 200, address
        found[address] = int(page.evaluate("document.scrollingElement.scrollWidth"))
    return {address: wide for address, wide in found.items() if wide > width}


def test_names_in_other_scripts_keep_their_direction(tab: Tabs, large_site: str) -> None:
    page = tab(f"{large_site}actors/arabic/")
    heading = page.locator("article h1")
    expect(heading).to_contain_text(extremes.ARABIC)
    assert heading.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator("article").evaluate("e => getComputedStyle(e).direction") == "ltr"
    # in an English line the name is isolated from its neighbours
    page.goto(f"{large_site}events/2031-05-14-long/")
    link = page.locator(".bg-facts a[href*='actors/arabic/']")
    assert link.locator("bdi").count() == 1
