"""Opens pages in Chromium, acts on them, and records executions and requests."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
from lxml import html
from playwright.async_api import BrowserContext, Error, Page, Request, async_playwright

from tests.browser.conftest import FLAGS
from tests.browser.install import find

HERE = Path(__file__).parent
WATCH = (HERE / "watch.js").read_text("utf-8")
AUDIT = (HERE / "audit.js").read_text("utf-8")
PROVOKE = (HERE / "provoke.js").read_text("utf-8")
_AUDIT_LIVE = f"(known) => ({AUDIT.partition('*/')[2].strip()})(document, known)"
_AUDIT_FILE = f"""async ([addresses, known]) => {{
  const audit = {AUDIT.partition("*/")[2].strip()};
  const found = {{}};
  for (const address of addresses) {{
    const answer = await fetch(address);
    found[address] = audit(new DOMParser().parseFromString(await answer.text(), "text/html"), known);
  }}
  return found;
}}"""
# no DNS lookup and no traffic leaves the machine: foreign requests are recorded and fail
_ALONE = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=127.0.0.1",
    "--disable-popup-blocking",
)
_PATIENCE = 30.0

Acts = Callable[[Page], Awaitable[None]]


class Known(msgspec.Struct, frozen=True):
    """What every page of a site without hostile text contains."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


class Finding(msgspec.Struct, frozen=True, order=True):
    """Something that happened on a page, or that a page contains."""

    what: str
    """`ran`, `policy`, `asked`, `left`, `dialog`, `stands`, `broke` or `hung`."""
    more: str


Findings = dict[str, tuple[Finding, ...]]


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of a run: known content, actions per page, and parallel pages."""

    known: Known = Known()
    most: int = 1_000_000
    """The maximum number of elements of one kind to act on."""
    pause: int = 40
    pages: int = 2
    acts: Acts | None = None


def read(site: str, addresses: Sequence[str], way: Way) -> Findings:
    """Open each page of a site and return the findings by address."""

    async def job(context: BrowserContext) -> Findings:
        waiting = iter(addresses)
        found: dict[str, set[Finding]] = {address: set() for address in addresses}
        async with asyncio.TaskGroup() as group:
            for _ in range(way.pages):
                group.create_task(_Reader(context, site, found, way).go(waiting))
        return {address: tuple(sorted(findings)) for address, findings in found.items()}

    return _in_chromium(job)


def look(site: str, addresses: Sequence[str], known: Known) -> Findings:
    """Parse each page with Chromium, without its scripts; return the findings."""

    async def job(context: BrowserContext) -> Findings:
        page = await context.new_page()
        await page.goto(f"{site}robots.txt")
        given = [f"{site}{address}" for address in addresses], msgspec.to_builtins(known)
        found = await page.evaluate(_AUDIT_FILE, given)
        return {a: tuple(Finding("stands", one) for one in found[f"{site}{a}"]) for a in addresses}

    return _in_chromium(job)


def _in_chromium(job: Callable[[BrowserContext], Awaitable[Findings]]) -> Findings:
    async def go() -> Findings:
        async with async_playwright() as playwright:
            chromium = await playwright.chromium.launch(executable_path=find(), args=[*FLAGS, *_ALONE])
            context = await chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=False)
            found = await job(context)
            await chromium.close()
            return found

    # pytest's Playwright keeps an event loop running in the main thread
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(go())).result()


class _Reader:
    """One tab, replaced when a page navigated away, hung or broke."""

    def __init__(
        self,
        context: BrowserContext,
        site: str,
        found: dict[str, set[Finding]],
        way: Way,
    ) -> None:
        self._context = context
        self._site = site
        self._found = found
        self._way = way
        self._known = msgspec.to_builtins(way.known)
        self._address = ""
        self._page: Page | None = None

    async def go(self, waiting: Iterable[str]) -> None:
        for address in waiting:
            self._address = address
            try:
                await asyncio.wait_for(self._visit(address), _PATIENCE)
            except TimeoutError:
                self._note("hung", "")
                await self._renew()
            except Error as error:
                # the page navigated away during an action
                self._note("broke", error.message.splitlines()[0])
                await self._renew()
        await self._renew()

    async def _visit(self, address: str) -> None:
        page = self._page or await self._opened()
        await page.goto(self._site + address, wait_until="load")
        await self._look(page)
        await page.evaluate(PROVOKE, {"most": self._way.most, "pause": self._way.pause})
        if self._way.acts is not None:
            await self._way.acts(page)
        # content added by scripts is audited too
        await self._look(page)
        if any(f.what in ("left", "dialog") for f in self._found[address]):
            await self._renew()

    async def _look(self, page: Page) -> None:
        for one in await page.evaluate(_AUDIT_LIVE, self._known):
            self._note("stands", one)

    async def _opened(self) -> Page:
        page = await self._context.new_page()
        self._page = page
        await page.expose_binding("__report", self._record)
        await page.add_init_script(WATCH)
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self._note("error", str(error).splitlines()[0]))
        page.on("dialog", self._dialog)
        page.on("popup", self._popup)
        return page

    async def _renew(self) -> None:
        page, self._page = self._page, None
        if page is not None:
            with contextlib.suppress(Error, TimeoutError):
                await asyncio.wait_for(page.close(), 10)

    def _note(self, what: str, more: str, address: str | None = None) -> None:
        address = self._address if address is None else address
        self._found[address].add(Finding(what, more))

    def _record(self, _source: Any, what: str, more: str, href: str) -> None:
        # what a page does on unload belongs to that page
        at = href.removeprefix(self._site).partition("#")[0].partition("?")[0] if href.startswith(self._site) else ""
        self._note(what, more, at if at in self._found else None)

    def _asked(self, request: Request) -> None:
        url = request.url
        if url.startswith((self._site, "data:", "blob:", "about:")):
            return
        is_leaving = request.is_navigation_request() and request.frame.parent_frame is None
        self._note("left" if is_leaving else "asked", url[:120])

    async def _dialog(self, dialog: Any) -> None:
        self._note("dialog", dialog.type)
        with contextlib.suppress(Error):
            await dialog.dismiss()

    async def _popup(self, popup: Page) -> None:
        self._note("left", f"popup {popup.url[:100]}")
        with contextlib.suppress(Error):
            await popup.close()


def known_of(folder: Path) -> Known:
    """Return the inline scripts, styles and ids of a site without hostile text."""
    scripts: set[str] = set()
    styles: set[str] = set()
    ids: set[str] = set()
    for file in folder.rglob("*.html"):
        root = html.document_fromstring(file.read_text("utf-8"))
        scripts |= {
            s.text or "" for s in root.iter("script") if not s.get("src") and "json" not in (s.get("type") or "")
        }
        styles |= {s.text or "" for s in root.iter("style")}
        ids |= {one.get("id") for one in root.iter() if (one.get("id") or "").startswith("__")}
    return Known(tuple(sorted(scripts)), tuple(sorted(styles)), tuple(sorted(ids)))
