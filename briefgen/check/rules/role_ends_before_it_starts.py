"""A role cannot end before it starts.

One of the two dates is wrong, or they are swapped. The same holds for memberships and for the periods of figures.

Bad:

    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    themes: [territory]
    roles:
      - {title: Chair of the talks, from: 2025-11, to: 2025-03}
    cite: [wire]

Good:

    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    themes: [territory]
    roles:
      - {title: Chair of the talks, from: 2025-03, to: 2025-11}
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.model.kinds._parts import Figure
from briefgen.model.kinds.actor import Actor, Member, Role
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.point import Point

CODE = "BG411"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every role, membership and figure whose `to` is before its `from`."""
    for actor in corpus.of(Actor):
        yield from _wrong(actor.id, ("roles",), "role", actor.roles)
        yield from _wrong(actor.id, ("members",), "membership", actor.members)
    for event in corpus.of(Event):
        yield from _wrong(event.id, ("figures",), "figure", event.figures)
        for index, statement in enumerate(event.statements):
            yield from _wrong(event.id, ("statements", index, "figures"), "figure", statement.figures)
    for point in corpus.of(Point):
        for index, entry in enumerate(point.versions):
            yield from _wrong(point.id, ("versions", index, "figures"), "figure", entry.figures)


def _wrong(id: str, at: At, what: str, periods: Iterable[Role | Member | Figure]) -> Iterator[Finding]:
    for index, period in enumerate(periods):
        if period.from_ and period.to and period.to.is_before(period.from_):
            message = f"the {what} ends ({period.to}) before it starts ({period.from_})"
            help = "correct one of the two dates, or swap them"
            related = (Related("it starts here", id, (*at, index, "from")),)
            yield Finding(id, (*at, index, "to"), message, help=help, related=related)
