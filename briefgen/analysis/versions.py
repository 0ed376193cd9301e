"""Follow the points of a plan through its versions: changes and presence.

Works on the linked corpus, for rules on plans and points. Reads each version once, in the order of the plan.
Entries for versions that the plan does not list are skipped: another rule reports them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point, PointVersion


class Step(msgspec.Struct, frozen=True):
    """One version of a plan, with a point's entry for it and the entry's list index."""

    version: str
    entry: PointVersion | None
    index: int = -1


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


def course(plan: Plan, point: Point) -> tuple[Step, ...]:
    """Return a step for each version of the plan.

    A step holds the point's first entry for that version, or None.
    """
    entries: dict[str, int] = {}
    for index, entry in enumerate(point.versions):
        entries.setdefault(entry.in_, index)
    return tuple(
        Step(version.id, point.versions[entries[version.id]], entries[version.id])
        if version.id in entries
        else Step(version.id, None)
        for version in {version.id: version for version in plan.versions}.values()
    )


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

    A point merged into others is gone. A point that was split may continue beside its parts. A deferred point may
    remain in brackets.
    """
    if entry.change in ("introduced", "unchanged", "amended") or arrives(entry):
        return True
    if entry.change == "dropped" or (entry.change == "merged" and entry.into):
        return False
    return None


def presence(steps: tuple[Step, ...]) -> tuple[bool | None, ...]:
    """Return for each step whether that version contains the point; None if unknown.

    A version without an entry does not contain the point before it arrives or after it is gone.
    """
    first = next((step.entry for step in steps if step.entry), None)
    known: bool | None = False if first is not None and arrives(first) else None
    found: list[bool | None] = []
    for step in steps:
        if step.entry is not None:
            known = is_there(step.entry)
            found.append(known)
        else:
            found.append(False if known is False else None)
    return tuple(found)
