"""The two points of a merge or split name each other.

The point that was merged or split has `into`, and the resulting point has `from`. A point that goes on and gives rise
to another has `into` beside `amended`. Both entries are for the same version, unless the points belong to different
plans. Otherwise readers cannot follow the change.

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
_MAY_HAVE_INTO = (*_MOVES, "amended")
_IS_NOT_THERE = ("dropped", "moved", "not-reported")
_OTHER_SIDE = {"into": "from", "from": "into"}


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield merges and splits that only one side names, or whose sides disagree."""
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
        message = f"`{entry.change}`, but no points are named"
        help = "add `into: [point-id]` to the point that was merged or split, `from: [point-id]` to the resulting one"
        yield Finding(id, (*at, "change"), message, help=help)
    if entry.into and entry.change not in _MAY_HAVE_INTO:
        help = "write `merged`, `split` or `amended` as its `change`, or remove `into`"
        yield Finding(id, (*at, "into"), f"`into` with `change: {entry.change}`", help=help, key=True)
    if entry.from_ and entry.change in _IS_NOT_THERE:
        help = "write what the version did to the point as its `change`, or remove `from`"
        yield Finding(id, (*at, "from"), f"`from` with `change: {entry.change}`", help=help, key=True)


def _other_side(corpus: Corpus, point: Point, at: At, entry: PointVersion, side: str) -> Iterator[Finding]:
    for index, id in enumerate(entry.into if side == "into" else entry.from_):
        other = corpus.find(id, Point)
        place = (*at, side, index)
        if other is None:
            continue
        if other.id == point.id:
            help = "name the other point"
            yield Finding(point.id, place, f"`{point.id}` names itself as the other side", help=help)
        elif not _names_back(corpus, point, other, entry.in_, _OTHER_SIDE[side]):
            yield _not_named_back(corpus, point, place, other, entry.in_, side)


def _named(entry: PointVersion, side: str) -> tuple[str, ...]:
    """Return the points that an entry names on a side, for the answer to another entry."""
    if side == "from":
        return entry.from_
    # A point that was moved to another names it in `to`, which the other may answer with `from`.
    is_to_point = entry.to is not None and "@" not in entry.to
    return (*entry.into, entry.to) if is_to_point and entry.to else entry.into


def _names_back(corpus: Corpus, point: Point, other: Point, version: str, side: str) -> bool:
    is_same_plan = _are_of_one_plan(corpus, point, other)
    return any(
        corpus.former.get(id, id) == point.id
        for entry in other.versions
        if entry.in_ == version or not is_same_plan
        for id in _named(entry, side)
    )


def _are_of_one_plan(corpus: Corpus, point: Point, other: Point) -> bool:
    return corpus.former.get(other.plan, other.plan) == corpus.former.get(point.plan, point.plan)


def _not_named_back(corpus: Corpus, point: Point, place: At, other: Point, version: str, side: str) -> Finding:
    back = _OTHER_SIDE[side]
    if not _are_of_one_plan(corpus, point, other):
        message = f"no entry of `{other.id}` names this point in `{back}`"
        help = f"add `{back}: [{point.id}]` to the entry of `{other.id}` that the change led to, or correct this one"
        related = (Related("its plan", other.id, ("plan",)),)
        return Finding(point.id, place, message, help=help, related=related)
    index = next((index for index, entry in enumerate(other.versions) if entry.in_ == version), None)
    at: At = ("versions", index, "in") if index is not None else ("versions",) if other.versions else ()
    what = f"its entry for `{version}`" if index is not None else f"it has no entry for `{version}`"
    message = f"`{other.id}` does not name this point in `{back}` for `{version}`"
    help = f"add `{back}: [{point.id}]` to the entry of `{other.id}` for `{version}`, or correct this one"
    return Finding(point.id, place, message, help=help, related=(Related(what, other.id, at),))
