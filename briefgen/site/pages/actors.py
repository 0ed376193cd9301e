"""Who's who: the actors by team, and all names by letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from briefgen.model.kinds.actor import Actor
from briefgen.site.filters import actor_rows, of_actors
from briefgen.site.pages._base import ROWS, DataFile, Page, numbered, pages_of
from briefgen.site.shared import Site
from briefgen.site.sides import by_side
from briefgen.text.messages import N_, gettext, translated
from briefgen.text.name_order import by_name, first_letter

_DATA = "assets/briefgen/data/actors.json"
OTHER_SCRIPTS = N_("Other scripts")


def plan(site: Site) -> Iterator[Page | DataFile]:
    """Yield the pages by team and by letter, and the data of a filter of many."""
    actors = by_side(site)
    letters = sorted(site.corpus.of(Actor), key=lambda actor: (*_letter_order(actor), actor.id))
    places = _places(letters)
    filter = of_actors([actor for _, actor in actors], {actor.id: translated(group) for group, actor in actors})
    for uri, number, total, part in pages_of(actors, "actors"):
        groups = [(group, [actor for _, actor in found]) for group, found in groupby(part, key=lambda row: row[0])]
        yield Page(
            uri=uri,
            template="pages/actors.md.j2",
            title=numbered(gettext("Who’s who"), number),
            view={
                "groups": groups,
                "number": number,
                "total": total,
                "count": len(actors),
                "sizes": {group: len(list(found)) for group, found in groupby(actors, key=lambda row: row[0])},
                "filter": filter,
                "data": _DATA if total > 1 else "",
                "letters": places,
            },
            is_listing=True,
        )
    if len(actors) > ROWS:
        yield DataFile(_DATA, filter.file(actor_rows(site, [actor for _, actor in actors])))
    for uri, number, total, part_by_letter in pages_of(letters, "actors/a-z"):
        yield Page(
            uri=uri,
            template="pages/actors-a-z.md.j2",
            title=numbered(gettext("Actors by letter"), number),
            view={
                "groups": [(letter, list(found)) for letter, found in groupby(part_by_letter, key=letter_of)],
                "letters": places,
                "number": number,
                "total": total,
                "count": len(letters),
            },
            is_listing=True,
            has_toc=False,
        )


def letter_of(actor: Actor) -> str:
    """Return the first letter of a name as a capital without accents.

    Digits stand under `0–9`, and scripts without capitals under `Other scripts`.
    """
    first = first_letter(actor.name)
    if first.isdigit():
        return "0–9"
    return first if first != first.lower() else OTHER_SCRIPTS


def _letter_order(actor: Actor) -> tuple[object, ...]:
    return letter_of(actor) == OTHER_SCRIPTS, by_name(actor.name)


def _places(actors: Sequence[Actor]) -> dict[str, tuple[str, str]]:
    """Return the page's address and the heading's id of each letter."""
    places: dict[str, tuple[str, str]] = {}
    for uri, _, _, part in pages_of(actors, "actors/a-z"):
        for actor in part:
            letter = letter_of(actor)
            places.setdefault(letter, (uri.removesuffix("index.md"), anchor_of(letter)))
    return places


def anchor_of(letter: str) -> str:
    """Return the id of a letter's heading."""
    if len(letter) == 1:
        return f"letter-{ord(letter):x}"
    return "letter-digits" if letter == "0–9" else "letter-other"
