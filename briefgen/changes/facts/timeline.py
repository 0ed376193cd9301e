"""Timeline: the order of events, and what is scheduled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.changes.facts._side import BothSides, DerivedSide, FactKey, FactScope
from briefgen.changes.facts._write import derived_change, of_brief, values
from briefgen.changes.types import BriefingChange
from briefgen.model.kinds.event import Event

TYPES = ("timeline.order", "timeline.scheduled")


def facts(side: DerivedSide, scope: FactScope) -> Iterator[tuple[FactKey, Any]]:
    """Yield the place of each event in time, and whether it is scheduled."""
    for event in side.corpus.of(Event):
        if scope.wants(event.id):
            yield (event.id, "place"), event.date.sort_key
            if event.state == "scheduled":
                yield (event.id, "scheduled"), event.state


def changes(key: FactKey, old: Any, new: Any, both: BothSides) -> Iterator[BriefingChange]:
    """Yield an event that stands between others now, or that is or was scheduled."""
    id, what = key
    subject = of_brief(both, id)
    if what == "scheduled":
        side = both.head if new else both.base
        event = side.corpus.find(id, Event)
        when = event.date.words() if event else ""
        now = both.head.corpus.find(id, Event)
        became = f" ({now.state})" if not new and now else ""
        says = f"{'Scheduled' if new else 'No longer scheduled'}: {subject.title}, {when}{became}"
        yield derived_change(
            "timeline.scheduled", "disputes", subject, says, label="scheduled", verb="added" if new else "removed",
            **values(when if old else None, when if new else None),
        )  # fmt: skip
    elif old is not None and new is not None:
        before, after = (_neighbours(side, id, both) for side in (both.base, both.head))
        if before[2] != after[2]:
            says = f"{subject.title} stands {_between(both, after)} now (was: {_between(both, before)})"
            yield derived_change(
                "timeline.order", "disputes", subject, says, label="order", verb="moved",
                **values([*before[:2]], [*after[:2]]),
            )  # fmt: skip


def _neighbours(side: DerivedSide, id: str, both: BothSides) -> tuple[str, str, frozenset[str]]:
    """Return the events before and after one, of those that both sides have, and all that are before it."""
    common = [
        one.id for one in side.corpus.events if one.id in both.base.corpus.briefs and one.id in both.head.corpus.briefs
    ]
    place = common.index(id)
    return (
        common[place - 1] if place else "",
        common[place + 1] if place + 1 < len(common) else "",
        frozenset(common[:place]),
    )


def _between(both: BothSides, place: tuple[str, str, frozenset[str]]) -> str:
    before, after = (f"“{both.head.site.label(id)}”" if id else "" for id in place[:2])
    if before and after:
        return f"between {before} and {after}"
    return f"after {before}, as the last" if before else f"before {after}, as the first"
