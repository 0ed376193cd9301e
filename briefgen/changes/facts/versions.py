"""Comparison of versions: columns, outcomes for points, wording and figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.changes.facts._side import BothSides, DerivedSide, FactKey, FactScope
from briefgen.changes.facts._write import (
    counted,
    derived_change,
    of_brief,
    point_name,
    title_of,
    upper,
    values,
    verb_of,
)
from briefgen.changes.types import BriefingChange
from briefgen.changes.words import pieces
from briefgen.model import vocabulary
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.site.change_strip import change_strip
from briefgen.site.comparison import Stage, compare, stages, versions_of

TYPES = ("compare.version", "compare.outcome", "compare.words", "figure.change")


def facts(side: DerivedSide, scope: FactScope) -> Iterator[tuple[FactKey, Any]]:
    """Yield the versions of each plan, and the comparison of points that may differ."""
    for plan in side.corpus.of(Plan):
        points = side.corpus.points.get(plan.id, ())
        if points and scope.wants(plan.id):
            yield (plan.id, "versions"), tuple(version.id for version in versions_of(plan))
        touched = [point for point in points if scope.touches(point.id)]
        if touched and plan.versions:
            yield from _pairs(side, plan, touched)
            for point in touched:
                yield from _figures(side, plan, point)


def _pairs(side: DerivedSide, plan: Plan, points: list[Point]) -> Iterator[tuple[FactKey, Any]]:
    found: dict[FactKey, dict[tuple[str, str], Any]] = {}
    for comparison in compare(side.site, plan, points).values():
        pair = (comparison.older.id, comparison.newer.id)
        for row in comparison.rows:
            found.setdefault((row.point.id, "outcome"), {})[pair] = row.outcome
            has_words = row.new.against is not None and row.new.difference is not None
            words = (_words(side, row.new.against), _words(side, row.new)) if has_words else None
            found.setdefault((row.point.id, "words"), {})[pair] = words
    yield from found.items()


def _words(side: DerivedSide, stage: Stage | None) -> str:
    entry = stage.wording_entry if stage else None
    return side.site.prose.plain(entry.text) if entry and entry.text else ""


def _figures(side: DerivedSide, plan: Plan, point: Point) -> Iterator[tuple[FactKey, Any]]:
    for step in change_strip(stages(side.site, plan, point)).steps:
        times: dict[tuple[str, str], int] = {}
        for drawn in step.figures:
            figure = drawn.figure
            measure = (figure.label, figure.unit)
            times[measure] = times.get(measure, 0) + 1
            key = (point.id, "figure", step.stage.version.id, *measure, str(times[measure]))
            yield key, (figure.amount, drawn.before, figure.value)


def changes(key: FactKey, old: Any, new: Any, both: BothSides) -> Iterator[BriefingChange]:
    """Yield what differs in the comparison of what both sides have."""
    id, what = key[:2]
    if what == "figure":
        if id in both.base.corpus.briefs and id in both.head.corpus.briefs:
            yield _figure(key, old, new, both)
    elif old is None or new is None:
        return
    elif what == "versions":
        yield from _columns(id, old, new, both)
    else:
        pairs = [pair for pair in new if pair in old and old[pair] != new[pair]]
        pairs.sort(key=lambda pair: _distance(both, id, pair))
        if what == "outcome" and pairs:
            yield _outcome(id, pairs, old, new, both)
        elif pairs:
            yield from _wording(id, [pair for pair in pairs if new[pair] or old[pair]], old, new, both)


def _distance(both: BothSides, point: str, pair: tuple[str, str]) -> int:
    """Return how many versions lie between two, so that neighbours come first."""
    plan = _plan(both, point)
    ids = [version.id for version in versions_of(plan)] if plan else []
    return ids.index(pair[1]) - ids.index(pair[0]) if set(pair) <= set(ids) else 0


def _plan(both: BothSides, point: str) -> Plan | None:
    found = both.head.corpus.find(point, Point)
    return both.head.corpus.find(found.plan, Plan) if found else None


def _pair_name(both: BothSides, point: str, pair: tuple[str, str]) -> str:
    plan = _plan(both, point)
    labels = {version.id: version.label for version in versions_of(plan)} if plan else {}
    return f"{labels.get(pair[0], pair[0])} to {labels.get(pair[1], pair[1])}"


def _outcome(id: str, pairs: list[tuple[str, str]], old: Any, new: Any, both: BothSides) -> BriefingChange:
    name = point_name(both.head.corpus, id)
    lines = [
        f"{_pair_name(both, id, pair)}, {name}: {vocabulary.OUTCOMES[old[pair]][1]} → {vocabulary.OUTCOMES[new[pair]][1]}"
        for pair in pairs
    ]
    first = pairs[0]
    return derived_change(
        "compare.outcome", "status", of_brief(both, id, "versions"), lines[0], label=f"outcome, {'/'.join(first)}",
        members=tuple(lines[1:]), **values(old[first], new[first]),
    )  # fmt: skip


def _wording(id: str, pairs: list[tuple[str, str]], old: Any, new: Any, both: BothSides) -> Iterator[BriefingChange]:
    """Yield one change for the words that are marked: those of the closest pair, with the others named."""
    if not pairs:
        return
    first, name = pairs[0], upper(point_name(both.head.corpus, id))
    now = new[first]
    what = "words marked" if now else "words no longer compared"
    yield derived_change(
        "compare.words", "status", of_brief(both, id, "versions"), f"{name}, {_pair_name(both, id, first)}: {what}",
        label=f"words, {'/'.join(first)}", words=pieces(*now) if now else (),
        members=tuple(f"{name}, {_pair_name(both, id, pair)}" for pair in pairs[1:]),
        **values(list(old[first] or ()), list(now or ())),
    )  # fmt: skip


def _figure(key: FactKey, old: Any, new: Any, both: BothSides) -> BriefingChange:
    id, _, version, label, _unit, _ = key
    plan = _plan(both, id)
    found = next((each.label for each in (versions_of(plan) if plan else ()) if each.id == version), version)
    amounts = " → ".join(fact[0] for fact in (old, new) if fact)
    before = f" (before: {new[1]})" if new and new[1] else ""
    says = f"{label} in {found}: {amounts}{before}{'' if new else ', no longer given'}"
    return derived_change(
        "figure.change", "status", of_brief(both, id, "versions"), says, label=f"{label} in {found}", verb=verb_of(old, new),
        old_reads=old[0] if old else "", new_reads=new[0] if new else "",
        **values(old and old[2], new and new[2]),
    )  # fmt: skip


def _columns(id: str, old: tuple[str, ...], new: tuple[str, ...], both: BothSides) -> Iterator[BriefingChange]:
    common, after = [one for one in old if one in new], [one for one in new if one in old]
    for version in dict.fromkeys((*new, *old)):
        side = both.head if version in new else both.base
        plan = side.corpus.find(id, Plan)
        label = next((each.label for each in (plan.versions if plan else ()) if each.id == version), version)
        subject = of_brief(both, id, f"version-{version}")
        if version not in old or version not in new:
            more = "one more column" if version in new else "one column less"
            says = f"Versions compared: {more}, {label}; {_coverage(side, id, version)}."
            yield derived_change(
                "compare.version", "home", subject, says, label="comparison", verb="added" if version in new else "removed",
                **values(version if version in old else None, version if version in new else None),
            )  # fmt: skip
        elif common.index(version) != after.index(version):
            says = f"Versions compared: {label} of {title_of(side, id)} stands at another place now"
            yield derived_change(
                "compare.version", "home", subject, says, label="comparison", verb="moved",
                **values(old.index(version), new.index(version)),
            )  # fmt: skip


def _coverage(side: DerivedSide, plan: str, version: str) -> str:
    points = side.corpus.points.get(plan, ())
    entries = [next((entry for entry in point.versions if entry.in_ == version), None) for point in points]
    given = sum(entry is not None and entry.text is not None and entry.change != "not-reported" for entry in entries)
    silent = sum(entry is None or entry.change == "not-reported" for entry in entries)
    return f"{counted(given, 'point', 'points')} with a text, {silent} not reported"
