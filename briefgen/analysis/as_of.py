"""The corpus as it stood on a day: what is dated later, or was first told by a later source, is absent, and all that names it with it.

From corpus to corpus, before anything is derived, so that positions, status, counts and pages follow by themselves. Walks the
types, so that a new kind or field is treated like the others.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from briefgen.analysis import dated_passages
from briefgen.analysis.known_since import ALWAYS, Since, since
from briefgen.corpus.corpus import Corpus
from briefgen.model import references
from briefgen.model.edtf import Day, Edtf, parse
from briefgen.model.kinds._base import Brief, Review
from briefgen.model.kinds.dispute import Account, Dispute
from briefgen.model.kinds.event import Statement
from briefgen.model.kinds.plan import PlanVersion
from briefgen.model.kinds.point import PointVersion

# a part without its first day would say that it began at no known time
_BEGINNINGS = frozenset({"date", "from_", "published"})
# what was said or written by then may name later days: it is shown whole
_OF_RECORD = frozenset({(Statement, "paraphrase"), (PointVersion, "text")})
NOTHING_LEFT = "What this brief says of that day’s state rests on later sources."


class _Gone:
    """A value that is absent."""


_GONE = _Gone()
_Mover = Callable[[Any, "_Cut"], Any]


def as_of(corpus: Corpus, day: Edtf) -> Corpus:
    """Return the corpus as it stood at the end of a day; of a month or a year, at the end of its last day."""
    cut = _Cut(corpus, day)
    briefs: dict[str, Brief] = {}
    for id, brief in corpus.briefs.items():
        if not cut.is_later(cut.since.of(id)):
            moved = cut.brief(brief)
            if moved is not _GONE:
                briefs[id] = moved
    former = {old: new for old, new in corpus.former.items() if new in briefs}
    found = Corpus(cut.briefing(), briefs, {id: corpus.paths[id] for id in briefs}, former)
    found.records = corpus.records
    found.is_whole = corpus.is_whole
    found.before = corpus.before
    found.stands_on = day
    found.cut = frozenset(cut.shortened)
    return found


class _Cut:
    """A day, and what was known on it."""

    def __init__(self, corpus: Corpus, day: Edtf) -> None:
        self._corpus = corpus
        self._day = day
        self._limit = day.latest
        self.since: Since = since(corpus)
        self.shortened: set[str] = set()
        self._near: Day = ALWAYS
        self._id = ""

    def is_later(self, day: Day) -> bool:
        return day > self._limit

    def is_absent(self, ref: str) -> bool:
        return self.is_later(self.since.of(ref))

    def brief(self, brief: Brief) -> Any:
        self._id, self._near = brief.id, self.since.near(brief)
        moved = _struct(type(brief))(brief, self)
        if (
            isinstance(brief, Dispute)
            and isinstance(moved, Dispute)
            and moved.state == "resolved"
            and self.is_later(self.since.resolution(brief))
        ):
            moved = msgspec.structs.replace(moved, state="open", resolution=None)
        if moved is _GONE or moved is brief or moved.reviewed is None:
            return moved
        # the fingerprints of a review are those of the whole brief
        return msgspec.structs.replace(moved, reviewed=Review(date=moved.reviewed.date))

    def briefing(self) -> Any:
        briefing = self._corpus.briefing
        self._id, self._near = "", self.since.near_today
        moved = _struct(type(briefing))(briefing, self)
        return msgspec.structs.replace(moved, as_of=self._day)

    def is_part_absent(self, part: msgspec.Struct) -> bool:
        """Return whether a part with a day of its own is absent."""
        brief = self._corpus.briefs.get(self._id)
        if isinstance(part, Statement):
            return self.is_absent(f"{self._id}#{part.id}")
        if isinstance(part, PlanVersion):
            return self.is_absent(f"{self._id}@{part.id}")
        if isinstance(part, PointVersion):
            return self.is_absent(f"{self._id}@{part.in_}")
        if isinstance(part, Account) and isinstance(brief, Dispute):
            return self.is_later(self.since.account(brief, part))
        return False

    def date(self, date: Edtf) -> Any:
        if self.is_later(date.earliest):
            return _GONE
        if date.is_interval and date.end is not None and self.is_later(date.end.last) and date.start is not None:
            return parse(f"{date.start.text}/..") if self.is_later(date.end.first) else date
        return date

    def prose(self, text: str, *, is_of_record: bool) -> str:
        if is_of_record:
            return self._unlinked(text)
        shorter = dated_passages.without(text, lambda part: self.is_later(self.since.passage(part, self._near)))
        if shorter != text:
            self.shortened.add(self._id)
        return shorter

    def _unlinked(self, text: str) -> str:
        if "[[" not in text and "[@" not in text:
            return text

        def words(match: Any) -> str:
            target = match[1].strip()
            if not self.is_absent(target):
                return str(match[0])
            brief = self._corpus.briefs.get(self._corpus.former.get(target, target))
            return match[2] or (brief.label if brief else target)

        text = references.LINK.sub(words, text)
        return references.CITATION.sub(lambda match: "" if self.is_absent(match[1]) else match[0], text)

    def loose(self, text: str) -> str:
        """Return a publisher: the id of an actor that is there, else its name."""
        brief = self._corpus.briefs.get(self._corpus.former.get(text, text))
        return brief.label if brief is not None and self.is_absent(text) else text


@cache
def _struct(cls: type[msgspec.Struct]) -> _Mover:
    info = inspect.type_info(cls)
    assert isinstance(info, inspect.StructType)
    fields = [(field, found) for field in info.fields if (found := _mover(field.type, cls, field.name)) is not None]

    def move(value: Any, cut: _Cut) -> Any:
        if cut.is_part_absent(value):
            return _GONE
        changed: dict[str, Any] = {}
        for field, inner in fields:
            before = getattr(value, field.name)
            if before is None or before == ():
                continue
            after = inner(before, cut)
            if after is _GONE:
                if field.name == "summary" and isinstance(value, Brief):
                    after = NOTHING_LEFT
                elif field.required or field.name in _BEGINNINGS:
                    return _GONE
                else:
                    after = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
            if after is not before:
                changed[field.name] = after
        return msgspec.structs.replace(value, **changed) if changed else value

    return move


def _mover(
    type: inspect.Type, cls: type[msgspec.Struct], name: str, extra: dict[str, Any] | None = None
) -> _Mover | None:
    extra = extra or {}
    if isinstance(type, inspect.Metadata):
        return _mover(type.type, cls, name, {**extra, **(type.extra or {})})
    if isinstance(type, inspect.UnionType):
        return next((found for each in type.types if (found := _mover(each, cls, name, extra)) is not None), None)
    if isinstance(type, inspect.StructType):
        return _struct(type.cls)
    if isinstance(type, inspect.VarTupleType):
        return _each(_mover(type.item_type, cls, name, extra), type.min_length or 0)
    if isinstance(type, inspect.CustomType) and type.cls is Edtf:
        return lambda value, cut: cut.date(value)
    if not isinstance(type, inspect.StrType):
        return None
    if "ref" in extra:
        return lambda value, cut: _GONE if cut.is_absent(value) else value
    if "loose_ref" in extra:
        return lambda value, cut: cut.loose(value)
    if extra.get("prose"):
        is_of_record = (cls, name) in _OF_RECORD
        return lambda value, cut: cut.prose(value, is_of_record=is_of_record).strip() or _GONE
    return None


def _each(inner: _Mover | None, least: int) -> _Mover | None:
    if inner is None:
        return None

    def move(values: tuple[Any, ...], cut: _Cut) -> Any:
        moved = tuple(after for value in values if (after := inner(value, cut)) is not _GONE)
        if len(moved) < least:
            return _GONE
        is_same = len(moved) == len(values) and all(a is b for a, b in zip(moved, values, strict=True))
        return values if is_same else moved

    return move
