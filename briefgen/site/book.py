"""The book: the whole briefing in one reading order, in parts and pages.

A row is what one brief has in the book. How much a row takes on the page is estimated, so that no page grows with the briefing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import msgspec

from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.site.disputes import weighty
from briefgen.site.shared import Site
from briefgen.site.sides import by_side
from briefgen.site.timeline_layout import month_of
from briefgen.text.messages import N_
from briefgen.text.name_order import by_name

FOLDER = "book"
TITLES = {
    "state": N_("State of play"),
    "events": N_("Events by date"),
    "points": N_("Points"),
    "disputes": N_("Disputed"),
    "actors": N_("Who’s who"),
    "sources": N_("Sources"),
}
"""The parts in reading order, each with its title. The first one is on the page with the contents."""
MOST_STATEMENTS = 50
"""How many statements of one event the book has; the event's own page has all."""
MOST_NAMES = 20
"""How many participants, accounts or sources of one brief the book names."""
_ELEMENTS = 3000
_CHARACTERS = 200_000
"""What the rows of one page may take; the frame of the page and the citation take the rest of the limits of the site."""


class BookGroup(msgspec.Struct, frozen=True):
    """Rows under one heading; the heading is a name from the briefing or a message."""

    heading: str
    rows: Sequence[Any]


class PartPage(msgspec.Struct, frozen=True):
    """One page of a part: its rows by heading."""

    part: str
    number: int
    total: int
    groups: tuple[BookGroup, ...]

    @property
    def folder(self) -> str:
        """Return the address of the part, without the last slash."""
        return f"{FOLDER}/{self.part}"

    @property
    def address(self) -> str:
        """Return the address of the page."""
        return f"{self.folder}/" if self.number == 1 else f"{self.folder}/page/{self.number}/"


class SourceNumber(msgspec.Struct, frozen=True):
    """The number of a source in the book, and the address of its page."""

    number: int
    address: str


def book_pages(site: Site) -> tuple[PartPage, ...]:
    """Return the pages of all parts but the first, in reading order.

    A part without rows has no page.
    """
    parts = (
        ("events", [(month_of(event.date), event) for event in site.corpus.events]),
        ("points", [(site.label(plan), point) for plan, ps in sorted(site.corpus.points.items()) for point in ps]),
        ("disputes", [(_STATES[one.state], one) for one in weighty(site, site.corpus.of(Dispute))]),
        ("actors", by_side(site)),
        ("sources", [("", source) for source in listed_sources(site)]),
    )
    return tuple(page for part, rows in parts for page in _cut(site, part, rows))


_STATES = {"open": N_("Open"), "resolved": N_("Resolved")}


def source_numbers(site: Site, pages: Sequence[PartPage]) -> Mapping[str, SourceNumber]:
    """Return the number and the page of each source, by id and by former id."""
    found: dict[str, SourceNumber] = {}
    for page in pages:
        if page.part == "sources":
            for row in page.groups[0].rows:
                number = len(found) + 1
                found[row.id] = SourceNumber(number, page.address)
    return found | {old: found[new] for old, new in site.corpus.former.items() if new in found}


def places(site: Site, pages: Sequence[PartPage]) -> Mapping[str, str]:
    """Return the address of each brief in the book, by id."""
    numbers = source_numbers(site, pages)
    rows = ((page, row) for page in pages for group in page.groups for row in group.rows)
    return {
        row.id: f"{site.url(f'{page.address}index.md')}#{f'source-{numbers[row.id].number}' if row.id in numbers else row.id}"
        for page, row in rows
    }


def listed_sources(site: Site) -> list[Source]:
    """Return the sources by name, as a reader of the book looks for them."""
    return sorted(site.corpus.of(Source), key=lambda source: (by_name(source.label), source.id))


def _cut(site: Site, part: str, rows: Sequence[tuple[str, Any]]) -> Iterator[PartPage]:
    """Yield the pages of a part."""
    pages: list[list[tuple[str, Any]]] = []
    elements = characters = 0
    for heading, row in rows:
        more_elements, more_characters = _size(site, row)
        elements, characters = elements + more_elements, characters + more_characters
        if not pages or elements > _ELEMENTS or characters > _CHARACTERS:
            pages.append([])
            elements, characters = more_elements, more_characters
        pages[-1].append((heading, row))
    for number, page in enumerate(pages, start=1):
        groups = (
            BookGroup(heading, tuple(row for _, row in found)) for heading, found in groupby(page, key=lambda r: r[0])
        )
        yield PartPage(part, number, len(pages), tuple(groups))


def _size(site: Site, row: Brief) -> tuple[int, int]:
    """Return about how many elements and characters of HTML a row takes."""
    text = 2 * len(row.label) + min(len(row.summary or ""), 700)
    if isinstance(row, Event):
        said = row.statements[:MOST_STATEMENTS]
        names = sum(len(one.attributed_to) for one in said) + min(len(row.participants), MOST_NAMES)
        words = sum(len(one.quote or "") + min(len(one.paraphrase or ""), 300) for one in said)
        cited = sum(min(len(one.cite), MOST_NAMES) for one in said)
        return 12 + names + cited + 14 * len(said), 700 + text + words + 150 * names + 80 * cited + 900 * len(said)
    if isinstance(row, Point):
        return 17 + 16 * len(site.parties), 800 + text + 1200 * len(site.parties)
    if isinstance(row, Dispute):
        shown = row.accounts[:MOST_NAMES]
        names = sum(len(one.held_by) + len(one.cite) for one in shown)
        return 10 + 10 * len(shown) + 2 * names, 500 + text + 900 * len(shown) + 350 * names
    if isinstance(row, Actor):
        return 12 + 2 * len(row.aliases), 600 + text + sum(90 + len(alias.name) for alias in row.aliases)
    return 13, 1100 + text
