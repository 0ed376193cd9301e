"""Part ids and point numbers are unique within their event, point or plan.

Ids identify the statements of an event, the versions and components of a plan, the documents of a version and the parts
of a point. So each may occur once. The same holds for the numbers of a plan's points.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - {id: one, speaker: ministry, quote: We came, cite: [wire]}
      - {id: one, speaker: ministry, quote: We left, cite: [wire]}

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - {id: one, speaker: ministry, quote: We came, cite: [wire]}
      - {id: two, speaker: ministry, quote: We left, cite: [wire]}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan

CODE = "BG405"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every second use of an id in its brief, and of a number in its plan."""
    for event in corpus.of(Event):
        yield from _twice(event.id, "statements", "statement", (s.id for s in event.statements))
    for plan in corpus.of(Plan):
        yield from _twice(plan.id, "versions", "version", (v.id for v in plan.versions))
        yield from _twice(plan.id, "components", "component", (c.id for c in plan.components))
        for index, version in enumerate(plan.versions):
            documents = (document.id for document in version.documents)
            yield from _twice(plan.id, "documents", "document", documents, ("versions", index))
    for points in corpus.points.values():
        first: dict[int, str] = {}
        for point in points:
            yield from _twice(point.id, "parts", "part", (part.id for part in point.parts))
            if point.number in first:
                message = f"number {point.number} is already used in `{point.plan}`"
                related = (Related("first used here", first[point.number], ("number",)),)
                yield Finding(
                    point.id, ("number",), message, help="give one of the points another number", related=related
                )
            first.setdefault(point.number, point.id)


def _twice(id: str, field: str, what: str, ids: Iterable[str], at: At = ()) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, part in enumerate(ids):
        if part in first:
            related = (Related("first used here", id, (*at, field, first[part], "id")),)
            message = f"a second {what} has the id `{part}`"
            yield Finding(id, (*at, field, index, "id"), message, help="choose another id", related=related)
        first.setdefault(part, index)
