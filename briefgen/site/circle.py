"""The circle of one actor, as rows and as a drawing: whom it met or answered.

The actor is at the left, the others are at the right by side, one below the other. So the drawing needs no search for
places: a script lays it out again after a choice (`assets/scripts/circle.js`). Names are wrapped here, and never cut.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from briefgen.analysis.basis import strength
from briefgen.analysis.meetings import Meeting
from briefgen.analysis.relations import KINDS, Relation, RelationEvidence, relations
from briefgen.analysis.teams import team_of
from briefgen.corpus.corpus import Corpus
from briefgen.model import vocabulary
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event
from briefgen.site.days import iso
from briefgen.site.label_widths import lines_of
from briefgen.site.meetings import about, count_words, meeting_link
from briefgen.site.shared import Site
from briefgen.text.direction import isolated_in_text
from briefgen.text.messages import NP_, gettext, ngettext, pgettext
from briefgen.text.name_order import by_name

MOST_OTHERS = 150
"""The number of others that a circle holds."""
MOST_DRAWN = 40
"""The number of others that the drawing has."""
MOST_TIES = 12
"""The number of occasions that a row has of one kind of relation."""
WIDTH = 420
_NAME_X, _NUMBER_X, _PERSON_X = 202, 166, 46
_LINE, _ROW, _HEAD, _PAD = 18, 36, 40, 16
_NAME_WIDTH, _PERSON_WIDTH = 170, 76
"""In pixels of `label_widths.FONT`; the drawing scales its names by a quarter."""

_VERBS = {
    ("met", True): NP_("relation", "met"), ("met", False): NP_("relation", "met"),
    ("spoke-for", True): NP_("relation", "spoke for"), ("spoke-for", False): NP_("relation", "was spoken for by"),
    ("answered", True): NP_("relation", "replied to"), ("answered", False): NP_("relation", "was answered by"),
    ("disputes", True): NP_("relation", "gives a different account from"), ("disputes", False): NP_("relation", "gives a different account from"),
    ("voices-differ", True): NP_("relation", "differs from"), ("voices-differ", False): NP_("relation", "differs from"),
    ("part-of", True): NP_("relation", "is or was part of"), ("part-of", False): NP_("relation", "includes or included"),
}  # fmt: skip
"""The verb of each relation, from the view of the actor: whether it is the first of the two."""


class Tie(msgspec.Struct, frozen=True):
    """One occasion that shows a relation: a meeting, a statement or a role."""

    kind: str
    verb: str
    text: str
    url: str
    when: str
    mark: str
    """A word on weak evidence, or empty."""
    first: str
    last: str
    call: bool


class CircleRow(msgspec.Struct, frozen=True):
    """Another actor of a circle, with the newest occasions of each relation."""

    name: str
    lines: tuple[str, ...]
    about: str
    url: str
    side: int
    """The index of its side in the circle."""
    ties: tuple[Tie, ...]
    totals: dict[str, tuple[int, int, int, int]]
    """For each kind: all occasions, calls, doubted ones, and doubted calls."""


class Circle(msgspec.Struct, frozen=True):
    """The circle of an actor; its rows are in the order of sides, then meetings."""

    id: str
    name: str
    lines: tuple[str, ...]
    url: str
    lead: str
    sides: tuple[str, ...]
    rows: tuple[CircleRow, ...]
    total: int
    """The number of related actors; more than there are rows if the circle is cut."""


class DrawnRow(msgspec.Struct, frozen=True):
    """A row in the drawing: the height of its first line, and how it is drawn."""

    row: CircleRow
    y: int
    number: str
    note: str
    words: str
    """The number of meetings and calls in words."""
    is_call: bool
    width: float


class CircleDrawing(msgspec.Struct, frozen=True):
    """The drawing of the meetings of a circle."""

    height: int
    middle: int
    heads: tuple[tuple[str, int], ...]
    """The name of each side and its height."""
    rows: tuple[DrawnRow, ...]
    left_out: int


def circle(site: Site, actor: Actor) -> Circle | None:
    """Return the circle of an actor, or None if it is related to no one."""
    found = site.corpus.once(_by_actor).get(actor.id)
    if not found:
        return None
    parties = [*site.parties, ""]
    order = {party: n for n, party in enumerate(parties)}
    others: dict[str, list[Relation]] = defaultdict(list)
    for relation in found:
        others[relation.other if relation.one == actor.id else relation.one].append(relation)

    def rank(id: str) -> tuple[object, ...]:
        times = {r.kind: len(r.evidence) for r in others[id]}
        return *(-times.get(kind, 0) for kind in KINDS), by_name(site.label(id)), id

    kept = sorted(others, key=rank)[:MOST_OTHERS]
    kept.sort(key=lambda id: order.get(_party(site, id), len(parties)))
    rows = tuple(_row(site, actor.id, id, others[id], order.get(_party(site, id), len(parties) - 1)) for id in kept)
    sides = tuple(site.label(party) if party else pgettext("people", "Others") for party in parties)
    return Circle(
        actor.id, actor.name, lines_of(actor.name, _PERSON_WIDTH), site.url_of(actor.id) or "",
        lead(site, actor, rows), sides, rows, len(others),
    )  # fmt: skip


def lead(site: Site, actor: Actor, rows: Sequence[CircleRow]) -> str:
    """Return whom an actor met most often, in one sentence."""
    name = isolated_in_text(actor.name)
    met = [row for row in rows if "met" in row.totals]
    if not met:
        return gettext("No talks, meeting, visit or call of %(name)s with another actor is recorded.", name=name)
    most = max(met, key=lambda row: (row.totals["met"][0] - row.totals["met"][1], row.totals["met"][0]))
    everyone = sum(relation.kind == "met" for relation in site.corpus.once(_by_actor)[actor.id])
    times, calls, _, _ = most.totals["met"]
    often = f"{isolated_in_text(most.name)} ({count_words(times - calls, calls)})"
    return ngettext(
        "%(name)s met %(count)s other, most often %(most)s.",
        "%(name)s met %(count)s others, most often %(most)s.",
        everyone, name=name, most=often,
    )  # fmt: skip


def drawing(found: Circle) -> CircleDrawing:
    """Return the drawing of the meetings of a circle."""
    met = [row for row in found.rows if "met" in row.totals]
    drawn = met[:MOST_DRAWN]
    y, side = 0, -1
    heads: list[tuple[str, int]] = []
    rows: list[DrawnRow] = []
    for row in drawn:
        if row.side != side:
            side = row.side
            heads.append((found.sides[side], y + _HEAD - _PAD))
            y += _HEAD
        times, calls, doubted, _ = row.totals["met"]
        in_person = times - calls
        notes = [
            ngettext("%(count)s call", "%(count)s calls", calls) if calls else "",
            ngettext("%(count)s reported", "%(count)s reported", doubted) if doubted else "",
        ]
        note = ", ".join(filter(None, notes))
        rows.append(
            DrawnRow(
                row=row,
                y=y + _ROW // 2,
                number=f"{in_person or '–'}",
                note=note,
                words=count_words(in_person, calls, doubted),
                is_call=not in_person,
                width=stroke(in_person),
            )
        )
        y += _ROW + _LINE * (len(row.lines) - 1 + bool(note))
    height = max(y + _PAD, _LINE * (len(found.lines) + 4))
    return CircleDrawing(height, height // 2, tuple(heads), tuple(rows), len(met) - len(drawn))


def stroke(times: int) -> float:
    """Return the thickness of a line for a number of meetings, in pixels."""
    return min(1.5 * max(times, 1), 12)


def _row(site: Site, actor: str, other: str, found: Sequence[Relation], side: int) -> CircleRow:
    brief = site.corpus.find(other, Actor)
    name = brief.name if brief else other
    ties = [tie for relation in found for tie in _ties(site, relation, is_first=relation.one == actor)]
    totals: dict[str, tuple[int, int, int, int]] = {}
    for relation in found:
        counts = [(_is_call(site, e), strength(e.basis) != "strong") for e in relation.evidence]
        before = totals.get(relation.kind, (0, 0, 0, 0))
        now = (len(counts), sum(c for c, _ in counts), sum(d for _, d in counts), sum(c and d for c, d in counts))
        totals[relation.kind] = (
            before[0] + now[0], before[1] + now[1], before[2] + now[2], before[3] + now[3]
        )  # fmt: skip
    return CircleRow(
        name, lines_of(name, _NAME_WIDTH), about(site, other), site.url_of(other) or "", side, tuple(ties), totals
    )


def _ties(site: Site, relation: Relation, *, is_first: bool) -> Iterator[Tie]:
    verb = gettext(_VERBS[relation.kind, is_first])
    for evidence in relation.evidence[::-1][:MOST_TIES]:
        event = site.corpus.find(evidence.ref, Event)
        mark = gettext(vocabulary.BASES[evidence.basis][0]) if strength(evidence.basis) != "strong" else ""
        if relation.kind == "met" and event is not None:
            text, when = meeting_link(site, Meeting(event, evidence.basis)).text, ""
        else:
            made = site.corpus.statements.get(evidence.ref)
            text, when = evidence.note or (made.event.title if made else site.label(evidence.ref)), evidence.words()
        yield Tie(
            relation.kind, verb, text, site.url_of(evidence.ref) or "", when, mark,
            iso(evidence.first), iso(evidence.last), _is_call(site, evidence),
        )  # fmt: skip


def _is_call(site: Site, evidence: RelationEvidence) -> bool:
    event = site.corpus.find(evidence.ref, Event)
    return event is not None and event.kind == "call"


def _party(site: Site, actor: str) -> str:
    team = team_of(site.corpus, actor)
    return team.party if team else ""


def _by_actor(corpus: Corpus) -> dict[str, list[Relation]]:
    found: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations(corpus):
        found[relation.one].append(relation)
        found[relation.other].append(relation)
    return dict(found)
