"""Follow the points of a plan through its versions: lines, changes and presence.

The negotiated line is every version without `branch_of`. A branch follows the version that it answers.

Works on the linked corpus, for rules on plans and points. Reads each version once, in the order of the plan.
Entries for versions that the plan does not list are skipped: another rule reports them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan, PlanVersion
from briefgen.model.kinds.point import Point, PointVersion


class Step(msgspec.Struct, frozen=True):
    """One version of a plan, with a point's entry for it and the entry's list index."""

    version: str
    entry: PointVersion | None
    index: int = -1
    before: int = -1
    """The index of the step that it follows on its line; -1 for the first."""
    is_branch: bool = False
    is_complete: bool = True
    """Whether the version has an entry for every point."""


class Introduction(msgspec.Struct, frozen=True):
    """An event that claims to introduce a version, and the index in its `introduces`."""

    event: Event
    index: int


def introductions(corpus: Corpus) -> dict[str, tuple[Introduction, ...]]:
    """Return the events that introduce each `plan-id@version-id`, oldest first."""
    found: dict[str, list[Introduction]] = defaultdict(list)
    for event in corpus.events:
        for index, target in enumerate(event.introduces):
            plan, _, version = target.partition("@")
            found[f"{corpus.former.get(plan, plan)}@{version}"].append(Introduction(event, index))
    return {version: tuple(events) for version, events in found.items()}


def negotiated(plan: Plan) -> tuple[PlanVersion, ...]:
    """Return the versions of the negotiated line, in order."""
    return tuple(version for version in plan.versions if not version.is_branch)


def predecessors(plan: Plan) -> dict[str, str]:
    """Return for each version the id of the one that it follows, empty for the first.

    A version of the negotiated line follows the one before on that line. A branch follows the version that it
    answers, or the negotiated version listed before it where that one is missing or listed later.
    """
    found: dict[str, str] = {}
    last = ""
    for version in plan.versions:
        if version.id in found:
            continue
        found[version.id] = version.branch_of if version.branch_of in found else last
        if not version.is_branch:
            last = version.id
    return found


def course(plan: Plan, point: Point) -> tuple[Step, ...]:
    """Return a step for each version of the plan.

    A step holds the point's first entry for that version, or None.
    """
    entries: dict[str, int] = {}
    for number, one in enumerate(point.versions):
        entries.setdefault(one.in_, number)
    before = predecessors(plan)
    order = {id: place for place, id in enumerate(before)}
    versions = {version.id: version for version in reversed(plan.versions)}
    steps: list[Step] = []
    for id, previous in before.items():
        index = entries.get(id, -1)
        entry = point.versions[index] if index >= 0 else None
        version = versions[id]
        steps.append(
            Step(id, entry, index, order.get(previous, -1), version.is_branch, is_complete=version.is_complete)
        )
    return tuple(steps)


def line_to(steps: Sequence[Step], index: int) -> tuple[int, ...]:
    """Return the indexes of the steps on the line that leads to a step.

    They are oldest first, and include the step itself.
    """
    found = []
    while index >= 0:
        found.append(index)
        index = steps[index].before
    return tuple(reversed(found))


def negotiated_courses(corpus: Corpus) -> Iterator[tuple[Plan, Point, tuple[Step, ...]]]:
    """Yield each point of each plan with its steps on the negotiated line."""
    for plan, point, steps in courses(corpus):
        line = tuple(step for step in steps if not step.is_branch)
        if line:
            yield plan, point, line


def courses(corpus: Corpus) -> Iterator[tuple[Plan, Point, tuple[Step, ...]]]:
    """Yield each point of each plan that has versions, with its steps."""
    for id, points in corpus.points.items():
        plan = corpus.find(id, Plan)
        if plan is not None and plan.versions:
            yield from ((plan, point, course(plan, point)) for point in points)


def arrives(entry: PointVersion) -> bool:
    """Return whether the point exists since this version.

    It was introduced here, or a merge or a split made it.
    """
    return entry.change == "introduced" or (
        entry.change in ("merged", "split") and bool(entry.from_) and not entry.into
    )


def is_there(entry: PointVersion) -> bool | None:
    """Return whether the version contains the point; None if the entry leaves it open.

    A point merged into others or moved is gone. A point that was split may continue beside its parts. A deferred
    point may remain in brackets.
    """
    if entry.change in ("introduced", "unchanged", "amended") or arrives(entry):
        return True
    if entry.change in ("dropped", "moved") or (entry.change == "merged" and entry.into):
        return False
    return None


def ends(entry: PointVersion) -> bool:
    """Return whether no later version needs an entry.

    So it is where the point was dropped, moved, merged into others or split.
    """
    return is_there(entry) is False or (entry.change == "split" and bool(entry.into))


def presence(steps: tuple[Step, ...]) -> tuple[bool | None, ...]:
    """Return for each step whether that version contains the point; None if unknown.

    A version without an entry does not contain the point before it arrives on its line, or after it is gone there.
    """
    first = next((step.entry for step in steps if step.entry), None)
    start: bool | None = False if first is not None and arrives(first) else None
    found: list[bool | None] = []
    for step in steps:
        known = found[step.before] if step.before >= 0 else start
        found.append(is_there(step.entry) if step.entry is not None else False if known is False else None)
    return tuple(found)


def unanswered(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the steps of complete versions that lack an entry.

    None is needed before the point arrives, and none after an entry that `ends` it.
    """
    found = []
    for step, is_in in zip(steps, presence(steps), strict=True):
        if step.entry is not None or not step.is_complete or is_in is False:
            continue
        earlier = (steps[index].entry for index in reversed(line_to(steps, step.before)))
        last = next((entry for entry in earlier if entry is not None), None)
        if last is None or not ends(last):
            found.append(step)
    return tuple(found)
