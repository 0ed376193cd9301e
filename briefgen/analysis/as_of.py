"""As-of view of the corpus: drop everything that was not yet known on a given day.

An item goes if it is dated later, or if its first source appeared later. Every reference to it goes too. The view
is made before anything is derived, so positions, status, counts and pages follow from it. The code walks the
msgspec types, so a new kind or field needs no change here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import msgspec

from briefgen.analysis import dated_passages
from briefgen.analysis.known_since import ALWAYS, Since, since
from briefgen.corpus.corpus import Corpus
from briefgen.model import reflect
from briefgen.model.briefing import Term
from briefgen.model.edtf import Day, Edtf, parse
from briefgen.model.kinds._base import Brief, Review
from briefgen.model.kinds._parts import Figure
from briefgen.model.kinds.dispute import Account, Dispute
from briefgen.model.kinds.event import Statement
from briefgen.model.kinds.plan import PlanVersion
from briefgen.model.kinds.point import PointVersion
from briefgen.text.markup import CITATION, LINK
from briefgen.text.messages import N_, gettext

# Required in effect: without its first day, a part would claim to have begun at an unknown time.
_BEGINNINGS = frozenset({"date", "from_", "published"})
# Statements and wording made by that day may mention later days, so their text is kept complete.
_OF_RECORD = frozenset({(Statement, "paraphrase"), (PointVersion, "text")})
NOTHING_LEFT = N_("What this brief says of that day’s state rests on later sources.")


class _Absent:
    """Marks a value that the view does not contain."""


_ABSENT = _Absent()
_Cutter = Callable[[Any, "_View"], Any]


def as_of(corpus: Corpus, day: Edtf) -> Corpus:
    """Return the corpus as it was known at the end of a date.

    `day` is an EDTF date. For a month or a year, its last day counts. The given corpus is not changed. The result
    has `stands_on` set to `day`, and `cut` holds the ids of the briefs whose prose was shortened. A summary that has
    nothing left says so in the language that `text.messages` is set to.
    """
    cut = _View(corpus, day)
    briefs: dict[str, Brief] = {}
    for id, brief in corpus.briefs.items():
        if not cut.is_later(cut.since.of(id)):
            moved = cut.brief(brief)
            if moved is not _ABSENT:
                briefs[id] = moved
    former = {old: new for old, new in corpus.former.items() if new in briefs}
    briefing = cut.briefing()
    return msgspec.structs.replace(
        corpus,
        briefing=briefing,
        briefs=briefs,
        paths={id: corpus.paths[id] for id in briefs},
        former=former,
        stands_on=day,
        cut=frozenset(cut.shortened),
    )


def known_part(date: Edtf, day: Day) -> Edtf | None:
    """Return a date as it was known on a day; None if it begins later.

    A period that ended later is without its end.
    """
    if date.earliest > day:
        return None
    if date.is_interval and date.end is not None and date.end.last > day and date.start is not None:
        return parse(f"{date.start.text}/..") if date.end.first > day else date
    return date


class _View:
    """The as-of view of one corpus on one day; keeps the brief that is being cut."""

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
        moved = _struct_cutter(type(brief))(brief, self)
        if (
            isinstance(brief, Dispute)
            and isinstance(moved, Dispute)
            and moved.state == "resolved"
            and self.is_later(self.since.resolution(brief))
        ):
            moved = msgspec.structs.replace(moved, state="open", resolution=None)
        if moved is _ABSENT or moved is brief or moved.reviewed is None:
            return moved
        # The hashes of a review refer to the complete brief.
        return msgspec.structs.replace(moved, reviewed=Review(date=moved.reviewed.date))

    def briefing(self) -> Any:
        briefing = self._corpus.briefing
        self._id, self._near = "", self.since.near_today
        moved = _struct_cutter(type(briefing))(briefing, self)
        return msgspec.structs.replace(moved, as_of=self._day)

    def is_part_absent(self, part: msgspec.Struct) -> bool:
        """Return whether a dated part, or a term that mentions a day, is absent."""
        brief = self._corpus.briefs.get(self._id)
        if isinstance(part, Statement):
            return self.is_absent(f"{self._id}#{part.id}")
        if isinstance(part, PlanVersion):
            return self.is_absent(f"{self._id}@{part.id}")
        if isinstance(part, PointVersion):
            return self.is_absent(f"{self._id}@{part.in_}")
        if isinstance(part, Account) and isinstance(brief, Dispute):
            return self.is_later(self.since.account(brief, part))
        if isinstance(part, Term):
            texts = (part.term, part.meaning, *part.also)
            return any(self.is_later(self.since.passage(text, self._near)) for text in texts)
        return False

    def date(self, date: Edtf) -> Any:
        found = known_part(date, self._limit)
        return _ABSENT if found is None else found

    def prose(self, text: str, *, is_of_record: bool) -> str:
        if is_of_record:
            return self._unlinked(text)
        shorter = dated_passages.remove_passages(text, lambda part: self.is_later(self.since.passage(part, self._near)))
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

        text = LINK.sub(words, text)
        return CITATION.sub(lambda match: "" if self.is_absent(match[1]) else match[0], text)

    def loose(self, text: str) -> str:
        """Return a publisher: its id if the view contains that actor, else its name."""
        brief = self._corpus.briefs.get(self._corpus.former.get(text, text))
        return brief.label if brief is not None and self.is_absent(text) else text


@cache
def _struct_cutter(cls: type[msgspec.Struct]) -> _Cutter:
    movers = ((field, _cutter(field.type, cls, field.attribute)) for field in reflect.fields(cls))
    fields = [(field, mover) for field, mover in movers if mover is not None]

    def move(value: Any, cut: _View) -> Any:
        if cut.is_part_absent(value):
            return _ABSENT
        changed: dict[str, Any] = {}
        for field, inner in fields:
            before = getattr(value, field.attribute)
            if before is None or before == ():
                continue
            after = inner(before, cut)
            if after is _ABSENT:
                if field.attribute == "summary" and isinstance(value, Brief):
                    after = gettext(NOTHING_LEFT)
                elif field.is_required or field.attribute in _BEGINNINGS:
                    return _ABSENT
                else:
                    after = field.default
            if after is not before:
                changed[field.attribute] = after
        return msgspec.structs.replace(value, **changed) if changed else value

    return move


def _cutter(type: reflect.ValueType, cls: type[msgspec.Struct], attribute: str) -> _Cutter | None:
    match type:
        case reflect.StructType():
            return _struct_cutter(type.struct)
        case reflect.ListType():
            return _tuple_cutter(_cutter(type.item, cls, attribute), type.min_length)
        case reflect.MappingType():
            return _mapping_cutter(_cutter(type.value, cls, attribute))
        # The period of a figure is what a text says of the future, not when something became known.
        case reflect.DateType() if cls is not Figure:
            return lambda value, cut: cut.date(value)
        case reflect.TextType():
            return _text_cutter(type.extra, is_of_record=(cls, attribute) in _OF_RECORD)
    return None


def _text_cutter(extra: Mapping[str, Any], *, is_of_record: bool) -> _Cutter | None:
    if "ref" in extra:
        return lambda value, cut: _ABSENT if cut.is_absent(value) else value
    if "loose_ref" in extra:
        return lambda value, cut: cut.loose(value)
    if extra.get("prose"):
        return lambda value, cut: cut.prose(value, is_of_record=is_of_record).strip() or _ABSENT
    return None


def _mapping_cutter(inner: _Cutter | None) -> _Cutter | None:
    if inner is None:
        return None
    return lambda values, cut: {
        key: after for key, value in values.items() if (after := inner(value, cut)) is not _ABSENT
    }


def _tuple_cutter(inner: _Cutter | None, least: int) -> _Cutter | None:
    if inner is None:
        return None

    def move(values: tuple[Any, ...], cut: _View) -> Any:
        moved = tuple(after for value in values if (after := inner(value, cut)) is not _ABSENT)
        if len(moved) < least:
            return _ABSENT
        is_same = len(moved) == len(values) and all(a is b for a, b in zip(moved, values, strict=True))
        return values if is_same else moved

    return move
