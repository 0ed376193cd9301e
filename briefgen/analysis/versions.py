"""Plans followed through their versions: who brought a version, what each did to a point, whether the point is there.

Stands on the linked corpus, beside positions, for the rules on plans and points. Reads versions in the plan's order, each
once, and passes over entries of versions that the plan does not list: a rule of their own reports them.
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
    """A version of the plan with the point's entry for it; `index` is the entry's place in the file."""

    version: str
    entry: PointVersion | None
    index: int = -1


class Introduction(msgspec.Struct, frozen=True):
    """An event that says it brought a version; `index` is the place in its list."""

    event: Event
    index: int


def introductions(corpus: Corpus) -> dict[str, tuple[Introduction, ...]]:
    """Return the events that introduce each version, by ``plan-id@version-id``, oldest first."""
    found: dict[str, list[Introduction]] = defaultdict(list)
    for event in corpus.events:
        for index, target in enumerate(event.introduces):
            plan, _, version = target.partition("@")
            found[f"{corpus.former.get(plan, plan)}@{version}"].append(Introduction(event, index))
    return {version: tuple(events) for version, events in found.items()}


def course(plan: Plan, point: Point) -> tuple[Step, ...]:
    """Return a step for every version of the plan, with the point's first entry for it or none."""
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
    """Yield every point of a plan that has versions, with its course."""
    for id, points in corpus.points.items():
        plan = corpus.find(id, Plan)
        if plan is not None and plan.versions:
            yield from ((plan, point, course(plan, point)) for point in points)


def arrives(entry: PointVersion) -> bool:
    """Return whether the version made the point: it is introduced, or what a merge or a split resulted in."""
    return entry.change == "introduced" or (
        entry.change in ("merged", "split") and bool(entry.from_) and not entry.into
    )


def is_there(entry: PointVersion) -> bool | None:
    """Return whether the version has the point, or None where the entry leaves it open.

    A point merged into others is gone. One that was split may go on beside its parts, and one that was put off may stand
    in brackets.
    """
    if entry.change in ("introduced", "unchanged", "amended") or arrives(entry):
        return True
    if entry.change == "dropped" or (entry.change == "merged" and entry.into):
        return False
    return None


def presence(steps: tuple[Step, ...]) -> tuple[bool | None, ...]:
    """Return whether each version has the point. Without entry it is out before it arrives and after it is gone."""
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
