"""Who's who: the actors by team, and all names by letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from briefgen.analysis.teams import team_of
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event
from briefgen.site.filters import actor_rows, of_actors
from briefgen.site.pages._base import DataFile, Page, pages_of
from briefgen.site.shared import Site

ROWS = 150
"""The number of actors on one page."""
_DATA = "assets/briefgen/data/actors.json"
OTHERS, OUTLETS, MENTIONED = "Others", "Outlets", "Mentioned only"


def plan(site: Site) -> Iterator[Page | DataFile]:
    """Yield the pages by team and by letter, and the data of a filter of many."""
    actors = by_team(site)
    letters = sorted(site.corpus.of(Actor), key=lambda actor: (*_letter_order(actor), actor.id))
    places = _places(letters)
    filter = of_actors([actor for _, actor in actors], {actor.id: group for group, actor in actors})
    for uri, number, total, part in pages_of(actors, "actors", ROWS):
        groups = [(group, [actor for _, actor in found]) for group, found in groupby(part, key=lambda row: row[0])]
        yield Page(
            uri=uri,
            template="pages/actors.md.j2",
            title="Who is who" if number == 1 else f"Who is who, page {number}",
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
    for uri, number, total, part_by_letter in pages_of(letters, "actors/a-z", ROWS):
        yield Page(
            uri=uri,
            template="pages/actors-a-z.md.j2",
            title="Actors by letter" if number == 1 else f"Actors by letter, page {number}",
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


def by_team(site: Site) -> list[tuple[str, Actor]]:
    """Return the actors with the heading of their group, in the order of the page.

    The parties' teams come first, each with the party itself at its head. Then come others who spoke or took part, and
    outlets. Actors that did neither come last. Within a group the order is that of names.
    """
    active = {
        *site.spoken_for,
        *(site.corpus.current(one.actor) for event in site.corpus.of(Event) for one in event.participants),
        *site.parties,
    }
    parties = {id: n for n, id in enumerate(site.parties)}

    def row(actor: Actor) -> tuple[int, bool, str, str, str]:
        team = team_of(site.corpus, actor.id)
        name = actor.name.casefold()
        if actor.id not in active:
            return len(parties) + 2, False, name, actor.id, MENTIONED
        if team and team.party in parties:
            return parties[team.party], actor.id != team.party, name, actor.id, site.label(team.party)
        is_outlet = actor.kind == "outlet"
        return len(parties) + is_outlet, False, name, actor.id, OUTLETS if is_outlet else OTHERS

    rows = sorted(((row(actor), actor) for actor in site.corpus.of(Actor)), key=lambda pair: pair[0])
    return [(key[-1], actor) for key, actor in rows]


def letter_of(actor: Actor) -> str:
    """Return the first letter of a name as a capital without accents.

    Digits stand under `0–9`, and scripts without capitals under `Other scripts`.
    """
    first = next((char for char in unicodedata.normalize("NFD", actor.name) if char.isalnum()), "")
    if first.isdigit():
        return "0–9"
    return first.upper() if first.upper() != first.lower() else "Other scripts"


def _letter_order(actor: Actor) -> tuple[bool, str, str]:
    letter = letter_of(actor)
    return letter == "Other scripts", letter, actor.name.casefold()


def _places(actors: Sequence[Actor]) -> dict[str, tuple[str, str]]:
    """Return the page's address and the heading's id of each letter."""
    places: dict[str, tuple[str, str]] = {}
    for uri, _, _, part in pages_of(actors, "actors/a-z", ROWS):
        for actor in part:
            letter = letter_of(actor)
            places.setdefault(letter, (uri.removesuffix("index.md"), anchor_of(letter)))
    return places


def anchor_of(letter: str) -> str:
    """Return the id of a letter's heading."""
    if len(letter) == 1:
        return f"letter-{ord(letter):x}"
    return "letter-digits" if letter == "0–9" else "letter-other"
