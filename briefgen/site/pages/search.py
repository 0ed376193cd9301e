"""The index of names: every brief by its label, and actors by their aliases.

It serves readers without JavaScript. With JavaScript, the search is shown above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import msgspec

from briefgen.model import vocabulary
from briefgen.model.kinds._base import kind_of
from briefgen.model.kinds.actor import Actor
from briefgen.site.pages._base import Page, numbered, pages_of
from briefgen.site.shared import Site
from briefgen.text.messages import N_, gettext
from briefgen.text.name_order import by_name, first_letter

FOLDER = "search"
TITLE = N_("Index of names and titles")


class IndexEntry(msgspec.Struct, frozen=True):
    """A line of the index: a name, and the id and kind of its brief."""

    name: str
    id: str
    kind: str
    is_alias: bool
    under: str
    """The text to sort by."""


def plan(site: Site) -> Iterator[Page]:
    """Yield the pages of the index."""
    entries = sorted(
        _entries(site), key=lambda e: (not first_letter(e.under).isalpha(), by_name(e.under), e.name, e.id)
    )
    pages = list(pages_of(entries, FOLDER))
    letters: dict[str, tuple[int, str]] = {}
    for _, number, _, rows in pages:
        for letter, _ in groupby(rows, key=_letter):
            letters.setdefault(letter, (number, _anchor(letter)))
    for uri, number, total, rows in pages:
        yield Page(
            uri=uri,
            template="pages/search.md.j2",
            title=numbered(gettext(TITLE), number),
            view={
                "groups": [(letter, _anchor(letter), list(group)) for letter, group in groupby(rows, key=_letter)],
                "letters": [(letter, page, anchor) for letter, (page, anchor) in letters.items()],
                "number": number,
                "total": total,
                "count": len({(entry.name, entry.id) for entry in entries}),
                "folder": FOLDER,
            },
            is_listing=True,
            has_toc=False,
        )


def _entries(site: Site) -> Iterator[IndexEntry]:
    for brief in site.corpus.briefs.values():
        kind = gettext(vocabulary.KINDS[kind_of(brief)])
        aliases = (alias.name for alias in brief.aliases) if isinstance(brief, Actor) else ()
        for name in dict.fromkeys((brief.label, *aliases)):
            is_alias = name != brief.label
            yield IndexEntry(name, brief.id, kind, is_alias, name)
            if isinstance(brief, Actor) and brief.kind == "person" and " " in name and "," not in name:
                # Readers look people up by first name and by last name.
                yield IndexEntry(name, brief.id, kind, is_alias, f"{name.rpartition(' ')[2]} {name}")


def _letter(entry: IndexEntry) -> str:
    first = first_letter(entry.under)
    return first if first.isalpha() else "0–9"


def _anchor(letter: str) -> str:
    return f"letter-{letter.lower()}" if letter.isascii() else f"letter-{'-'.join(f'{ord(one):x}' for one in letter)}"
