"""How strong the evidence is as a whole: the counts of the page on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from briefgen.analysis.basis import basis_of_statement
from briefgen.changes.facts._side import BothSides, DerivedSide, FactKey, FactScope
from briefgen.changes.facts._write import derived_change, listing, of_brief, of_briefing, values
from briefgen.changes.types import BriefingChange, ChangeClass, Direction
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.source import Source
from briefgen.site.quality import stale
from briefgen.site.quotation_words import publisher_of

Items = Callable[[DerivedSide, FactScope], Iterator[str]]


class EvidenceList(msgspec.Struct, frozen=True):
    """One list of the page: its items among the briefs that may differ, and its words."""

    title: str
    anchor: str
    items: Items
    total: Callable[[DerivedSide], int] | None = None
    """The number of candidates, where the sentence names it."""
    is_bad: bool = True
    """Whether a longer list is worse."""
    class_: ChangeClass = "substantive"
    is_local: bool = False
    """Whether the items of a scope are only those of its briefs, so that the count needs the whole list of one side."""


def facts(side: DerivedSide, scope: FactScope) -> Iterator[tuple[FactKey, Any]]:
    """Yield the items of each list, and entries of versions with one report."""
    for name, found in LISTS.items():
        if scope.wants_name(name):
            yield ("", name), (frozenset(found.items(side, scope)), found.total(side) if found.total else 0)
    if not scope.wants_name("entries"):
        return
    for plan in side.corpus.of(Plan):
        for version in plan.versions:
            entries = _entries(side, plan, version.id, scope)
            if entries:
                yield (plan.id, "entries", version.id), entries


def changes(key: FactKey, old: Any, new: Any, both: BothSides) -> Iterator[BriefingChange]:
    """Yield the counts that differ."""
    if key[1] == "entries":
        yield from _entry_changes(key, old or frozenset(), new or frozenset(), both)
        return
    found = LISTS[key[1]]
    (before, total), (after, new_total) = old, new
    if len(before) == len(after):
        return
    was = len(set(found.items(both.base, FactScope()))) if found.is_local else len(before)
    now = was + len(after) - len(before)
    of, new_of = (f" of {total}", f" of {new_total}") if found.total else ("", "")
    direction: Direction = "same" if not found.is_bad else "down" if now > was else "up"
    word = "" if not found.is_bad else " (worse)" if now > was else " (better)"
    yield derived_change(
        f"evidence.{key[1]}", "evidence", of_briefing(found.title, found.anchor),
        f"{found.title}: {was}{of} → {now}{new_of}{word}.", label=found.title[0].lower() + found.title[1:],
        class_=found.class_, direction=direction, old_reads=f"{was}{of}", new_reads=f"{now}{new_of}", **values(was, now),
    )  # fmt: skip


def _single(side: DerivedSide, scope: FactScope) -> Iterator[str]:
    known = side.site.corroboration
    return (ref for ref in _statements(side, scope) if known.is_on_one_report(ref))


def _weak(side: DerivedSide, scope: FactScope) -> Iterator[str]:
    made = side.corpus.statements
    return (ref for ref in _statements(side, scope) if basis_of_statement(side.corpus, made[ref]) == "weak")


def _statements(side: DerivedSide, scope: FactScope) -> Iterator[str]:
    return (ref for ref, made in side.corpus.statements.items() if scope.touches(made.event.id))


def _unchecked(side: DerivedSide, _scope: FactScope) -> Iterator[str]:
    found = side.site.quotations.all
    return (f"{quotation.ref} {n}" for n, quotation in enumerate(found) if not quotation.is_found)


def _uncited(side: DerivedSide, scope: FactScope) -> Iterator[str]:
    briefs = (brief for id, brief in side.corpus.briefs.items() if scope.touches(id) and not isinstance(brief, Source))
    return (brief.id for brief in briefs if not side.corpus.names_a_source(brief.id))


def _contested(side: DerivedSide, _scope: FactScope) -> Iterator[str]:
    return (id for id in side.site.corroboration.contested if side.site.brief(id))


def _without_position(side: DerivedSide, scope: FactScope) -> Iterator[str]:
    points = (point.id for point in side.points if scope.wants(point.id))
    return (id for id in points if not any(side.derived.heard(party, id) for party in side.parties))


def _stale(side: DerivedSide, _scope: FactScope) -> Iterator[str]:
    return (brief.id for brief in stale(side.site))


def _undated(side: DerivedSide, _scope: FactScope) -> Iterator[str]:
    return (source.id for source in side.corpus.of(Source) if source.published is None)


LISTS: Mapping[str, EvidenceList] = {
    "single-report": EvidenceList(
        "Statements on one report", "finding-single-origin-statements", _single, is_local=True
    ),
    "weak-statements": EvidenceList("Weakly sourced statements", "finding-weak-statements", _weak, is_local=True),
    "unchecked-quotations": EvidenceList(
        "Quotations not found or not checked",
        "finding-unchecked-quotations",
        _unchecked,
        lambda side: len(side.site.quotations.all),
    ),
    "uncited": EvidenceList("Without a source", "finding-uncited", _uncited, is_local=True),
    "contested": EvidenceList("Pages under an open dispute", "finding-contested-briefs", _contested, is_bad=False),
    "no-position": EvidenceList("Points without any position", "finding-points-without-position", _without_position),
    "stale": EvidenceList("Due for review", "finding-not-reviewed-lately", _stale, class_="editorial"),
    "undated-sources": EvidenceList("Sources without a date", "finding-undated-sources", _undated, class_="editorial"),
}
"""The lists, by the last part of the type of their change."""
TYPES = (*(f"evidence.{name}" for name in LISTS), "evidence.reported-entries")


def _entries(side: DerivedSide, plan: Plan, version: str, scope: FactScope) -> frozenset[tuple[str, str, bool]]:
    """Return the entries of a version with one report or none: point, sources, and whether it is verbatim."""
    known, found = side.site.corroboration, []
    for point in side.corpus.points.get(plan.id, ()):
        if not scope.touches(point.id):
            continue
        for entry in point.versions:
            if entry.in_ == version and entry.change != "not-reported" and known.so(entry.cite).count < 2:
                sources = " ".join(sorted({side.corpus.current(citation.source) for citation in entry.cite}))
                found.append((point.id, sources, entry.wording == "verbatim"))
    return frozenset(found)


def _entry_changes(
    key: FactKey, old: frozenset[tuple[str, str, bool]], new: frozenset[tuple[str, str, bool]], both: BothSides
) -> Iterator[BriefingChange]:
    if len(old) == len(new):
        return
    id, _, version = key
    plans = [side.corpus.find(id, Plan) for side in (both.base, both.head)]
    was = len(_entries(both.base, plans[0], version, FactScope())) if plans[0] else 0
    now = was + len(new) - len(old)
    label = next((one.label for plan in plans if plan for one in plan.versions if one.id == version), version)
    added = new - old
    sources = sorted({source for _, several, _ in added for source in several.split()})
    names = listing(publisher_of(both.head.site, source) for source in sources)
    if was == 0 and added and len(sources) == 1:
        words = "none is the document’s own wording" if not any(one[2] for one in added) else "some are verbatim"
        says = f"{'All ' if now > 1 else ''}{now} new {'entries rest' if now > 1 else 'entry rests'} on one report, {names}; {words}."
    else:
        says = f"Entries of “{label}” on one report or none: {was} → {now} ({'worse' if now > was else 'better'})."
    yield derived_change(
        "evidence.reported-entries", "evidence", of_brief(both, id, f"version-{version}"), says,
        label=f"entries on one report, {label}", direction="down" if now > was else "up", **values(was, now),
    )  # fmt: skip
