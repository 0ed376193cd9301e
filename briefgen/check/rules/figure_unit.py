"""One figure has one unit and one value at a time.

Figures with the same `label` are compared from version to version, so they have the same `unit`. Within one entry,
statement or event, a second value of the same figure needs another `by` or another period.

Bad:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}
      - {id: second-draft, label: Second draft, event: 2025-11-27-talks}
    # content/points/point-01.yaml
    title: First point
    summary: A point.
    plan: plan
    number: 1
    cite: [wire]
    versions:
      - {in: first-draft, change: introduced, figures: [{label: Army cap, value: 600000, unit: personnel}]}
      - {in: second-draft, change: amended, figures: [{label: Army cap, value: 800, unit: thousand personnel}]}

Good:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}
      - {id: second-draft, label: Second draft, event: 2025-11-27-talks}
    # content/points/point-01.yaml
    title: First point
    summary: A point.
    plan: plan
    number: 1
    cite: [wire]
    versions:
      - {in: first-draft, change: introduced, figures: [{label: Army cap, value: 600000, unit: personnel}]}
      - {in: second-draft, change: amended, figures: [{label: Army cap, value: 800000, unit: personnel}]}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds._parts import Figure
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.point import Point

CODE = "BG480"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield figures with two units, and figures with two values at one place."""
    for brief in (*corpus.of(Event), *corpus.of(Point)):
        units: dict[str, tuple[str, At]] = {}
        for at, figures in _lists(brief):
            yield from _twice(brief.id, at, figures)
            for index, figure in enumerate(figures):
                place = (*at, index, "unit")
                unit, first = units.setdefault(figure.label.casefold(), (figure.unit, place))
                if unit != figure.unit:
                    message = f"`{figure.label}` is in `{figure.unit}` here, and in `{unit}` before"
                    related = (Related("the other unit", brief.id, first),)
                    help = f"give the number in `{unit}`, or choose another `label`"
                    yield Finding(brief.id, place, message, help=help, related=related)


def _lists(brief: Brief) -> Iterator[tuple[At, tuple[Figure, ...]]]:
    """Yield the lists of figures of a brief with their paths."""
    if isinstance(brief, Event):
        yield ("figures",), brief.figures
        yield from ((("statements", index, "figures"), one.figures) for index, one in enumerate(brief.statements))
    elif isinstance(brief, Point):
        yield from ((("versions", index, "figures"), one.figures) for index, one in enumerate(brief.versions))


def _twice(id: str, at: At, figures: Iterable[Figure]) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], int] = {}
    for index, figure in enumerate(figures):
        key = (figure.label.casefold(), figure.by, str(figure.from_), str(figure.to))
        first = seen.setdefault(key, index)
        if first != index:
            related = (Related("the other value", id, (*at, first, "value")),)
            help = "remove one of the two, or say with `by`, `from` or `to` how they differ"
            message = f"a second value for `{figure.label}`"
            yield Finding(id, (*at, index, "value"), message, help=help, related=related)
