"""Typed changes of fields in words.

A sentence has a label, and both values in readers' words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from briefgen.changes.catalogue import ROWS
from briefgen.changes.classes import is_archived_copy
from briefgen.changes.names import named, plain_text, source_name, speaker_of, statement_name
from briefgen.changes.types import Direction, WordPiece
from briefgen.changes.values import data_of, item_reads, reads
from briefgen.changes.walk import FoundDifference, Keyed
from briefgen.changes.words import is_rewritten, pieces
from briefgen.corpus.corpus import Corpus
from briefgen.model import reflect
from briefgen.model.kinds._base import Brief, Citation, Review
from briefgen.model.kinds._parts import Figure, Media, Original
from briefgen.model.kinds.actor import Actor, Alias, Identifiers, Link, Member, Role
from briefgen.model.kinds.dispute import Account
from briefgen.model.kinds.event import Participant, Place, Statement
from briefgen.model.kinds.plan import Component, Document, PlanVersion
from briefgen.model.kinds.point import Point, PointPart, PointVersion
from briefgen.model.kinds.source import Source
from briefgen.model.references import split

_UNNAMED = (Brief, Place, Original, Review, Identifiers)
"""Structs that add nothing to the name of a field in them."""
_WORDED = frozenset(
    ("title", "name", "label", "quote", "text", "description", "term", "meaning", "alt", "credit", "as")
)
"""The fields with plain text that is read as wording."""
_GRADES = "ABCDE"


class ChangeInWords(msgspec.Struct, frozen=True, kw_only=True):
    """A change in words."""

    label: str
    says: str
    old: Any | UnsetType = UNSET
    new: Any | UnsetType = UNSET
    old_reads: str = ""
    new_reads: str = ""
    words: tuple[WordPiece, ...] = ()
    direction: Direction | None = None
    members: tuple[str, ...] = ()
    note: str = ""


def sentence(found: FoundDifference, base: Corpus, head: Corpus) -> ChangeInWords:
    """Return a difference of a field, or of a list of items, in words."""
    label, lead = _label(found, base, head)
    if found.verb == "reordered":
        return _order(found, head, label, lead)
    kind = found.field.type
    is_list = isinstance(kind, reflect.ListType) and not found.is_item and isinstance(found.old, tuple)
    if found.is_item:
        return _item(found, base, head, label, lead)
    if is_list:
        assert isinstance(kind, reflect.ListType)
        return _list(found, kind.item, base, head, label, lead)
    if isinstance(kind, reflect.TextType) and _is_wording(found, kind):
        return _wording(found, label, lead)
    return _value(found, base, head, label, lead)


def _label(found: FoundDifference, base: Corpus, head: Corpus) -> tuple[str, str]:
    """Return what changed for the data, such as `stance, E3 on point 8`, and the beginning of the sentence."""
    row = ROWS[found.name].label
    around = found.around[1:-1] if found.is_item else found.around[1:]
    phrases = [phrase for old, new in around if (phrase := part_name(found.around[0], old, new, base, head))]
    what = row
    if found.is_folded and not found.is_item and found.struct not in (Identifiers,):
        what = f"{row}, {found.field.name.replace('_', ' ')}"
    elif found.struct is Identifiers:
        what = f"{row}, {found.field.name}"
    if found.name in ("statement.quote", "statement.cite") and phrases:
        made = next(one for pair in around for one in reversed(pair) if isinstance(one, Statement))
        phrases = [speaker_of(head, made)]
    label = ", ".join((what, *phrases))
    lead = ", ".join((*phrases, what))
    return label, lead[:1].upper() + lead[1:]


def part_name(outer: tuple[Any, Any], old: Any, new: Any, base: Corpus, head: Corpus) -> str:
    """Return the name of a part of a brief in a sentence.

    It is empty for parts that need none.

    ``outer`` has both states of the brief.
    """
    item, corpus, whole = (old, base, outer[0]) if new is None else (new, head, outer[1])
    if isinstance(item, _UNNAMED):
        return ""
    match item:
        case Statement():
            return statement_name(corpus, item)
        case Citation():
            source = corpus.find(item.source, Source)
            return source_name(corpus, source) if source else item.source
        case PlanVersion():
            return item.label
        case PointVersion():
            return version_label(corpus, whole, item.in_)
        case Component() | Document() | PointPart():
            return f"“{item.title}”"
        case Keyed():
            return f"“{item.value.title}”"
        case Role() | Link():
            return f"“{item.title}”"
        case Alias():
            return f"“{item.name}”"
        case Account():
            return f"“{plain_text(corpus, item.claim)}”"
        case Participant() | Member():
            return named(corpus, item.actor)
        case Figure():
            return f"“{item.label}”"
        case Media():
            return item.file
    return str(getattr(item, "term", ""))


def version_label(corpus: Corpus, point: Any, version: str) -> str:
    """Return the label of a version of a point's plan.

    It is the version's id where the version is unknown.
    """
    found = corpus.versions.get(f"{corpus.former.get(point.plan, point.plan)}@{version}")
    return found[1].label if found else version


def _is_wording(found: FoundDifference, kind: reflect.TextType) -> bool:
    """Return whether two values of a field are compared word by word, and not shown side by side."""
    return bool(kind.extra.get("prose")) or (found.field.name in _WORDED and found.name != "event.place")


def _wording(found: FoundDifference, label: str, lead: str) -> ChangeInWords:
    old, new = found.old or "", found.new or ""
    ending = {"added": " added", "removed": " removed"}.get(found.verb, "")
    if found.name == "statement.quote":
        who = label.partition(", ")[2]
        lead, ending = f"Quotation of {who}", ending or " changed"
    elif found.name == "briefing.theme.title":
        lead = "Theme renamed"
    values = _data(found)
    if old and new and is_rewritten(old, new) and len(old.split()) + len(new.split()) > 8:
        members = (f"Was: {' '.join(old.split())}", f"Now: {' '.join(new.split())}")
        return ChangeInWords(label=label, says=f"{lead}, rewritten:", members=members, **values)
    found_pieces = pieces(old, new)
    if all(piece.op == "same" for piece in found_pieces):
        return ChangeInWords(label=label, says=f"{lead}: other spaces or line breaks", **values)
    return ChangeInWords(label=label, says=f"{lead}{ending}:", words=found_pieces, **values)


def _data(found: FoundDifference) -> dict[str, Any]:
    values = {}
    if found.verb != "added":
        values["old"] = data_of(found.old)
    if found.verb != "removed":
        values["new"] = data_of(found.new)
    return values


def _value(found: FoundDifference, base: Corpus, head: Corpus, label: str, lead: str) -> ChangeInWords:
    name, kind = found.field.name, found.field.type
    old, new = reads(base, found.old, kind, name), reads(head, found.new, kind, name)
    if found.name == "source.url" and is_archived_copy(found):
        new = "archived copy of the same page"
    values = f"{old} → {new}" if found.verb == "changed" else old or new
    ending = " removed" if found.verb == "removed" else ""
    says = f"{lead}{ending}: {values}"
    item = found.around[-1][1]
    if found.name == "actor.alias.lang" and new:
        says = f"The spelling “{item.name}” is marked as {new}."
    elif found.name.endswith(".status") and isinstance(item, Brief):
        is_draft = item.status == "draft"
        says = "Now a draft (was published): its page is gone" if is_draft else "Published (was a draft)"
    elif found.verb == "changed" and old == new:
        says = f"{lead} written otherwise: {found.old} → {found.new}"
    return ChangeInWords(
        label=label, says=says, old_reads=old, new_reads=new, direction=_direction(found), **_data(found)
    )


def _direction(found: FoundDifference) -> Direction | None:
    """Return whether a grade got better; None where one side has none, or cannot be judged."""
    if found.name == "source.reliability":
        if found.old in _GRADES and found.new in _GRADES if found.old and found.new else False:
            return "up" if found.new < found.old else "down"
    elif found.field.name == "credibility" and found.old and found.new and 6 not in (found.old, found.new):
        return "up" if found.new < found.old else "down"
    return "down" if found.name == "source.relays" and found.new else None


def _list(
    found: FoundDifference, kind: reflect.ValueType, base: Corpus, head: Corpus, label: str, lead: str
) -> ChangeInWords:
    gone = [_one(value, kind, found, base) for value in found.old]
    added = [_one(value, kind, found, head) for value in found.new]
    signed = ", ".join([*(f"− {text}" for text in gone), *(f"+ {text}" for text in added)])
    return ChangeInWords(
        label=label,
        says=f"{lead}: {signed}",
        note=_note_on_sources(found, head),
        direction=_direction(found),
        **_data(found),
    )


def _one(value: Any, kind: reflect.ValueType, found: FoundDifference, corpus: Corpus) -> str:
    if isinstance(value, Alias) and not (value.lang or value.script):
        return value.name
    if found.field.name == "themes" and isinstance(value, str):
        theme = corpus.briefing.themes.get(value)
        return theme.title if theme else value
    return reads(corpus, value, kind, found.field.name)


def _note_on_sources(found: FoundDifference, head: Corpus) -> str:
    """Return that an added source only republishes another, where it does."""
    added = [item.source for item in found.new if isinstance(item, Citation)]
    sources = [source for id in added if (source := head.find(id, Source)) and source.relays]
    return " ".join(
        f"{source_name(head, source)} republishes {', '.join(named(head, id) for id in source.relays)}."
        for source in sources
    )


def _item(found: FoundDifference, base: Corpus, head: Corpus, label: str, lead: str) -> ChangeInWords:
    """Return an item that was added to a list or removed from it, in words."""
    value, corpus = (found.new, head) if found.verb == "added" else (found.old, base)
    sign = "+" if found.verb == "added" else "−"
    data = data_of(value)
    values = {"new" if found.verb == "added" else "old": data.get("id", data) if isinstance(data, dict) else data}
    return ChangeInWords(label=label, says=f"{lead}: {sign} {item_reads(corpus, value)}", **values)


def _order(found: FoundDifference, head: Corpus, label: str, lead: str) -> ChangeInWords:
    old, new = list(found.old), list(found.new)
    made = found.around[-1][1]
    says = f"{lead[:1].upper()}{lead[1:]}: another order"
    if isinstance(made, Statement) and made.quote and found.field.name == "cite" and old[0] != new[0]:
        says = _words_elsewhere(head, old, new)
        label = f"first source, {speaker_of(head, made)}"
    return ChangeInWords(label=label, says=says, old=data_of(old), new=data_of(new))


def _words_elsewhere(head: Corpus, old: Sequence[str], new: Sequence[str]) -> str:
    before, after = (_with_grade(head, id) for id in (old[0], new[0]))
    cited = "both are still cited" if old[0] in new else "it is not cited any more"
    return f"The words of this quotation are now said to stand in {after}, no longer in {before}; {cited}."


def _with_grade(corpus: Corpus, id: str) -> str:
    source = corpus.find(id, Source)
    if source is None:
        return id
    grade = f" (grade {source.reliability})" if source.reliability else ""
    return f"{source_name(corpus, source)}{grade}"


def note_on(found: FoundDifference, head: Corpus) -> str:
    """Return what a reviewer should know beside a change; empty for most."""
    new = found.around[0][1]
    if found.name == "actor.name" and isinstance(new, Actor):
        spelling = next((alias for alias in new.aliases if alias.name == found.old), None)
        if spelling:
            return f"The other spelling stays findable: “{spelling.name}” is now among the other spellings."
        return f"The old name, “{found.old}”, is not among the other spellings."
    if found.name == "briefing.theme.title":
        key = next(pair[1].key for pair in found.around if isinstance(pair[1], Keyed))
        pages = sum(key in brief.themes for brief in head.briefs.values())
        return f"Its address, /themes/{key}/, and the {pages} pages filed under it stay as they were."
    if found.name.endswith(".formerly") and found.verb == "removed":
        return "The old address leads nowhere any more."
    if isinstance(new, Point) and split(new.plan)[0] not in head.briefs:
        return "Its plan is not among the briefs."
    return ""
