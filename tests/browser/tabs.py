"""Tabs of one Chromium: every test opens its own, and contexts share processes.

A tab in a context of its own costs a new process, about one CPU second. Tabs of one context share a process as long as
one of them stays open. The browser's storage is cleared after each test.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

_HOST = "http://127.0.0.1"
_OWN = (f"{_HOST}:", "data:", "blob:")


class Tabs:
    """The open tabs of a test, with their console messages and foreign requests."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: dict[tuple[bool, bool], BrowserContext] = {}
        self._open: list[Page] = []
        self.complaints: list[str] = []
        self.foreign: list[str] = []

    def __call__(
        self,
        address: str = "",
        *,
        width: int = 1280,
        height: int = 900,
        has_scripts: bool = True,
        has_touch: bool = False,
        is_watched: bool = True,
    ) -> Page:
        """Open a tab, at an address if one is given.

        Errors in an unwatched tab are allowed, because its test causes them on purpose.
        """
        context = self._context(has_scripts, has_touch)
        page = context.new_page()
        self._open.append(page)
        page.set_default_timeout(10_000)
        page.set_viewport_size({"width": width, "height": height})
        if is_watched:
            self._watch(page)
        if address:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
        return page

    def close(self) -> None:
        """Close the tabs of a test and clear its storage."""
        for page in self._open:
            if not page.is_closed():
                self.clear_storage(page)
            page.close()
        self._open, self.complaints, self.foreign = [], [], []

    @staticmethod
    def clear_storage(page: Page) -> None:
        """Leave a page and clear the storage of its site, for a first visit.

        The page is left first, because its scripts may store a value after the clearing.
        """
        origin = urlsplit(page.url)
        if origin.scheme == "http":
            page.goto("about:blank")
            session = page.context.new_cdp_session(page)
            whose = {"origin": f"{origin.scheme}://{origin.netloc}", "storageTypes": "local_storage"}
            session.send("Storage.clearDataForOrigin", whose)
            session.detach()

    def _context(self, has_scripts: bool, has_touch: bool) -> BrowserContext:
        kind = (has_scripts, has_touch)
        if kind not in self._contexts:
            context = self._browser.new_context(
                java_script_enabled=has_scripts, has_touch=has_touch, is_mobile=has_touch
            )
            # a page of the same host stays open, so that the process of the tabs lives on
            resident = context.new_page()
            resident.route("**", lambda route: route.fulfill(body="", content_type="text/html"))
            resident.goto(_HOST)
            self._contexts[kind] = context
        return self._contexts[kind]

    def _watch(self, page: Page) -> None:
        page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda r: self.foreign.append(r.url) if not r.url.startswith(_OWN) else None)


def is_too_wide(page: Page) -> bool:
    """Return whether a page scrolls sideways."""
    size = page.viewport_size
    assert size is not None
    return int(page.evaluate("document.documentElement.scrollWidth")) > size["width"]
