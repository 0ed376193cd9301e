"""The network page: relations between actors as a drawing and as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from briefgen.analysis.basis import strength
from briefgen.analysis.relations import MOST_TOGETHER, Relation, RelationEvidence, relations
from briefgen.model import vocabulary
from briefgen.model.kinds.actor import Actor
from briefgen.site.days import iso
from briefgen.site.network_layout import MOST_ACTORS, MOST_LINES, NetworkDrawing, by_strength, drawing
from briefgen.site.pages._base import ROWS, Page
from briefgen.site.shared import Site

SHOWN = 3
"""The number of occasions that a row shows unfolded."""
MOST_SHOWN = 10
"""The number of occasions that a row links to in total."""
MOST_PAGES = 25


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


def plan(site: Site) -> Iterator[Page]:
    """Yield the page with the drawing, and pages with all other relations."""
    drawn = drawing(site)
    on_first = [line.relation for line in drawn.lines]
    names = {actor.id: actor.name for actor in site.corpus.of(Actor)}
    known = set(on_first)
    others = [relation for relation in relations(site.corpus) if relation not in known]
    rest = by_strength(others, names)[: ROWS * MOST_PAGES]
    parts = [on_first, *(rest[at : at + ROWS] for at in range(0, len(rest), ROWS))]
    view = {
        "drawing": drawn,
        "data": data(drawn),
        "actors": len({id for r in relations(site.corpus) for id in (r.one, r.other)}),
        "everyone": len(names),
        "count": len(relations(site.corpus)),
        "tabled": len(on_first) + len(rest),
        "together": MOST_TOGETHER,
        "most_actors": MOST_ACTORS,
        "most_lines": MOST_LINES,
        "relation_words": vocabulary.RELATIONS,
    }
    for number, part in enumerate(parts, 1):
        yield Page(
            uri="network/index.md" if number == 1 else f"network/page/{number}/index.md",
            template="pages/network.md.j2",
            title="Network" if number == 1 else f"Network, page {number}",
            view={**view, "groups": _grouped(site, part), "number": number, "total": len(parts)},
            is_listing=True,
            has_toc=False,
            is_wide=True,
        )


def data(drawn: NetworkDrawing) -> str:
    """Return the data for the script as JSON: actors and drawn relations.

    Rows are in the order of the lines and of the table. Each has the kind, the two actors' indexes, the days, and the
    strength of the best evidence. `groups` holds the part of each actor in the negotiation.
    """
    rows = [
        (line.relation.kind, line.from_, line.to, spans(line.relation), strength(line.relation.basis))
        for line in drawn.lines
    ]
    nodes = drawn.nodes
    return msgspec.json.encode(
        {"actors": [node.id for node in nodes], "groups": [node.part for node in nodes], "rows": rows}
    ).decode()


def spans(relation: Relation) -> str:
    """Return the days on which a relation holds as `first/last`; an open end is empty."""
    return ",".join(dict.fromkeys(f"{iso(e.first)}/{iso(e.last)}" for e in relation.evidence))


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
