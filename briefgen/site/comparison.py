"""Compare two versions of a plan: outcomes of the points and wording changes.

Works on the steps of the points (`analysis.versions`) and on the words of their prose. Makes no claim that no entry
supports: unreported versions are not compared. Wording is compared with wording, never with a remark.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, pairwise

import msgspec

from briefgen.analysis.versions import Step, arrives, course, is_there, line_to, presence
from briefgen.model.kinds.plan import Plan, PlanVersion
from briefgen.model.kinds.point import Point, PointVersion
from briefgen.site.shared import Site
from briefgen.text.worddiff import Difference, difference

ALL_PAIRS = 12
"""Up to this number of versions, every pair is compared."""


PAGE_POINTS = 50
PAGE_ENTRIES = 160
"""The most points on one page of a comparison, and the most entries of these points in all versions."""


class Stage(msgspec.Struct, frozen=True):
    """A point in one version: entry, number, wording, and the changes since earlier."""

    version: PlanVersion
    entry: PointVersion | None
    number: int | None
    """The point's number in this version; see `number_in`."""
    wording_entry: PointVersion | None
    """The entry with the wording: its own, or an earlier one that still holds."""
    wording_version: PlanVersion
    """The version of `wording_entry`."""
    follows: PlanVersion | None = None
    """The version that its own follows on its line, if a page compares the two."""
    renumbered_from: int | None = None
    """Its earlier number, if that was a different one."""
    against: Stage | None = None
    """The stage that `difference` compares with: the last with known wording."""
    difference: Difference | None = None
    """The word difference to `against`.

    None also if the point is unchanged and at least one of the two wordings is a paraphrase.
    """

    @property
    def beside(self) -> PlanVersion | None:
        """Return the version whose wording differs, for a page with both side by side.

        None if the wording is the same, or one of the two is not known.
        """
        return self.against.version if self.against and self.difference and not self.difference.is_same else None

    @property
    def is_verbatim(self) -> bool:
        """Return whether the wording is the document's own."""
        return _wording(self) == "verbatim"

    @property
    def is_mixed(self) -> bool:
        """Return whether verbatim wording is compared with a paraphrase."""
        return _wording(self) != _wording(self.against) if self.against else False


class ComparisonRow(msgspec.Struct, frozen=True):
    """A point in two versions, and its change from the older to the newer one."""

    point: Point
    outcome: str
    """One of `vocabulary.OUTCOMES`, or `absent` if neither version has the point."""
    old: Stage
    new: Stage
    """Compared with `old`, not with the version just before it."""

    @property
    def number(self) -> int:
        """Return the number to sort by: in the newer version, the older, or its own."""
        return self.new.number or self.old.number or self.point.number


class Comparison(msgspec.Struct, frozen=True):
    """Two versions of a plan compared point by point; rows are sorted by number."""

    older: PlanVersion
    newer: PlanVersion
    rows: tuple[ComparisonRow, ...]

    def part(self, points: Collection[str]) -> Comparison:
        """Return the same comparison with only some of the points, given their ids."""
        return msgspec.structs.replace(self, rows=tuple(row for row in self.rows if row.point.id in points))

    @property
    def outcomes(self) -> tuple[tuple[str, tuple[ComparisonRow, ...]], ...]:
        """Return the rows grouped by outcome, changed points first, without empty groups."""
        found = ((outcome, tuple(row for row in self.rows if row.outcome == outcome)) for outcome in _ORDER)
        return tuple((outcome, rows) for outcome, rows in found if rows)

    @property
    def shown(self) -> tuple[ComparisonRow, ...]:
        """Return the rows of points that at least one of the two versions has or may have."""
        return tuple(row for row in self.rows if row.outcome != "absent")

    @property
    def absent(self) -> tuple[ComparisonRow, ...]:
        """Return the rows of points that are in neither version."""
        return tuple(row for row in self.rows if row.outcome == "absent")

    @property
    def renumbered(self) -> tuple[ComparisonRow, ...]:
        """Return the rows with a changed number."""
        return tuple(row for row in self.rows if row.new.renumbered_from is not None)

    @property
    def has_paraphrase(self) -> bool:
        """Return whether any row compares a paraphrase with a paraphrase."""
        return any(
            row.new.difference and not row.new.is_mixed and _wording(row.new) == "paraphrase" for row in self.rows
        )


_ORDER = (
    *("amended", "introduced", "dropped", "moved", "merged", "split", "deferred"),
    *("unchanged", "reported-in-part", "not-reported", "absent"),
)
_SAID = ("deferred", "merged", "split", "reported-in-part")
"""Changes that say the same whichever earlier version is compared."""


def versions_of(plan: Plan) -> tuple[PlanVersion, ...]:
    """Return the versions of a plan, without duplicates."""
    return tuple({version.id: version for version in plan.versions}.values())


def pairs(count: int) -> tuple[tuple[int, int], ...]:
    """Return the pairs of version indexes that are compared, older first.

    Up to `ALL_PAIRS` versions these are all pairs. Beyond that, only neighbours, and each version with the newest.
    """
    if count <= ALL_PAIRS:
        return tuple(combinations(range(count), 2))
    return tuple(sorted({*pairwise(range(count)), *((older, count - 1) for older in range(count - 1))}))


def paired(plan: Plan) -> frozenset[tuple[str, str]]:
    """Return the pairs of version ids that have a page of their own, older first."""
    versions = versions_of(plan)
    return frozenset((versions[older].id, versions[newer].id) for older, newer in pairs(len(versions)))


def pages_of_points(site: Site, plan: Plan) -> list[list[Point]]:
    """Return the points on each page; the same in all comparisons of the plan."""
    pages: list[list[Point]] = [[]]
    room = PAGE_ENTRIES
    for point in site.corpus.points.get(plan.id, ()):
        entries = sum(_is_reported(entry) for entry in point.versions)
        if pages[-1] and (len(pages[-1]) == PAGE_POINTS or entries > room):
            pages.append([])
            room = PAGE_ENTRIES
        pages[-1].append(point)
        room -= entries
    return pages


def page_numbers(site: Site, plan: Plan) -> dict[str, int]:
    """Return the page of each point in the comparisons of its plan, by id."""
    pages = enumerate(pages_of_points(site, plan), 1)
    return {point.id: number for number, points in pages for point in points}


def stages(site: Site, plan: Plan, point: Point) -> tuple[Stage, ...]:
    """Return a point in every version of its plan, each compared with the one before."""
    found: list[Stage] = []
    steps = course(plan, point)
    for step, stage in zip(steps, _uncompared_stages(plan, steps, point), strict=True):
        line = [found[index] for index in reversed(line_to(steps, step.before))]
        before = next((one.number for one in line if one.number is not None), None)
        against = next((one for one in line if _has_wording(one)), None)
        is_same = stage.entry is not None and stage.entry.change == "unchanged"
        found.append(_compared(site, stage, against, before, is_same=is_same))
    return tuple(found)


def compare(site: Site, plan: Plan, points: Iterable[Point] | None = None) -> dict[tuple[int, int], Comparison]:
    """Return the comparisons of a plan, by the indexes of the two versions.

    They have all points of the plan, or only those given.
    """
    versions = versions_of(plan)
    found = site.corpus.points.get(plan.id, ()) if points is None else points
    compared = [
        (point, steps, _uncompared_stages(plan, steps, point)) for point in found for steps in (course(plan, point),)
    ]
    result = {}
    for older, newer in pairs(len(versions)):
        rows = []
        for point, steps, uncompared in compared:
            old, new = uncompared[older], uncompared[newer]
            became = outcome(steps, older, newer)
            against = old if _has_wording(old) else None
            stage = _compared(site, new, against, old.number, is_same=became == "unchanged")
            rows.append(ComparisonRow(point, became, old, stage))
        rows.sort(key=lambda row: (row.number, row.point.number, row.point.id))
        result[older, newer] = Comparison(versions[older], versions[newer], tuple(rows))
    return result


def outcome(steps: Sequence[Step], older: int, newer: int) -> str:
    """Return the change of a point from one version to a later one.

    For neighbours on one line, this is the change in the newer entry. For others, it summarises all reported entries
    since the last version that both lines share.
    """
    there = presence(tuple(steps))
    old, new = steps[older].entry, steps[newer].entry
    between = _apart(steps, newer, older)
    if there[newer] is False:
        left = [entry.change for entry in between if is_there(entry) is False]
        if there[older] is True and not left:
            return "dropped"
        return left[-1] if there[older] is not False and left else "absent"
    if new is None or not _is_reported(new):
        return "not-reported"
    if steps[newer].before == older or new.change in _SAID:
        return new.change
    if there[older] is False or any(arrives(entry) for entry in between):
        return next((entry.change for entry in between if arrives(entry)), "introduced")
    if old is None or not _is_reported(old) or old.change == "reported-in-part":
        return "not-reported"
    changes = {entry.change for entry in (*between, *_apart(steps, older, newer))}
    if changes <= {"unchanged"}:
        return "unchanged"
    return "reported-in-part" if changes <= {"unchanged", "reported-in-part"} else "amended"


def _apart(steps: Sequence[Step], one: int, other: int) -> list[PointVersion]:
    """Return the reported entries on the line to one version that the line to the other does not have."""
    shared = set(line_to(steps, other))
    entries = (steps[index].entry for index in line_to(steps, one) if index not in shared)
    return [entry for entry in entries if entry and _is_reported(entry)]


def number_in(point: Point, entry: PointVersion | None) -> int | None:
    """Return a point's number in a version.

    None if the version does not have the point or does not report on it.
    """
    if entry is None or not _is_reported(entry) or is_there(entry) is False:
        return None
    if entry.change == "reported-in-part":
        return entry.number
    return entry.number or point.number


def _uncompared_stages(plan: Plan, steps: Sequence[Step], point: Point) -> list[Stage]:
    """Return a point in every version of its plan, with its wording."""
    found: list[Stage] = []
    versions, compared = versions_of(plan), paired(plan)
    for version, step in zip(versions, steps, strict=True):
        before = versions[step.before] if step.before >= 0 else None
        follows = before if before and (before.id, version.id) in compared else None
        entry, number = step.entry, number_in(point, step.entry)
        is_as_before = entry is not None and entry.change == "unchanged" and not entry.text
        earlier = found[step.before] if is_as_before and step.before >= 0 else None
        wording_entry, wording_version = (
            (earlier.wording_entry, earlier.wording_version) if earlier else (entry, version)
        )
        found.append(Stage(version, entry, number, wording_entry, wording_version, follows))
    return found


def _compared(site: Site, stage: Stage, against: Stage | None, before: int | None, *, is_same: bool) -> Stage:
    """Return a stage with its changes since an earlier stage with known wording.

    Paraphrases of an unchanged point are not compared: they differ only by the editors' choice of words.
    """
    renumbered_from = before if stage.number is not None and before not in (None, stage.number) else None
    if against is None or not _has_wording(stage):
        return msgspec.structs.replace(stage, renumbered_from=renumbered_from)
    is_ours = "paraphrase" in (_wording(stage), _wording(against))
    found = None if is_same and is_ours else difference(_words(site, against), _words(site, stage))
    return msgspec.structs.replace(stage, renumbered_from=renumbered_from, against=against, difference=found)


def _words(site: Site, stage: Stage) -> str:
    return site.prose.plain(stage.wording_entry.text) if stage.wording_entry and stage.wording_entry.text else ""


def _is_reported(entry: PointVersion) -> bool:
    return entry.change != "not-reported"


def _has_wording(stage: Stage) -> bool:
    """Return whether the wording of a point is known, verbatim or as a paraphrase."""
    entry = stage.wording_entry
    if entry is None or not entry.text or not _is_reported(entry):
        return False
    return entry.wording == "verbatim" or is_there(entry) is True


def _wording(stage: Stage) -> str | None:
    return stage.wording_entry.wording if stage.wording_entry else None
