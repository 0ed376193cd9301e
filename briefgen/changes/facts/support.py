"""Support of single claims: reports, origins, who confirms them, best grade."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from briefgen.changes.facts._side import BothSides, DerivedSide, FactKey, FactScope
from briefgen.changes.facts._write import derived_change, listing, of_brief, of_briefing, values, verb_of
from briefgen.changes.types import BriefingChange, ChangeSubject, Direction
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds._base import Citation
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.site.corroboration_words import is_so, was_said
from briefgen.site.position_words import version_label
from briefgen.site.quality import GRADES, best_grade
from briefgen.site.quotation_words import publisher_of

MANY = 4
"""From this number on, changes that are alike are one change with members."""
TYPES = ("support.reports", "support.origins", "support.confirmed", "support.best-grade")


class SupportFact(msgspec.Struct, frozen=True):
    """The support of one claim: a statement, an event, or an entry of a version."""

    count: int
    reads: str
    grade: str | None
    confirmed: tuple[tuple[str, str], ...] = ()
    """Each side that confirms a statement, with the basis of its confirmation."""
    weight: tuple[int, str] = (0, "")
    """What is compared of the count: the number, and the only side or `official`."""


def facts(side: DerivedSide, scope: FactScope) -> Iterator[tuple[FactKey, SupportFact]]:
    """Yield the support of the statements, events and entries that may differ."""
    known = side.site.corroboration
    for event in side.corpus.events:
        if not scope.touches(event.id):
            continue
        so = known.so(event.cite)
        grade = best_grade(side.site, event.cite)
        yield (event.id, "event"), SupportFact(so.count, is_so(side.site, so), grade, weight=(so.count, so.only_side))
        for statement in event.statements:
            ref = f"{event.id}#{statement.id}"
            standing = known.statement(ref)
            said = next(iter(was_said(side.site, msgspec.structs.replace(standing, is_official=False))))
            reads = "official record" if standing.is_official else said
            yield (
                (event.id, "statement", ref),
                SupportFact(
                    standing.count, reads, best_grade(side.site, statement.cite), standing.confirmed_by,
                    (standing.count, "official" if standing.is_official else ""),
                ),
            )  # fmt: skip
    for point in side.points:
        if scope.touches(point.id):
            for entry in point.versions:
                if entry.change != "not-reported" and entry.cite:
                    so = known.so(entry.cite)
                    grade = best_grade(side.site, entry.cite)
                    fact = SupportFact(so.count, is_so(side.site, so), grade, weight=(so.count, so.only_side))
                    yield (point.id, "entry", entry.in_), fact


def changes(
    key: FactKey, old: SupportFact | None, new: SupportFact | None, both: BothSides
) -> Iterator[BriefingChange]:
    """Yield what differs in the support of a claim that both sides have."""
    if old is None or new is None or old == new:
        return
    subject, where = _subject(key, both)
    if old.weight != new.weight:
        direction = _direction(new.count - old.count)
        is_said = key[1] == "statement"
        says = f"{'Said' if is_said else 'Is it so'}{where}: {old.reads} → {new.reads}{_arrow(direction)}"
        names = listing(publisher_of(both.head.site, c.source) for c in _cited(both.head.corpus, key))
        yield derived_change(
            "support.reports" if is_said else "support.origins", "evidence", subject, says,
            label="reports" if is_said else "origins", direction=direction, old_reads=old.reads, new_reads=new.reads,
            note=f"Sources: {names}." if names else "", **values(old.count, new.count),
        )  # fmt: skip
    elif old.grade != new.grade:
        # GRADES has the best first
        direction = _direction(GRADES.index(old.grade) - GRADES.index(new.grade))
        says = f"Best source{where}: {old.grade or 'not graded'} → {new.grade or 'not graded'}{_arrow(direction)}"
        yield derived_change(
            "support.best-grade", "evidence", subject, says, label="best source", direction=direction,
            old=old.grade, new=new.grade,
        )  # fmt: skip
    yield from _confirmed(subject, where, key, dict(old.confirmed), dict(new.confirmed), both)


def _confirmed(
    subject: ChangeSubject, where: str, key: FactKey, old: dict[str, str], new: dict[str, str], both: BothSides
) -> Iterator[BriefingChange]:
    for id in sorted({*old, *new}):
        was, now = old.get(id), new.get(id)
        if was == now:
            continue
        side = both.head if now else both.base
        refs = [ref for ref in side.site.corroboration.statement(key[2]).confirming if ref in side.corpus.statements]
        when = listing(side.corpus.statements[ref].date.words() for ref in refs)
        more = f", {when}" if when else ""
        word = "Confirmed by" if now else "No longer confirmed by"
        level = " (reported)" if (now or was) == "reported" else ""
        says = f"{word} {side.site.label(id)}{level}{more}{where}"
        data: list[Any] = [value and {"side": id, "basis": value, "statements": refs} for value in (was, now)]
        yield derived_change(
            "support.confirmed", "evidence", subject, says, label=f"confirmed by {side.site.label(id)}",
            verb=verb_of(was, now), **values(*data),
        )  # fmt: skip


def _subject(key: FactKey, both: BothSides) -> tuple[ChangeSubject, str]:
    """Return the subject, and in words what it is of."""
    id, what, *rest = key
    if what == "statement":
        made = both.head.corpus.statements[rest[0]]
        who = both.head.site.attribution(made.statement)
        return of_brief(both, id, made.statement.id), f", {who} in {made.event.title}"
    subject = of_brief(both, id, "versions" if what == "entry" else "")
    if what == "entry":
        point = both.head.corpus.briefs[id]
        plan = both.head.corpus.find(point.plan, Plan) if isinstance(point, Point) else None
        label = version_label(both.head.site, f"{plan.id}@{rest[0]}") if plan else rest[0]
        return subject, f", {subject.title} in {label}"
    return subject, f", {subject.title}"


def _cited(corpus: Corpus, key: FactKey) -> tuple[Citation, ...]:
    id, what, *rest = key
    if what == "statement":
        return corpus.statements[rest[0]].statement.cite
    brief = corpus.briefs[id]
    if isinstance(brief, Point):
        return next((entry.cite for entry in brief.versions if entry.in_ == rest[0]), ())
    return brief.cite


def _direction(step: int) -> Direction:
    return "up" if step > 0 else "down" if step < 0 else "same"


def _arrow(direction: Direction) -> str:
    return "" if direction == "same" else f" ({direction})"


def folded(found: list[BriefingChange], _both: BothSides) -> list[BriefingChange]:
    """Return the changes with many that are alike as members of one."""
    groups: dict[tuple[object, ...], list[BriefingChange]] = defaultdict(list)
    for change in found:
        alike = (change.type, change.verb, change.old, change.new, change.old_reads, change.new_reads)
        groups[alike if change.type != "support.confirmed" else (change.subject, change.label)].append(change)
    result: list[BriefingChange] = []
    for several in groups.values():
        result += [_one_of_many(several)] if len(several) >= MANY else several
    return result


def _one_of_many(several: list[BriefingChange]) -> BriefingChange:
    first = several[0]
    words = first.says.split(": ")[-1]
    title = {"support.reports": "Said", "support.origins": "Is it so"}.get(first.type, "Best source")
    return replace(
        first,
        subject=of_briefing(title, "careful" if first.type != "support.best-grade" else "grades"),
        says=f"{title}, {len(several):,} claims: {words}",
        members=tuple(change.says for change in several),
        because=tuple(dict.fromkeys(id for change in several for id in change.because)),
        note="",
    )
