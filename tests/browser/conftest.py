"""Fixtures: the served flagship site and a headless Chromium."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.install import find
from tests.browser.tabs import Tabs

# a long timeout, so that a slow machine does not fail a test
expect.set_options(timeout=20_000)

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@pytest.fixture(scope="session")
def site_folder(flagship_site: Path) -> Path:
    """Return the folder of the built flagship site, which is shared and read-only."""
    return flagship_site


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """Return the address of the flagship site, served."""
    yield from served(site_folder)


def served(folder: Path) -> Iterator[str]:
    """Serve a folder and yield its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium."""
    path = find()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium: the browser tests must run under CI")
        pytest.skip("no Chromium: install it to run the browser tests")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    """Return the tabs that all tests of a worker share; tests ask for `tab`."""
    return Tabs(browser)


@pytest.fixture
def tab(tabs: Tabs) -> Iterator[Tabs]:
    """Return a tab opener; fails at the end on console errors or foreign requests."""
    yield tabs
    complaints, foreign = tabs.complaints, tabs.foreign
    tabs.close()
    assert complaints == []
    assert foreign == []


class Reader:
    """A reader with a desktop-size page of the site open."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site

    def open(self, address: str = "") -> Page:
        """Go to an address of the site."""
        answer = self.page.goto(self.site + address)
        assert answer is not None
        assert answer.status == 200, address
        return self.page


@pytest.fixture
def reader(tab: Tabs, site: str) -> Reader:
    """Return a reader with a desktop-size page."""
    return Reader(tab(), site)
