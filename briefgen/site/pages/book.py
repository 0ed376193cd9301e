"""The book: the whole briefing in one reading order, to read or print at once."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.site.book import FOLDER, MOST_NAMES, MOST_STATEMENTS, TITLES, PartPage, book_pages, places, source_numbers
from briefgen.site.by_day import ByDay
from briefgen.site.five_lines import five_lines
from briefgen.site.pages._base import Page
from briefgen.site.shared import Site
from briefgen.site.state_of_play import main_plan, state_of_play
from briefgen.text.messages import gettext


def plan(site: Site) -> Iterator[Page]:
    """Yield the page with contents and state of play, then the other parts."""
    pages = book_pages(site)
    main = main_plan(site)
    state = state_of_play(site, ByDay(site, site.corpus.points[main.id] if main else ()), main)
    shared = {"titles": TITLES, "pages": pages, "most_statements": MOST_STATEMENTS, "most_names": MOST_NAMES}
    inside = places(site, pages)
    yield Page(
        uri=f"{FOLDER}/index.md",
        template="pages/book.md.j2",
        title=gettext("Book"),
        description=gettext("The whole briefing in one reading order: %(title)s.", title=site.briefing.title),
        view={**shared, "lines": five_lines(site, state), "after": pages[0] if pages else None},
        places=inside,
        is_listing=True,
        has_toc=False,
    )
    numbers = source_numbers(site, pages)
    for index, page in enumerate(pages):
        yield Page(
            uri=f"{page.address}index.md",
            template="pages/book-part.md.j2",
            title=_title(page),
            view={
                **shared,
                "part": page,
                "numbers": numbers,
                "before": pages[index - 1] if index else None,
                "after": pages[index + 1] if index + 1 < len(pages) else None,
            },
            places=inside,
            is_listing=True,
            has_toc=False,
        )


def _title(page: PartPage) -> str:
    part = gettext(TITLES[page.part])
    if page.number == 1:
        return gettext("Book: %(part)s", part=part)
    return gettext("Book: %(part)s, page %(number)s", part=part, number=page.number)
