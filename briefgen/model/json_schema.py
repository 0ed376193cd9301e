"""JSON Schemas (draft 2020-12) of the kinds of brief and of `briefing.yaml`, read off their types, for editors.

Editors check and complete with them while somebody types. Law, tested: a schema accepts what the check finds no shape
problem in, and nothing else, but for what a schema cannot say, because it sees the value and not what was typed:

- an interval that ends before it starts;
- a number, `true` or `false` in an unusual spelling (`0x1f`, `1e3`, `+5`, `007`, `5.0`, `True`), and a number where text
  of a form belongs that such a spelling may have (an ISNI, a fingerprint);
- a number in quotes: its form is looked at, its bounds are not, and no exponent is taken;
- the word `null` in quotes or in mixed capitals, which counts as nothing typed where no text belongs.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect as shape

from briefgen.corpus.load import kinds
from briefgen.model.briefing import Briefing
from briefgen.model.decode import wanted_form
from briefgen.model.kinds._base import Brief, Part

BRIEFING = "briefing"
Schema = dict[str, Any]
Known = Mapping[str, Mapping[str, str]]
"""What to suggest for references: for each sort of thing (`actor`, `statement`, `theme` …) its ids and what they are called."""

_YEAR = "(?!-0000)-?[0-9]{4}"
_MONTH = "(?:0[1-9]|1[0-2])"
_LEAP_YEAR = "(?!-0000)-?(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DAY = (
    f"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    f"|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP_YEAR}-02-29)"
)
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:Z|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)?"
_MOMENT = (
    f"(?:{_DAY}T{_CLOCK}|(?:{_DAY}|{_YEAR}(?:-(?:{_MONTH}|2[1-4]|{_MONTH}-XX|XX(?:-XX)?))?"
    "|-?[0-9]{3}X|-?[0-9]{2}XX|Y-?[1-9][0-9]{4,8})[?~%]?)"
)
DATE_PATTERN = rf"^(?=.*[0-9])(?:(?:{_MOMENT}|\.\.)?/)?(?:{_MOMENT}|\.\.)?$"
_INTEGER = "^-?(?:0|[1-9][0-9]*)$"
_NUMBER = r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$"


def names() -> tuple[str, ...]:
    """Return what there are schemas of: the kinds of brief, and ``briefing``."""
    return (*kinds(), BRIEFING)


def schema(name: str, known: Known | None = None) -> Schema:
    """Return the JSON Schema of a kind of brief, or of the briefing; ids that are known are suggested, never demanded."""
    struct: type[msgspec.Struct] = Briefing if name == BRIEFING else kinds()[name]
    info = shape.type_info(struct)
    assert isinstance(info, shape.StructType)
    writer = _Writer(known or {})
    body = writer.mapping(info)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:briefgen:schema:{name}",
        "title": name,
        **_told(inspect.cleandoc(struct.__doc__ or "")),
        "type": "object",
        **body,
        "$defs": dict(sorted(writer.parts.items())),
    }


class _Facts(msgspec.Struct, frozen=True):
    """A field's type without its wrapping, and what the wrapping says."""

    type: shape.Type
    is_optional: bool
    description: str
    examples: tuple[Any, ...]
    extra: dict[str, Any]

    @staticmethod
    def of(type: shape.Type) -> _Facts:
        said, extra, is_optional = dict[str, Any](), dict[str, Any](), False
        while isinstance(type, shape.Metadata | shape.UnionType):
            if isinstance(type, shape.Metadata):
                said, extra = {**(type.extra_json_schema or {}), **said}, {**(type.extra or {}), **extra}
                type = type.type
            else:
                is_optional = type.includes_none
                type = next(one for one in type.types if not isinstance(one, shape.NoneType))
        return _Facts(type, is_optional, said.get("description", ""), tuple(said.get("examples", ())), extra)


class _Writer:
    """Writes the schema of one kind: the mappings that stand in lists go into `parts`, everything else in place.

    No `type` where several sorts of value fit, but a guard: language servers propose `true`, `false` and `null`
    wherever a `type` admits them, and a guard makes them say the one type that an editor should type.
    """

    def __init__(self, known: Known) -> None:
        self._known = known
        self.parts: dict[str, Schema] = {}

    def mapping(self, type: shape.StructType) -> Schema:
        """Return the keywords of a mapping with the struct's fields; a brief's id is its file's name."""
        is_brief = issubclass(type.cls, Brief)
        fields = [field for field in type.fields if field.encode_name != "id" or not is_brief]
        return {
            "properties": {field.encode_name: self._field(field) for field in fields},
            "required": [field.encode_name for field in fields if field.required],
            "additionalProperties": False,
        }

    def _field(self, field: shape.Field) -> Schema:
        facts = _Facts.of(field.type)
        ids = _ids_of(facts, field.encode_name)
        # an invented id would be offered as if there were one
        is_one = isinstance(facts.type, shape.StrType | shape.IntType | shape.FloatType | shape.CustomType)
        examples = {"examples": list(facts.examples)} if facts.examples and is_one and not ids else {}
        told = _told(" ".join(filter(None, (facts.description, _wanted_ids(facts)))))
        # a field left empty counts as left out
        return {**told, **examples, **self._value(facts, ids, or_nothing=not field.required)}

    def _value(self, facts: _Facts, ids: tuple[str, ...], *, or_nothing: bool) -> Schema:
        match facts.type:
            case shape.VarTupleType():
                item = _Facts.of(facts.type.item_type)
                least = {"minItems": facts.type.min_length} if facts.type.min_length else {}
                return {"items": self._item(item, ids), **least, **_guard("array", (), or_nothing=or_nothing)}
            case shape.DictType():
                key, value = _Facts.of(facts.type.key_type), _Facts.of(facts.type.value_type)
                return {
                    "propertyNames": _scalar(key)[0],
                    "additionalProperties": self._value(value, (), or_nothing=True),
                    **_guard("object", (), or_nothing=or_nothing),
                }
            case shape.StructType():
                return self._part(facts.type, or_nothing=or_nothing)
            case shape.LiteralType():
                hidden = _hidden(facts, or_nothing=or_nothing)
                return {"anyOf": [_words(facts), *hidden]} if hidden else _words(facts)
        keywords, fitting, wanted = _scalar(facts)
        guard = _guard(wanted, fitting, or_nothing=or_nothing, message=keywords.get("patternErrorMessage", ""))
        return {**keywords, **self._suggested(ids), **guard}

    def _item(self, facts: _Facts, ids: tuple[str, ...]) -> Schema:
        if not isinstance(facts.type, shape.StructType):
            return self._value(facts, ids, or_nothing=False)
        name = facts.type.cls.__name__
        if name not in self.parts:
            told = _told(inspect.cleandoc(facts.type.cls.__doc__ or ""))
            self.parts[name] = {**told, **self._part(facts.type, or_nothing=False)}
        return {"$ref": f"#/$defs/{name}"}

    def _part(self, type: shape.StructType, *, or_nothing: bool) -> Schema:
        """Return the schema of a mapping inside a brief, or of the text that stands for it."""
        alone = type.cls.shorthand if issubclass(type.cls, Part) else ""
        body = {"title": type.cls.__name__, **self.mapping(type)}
        if not alone:
            return {**body, **_guard("object", (), or_nothing=or_nothing)}
        field = next(field for field in type.fields if field.encode_name == alone)
        facts = _Facts.of(field.type)
        keywords, fitting, _ = _scalar(facts)
        suggested = self._suggested(_ids_of(facts, alone))
        return {**body, **keywords, **suggested, **_guard("object", fitting, or_nothing=or_nothing)}

    def _suggested(self, ids: Iterable[str]) -> Schema:
        """Return snippets for the known ids: unlike an enumeration they refuse no new id, and do not swell the hover."""
        known = {id: label for sort in ids for id, label in sorted(self._known.get(sort, {}).items())}
        snippets = [{"label": id, "body": id, "description": label} for id, label in known.items()]
        return {"defaultSnippets": snippets} if snippets else {}


def _told(text: str) -> Schema:
    """Return the description, and once more for servers that print Markdown only when they are told that it is."""
    if not text:
        return {}
    return {"description": text, "markdownDescription": text} if "`" in text else {"description": text}


def _ids_of(facts: _Facts, name: str) -> tuple[str, ...]:
    """Return what sorts of ids the field takes, in it or as the items of its list."""
    if isinstance(facts.type, shape.VarTupleType):
        return _ids_of(_Facts.of(facts.type.item_type), name)
    if not isinstance(facts.type, shape.StrType):
        return ()
    kinds_meant: tuple[str, ...] = facts.extra.get("ref") or facts.extra.get("loose_ref") or ()
    return kinds_meant or (("theme",) if name == "themes" else ())


def _wanted_ids(facts: _Facts) -> str:
    """Return a sentence on what kinds of brief the field's references name."""
    if isinstance(facts.type, shape.VarTupleType):
        return _wanted_ids(_Facts.of(facts.type.item_type))
    kinds_meant = facts.extra.get("ref", ())
    if not kinds_meant or len(kinds_meant) == len(kinds()):
        return "Names any brief." if kinds_meant else ""
    named = [f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}" for kind in kinds_meant]
    return f"Names {' or '.join(named)}."


def _guard(wanted: str, fitting: Iterable[Schema], *, or_nothing: bool, message: str = "") -> Schema:
    """Return the keywords that refuse whatever fits none of the schemas, in the name of the one type that is wanted."""
    several = [*fitting, *([{"type": "null"}] if or_nothing else [])]
    if wanted in ("array", "object"):
        several.insert(0, {"type": wanted})
    fits = (
        {"type": [type for one in several for type in _as_list(one["type"])]}
        if all(len(one) == 1 for one in several)
        else {"anyOf": several}
    )
    return {"if": {"not": fits}, "then": {"type": wanted, **({"errorMessage": message} if message else {})}}


def _as_list(types: str | list[str]) -> list[str]:
    return [types] if isinstance(types, str) else types


def _words(facts: _Facts) -> Schema:
    """Return the enumeration of a field that takes one of a few words, with what each means."""
    assert isinstance(facts.type, shape.LiteralType)
    is_boolean = bool(facts.extra.get("boolean"))
    meanings: dict[str, str] = facts.extra["values"]
    return {
        "enum": [word == "true" if is_boolean else word for word in meanings],
        "enumDescriptions": list(meanings.values()),
        "markdownEnumDescriptions": list(meanings.values()),
    }


def _hidden(facts: _Facts, *, or_nothing: bool) -> list[Schema]:
    """Return a schema for what such a field takes beside its words, without proposing it: nothing, words in quotes."""
    assert isinstance(facts.type, shape.LiteralType)
    taken = [*([None] if or_nothing else []), *(facts.type.values if facts.extra.get("boolean") else ())]
    # with a description of its own, or language servers take the two branches for one
    return [{"description": "Nothing typed.", "not": {"not": {"enum": taken}}}] if taken else []


def _scalar(facts: _Facts) -> tuple[Schema, list[Schema], str]:
    """Return a scalar's keywords, the types in which an editor may type it, and the type that it is meant to be.

    The check takes every scalar as text, so a title may be `2025`, a number may stand in quotes, a year is a date.
    """
    match facts.type:
        case shape.IntType() | shape.FloatType():
            is_whole = isinstance(facts.type, shape.IntType)
            wanted = "integer" if is_whole else "number"
            bounds = {"minimum": facts.type.ge, "maximum": facts.type.le}
            keywords: Schema = {name: bound for name, bound in bounds.items() if bound is not None}
            keywords |= {"pattern": _INTEGER if is_whole else _NUMBER, "patternErrorMessage": "not a number"}
            return keywords, [{"type": [wanted, "string"]}], wanted
        case shape.CustomType():
            message = "dates are written 2025-11-27, 2025-11, 2025, 2025-11-23/2025-11-24 or 2025-11~"
            keywords = {"pattern": DATE_PATTERN, "patternErrorMessage": message}
            return keywords, [{"type": "string"}, *_integers(DATE_PATTERN, is_padded=False)], "string"
    assert isinstance(facts.type, shape.StrType), facts.type
    lengths = {"minLength": facts.type.min_length, "maxLength": facts.type.max_length}
    keywords = {name: length for name, length in lengths.items() if length is not None}
    pattern = facts.type.pattern
    if pattern is None:
        return keywords, [{"type": ["string", "number", "boolean"]}], "string"
    name, help = wanted_form(facts.extra)
    message = f"not {name}; {help}" if help else f"not {name}"
    # what Python needs at the end, ECMA-262 does not
    keywords |= {"pattern": pattern.replace(r"$(?!\n)", "$"), "patternErrorMessage": message.replace("`", "")}
    plain = ["string", "boolean"] if re.search(pattern, "true") and re.search(pattern, "false") else ["string"]
    return keywords, [{"type": plain}, *_integers(pattern, is_padded=True)], "string"


@cache
def _integers(pattern: str, *, is_padded: bool) -> list[Schema]:
    """Return which numbers fit a pattern of text.

    With `is_padded` those that fit once zeros stand before them, or as an exponent is read (`12e3`), too: a schema sees
    neither, and it is better that an editor misses a mistake than that it complains of what is right.
    """
    found = []
    for sign in ("", "-"):
        fitting = [digits for digits in range(1, _MANY) if _fits(pattern, sign, digits, is_padded=is_padded)]
        if not fitting:
            continue
        has_zero = fitting[0] == 1 and (is_padded or re.search(pattern, f"{sign}0"))
        low = 0 if has_zero else 10 ** (fitting[0] - 1)
        high = None if fitting[-1] == _MANY - 1 else 10 ** fitting[-1] - 1
        if is_padded and not sign and any(re.search(pattern, f"1e{'1' * digits}") for digits in range(1, _MANY)):
            high = None
            # what is too large for a number is no whole one
            found.append({"type": "number", "minimum": 10**21})
        bounds = {"minimum": low, "maximum": high} if not sign else {"minimum": high and -high, "maximum": -low}
        found.append({"type": "integer", **{name: bound for name, bound in bounds.items() if bound is not None}})
    return found


_MANY = 40


def _fits(pattern: str, sign: str, digits: int, *, is_padded: bool) -> bool:
    widths = range(digits, _MANY) if is_padded else (digits,)
    samples = ("1" + "0" * (digits - 1), "9" * digits)
    return any(all(re.search(pattern, sign + sample.zfill(width)) for sample in samples) for width in widths)
