"""What became of each point between two versions of a plan, and how far the wording differs.

Stands on the courses of the points and on the words of their prose. Nothing is claimed that no entry says: where a version
is not reported, nothing is compared; only wording that stands in a version is set against wording, never a remark on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import msgspec

from briefgen.model.kinds.plan import Plan, PlanVersion
from briefgen.model.kinds.point import Point, PointVersion
from briefgen.site.shared import Site
from briefgen.analysis.versions import Step, arrives, course, is_there, presence
from briefgen.text.worddiff import Difference, difference

ALL_PAIRS = 12
"""Up to how many versions each is compared with each."""


class Stage(msgspec.Struct, frozen=True):
    """A point in one version: its entry and number there, and what differs from the version before that tells its wording."""

    version: PlanVersion
    entry: PointVersion | None
    number: int | None
    telling: PointVersion | None
    """The entry that has the wording: its own, or that of an earlier version which this one left as it was."""
    told_in: PlanVersion
    """The version of that entry."""
    moved_from: int | None = None
    """Its number before, where it was another."""
    against: Stage | None = None
    """The last stage before whose wording is known, where that of this one is too."""
    difference: Difference | None = None
    """None also where the point says the same and at least one of the two is told in our words."""

    @property
    def is_mixed(self) -> bool:
        """Return whether a document's own wording stands against a paraphrase."""
        return _wording(self) != _wording(self.against) if self.against else False


class ComparisonRow(msgspec.Struct, frozen=True):
    """A point in two versions, and what became of it from the older to the newer."""

    point: Point
    outcome: str
    """A change, or `absent` where neither version has it."""
    old: Stage
    new: Stage
    """Set against the older one, not against its neighbour."""

    @property
    def number(self) -> int:
        """Return the number to sort by: that in the newer version, else in the older, else the point's own."""
        return self.new.number or self.old.number or self.point.number


class Comparison(msgspec.Struct, frozen=True):
    """Two versions of a plan point by point, by number."""

    older: PlanVersion
    newer: PlanVersion
    rows: tuple[ComparisonRow, ...]

    @property
    def outcomes(self) -> tuple[tuple[str, tuple[ComparisonRow, ...]], ...]:
        """Return the rows by outcome, those that changed first; only outcomes that there are."""
        found = ((outcome, tuple(row for row in self.rows if row.outcome == outcome)) for outcome in _ORDER)
        return tuple((outcome, rows) for outcome, rows in found if rows)

    @property
    def moved(self) -> tuple[ComparisonRow, ...]:
        """Return the rows whose number differs."""
        return tuple(row for row in self.rows if row.new.moved_from is not None)

    @property
    def has_paraphrase(self) -> bool:
        """Return whether a paraphrase is set against a paraphrase."""
        return any(
            row.new.difference and not row.new.is_mixed and _wording(row.new) == "paraphrase" for row in self.rows
        )


_ORDER = ("amended", "introduced", "dropped", "merged", "split", "deferred", "unchanged", "not-reported", "absent")


def versions_of(plan: Plan) -> tuple[PlanVersion, ...]:
    """Return the versions of a plan, each once."""
    return tuple({version.id: version for version in plan.versions}.values())


def pairs(count: int) -> tuple[tuple[int, int], ...]:
    """Return which of so many versions are compared, older first.

    All with all up to a dozen; of more, neighbours, the first with the last, and each with the newest.
    """
    if count <= ALL_PAIRS:
        return tuple(combinations(range(count), 2))
    return tuple(sorted({*pairwise(range(count)), *((older, count - 1) for older in range(count - 1))}))


def paired(plan: Plan) -> frozenset[tuple[str, str]]:
    """Return the ids of each two versions that have a page of their own, older first."""
    versions = versions_of(plan)
    return frozenset((versions[older].id, versions[newer].id) for older, newer in pairs(len(versions)))


def stages(site: Site, plan: Plan, point: Point) -> tuple[Stage, ...]:
    """Return a point in every version of its plan, each set against the one before."""
    found: list[Stage] = []
    for stage in _plain_stages(plan, point):
        before = next((one.number for one in reversed(found) if one.number is not None), None)
        against = next((one for one in reversed(found) if _is_told(one)), None)
        is_same = stage.entry is not None and stage.entry.change == "unchanged"
        found.append(_set_against(site, stage, against, before, is_same=is_same))
    return tuple(found)


def compare(site: Site, plan: Plan) -> dict[tuple[int, int], Comparison]:
    """Return every pair of versions that is compared, point by point, by the places of the two in the plan."""
    versions = versions_of(plan)
    points = [(point, course(plan, point), _plain_stages(plan, point)) for point in site.corpus.points.get(plan.id, ())]
    found = {}
    for older, newer in pairs(len(versions)):
        rows = []
        for point, steps, plain in points:
            old, new = plain[older], plain[newer]
            became = outcome(steps, older, newer)
            against = old if _is_told(old) else None
            set_against = _set_against(site, new, against, old.number, is_same=became == "unchanged")
            rows.append(ComparisonRow(point, became, old, set_against))
        rows.sort(key=lambda row: (row.number, row.point.number, row.point.id))
        found[older, newer] = Comparison(versions[older], versions[newer], tuple(rows))
    return found


def outcome(steps: Sequence[Step], older: int, newer: int) -> str:
    """Return what became of a point from one version to a later one.

    Of neighbours it is what the newer entry says. Of others it is what all entries between say together, as far as they are
    reported.
    """
    there = presence(tuple(steps))
    old, new = steps[older].entry, steps[newer].entry
    between = [step.entry for step in steps[older + 1 : newer + 1] if step.entry and _is_reported(step.entry)]
    if there[newer] is False:
        left = [entry.change for entry in between if is_there(entry) is False]
        return left[-1] if there[older] is not False and left else "absent"
    if new is None or not _is_reported(new):
        return "not-reported"
    if newer == older + 1 or new.change in ("deferred", "merged", "split"):
        return new.change
    if there[older] is False or any(arrives(entry) for entry in between):
        return next((entry.change for entry in between if arrives(entry)), "introduced")
    if old is None or not _is_reported(old):
        return "not-reported"
    return "unchanged" if all(entry.change == "unchanged" for entry in between) else "amended"


def number_in(point: Point, entry: PointVersion | None) -> int | None:
    """Return a point's number in a version; None where the version does not have it or nothing is reported."""
    if entry is None or not _is_reported(entry) or is_there(entry) is False:
        return None
    return entry.number or point.number


def _plain_stages(plan: Plan, point: Point) -> list[Stage]:
    """Return a point in every version of its plan, with the wording that stands there."""
    found: list[Stage] = []
    for version, step in zip(versions_of(plan), course(plan, point), strict=True):
        entry, number = step.entry, number_in(point, step.entry)
        is_as_before = entry is not None and entry.change == "unchanged" and not entry.text
        telling, told_in = (found[-1].telling, found[-1].told_in) if is_as_before and found else (entry, version)
        found.append(Stage(version, entry, number, telling, told_in))
    return found


def _set_against(site: Site, stage: Stage, against: Stage | None, before: int | None, *, is_same: bool) -> Stage:
    """Return a stage with what differs from an earlier one with known wording and from the number before.

    Where a point says the same as before, our own words for it are not compared: they differ for no reason of the plan's.
    """
    moved_from = before if stage.number is not None and before not in (None, stage.number) else None
    if against is None or not _is_told(stage):
        return msgspec.structs.replace(stage, moved_from=moved_from)
    is_ours = "paraphrase" in (_wording(stage), _wording(against))
    found = None if is_same and is_ours else difference(_words(site, against), _words(site, stage))
    return msgspec.structs.replace(stage, moved_from=moved_from, against=against, difference=found)


def _words(site: Site, stage: Stage) -> str:
    return site.prose.plain(stage.telling.text) if stage.telling and stage.telling.text else ""


def _is_reported(entry: PointVersion) -> bool:
    return entry.change != "not-reported"


def _is_told(stage: Stage) -> bool:
    """Return whether a version's wording of a point is known, in the document's words or in ours."""
    entry = stage.telling
    if entry is None or not entry.text or not _is_reported(entry):
        return False
    return entry.wording == "verbatim" or is_there(entry) is True


def _wording(stage: Stage) -> str | None:
    return stage.telling.wording if stage.telling else None
