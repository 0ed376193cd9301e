"""Page weight and first contentful paint: `python -m tests.bench.paint SITE`.

Takes page addresses after the site. Opens each page in Chromium at phone width, with a cold cache and a processor slowed
down four times. Prints the median of five runs. No test depends on the times.
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
    """Print each page's gzipped bytes on a first visit and first contentful paint."""
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
    """Return the milliseconds until the first contentful paint with a cold cache."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.goto(address)
    found = float(page.evaluate(_PAINT))
    context.close()
    return found


if __name__ == "__main__":
    main()
