"""A merge or a split has two sides: the point that went, with `into`, and the point it went to, with `from`. Both say so in
the same version, and both belong to the same plan; else a reader who follows one of them loses the thread.

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
      - {in: first-draft, change: introduced}
      - {in: second-draft, change: merged, into: [point-02]}
    # content/points/point-02.yaml
    title: Second point
    summary: Another point.
    plan: plan
    number: 2
    cite: [wire]
    versions:
      - {in: first-draft, change: introduced}
      - {in: second-draft, change: amended}

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
      - {in: first-draft, change: introduced}
      - {in: second-draft, change: merged, into: [point-02]}
    # content/points/point-02.yaml
    title: Second point
    summary: Another point.
    plan: plan
    number: 2
    cite: [wire]
    versions:
      - {in: first-draft, change: introduced}
      - {in: second-draft, change: amended, from: [point-01]}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.versions import courses
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.model.kinds.point import Point, PointVersion

CODE = "BG430"
SEVERITY = Severity.WARNING

_MOVES = ("merged", "split")
_IS_NOT_THERE = ("dropped", "not-reported")
_OTHER_SIDE = {"into": "from", "from": "into"}


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield merges and splits with one side, and those whose two sides do not agree."""
    for _, point, steps in courses(corpus):
        for step in steps:
            if step.entry is None:
                continue
            at: At = ("versions", step.index)
            if step.entry.change in _MOVES or step.entry.into or step.entry.from_:
                yield from _by_itself(point.id, at, step.entry)
                yield from _other_side(corpus, point, at, step.entry, "into")
                yield from _other_side(corpus, point, at, step.entry, "from")


def _by_itself(id: str, at: At, entry: PointVersion) -> Iterator[Finding]:
    if entry.change in _MOVES and not entry.into and not entry.from_:
        message = f"`{entry.change}`, but not with which points"
        help = "add `into: [point-id]` to the point that went, `from: [point-id]` to the one it went to"
        yield Finding(id, (*at, "change"), message, help=help)
    if entry.into and entry.change not in _MOVES:
        help = "write `merged` or `split` as its `change`, or take `into` out"
        yield Finding(id, (*at, "into"), f"`into` beside `change: {entry.change}`", help=help, key=True)
    if entry.from_ and entry.change in _IS_NOT_THERE:
        help = "write what the version did to it as its `change`, or take `from` out"
        yield Finding(id, (*at, "from"), f"`from` beside `change: {entry.change}`", help=help, key=True)


def _other_side(corpus: Corpus, point: Point, at: At, entry: PointVersion, side: str) -> Iterator[Finding]:
    for index, id in enumerate(_named(entry, side)):
        other = corpus.find(id, Point)
        place = (*at, side, index)
        if other is None:
            continue
        if other.id == point.id:
            help = "name the other point"
            yield Finding(point.id, place, f"`{point.id}` is named as the other side of itself", help=help)
        elif corpus.former.get(other.plan, other.plan) != corpus.former.get(point.plan, point.plan):
            message = f"`{other.id}` is a point of `{other.plan}`, this is one of `{point.plan}`"
            related = (Related("its plan", other.id, ("plan",)),)
            yield Finding(point.id, place, message, help="name a point of the same plan", related=related)
        elif not _answers(corpus, point, other, entry.in_, _OTHER_SIDE[side]):
            yield _unanswered(point, place, other, entry.in_, side)


def _named(entry: PointVersion, side: str) -> tuple[str, ...]:
    return entry.into if side == "into" else entry.from_


def _answers(corpus: Corpus, point: Point, other: Point, version: str, side: str) -> bool:
    return any(
        corpus.former.get(id, id) == point.id
        for entry in other.versions
        if entry.in_ == version
        for id in _named(entry, side)
    )


def _unanswered(point: Point, place: At, other: Point, version: str, side: str) -> Finding:
    back = _OTHER_SIDE[side]
    index = next((index for index, entry in enumerate(other.versions) if entry.in_ == version), None)
    at: At = ("versions", index, "in") if index is not None else ("versions",) if other.versions else ()
    what = f"its entry for `{version}`" if index is not None else f"it has no entry for `{version}`"
    message = f"`{other.id}` does not have this point in `{back}` for `{version}`"
    help = f"add `{back}: [{point.id}]` to the entry of `{other.id}` for `{version}`, or correct this one"
    return Finding(point.id, place, message, help=help, related=(Related(what, other.id, at),))
