"""The network pages: one actor's circle, the drawing of all, and the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from briefgen.analysis.basis import strength
from briefgen.analysis.relations import MOST_TOGETHER, Relation, RelationEvidence, relations
from briefgen.model import vocabulary
from briefgen.model.kinds.actor import Actor
from briefgen.site import circle as circles
from briefgen.site.circle import Circle
from briefgen.site.days import iso
from briefgen.site.network_layout import MOST_ACTORS, MOST_LINES, NetworkDrawing, by_strength, drawing
from briefgen.site.pages._base import DataFile, Page, numbered, pages_of
from briefgen.site.shared import Site
from briefgen.text import messages
from briefgen.text.messages import gettext, translated
from briefgen.text.name_order import by_name

SHOWN = 3
"""The number of occasions that a row shows unfolded."""
MOST_SHOWN = 10
"""The number of occasions that a row links to in total."""
TABLE_ROWS = 75
"""The number of relations on one page of the tables."""
MOST_PAGES = 100
MOST_CHOICES = 150
"""The number of actors that the page offers; the circles of all have an address."""
_DATA = "assets/briefgen/data/circles/{}.json"
_TOGETHER = 8
"""The number of circles in a data file on average; hosts limit the number of files of a site."""


class Occasion(msgspec.Struct, frozen=True):
    """Evidence for a relation as a link: reference, text and date in words."""

    ref: str
    text: str
    when: str


class RelationRow(msgspec.Struct, frozen=True):
    """A relation in the tables, with its newest occasions first."""

    relation: Relation
    when: str
    shown: tuple[Occasion, ...]
    folded: tuple[Occasion, ...]
    more: int


def plan(site: Site) -> Iterator[Page | DataFile]:
    """Yield the pages of the circle, the drawing and the tables, and the data."""
    names = {actor.id: actor.name for actor in site.corpus.of(Actor)}
    found = relations(site.corpus)
    related = {id for relation in found for id in (relation.one, relation.other)}
    common = {
        "actors": len(related),
        "everyone": len(names),
        "count": len(found),
        "together": MOST_TOGETHER,
        "relation_words": translated(vocabulary.RELATIONS),
    }
    chosen = _by_meetings(site)
    number = -(-len(related) // _TOGETHER)
    files: list[dict[str, Circle]] = [{} for _ in range(number)]
    for actor in site.corpus.of(Actor):
        if actor.id in related and (one := circles.circle(site, actor)):
            files[file_of(actor.id, number)][actor.id] = one
            if chosen and actor.id == chosen[0].id:
                yield _circle_page(site, one, chosen, common, number)
    if not chosen:
        yield _circle_page(site, None, (), common, number)
    for n, together in enumerate(files):
        yield DataFile(_DATA.format(n), msgspec.json.encode(together, enc_hook=messages.plain))
    drawn = drawing(site)
    yield Page(
        uri="network/overview/index.md",
        template="pages/network-overview.md.j2",
        title=gettext("The whole network"),
        view={**common, "drawing": drawn, "data": data(drawn), "most_actors": MOST_ACTORS, "most_lines": MOST_LINES},
        is_listing=True,
        has_toc=False,
        is_wide=True,
    )
    rows = by_strength(found, names)[: TABLE_ROWS * MOST_PAGES]
    for uri, number, total, part in pages_of(rows, "network/table", TABLE_ROWS):
        yield Page(
            uri=uri,
            template="pages/network-table.md.j2",
            title=numbered(gettext("Network as a table"), number),
            view={**common, "groups": _grouped(site, part), "number": number, "total": total, "tabled": len(rows)},
            is_listing=True,
            has_toc=False,
            is_wide=True,
        )


def file_of(id: str, number: int) -> int:
    """Return the number of the data file with the circle of an actor.

    `assets/scripts/circle.js` computes it in the same way, so no list of all actors has to be fetched.
    """
    found = 0
    for character in id:
        found = (found * 31 + ord(character)) % number
    return found


def _circle_page(
    site: Site, one: Circle | None, chosen: Sequence[Actor], common: dict[str, object], number: int
) -> Page:
    return Page(
        uri="network/index.md",
        template="pages/network.md.j2",
        title=gettext("Network"),
        view={
            **common,
            "circle": one,
            "drawn": circles.drawing(one) if one else None,
            "width": circles.WIDTH,
            "most_drawn": circles.MOST_DRAWN,
            "choices": chosen[:MOST_CHOICES],
            "data_files": number,
            "home": site.url("index.md"),
        },
        is_listing=True,
        has_toc=False,
    )


def _by_meetings(site: Site) -> list[Actor]:
    """Return the related actors: highlighted ones first, then those with most meetings, persons before others."""
    met = {actor.id: 0 for actor in site.corpus.of(Actor)}
    related: set[str] = set()
    for relation in relations(site.corpus):
        for id in (relation.one, relation.other):
            related.add(id)
            met[id] += len(relation.evidence) if relation.kind == "met" else 0
    return sorted(
        (actor for actor in site.corpus.of(Actor) if actor.id in related),
        key=lambda actor: (-met[actor.id], actor.kind != "person", by_name(actor.name), actor.id),
    )


def data(drawn: NetworkDrawing) -> str:
    """Return the data for the script as JSON: actors and drawn relations.

    Rows are in the order of the lines. Each has the kind, the two actors' indexes, the days, and the strength of the
    best evidence. `groups` holds the part of each actor in the negotiation.
    """
    rows = [
        (line.relation.kind, line.from_, line.to, spans(line.relation), strength(line.relation.basis))
        for line in drawn.lines
    ]
    nodes = drawn.nodes
    words = {kind: short for kind, (short, _, _) in vocabulary.RELATIONS.items()}
    return msgspec.json.encode(
        {"actors": [node.id for node in nodes], "groups": [node.part for node in nodes], "kinds": words, "rows": rows},
        enc_hook=messages.plain,
    ).decode()


def spans(relation: Relation) -> str:
    """Return the days on which a relation holds as `first/last`, oldest first.

    An open end is empty. Only the newest `MOST_SHOWN` spans are given, so that the page stays small.
    """
    found = list(dict.fromkeys(f"{iso(e.first)}/{iso(e.last)}" for e in relation.evidence))
    return ",".join(found[-MOST_SHOWN:])


def _grouped(site: Site, found: Sequence[Relation]) -> list[tuple[str, list[RelationRow]]]:
    return [(kind, [_row(site, one) for one in group]) for kind, group in groupby(found, key=lambda r: r.kind)]


def _row(site: Site, relation: Relation) -> RelationRow:
    occasions = [_occasion(site, evidence) for evidence in reversed(relation.evidence[-MOST_SHOWN:])]
    # A link to unfold a single occasion takes as much space as the occasion.
    shown = SHOWN if len(occasions) > SHOWN + 1 else len(occasions)
    more = max(0, len(relation.evidence) - MOST_SHOWN)
    return RelationRow(relation, relation.words(), tuple(occasions[:shown]), tuple(occasions[shown:]), more)


def _occasion(site: Site, evidence: RelationEvidence) -> Occasion:
    made = site.corpus.statements.get(evidence.ref)
    text = evidence.note or (made.event.title if made else site.label(evidence.ref))
    return Occasion(evidence.ref, text, evidence.words())
