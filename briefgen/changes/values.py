"""Values of fields in readers' words, never as data.

Examples are `4–5 December 2025` and `± accepts with conditions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from briefgen.changes.names import all_named, named, plain_text, source_name, statement_name
from briefgen.changes.walk import Keyed
from briefgen.corpus.corpus import Corpus
from briefgen.model import reflect
from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import Citation, Review
from briefgen.model.kinds._parts import Figure, Original
from briefgen.model.kinds.actor import Alias, Link, Member, Role
from briefgen.model.kinds.dispute import Account
from briefgen.model.kinds.event import Participant, Place, Statement
from briefgen.model.kinds.plan import PlanVersion
from briefgen.model.kinds.point import PointVersion
from briefgen.model.kinds.source import Source
from briefgen.model.vocabulary import CHANGES, CREDIBILITY, RELIABILITY, STANCES, STATES, VERSION_STATES
from briefgen.text import languages

_YES_AND_NO = {"true": "yes", "false": "no"}
_LANGUAGES = ("language", "lang")
_WORDINGS = {"paraphrase": "our words", "verbatim": "the document’s own wording"}
_LONGEST_ADDRESS = 60


def reads(corpus: Corpus, value: Any, type: reflect.ValueType, name: str = "") -> str:
    """Return a value of a field in readers' words; an empty text for no value.

    ``name`` is the field's name in the file, and decides which words its values have.
    """
    if value is None or value == () or value == "":
        return ""
    if isinstance(value, msgspec.Struct):
        return item_reads(corpus, value)
    match type:
        case reflect.ListType():
            if _is_reference(type.item):
                return all_named(corpus, value)
            return ", ".join(reads(corpus, item, type.item, name) for item in value)
        case reflect.MappingType():
            return ", ".join(f"{key}: {reads(corpus, item, type.value, name)}" for key, item in value.items())
        case reflect.DateType():
            return str(value.words())
        case reflect.ChoiceType():
            return choice_reads(str(value), name, is_yes_or_no=bool(type.extra.get("boolean")))
        case reflect.NumberType():
            return _number_reads(value, name)
        case reflect.TextType():
            return _text_reads(corpus, value, type, name)
    return str(value)


def _is_reference(type: reflect.ValueType) -> bool:
    return "ref" in type.extra or "loose_ref" in type.extra


def choice_reads(value: str, name: str, *, is_yes_or_no: bool = False) -> str:
    """Return a word of a fixed set as pages show it, with its sign where it has one."""
    if is_yes_or_no:
        return _YES_AND_NO[value]
    if name == "stance":
        return " ".join(STANCES[value])
    if name == "change":
        return " ".join(CHANGES[value])
    if name == "reliability":
        return f"{value} ({RELIABILITY[value]})"
    if name == "state":
        return str(STATES[value])
    if name == "wording":
        return _WORDINGS[value]
    return str(VERSION_STATES[value]) if name == "status" and value in VERSION_STATES else value.replace("-", " ")


def _number_reads(value: float, name: str) -> str:
    if name == "credibility":
        return f"{value} ({CREDIBILITY[int(value)]})"
    is_plain = name in ("lat", "lon", "number") or not float(value).is_integer()
    return f"{value}" if is_plain else f"{int(value):,}"


def _text_reads(corpus: Corpus, value: str, type: reflect.ValueType, name: str) -> str:
    if _is_reference(type):
        return named(corpus, value)
    if name in _LANGUAGES:
        return languages.name(value)
    if name in ("url", "archive_url", "repository"):
        return _short_address(value)
    return plain_text(corpus, value)


def _short_address(url: str) -> str:
    parts = urlsplit(url)
    short = f"{parts.netloc}{parts.path}".removeprefix("www.").rstrip("/")
    return short if len(short) <= _LONGEST_ADDRESS else f"{short[:_LONGEST_ADDRESS]}…"


def item_reads(corpus: Corpus, item: Any) -> str:
    """Return an item of a list, or a whole mapping, on one line."""
    match item:
        case Keyed():
            return f"{item.value.title} (/themes/{item.key}/)"
        case Citation():
            source = corpus.find(item.source, Source)
            name = source_name(corpus, source, has_grade=True) if source else item.source
            place = f", {item.locator}" if item.locator else ""
            words = f": “{plain_text(corpus, item.quote)}”" if item.quote else ""
            return f"{name}{place}{words}"
        case Original():
            return f"“{' '.join(item.text.split())}” ({languages.name(item.lang)})"
        case Place():
            return f"{item.name}, {item.country}" if item.country else item.name
        case Review():
            return item.date.words()
        case Participant():
            return named(corpus, item.actor) + (f", as {item.as_}" if item.as_ else "")
        case Alias():
            return item.name + (f" ({languages.name(item.lang)})" if item.lang else "")
        case Role():
            return _dated(item.title + (f", {named(corpus, item.of)}" if item.of else ""), item)
        case Member():
            return _dated(named(corpus, item.actor), item)
        case Link():
            return f"{item.title} ({_short_address(item.url)})"
        case Figure():
            return f"{item.label}: {item.amount}"
        case Account():
            held = all_named(corpus, item.held_by)
            sources = ", ".join(item_reads(corpus, citation) for citation in item.cite)
            return f"“{plain_text(corpus, item.claim)}” Account of {held}" + (f"; {sources}" if sources else "")
        case Statement():
            return statement_name(corpus, item)
        case PlanVersion():
            return item.label
        case PointVersion():
            return f"{item.in_}: {choice_reads(item.change, 'change')}"
    return _mapping_reads(corpus, item)


def _dated(text: str, item: Role | Member) -> str:
    since = f", since {item.from_.words()}" if item.from_ else ""
    until = f", until {item.to.words()}" if item.to else ""
    return f"{text}{since}{until}"


def _mapping_reads(corpus: Corpus, item: msgspec.Struct) -> str:
    """Return the fields of a mapping that has no sentence of its own: a document, a media file, a term."""
    written = [
        (field.name, reads(corpus, value, field.type, field.name))
        for field in reflect.fields(type(item))
        if (value := getattr(item, field.attribute)) != field.default
    ]
    first = [value for name, value in written if name in ("id", "file", "term")]
    rest = [value if name in ("title", "alt", "meaning") else f"{name} {value}" for name, value in written]
    others = [text for text in rest if text.partition(" ")[2] not in first]
    return ": ".join(filter(None, (", ".join(first), "; ".join(others))))


def data_of(value: Any) -> Any:
    """Return a value as JSON data, with dates as text and without default values."""
    if isinstance(value, Keyed):
        return {value.key: data_of(value.value)}
    if isinstance(value, Mapping):
        return {key: data_of(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [data_of(item) for item in value]
    if isinstance(value, Edtf):
        return str(value)
    return msgspec.to_builtins(value, enc_hook=str) if isinstance(value, msgspec.Struct) else value
