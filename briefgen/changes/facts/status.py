"""Status of each point: its word, version, basis and disputes."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from briefgen.analysis.basis import BASES, Basis
from briefgen.changes.facts._cell_words import basis_word
from briefgen.changes.facts._side import BothSides, DerivedSide, FactKey, FactScope
from briefgen.changes.facts._write import counted, derived_change, direction_of, of_brief, point_name, upper, values
from briefgen.changes.types import BriefingChange
from briefgen.model import vocabulary
from briefgen.site.position_words import status_words, version_label

TYPES = ("status.word", "status.version", "status.disputed", "status.basis")
NOT_IN_LINE = "not-in-the-draft"


class StatusFact(msgspec.Struct, frozen=True):
    """What readers see of the status of one point."""

    word: str
    since: str
    """`no-later-report` or `partly-reported-since`, or empty where its report is the newest."""
    version: str
    basis: Basis | None
    disputes: tuple[str, ...]
    reads: str

    @property
    def data(self) -> str:
        """Return the status as one value."""
        return self.since or self.word


def facts(side: DerivedSide, scope: FactScope) -> Iterator[tuple[FactKey, StatusFact]]:
    """Yield the status of each point of a plan."""
    for point in side.points:
        if scope.wants(point.id):
            status = side.status(point)
            if status is None:
                reads = vocabulary.NOT_IN_LINE[1]
                yield (point.id, "status"), StatusFact(NOT_IN_LINE, "", "", None, (), reads)
                continue
            since = "partly-reported-since" if status.partly_since else ""
            reads = status_words(side.site, status)
            yield (
                (point.id, "status"),
                StatusFact(
                    word=status.word,
                    since="no-later-report" if status.is_silent_since else since,
                    version=status.version,
                    basis=status.basis,
                    disputes=status.disputes,
                    reads=reads,
                ),
            )


def changes(key: FactKey, old: StatusFact | None, new: StatusFact | None, both: BothSides) -> Iterator[BriefingChange]:
    """Yield what differs in the status of a point that both sides have."""
    if old is None or new is None or old == new:
        return
    id = key[0]
    name, subject = upper(point_name(both.head.corpus, id)), of_brief(both, id)
    before, after = _reads(both.base, old), _reads(both.head, new)
    if (old.word, old.since) != (new.word, new.since):
        data = (old.data, new.data) if old.data != new.data else (old.word, new.word)
        yield derived_change(
            "status.word", "status", subject, f"{name}: {before} → {after}", label="status", old_reads=before,
            new_reads=after, **values(*data),
        )  # fmt: skip
    elif old.version != new.version:
        again = _reads(both.head, new, again=" again" if new.word == "revised" else "")
        yield derived_change(
            "status.version", "status", subject, f"{name}: {before} → {again}", label="status", old_reads=before,
            new_reads=again, note=f"Rests on {version_label(both.head.site, new.version)}.",
            **values(old.version, new.version),
        )  # fmt: skip
    elif old.basis != new.basis and old.basis and new.basis:
        says = f"{name}: {old.reads}, {basis_word(old.basis)} → {basis_word(new.basis)}"
        yield derived_change(
            "status.basis", "status", subject, says, label="basis of the status", old_reads=basis_word(old.basis),
            new_reads=basis_word(new.basis), direction=direction_of(old.basis, new.basis, BASES),
            **values(old.basis, new.basis),
        )  # fmt: skip
    if set(old.disputes) != set(new.disputes):
        was, now = len(old.disputes), len(new.disputes)
        first = f"disputed in {counted(was, 'question', 'questions')}" if was else "not disputed"
        last = (
            str(now)
            if was and now
            else f"disputed in {counted(now, 'question', 'questions')}"
            if now
            else "not disputed"
        )
        yield derived_change(
            "status.disputed", "status", subject, f"{name}: {first} → {last}", label="disputed",
            old_reads=_reads(both.base, old, has_number=True), new_reads=_reads(both.head, new, has_number=True),
            **values(was, now),
        )  # fmt: skip


def _reads(side: DerivedSide, fact: StatusFact, *, again: str = "", has_number: bool = False) -> str:
    label = f" ({version_label(side.site, fact.version)})" if fact.version and not fact.since else ""
    questions = f" ({counted(len(fact.disputes), 'question', 'questions')})" if has_number else ""
    disputed = f" · disputed{questions}" if fact.disputes else ""
    return f"{fact.reads}{again}{'' if has_number else label}{disputed}"
