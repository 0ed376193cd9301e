"""Locators of the position matrix, used by several test files."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

MATRIX = "plans/us-28-point-plan/positions/"
ROWS = ".bg-matrix tbody tr:visible"


def cell(page: Page, name: str) -> Locator:
    return page.locator(f"td[data-cell='{name}']")


def rows(page: Page) -> int:
    """Return how many rows the table has, filtered or not."""
    return page.locator(".bg-matrix tbody tr").count()


def status(page: Page) -> Locator:
    return page.get_by_role("search", name="Sort and filter the matrix").get_by_role("status")


def widest(page: Page) -> float:
    """Return the right edge of the content, without elements that scroll."""
    return float(
        page.evaluate(
            "Math.max(...[...document.querySelectorAll('.md-content *')].filter(e => !e.closest('.bg-table'))"
            ".map(e => e.getBoundingClientRect().right))"
        )
    )


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('th, td').innerText.replace(/\\s+/g, ' ').trim()"))
