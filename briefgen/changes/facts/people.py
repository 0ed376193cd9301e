"""People: relations, for whom words count, and roles on the day of an event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from briefgen.analysis.basis import strength
from briefgen.analysis.positions import roles_on, speaks_for
from briefgen.changes.facts._side import BothSides, DerivedSide, FactKey, FactScope
from briefgen.changes.facts._write import derived_change, listing, of_brief, of_briefing, values, verb_of
from briefgen.changes.types import BriefingChange
from briefgen.model import vocabulary
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event

TYPES = ("relation", "voice", "role.on-the-day")


def facts(side: DerivedSide, scope: FactScope) -> Iterator[tuple[FactKey, Any]]:
    """Yield the relations, voices and roles that may differ."""
    corpus = side.corpus
    for found in side.relations(scope.actors) if scope.wants_name("relation") else ():
        yield ("", "relation", found.kind, found.one, found.other), strength(found.basis)
    for event in corpus.events:
        if not scope.touches(event.id):
            continue
        for statement in event.statements:
            ref = f"{event.id}#{statement.id}"
            speakers = tuple(map(corpus.current, statement.attributed_to))
            yield (event.id, "voice", ref), (speakers, speaks_for(corpus, corpus.statements[ref]))
        there = (*(one.actor for one in event.participants), *(id for s in event.statements for id in s.named_speakers))
        for actor in dict.fromkeys(map(corpus.current, there)):
            brief = corpus.find(actor, Actor)
            held = roles_on(brief, event.date) if brief else ()
            yield (event.id, "role", actor), tuple((role.title, corpus.current(role.of or "")) for role in held)


def changes(key: FactKey, old: Any, new: Any, both: BothSides) -> Iterator[BriefingChange]:
    """Yield what differs of actors; voices and roles only where both sides have them."""
    id, what, *rest = key
    if what == "relation":
        if {rest[1], rest[2]} <= set(both.head.corpus.briefs) and {rest[1], rest[2]} <= set(both.base.corpus.briefs):
            yield _relation(rest[0], rest[1], rest[2], old, new, both)
    elif old is None or new is None:
        return
    elif what == "voice":
        if old[0] == new[0]:
            yield _voice(id, rest[0], old, new, both)
    else:
        site = both.head.site
        before, after = (_roles(side, id, rest[0]) for side in (both.base, both.head))
        says = f"At {site.label(id)} {site.label(rest[0])} is: {after} (was: {before})"
        yield derived_change(
            "role.on-the-day", "disputes", of_brief(both, id), says, label=f"role of {site.label(rest[0])}",
            old_reads=before, new_reads=after, **values(before, after),
        )  # fmt: skip


def _roles(side: DerivedSide, event: str, actor: str) -> str:
    found = side.corpus.find(event, Event)
    return (side.site.roles(actor, found.date) if found else "") or "without a role"


def _relation(kind: Any, one: str, other: str, old: Any, new: Any, both: BothSides) -> BriefingChange:
    side = both.head if new else both.base
    found = next(
        each for each in side.relations(both.scope.actors) if (each.kind, each.one, each.other) == (kind, one, other)
    )
    verb = vocabulary.RELATIONS[kind][1]
    words = f" ({found.words()})" if found.words() else ""
    pair = f"{side.site.label(one)} {verb} {side.site.label(other)}{words}"
    if kind == "voices-differ":
        pair = f"{side.site.label(one)} and {side.site.label(other)}: voices differ{words}"
    says = f"{pair}: {_support(old)} → {_support(new)}" if old and new else f"{'New' if new else 'Gone'}: {pair}"
    refs = [shown.ref for shown in found.evidence]
    data = {"relation": kind, "one": one, "other": other, "evidence": refs}
    return derived_change(
        "relation", "disputes", of_brief(both, one), says, label=f"{verb} {side.site.label(other)}", verb=verb_of(old, new),
        **values(old and {**data, "support": old}, new and {**data, "support": new}),
    )  # fmt: skip


def _support(word: str) -> str:
    return {"strong": "on record", "weak": "weakly sourced"}.get(word, word)


def _voice(id: str, ref: str, old: Any, new: Any, both: BothSides) -> BriefingChange:
    made = both.head.corpus.statements[ref]
    who = both.head.site.attribution(made.statement)
    before, after = _for_whom(both.base, old), _for_whom(both.head, new)
    says = f"{who} counts for {after} on {made.date.words()} (was: {before})"
    return derived_change(
        "voice", "disputes", of_brief(both, id, made.statement.id), says, label=f"whom {who} counts for", old_reads=before,
        new_reads=after, **values(list(old[1]), list(new[1])),
    )  # fmt: skip


def _for_whom(side: DerivedSide, fact: Any) -> str:
    bodies = [id for id in fact[1] if id not in fact[0]] or list(fact[1])
    return listing(side.site.label(id) for id in bodies) or "no one"


def folded(found: list[BriefingChange], both: BothSides) -> list[BriefingChange]:
    """Return the changes with those that are alike as members of one."""
    groups: dict[tuple[str, ...], list[BriefingChange]] = defaultdict(list)
    for change in found:
        groups[_group(change)].append(change)
    return [several[0] if len(several) == 1 else _folded(several, both) for several in groups.values()]


def _group(change: BriefingChange) -> tuple[str, ...]:
    data = change.new if isinstance(change.new, dict) else change.old
    if change.type == "relation" and isinstance(data, dict):
        return change.type, change.verb, str(data["relation"]), " ".join(data["evidence"])
    if change.type == "voice":
        return change.type, change.label, change.old_reads, change.new_reads
    return change.type, change.label, change.old_reads, change.new_reads


def _folded(several: list[BriefingChange], both: BothSides) -> BriefingChange:
    first = several[0]
    members = tuple(change.says.removeprefix("New: ").removeprefix("Gone: ") for change in several)
    because = tuple(dict.fromkeys(id for change in several for id in change.because))
    data = first.new if isinstance(first.new, dict) else first.old
    if first.type == "relation" and isinstance(data, dict):
        verb = vocabulary.RELATIONS[data["relation"]][0]
        event = data["evidence"][0].partition("#")[0]
        is_event = isinstance(both.head.corpus.briefs.get(event) or both.base.corpus.briefs.get(event), Event)
        where = f" at {of_brief(both, event).title}" if is_event else ""
        word = {"added": "New", "removed": "Gone"}.get(first.verb, "Support")
        says = f"{word}: {len(several)} pairs {verb}{where}"
        subject = of_brief(both, event) if is_event else of_briefing("Relations")
    else:
        says, subject = f"{first.says}, and {len(several) - 1} more like it", first.subject
    return replace(first, subject=subject, says=says, members=members, because=because, label=f"{first.label}, folded")
