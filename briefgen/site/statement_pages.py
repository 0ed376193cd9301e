"""Numbered pages for the statements of an event that its own page has no room for.

So no page grows without limit. The address of a statement leads to the page that has it.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.kinds.event import Event

PER_PAGE = 40
"""The most statements on one page: a page has at most 4,000 elements."""


def parts(event: Event) -> Iterator[tuple[int, range]]:
    """Yield each page: its number, and the indexes of its statements.

    An event without statements has one page.
    """
    count = len(event.statements)
    for number, start in enumerate(range(0, max(count, 1), PER_PAGE), 1):
        yield number, range(start, min(start + PER_PAGE, count))


def folder(event: Event, number: int) -> str:
    """Return the address of a page from the site's root."""
    own = f"{event.folder}/{event.id}/"
    return own if number == 1 else f"{own}page/{number}/"
