"""How heavy each kind of page is and how soon it shows something: `python -m tests.bench.paint SITE [ADDRESS …]`.

Opens the pages of a built site in Chromium at phone width, cold, with the processor slowed down four times; prints the median of
five openings. Reports only: no test judges by time.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS, served
from tests.browser.install import find
from tests.browser.judges import weight
from tests.browser.test_flagship import PAGES

SLOWDOWN = 4
RUNS = 5
_PAINT = """() => new Promise((done) => new PerformanceObserver((list) => {
  const first = list.getEntriesByName("first-contentful-paint")[0];
  if (first) done(first.startTime);
}).observe({ type: "paint", buffered: true }))"""


def main() -> None:
    """Print a line for each page: its bytes when it is opened first, gzipped, and its first contentful paint."""
    folder, addresses = Path(sys.argv[1]), sys.argv[2:] or list(PAGES)
    path = find()
    if path is None:
        sys.exit("this needs Chromium")
    with _address(folder) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        print(f"{'page':60} {'kB':>6} {'paint, ms':>10}   at {SLOWDOWN}x slowdown, median of {RUNS}")
        for address in addresses:
            context = browser.new_context(viewport={"width": 390, "height": 844})
            bytes = sum(weight(context.new_page(), site + address, folder, site).values())
            context.close()
            paints = sorted(_paint(browser, site + address) for _ in range(RUNS))
            print(f"{address or '/':60} {bytes / 1000:6.1f} {statistics.median(paints):10.0f}")
        browser.close()


@contextmanager
def _address(folder: Path) -> Iterator[str]:
    yield from served(folder)


def _paint(browser: Browser, address: str) -> float:
    """Return the milliseconds until a page shows its first content, opened cold."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.goto(address)
    found = float(page.evaluate(_PAINT))
    context.close()
    return found


if __name__ == "__main__":
    main()
