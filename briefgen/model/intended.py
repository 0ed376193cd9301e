"""Find the field or word that was meant, by spelling, meaning and place.

The synonyms are words that people type for a field or a value of this model.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model import reflect
from briefgen.text.suggest import nearest
from briefgen.yaml.reader import Data

FIELD_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "headline": ("title",),
    "heading": ("title",),
    "subject": ("title", "about"),
    "label": ("title", "name"),
    "name": ("title",),
    "title": ("name", "label"),
    "abstract": ("summary",),
    "description": ("summary", "note"),
    "lead": ("summary",),
    "lede": ("summary",),
    "teaser": ("summary",),
    "text": ("body", "quote", "paraphrase", "claim"),
    "content": ("body",),
    "details": ("body",),
    "source": ("cite",),
    "sources": ("cite",),
    "citation": ("cite",),
    "citations": ("cite",),
    "reference": ("cite", "related"),
    "references": ("cite", "related"),
    "ref": ("cite",),
    "tags": ("themes",),
    "topics": ("themes",),
    "topic": ("themes",),
    "categories": ("themes",),
    "category": ("themes", "kind"),
    "see_also": ("related",),
    "links": ("related",),
    "type": ("kind",),
    "when": ("date",),
    "day": ("date",),
    "time": ("date",),
    "published": ("date",),
    "date": ("published",),
    "where": ("place",),
    "location": ("place", "locator"),
    "venue": ("place",),
    "city": ("place",),
    "attendees": ("participants",),
    "actors": ("participants",),
    "people": ("participants",),
    "speakers": ("speaker", "participants"),
    "by": ("speaker", "author", "held_by"),
    "who": ("speaker", "participants", "held_by"),
    "actor": ("speaker", "participants"),
    "author": ("speaker", "editors"),
    "words": ("quote",),
    "quotation": ("quote",),
    "said": ("quote",),
    "position": ("stance",),
    "topic_of": ("about",),
    "points": ("about",),
    "replies_to": ("responds_to",),
    "answers": ("responds_to", "accounts"),
    "page": ("locator",),
    "pages": ("locator",),
    "paragraph": ("locator",),
    "also_known_as": ("aliases",),
    "aka": ("aliases",),
    "offices": ("roles",),
    "functions": ("roles",),
    "member_of": ("part_of",),
    "start": ("from",),
    "since": ("from",),
    "begin": ("from",),
    "end": ("to",),
    "until": ("to",),
    "link": ("url",),
    "website": ("url",),
    "web": ("url",),
    "address": ("url",),
    "href": ("url",),
    "lang": ("language",),
    "language": ("lang",),
    "outlet": ("publisher",),
    "newspaper": ("publisher",),
    "grade": ("reliability", "credibility"),
    "license": ("licence",),
    "no": ("number",),
    "nr": ("number",),
    "version": ("in",),
    "holders": ("held_by",),
    "old_id": ("formerly",),
    "previously": ("formerly",),
    "aliases": ("formerly",),
    "colors": ("colour",),
    "color": ("colour",),
    "draft": ("status",),
}
"""The fields that are meant by a name that the model does not have, the likeliest first."""

WORD_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "against": ("rejects",),
    "opposes": ("rejects",),
    "opposed": ("rejects",),
    "refuses": ("rejects",),
    "refused": ("rejects",),
    "denies": ("rejects",),
    "no": ("rejects", "false"),
    "negative": ("rejects",),
    "con": ("rejects",),
    "for": ("accepts",),
    "pro": ("accepts",),
    "in favour": ("accepts",),
    "in favor": ("accepts",),
    "supports": ("accepts",),
    "support": ("accepts",),
    "agrees": ("accepts",),
    "agree": ("accepts",),
    "approves": ("accepts",),
    "welcomes": ("accepts",),
    "yes": ("accepts", "true"),
    "positive": ("accepts",),
    "conditional": ("accepts-with-conditions",),
    "conditionally": ("accepts-with-conditions",),
    "partly": ("accepts-with-conditions",),
    "yes, but": ("accepts-with-conditions",),
    "neutral": ("open",),
    "undecided": ("open",),
    "unknown": ("unclear", "not-reported"),
    "mixed": ("unclear",),
    "ambiguous": ("unclear",),
    "on": ("true",),
    "y": ("true",),
    "off": ("false",),
    "n": ("false",),
    "country": ("state",),
    "nation": ("state",),
    "government": ("state",),
    "organization": ("organisation",),
    "company": ("organisation",),
    "institution": ("organisation",),
    "human": ("person",),
    "politician": ("person",),
    "media": ("outlet",),
    "newspaper": ("outlet",),
    "agency": ("outlet",),
    "speech": ("statement",),
    "interview": ("statement",),
    "declaration": ("statement",),
    "negotiations": ("talks",),
    "summit": ("meeting",),
    "conference": ("meeting",),
    "phone call": ("call",),
    "telephone": ("call",),
    "report": ("publication",),
    "attack": ("military",),
    "strike": ("military",),
    "trial": ("legal",),
    "planned": ("scheduled",),
    "announced": ("scheduled",),
    "upcoming": ("scheduled",),
    "delayed": ("postponed",),
    "canceled": ("cancelled",),
    "done": ("happened",),
    "past": ("happened",),
    "confirmed": ("happened",),
    "rumoured": ("reported",),
    "alleged": ("reported",),
    "closed": ("resolved",),
    "settled": ("resolved",),
    "solved": ("resolved",),
    "public": ("published",),
    "final": ("published",),
    "live": ("published",),
    "wip": ("draft",),
    "hidden": ("draft",),
    "new": ("introduced",),
    "added": ("introduced",),
    "same": ("unchanged",),
    "kept": ("unchanged",),
    "changed": ("amended",),
    "modified": ("amended",),
    "removed": ("dropped",),
    "deleted": ("dropped",),
    "later": ("deferred",),
}
"""The allowed words that are meant by another word, the likeliest first."""


def intended_field(key: str, value: Mapping[str, Data], structs: tuple[reflect.StructType, ...]) -> tuple[str, str]:
    """Return the field that an unknown key stands for, or "", and what to do.

    ``value`` is the mapping with the key. ``structs`` are its struct and those around it, the innermost last.
    """
    *outer, own = structs
    names = [field.name for field in own.fields if field.name != "id" or outer]
    name, colon, rest = key.partition(":")
    if colon and name in names and value[key] is None:
        return name, f"write `{name}: {rest}`, with a space after the colon"
    plain = key.casefold().strip().replace("-", "_").replace(" ", "_")
    if plain in names:
        return plain, f"did you mean `{plain}`?"
    free = [each for each in FIELD_SYNONYMS.get(plain, ()) if each in names and each not in value]
    required = {field.name for field in own.fields if field.is_required}
    meant = next((each for each in free if each in required), "") or (free[0] if free else "")
    if not meant and (owner := next((each for each in reversed(outer) if _has(each, key)), None)):
        return "", f"`{key}` belongs to {_a(_noun(owner))}: write it {_outside(own)}"
    if not meant and (owners := [part for part in _parts(own) if _has(part, key)]) and key not in ("title", "name"):
        listed = " or ".join(_a(_noun(each)) for each in owners[:2])
        return "", f"`{key}` belongs to {listed}: indent it, so that it stands in one"
    meant = meant or nearest(key, [each for each in names if each not in value])
    if meant:
        return meant, f"did you mean `{meant}`?"
    near = nearest(key, names)
    return "", f"did you mean `{near}`? it has a value already" if near else ""


def intended_word(word: str, allowed: list[str]) -> str:
    """Return the allowed word that was meant, by spelling or by meaning, or ""."""
    plain = word.casefold().strip()
    by_meaning = next((each for each in WORD_SYNONYMS.get(plain, ()) if each in allowed), "")
    return by_meaning or nearest(word, allowed)


def _has(struct: reflect.StructType, name: str) -> bool:
    return any(field.name == name for field in struct.fields)


def _parts(struct: reflect.StructType) -> list[reflect.StructType]:
    """Return the structs in the fields of a struct."""
    found = []
    for field in struct.fields:
        inner = field.type
        while isinstance(inner, reflect.ListType):
            inner = inner.item
        if isinstance(inner, reflect.StructType):
            found.append(inner)
    return found


def _outside(own: reflect.StructType) -> str:
    return f"further left, outside of the {_noun(own)}"


def _noun(struct: reflect.StructType) -> str:
    """Return what a struct is called in messages, such as `statement`."""
    name = struct.struct.__name__
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    return words.rpartition(" ")[2]


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"
