"""Rows, columns and movements of the matrix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.changes.facts._cell_words import stance_word, who_and_when
from briefgen.changes.facts._side import BothSides, DerivedSide, FactKey, FactScope
from briefgen.changes.facts._write import (
    counted,
    derived_change,
    listing,
    of_brief,
    of_briefing,
    point_name,
    values,
    verb_of,
)
from briefgen.changes.types import BriefingChange
from briefgen.model import vocabulary
from briefgen.model.kinds._base import kind_of

TYPES = ("movement", "voices-differ", "row.between", "matrix.column")


def facts(side: DerivedSide, scope: FactScope) -> Iterator[tuple[FactKey, Any]]:
    """Yield the columns, the distance of the parties, shifts and differing voices."""
    yield ("", "columns"), side.parties
    for subject in side.subjects:
        if not scope.wants(subject):
            continue
        agreement = side.agreement(subject)
        yield (subject, "between"), agreement.level
        for party in side.parties:
            for shift in side.derived.shifts(party, subject):
                start = shift.before.ref if shift.before else shift.proposal.version if shift.proposal else ""
                yield (
                    (subject, "movement", party, start, shift.after.ref),
                    (shift.stance_before, shift.after.stance, shift.basis),
                )
            for pair in side.derived.differences(party, subject):
                both = sorted(((pair.one.ref, pair.one.stance), (pair.other.ref, pair.other.stance)))
                yield (subject, "voices", party, *(ref for ref, _ in both)), tuple(stance for _, stance in both)


def changes(key: FactKey, old: Any, new: Any, both: BothSides) -> Iterator[BriefingChange]:
    """Yield what differs in rows, columns and movements."""
    id, what, *more = key
    if what == "columns":
        yield from _columns(old, new, both)
    elif id not in both.base.subjects or id not in both.head.subjects:
        return
    elif what == "between":
        yield _between(id, old, new, both)
    elif more[0] in both.base.parties and more[0] in both.head.parties:
        write = _movement if what == "movement" else _voices
        yield write(id, more[0], more[1], more[2], old, new, both)


def _between(id: str, old: str, new: str, both: BothSides) -> BriefingChange:
    name = point_name(both.head.corpus, id)
    found = both.head.agreement(id)
    weaker = f"; {counted(found.weaker, 'weaker one is', 'weaker ones are')} left out" if found.weaker else ""
    before, after = ((sign, word) for sign, word, _ in (vocabulary.AGREEMENT[level] for level in (old, new)))
    return derived_change(
        "row.between", "matrix", of_brief(both, id), f"Parties on {name}: {before[1]} → {after[1]}", label="how far apart",
        old_reads=" ".join(before), new_reads=" ".join(after),
        note=f"Counts {counted(found.counted, 'position', 'positions')} on record{weaker}.", **values(old, new),
    )  # fmt: skip


def _movement(id: str, party: str, start: str, end: str, old: Any, new: Any, both: BothSides) -> BriefingChange:
    side = both.head if new else both.base
    before, after, _ = new or old
    name = side.site.label(party)
    who = f"{name} on {point_name(side.corpus, id)}"
    text = f"{who}, {stance_word(before)} → {stance_word(after)} ({who_and_when(side, end)})"
    verb = verb_of(old, new)
    says = {"added": f"New movement: {text}", "removed": f"No longer a movement: {text}"}.get(verb, f"Movement: {text}")
    fact = {"party": party, "statements": [start, end]}
    return derived_change(
        "movement", "matrix", of_brief(both, id, party, name), says, label="movement", verb=verb,
        old_reads=_ends(both.base, start, old), new_reads=_ends(both.head, end, new),
        **values(old and {**fact, "from": old[0], "to": old[1]}, new and {**fact, "from": new[0], "to": new[1]}),
    )  # fmt: skip


def _ends(side: DerivedSide, ref: str, fact: Any) -> str:
    return f"{stance_word(fact[0])} → {stance_word(fact[1])} ({who_and_when(side, ref)})" if fact else ""


def _voices(id: str, party: str, one: str, other: str, old: Any, new: Any, both: BothSides) -> BriefingChange:
    side = both.head if new else both.base
    name = side.site.label(party)
    voices = listing(
        f"{who_and_when(side, ref)}: {stance_word(stance)}"
        for ref, stance in zip((one, other), new or old, strict=True)
    )
    word = "voices differ" if new else "voices no longer differ"
    says = f"{name} on {point_name(side.corpus, id)}: {word} ({voices})"
    fact = {"party": party, "statements": [one, other]}
    return derived_change(
        "voices-differ", "matrix", of_brief(both, id, party, name), says, label="voices", verb=verb_of(old, new),
        **values(old and {**fact, "stances": list(old)}, new and {**fact, "stances": list(new)}),
    )  # fmt: skip


def _columns(old: tuple[str, ...], new: tuple[str, ...], both: BothSides) -> Iterator[BriefingChange]:
    common = [party for party in old if party in new]
    after = [party for party in new if party in old]
    for party in dict.fromkeys((*old, *new)):
        side = both.head if party in new else both.base
        name = side.site.label(party)
        brief = side.corpus.briefs.get(party)
        subject = of_brief(both, party) if brief and kind_of(brief) == "actor" else of_briefing(name)
        if party not in new or party not in old:
            says = f"{'New column' if party in new else 'Column gone'}: {name}"
            was, now = (old.index(party) if party in old else None, new.index(party) if party in new else None)
            yield derived_change(
                "matrix.column", "matrix", subject, says, label="column", verb=verb_of(was, now), **values(was, now)
            )
        elif common.index(party) != after.index(party):
            says = f"Column moved: {name}, from place {old.index(party) + 1} to {new.index(party) + 1}"
            yield derived_change(
                "matrix.column", "matrix", subject, says, label="column", verb="moved", class_="editorial",
                **values(old.index(party), new.index(party)),
            )  # fmt: skip
