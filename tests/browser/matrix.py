"""The parts of the position matrix that several test files look at."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

MATRIX = "plans/us-28-point-plan/positions/"
ROWS = ".bg-matrix tbody tr:visible"


def cell(page: Page, name: str) -> Locator:
    return page.locator(f"td[data-cell='{name}']")


def told(page: Page) -> Locator:
    return page.get_by_role("search", name="Sort and filter").get_by_role("status")


def widest(page: Page) -> float:
    """Return how far to the right the content reaches, what scrolls in its own frame left aside."""
    return float(
        page.evaluate(
            "Math.max(...[...document.querySelectorAll('.md-content *')].filter(e => !e.closest('.bg-table'))"
            ".map(e => e.getBoundingClientRect().right))"
        )
    )


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('th, td').innerText.replace(/\\s+/g, ' ').trim()"))
