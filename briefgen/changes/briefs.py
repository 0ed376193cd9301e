"""Typed changes of briefs and of the briefing.

Briefs can be new, gone or renamed; all others are compared field by field.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import UNSET

from briefgen.changes import whole
from briefgen.changes.catalogue import ROWS
from briefgen.changes.classes import class_of, reason_of
from briefgen.changes.declared import refusal
from briefgen.changes.lines import LineFinder
from briefgen.changes.names import count_of, plain_text, title_of
from briefgen.changes.pairs import BriefPair
from briefgen.changes.renamed_references import Renames
from briefgen.changes.sentences import ChangeInWords, note_on, sentence
from briefgen.changes.state import BriefingState
from briefgen.changes.types import BRIEFING, BriefingChange, ChangeSubject, Reason, TypedChange, Verb, WordPiece
from briefgen.changes.walk import FoundDifference, Keyed, differences, item_key
from briefgen.changes.words import pieces
from briefgen.corpus.corpus import Corpus
from briefgen.model.briefing import Briefing
from briefgen.model.kinds._base import Brief, kind_of
from briefgen.model.kinds.event import Event, Statement
from briefgen.model.kinds.plan import Plan, PlanVersion
from briefgen.model.kinds.point import Point, PointVersion

Declared = frozenset[tuple[str, str]]
"""The id and the field of each change that its author declared editorial."""


class BriefChanges:
    """Makes the typed changes of two states."""

    def __init__(self, base: BriefingState, head: BriefingState, renames: Renames, declared: Declared) -> None:
        self._base, self._head = base.corpus, head.corpus
        self._base_lines, self._head_lines = LineFinder(base), LineFinder(head)
        self._paths = base.loaded.briefing_path, head.loaded.briefing_path
        self._renames = renames
        self._declared = declared

    def of_pair(self, pair: BriefPair) -> Iterator[TypedChange]:
        """Yield the changes of one pair of briefs; none where their data are equal."""
        old, new = pair.old, pair.new
        if new is None:
            assert old is not None
            yield from self._gone(old)
        elif old is None:
            yield from self._added(new)
        else:
            if pair.is_renamed:
                yield self._renamed(old, new, is_guessed=pair.is_guessed)
            for found in differences(old, new):
                if pair.is_renamed and found.name.endswith(".formerly") and _is_explained(found, old, new):
                    continue
                yield self._field(found, old, new)

    def of_briefing(self, old: Briefing, new: Briefing) -> Iterator[TypedChange]:
        """Yield the changes of `briefing.yaml`."""
        for found in differences(old, new):
            yield self._field(found, old, new)

    def of_kinds(self) -> Iterator[TypedChange]:
        """Yield a change for each id that is in another kind's folder now."""
        for id, new in self._head.briefs.items():
            old = self._base.briefs.get(id)
            if old is None or type(old) is type(new):
                continue
            kinds = kind_of(old), kind_of(new)
            row = ROWS["brief.kind"]
            yield TypedChange(
                change=BriefingChange(
                    id="",
                    type="brief.kind",
                    verb="changed",
                    class_=class_of(row.reason),
                    reason=row.reason,
                    section="brief",
                    subject=ChangeSubject(kind=kinds[1], id=id, title=title_of(new)),
                    label=row.label,
                    old=kinds[0],
                    new=kinds[1],
                    place=self._head_lines.place(self._head.paths[id], ()),
                    says=f"Kind of page: {kinds[0]} → {kinds[1]}",
                )
            )

    def _added(self, new: Brief) -> Iterator[TypedChange]:
        corpus = self._head
        says = whole.brief_heading(corpus, new)
        yield self._whole(new, "brief.added", "added", says, whole.brief_members(corpus, new))
        if isinstance(new, Event):
            for index, statement in enumerate(new.statements):
                yield self._statement(new, index, statement, "added", is_whole=True)

    def _gone(self, old: Brief) -> Iterator[TypedChange]:
        corpus = self._base
        says = whole.brief_gone(corpus, old)
        yield self._whole(old, "brief.removed", "removed", says, whole.brief_members(corpus, old))
        if isinstance(old, Event):
            for index, statement in enumerate(old.statements):
                yield self._statement(old, index, statement, "removed", is_whole=True)

    def _whole(self, brief: Brief, name: str, verb: Verb, says: str, members: tuple[str, ...]) -> TypedChange:
        is_new = verb == "added"
        kind = kind_of(brief)
        reason: Reason = "evidence" if kind == "source" else ROWS[name].reason
        lines, paths = (self._head_lines, self._head.paths) if is_new else (self._base_lines, self._base.paths)
        note = "A draft: readers do not see it yet." if is_new and brief.status == "draft" else ""
        return TypedChange(
            change=BriefingChange(
                id="",
                type=name,
                verb=verb,
                class_=class_of(reason),
                reason=reason,
                section="brief",
                subject=ChangeSubject(kind=kind, id=brief.id, title=title_of(brief)),
                label=f"new {kind}" if is_new else f"{kind} gone",
                members=members,
                place=lines.place(paths[brief.id], ()),
                note=note,
                says=says,
                old=UNSET if is_new else brief.id,
                new=brief.id if is_new else UNSET,
            ),
            old_id="" if is_new else brief.id,
            new_id=brief.id if is_new else "",
        )

    def _statement(self, event: Event, index: int, statement: Statement, verb: Verb, *, is_whole: bool) -> TypedChange:
        """Return a new or a lost statement. It has no data path of its own where the whole event is new or gone."""
        is_new = verb == "added"
        corpus = self._head if is_new else self._base
        lines, name = (self._head_lines, "statement.added") if is_new else (self._base_lines, "statement.removed")
        at = ("statements", index)
        reason = ROWS[name].reason
        list_at = None if is_new or is_whole else ("statements",)
        return TypedChange(
            change=BriefingChange(
                id="",
                type=name,
                verb=verb,
                class_=class_of(reason),
                reason=reason,
                section="brief",
                subject=ChangeSubject(kind="event", id=event.id, title=event.label, part=statement.id),
                label="new statement" if is_new else "statement gone",
                members=whole.statement_members(corpus, event, statement),
                place=lines.place(corpus.paths[event.id], at),
                says=whole.statement_heading(corpus, event, statement, "New statement" if is_new else "Gone"),
                old=UNSET if is_new else statement.id,
                new=statement.id if is_new else UNSET,
            ),
            old_id="" if is_new and is_whole else event.id,
            new_id=event.id if is_new or not is_whole else "",
            old_at=None if is_new else at,
            new_at=at if is_new else list_at,
        )

    def _renamed(self, old: Brief, new: Brief, *, is_guessed: bool) -> TypedChange:
        count = self._renames.counts[new.id]
        rewritten = f"{count_of(count, 'reference')} {'was' if count == 1 else 'were'} rewritten"
        leads = "The old address leads to the new one"
        if old.id not in new.formerly:
            leads = "No `formerly`: the old address leads nowhere"
        guess = " Paired because the content is the same." if is_guessed else ""
        return TypedChange(
            change=BriefingChange(
                id="",
                type="brief.renamed",
                verb="changed",
                class_="substantive",
                reason="address",
                section="brief",
                subject=ChangeSubject(kind=kind_of(new), id=new.id, title=title_of(new), former_id=old.id),
                label="address",
                old=old.id,
                new=new.id,
                place=self._head_lines.place(self._head.paths[new.id], ("formerly",) if new.formerly else ()),
                note=guess.strip(),
                says=f"Renamed: {old.id} → {new.id}. {leads}; {rewritten}.",
            ),
            old_id=old.id,
            new_id=new.id,
        )

    def _field(self, found: FoundDifference, old: Brief | Briefing, new: Brief | Briefing) -> TypedChange:
        if found.is_item and isinstance(old, Event) and isinstance(new, Event):
            at = found.new_at if found.verb == "added" else found.old_at
            item = found.new if found.verb == "added" else found.old
            if isinstance(item, Statement):
                assert at is not None
                event = new if found.verb == "added" else old
                return self._statement(event, int(at[1]), item, found.verb, is_whole=False)
        words = self._worded(found, old, new)
        reason = reason_of(found, self._base)
        reason, note = self._declared_or(reason, found, words, new)
        is_gone = found.verb == "removed" and found.is_item
        at = found.old_at if is_gone else found.new_at
        lines, corpus, path = (
            (self._base_lines, self._base, self._paths[0])
            if is_gone
            else (self._head_lines, self._head, self._paths[1])
        )
        brief = old if is_gone else new
        return TypedChange(
            change=BriefingChange(
                id="",
                type=found.name,
                verb=found.verb,
                class_=class_of(reason),
                reason=reason,
                section="brief",
                subject=_subject(new, found),
                label=words.label,
                old=words.old,
                new=words.new,
                old_reads=words.old_reads,
                new_reads=words.new_reads,
                words=words.words,
                direction=words.direction,
                members=words.members,
                place=lines.place(corpus.paths[brief.id] if isinstance(brief, Brief) else path, at),
                note=" ".join(filter(None, (words.note, note_on(found, self._head), note))),
                says=words.says,
            ),
            old_id=old.id if isinstance(old, Brief) else BRIEFING,
            new_id=new.id if isinstance(new, Brief) else BRIEFING,
            old_at=found.old_at,
            new_at=found.new_at,
        )

    def _worded(self, found: FoundDifference, old: Brief | Briefing, new: Brief | Briefing) -> ChangeInWords:
        corpus = self._head if found.verb == "added" else self._base
        item = found.new if found.verb == "added" else found.old
        if found.is_item and isinstance(item, PlanVersion) and isinstance(new, Plan) and isinstance(old, Plan):
            members = whole.version_members(corpus, item)
            if found.verb == "removed":
                return ChangeInWords(
                    label="version gone", says=f"Version gone: {item.label}", members=members, old=item.id
                )
            says = whole.version_heading(new, item)
            return ChangeInWords(label="new version", says=says, members=members, new=item.id)
        if found.is_item and isinstance(item, PointVersion) and isinstance(new, Point) and isinstance(old, Point):
            return _entry_sentence(corpus, new if found.verb == "added" else old, item, found.verb)
        return sentence(found, self._base, self._head)

    def _declared_or(
        self, reason: Reason, found: FoundDifference, words: ChangeInWords, new: Brief | Briefing
    ) -> tuple[Reason, str]:
        """Return `declared` for our own prose that its author declared editorial, or the reason and a note."""
        if not self._declared:
            return reason, ""
        id = new.id if isinstance(new, Brief) else BRIEFING
        ids = {id, *(f"{id}#{part.id}" for _, part in found.around if isinstance(part, Statement))}
        if not any((one, found.field.name) in self._declared for one in ids):
            return reason, ""
        if reason != "our-words" or found.verb != "changed":
            return reason, "Declared editorial; only another wording of our own prose can be."
        differing = words.words or pieces(found.old, found.new)
        refused = refusal(differing, self._head.briefing.language)
        return (reason, f"Declared editorial, but {refused}.") if refused else ("declared", "Declared by its author.")


def _is_explained(found: FoundDifference, old: Brief, new: Brief) -> bool:
    """Return whether a change of `formerly` is the other half of a rename."""
    return (*found.old, *found.new) in ((old.id,), (new.id,))


def _subject(new: Brief | Briefing, found: FoundDifference) -> ChangeSubject:
    part = ""
    if len(found.around) > 1:
        old_item, new_item = found.around[1]
        item = new_item if new_item is not None else old_item
        part = item.key if isinstance(item, Keyed) else str(_part_key(item))
    if isinstance(new, Brief):
        return ChangeSubject(kind=kind_of(new), id=new.id, title=title_of(new), part=part)
    return ChangeSubject(kind=BRIEFING, id=BRIEFING, title=new.title, part=part)


def _part_key(item: msgspec.Struct) -> str:
    try:
        key = item_key(item)
    except AttributeError:
        # a mapping of one field, such as a place, has no key
        return ""
    return ", ".join(key) if isinstance(key, list) else str(key)


def _entry_sentence(corpus: Corpus, point: Point, item: PointVersion, verb: Verb) -> ChangeInWords:
    found = whole.entry(corpus, point, item)
    rest = tuple(whole.entry_rest(corpus, item))
    if verb == "removed":
        return ChangeInWords(label="entry for a version", says=f"Gone: {found.says}", old=found.new, members=rest)
    label = "entry for a version"
    lines: tuple[str, ...] = (f"Text: {plain_text(corpus, item.text)}",) if item.text else ()
    words: tuple[WordPiece, ...] = ()
    if found.old is not None:
        before, after = str(found.old["text"]), item.text or ""
        if found.is_alike:
            lines, words = (), pieces(before, after)
        else:
            lines = (f"Was, {found.before}: {plain_text(corpus, before)}", f"Now: {plain_text(corpus, after)}")
    return ChangeInWords(
        label=label,
        says=found.says,
        old=UNSET if found.old is None else found.old,
        new=found.new,
        words=words,
        members=(*lines, *rest),
    )
