"""JSON Schemas (draft 2020-12) of the kinds and of `briefing.yaml`.

Generated from the types, for completion and validation in text editors.

Invariant (`tests/property/test_schema_laws.py`): the schema accepts exactly what the decoder accepts. There are exceptions,
because a schema sees the parsed value and not the text in the file:

- an interval that ends before it starts;
- a number, `true` or `false` in an unusual spelling (`0x1f`, `1e3`, `+5`, `007`, `5.0`, `True`);
- a number for a text field whose form allows digits (an ISNI, a fingerprint);
- a number in quotes: the schema checks its form, but not its bounds, and rejects exponents of whole numbers;
- the word `null` in quotes or in mixed case, which the decoder treats as empty in fields that are not text.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

import msgspec

from briefgen.model import reflect
from briefgen.model.briefing import Briefing
from briefgen.model.explain import wanted_form
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief

BRIEFING = "briefing"
Schema = dict[str, Any]


class Suggestion(NamedTuple):
    """What editors show for an id."""

    label: str
    """Its title or name, beside the id in completion."""
    line: str = ""
    """The first line of its summary, on hover."""


Known = Mapping[str, Mapping[str, Suggestion]]
"""Ids to suggest for references: for each type of target (`actor`, `statement`, `theme` …) the targets by id."""

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
    """Return the names of all schemas: the kinds of brief, and ``briefing``."""
    return (*kinds(), BRIEFING)


def schema(name: str, known: Known | None = None) -> Schema:
    """Return the JSON Schema of a kind of brief, or of the briefing.

    Editors suggest the ids in ``known``; the schema accepts other ids too.
    """
    struct: type[msgspec.Struct] = Briefing if name == BRIEFING else kinds()[name]
    writer = _Writer(known or {})
    body = writer.mapping(struct)
    in_plan = writer.versions_by_plan() if name == "point" else {}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:briefgen:schema:{name}",
        "title": name,
        **_told(inspect.cleandoc(struct.__doc__ or "")),
        "type": "object",
        **body,
        **in_plan,
        "$defs": dict(sorted(writer.parts.items())),
    }


class _Writer:
    """Writes the schema of one kind.

    Mappings inside lists are written to `parts`, all other types in place.

    Where several types are valid, the schema has an `if`/`then` guard instead of `type`. With `type`, language servers
    would propose `true`, `false` and `null`. With the guard, their message names only the recommended type.
    """

    def __init__(self, known: Known) -> None:
        self._known = known
        self.parts: dict[str, Schema] = {}

    def mapping(self, struct: type[msgspec.Struct]) -> Schema:
        """Return the keywords of a mapping with the struct's fields, without a brief's id."""
        is_brief = issubclass(struct, Brief)
        fields = [field for field in reflect.fields(struct) if field.name != "id" or not is_brief]
        return {
            "properties": {field.name: self._field(field) for field in fields},
            "required": [field.name for field in fields if field.is_required],
            "additionalProperties": False,
            **_either(struct),
        }

    def _field(self, field: reflect.StructField) -> Schema:
        type = field.type
        ids = _ids_of(type, field.name)
        is_offered = bool(ids) or (field.name == "in" and "version" in self._known)
        # An editor would offer an example id as if the brief or version existed.
        is_one = isinstance(type, reflect.TextType | reflect.NumberType | reflect.DateType)
        examples = {"examples": list(type.examples)} if type.examples and is_one and not is_offered else {}
        told = _told(" ".join(filter(None, (type.description, _wanted_ids(type)))))
        # An empty field counts as missing, so only a required field rejects null.
        return {**told, **examples, **self._value(type, ids, or_nothing=not field.is_required)}

    def _value(self, type: reflect.ValueType, ids: tuple[str, ...], *, or_nothing: bool) -> Schema:
        match type:
            case reflect.ListType():
                least = {"minItems": type.min_length} if type.min_length else {}
                return {"items": self._item(type.item, ids), **least, **_guard("array", (), or_nothing=or_nothing)}
            case reflect.MappingType():
                return {
                    "propertyNames": _scalar(type.key)[0],
                    "additionalProperties": self._value(type.value, (), or_nothing=True),
                    **_guard("object", (), or_nothing=or_nothing),
                }
            case reflect.StructType():
                return self._part(type, or_nothing=or_nothing)
            case reflect.ChoiceType():
                hidden = _hidden(type, or_nothing=or_nothing)
                return {"anyOf": [_words(type), *hidden]} if hidden else _words(type)
        keywords, fitting, wanted = _scalar(type)
        guard = _guard(wanted, fitting, or_nothing=or_nothing, message=keywords.get("patternErrorMessage", ""))
        return {**keywords, **self._suggested(ids), **guard}

    def _item(self, type: reflect.ValueType, ids: tuple[str, ...]) -> Schema:
        if not isinstance(type, reflect.StructType):
            return self._value(type, ids, or_nothing=False)
        name = type.struct.__name__
        if name not in self.parts:
            told = _told(inspect.cleandoc(type.struct.__doc__ or ""))
            self.parts[name] = {**told, **self._part(type, or_nothing=False)}
        return {"$ref": f"#/$defs/{name}"}

    def _part(self, type: reflect.StructType, *, or_nothing: bool) -> Schema:
        """Return the schema of a mapping inside a brief, or of its shorthand."""
        body = {"title": type.struct.__name__, **self.mapping(type.struct)}
        if not type.shorthand:
            return {**body, **_guard("object", (), or_nothing=or_nothing)}
        field = next(field for field in type.fields if field.name == type.shorthand)
        keywords, fitting, _ = _scalar(field.type)
        suggested = self._suggested(_ids_of(field.type, field.name))
        return {**body, **keywords, **suggested, **_guard("object", fitting, or_nothing=or_nothing)}

    def versions_by_plan(self) -> Schema:
        """Return a schema that suggests the plan's versions for `in` of a point."""
        plans: dict[str, dict[str, Suggestion]] = {}
        for ref, target in self._known.get("version", {}).items():
            plan, _, version = ref.partition("@")
            plans.setdefault(plan, {})[version] = target
        rules = []
        for plan, versions in sorted(plans.items()):
            item = {"properties": {"in": self._targets(f"version of {plan}", versions)}}
            is_its_point = {"properties": {"plan": {"const": plan}}, "required": ["plan"]}
            rules.append({"if": is_its_point, "then": {"properties": {"versions": {"items": item}}}})
        return {"allOf": rules} if rules else {}

    def _suggested(self, ids: Iterable[str]) -> Schema:
        """Return a schema that suggests the known ids of these types of targets, and accepts any other value."""
        found = [self._targets(sort, targets) for sort in ids if (targets := self._known.get(sort))]
        return {"allOf": found} if found else {}

    def _targets(self, sort: str, targets: Mapping[str, Suggestion]) -> Schema:
        """Return a reference to a definition with snippets for ids, and their descriptions for hover.

        Unlike an `enum`, snippets do not reject new ids and do not lengthen the hover text. Each list is written once,
        because a schema of 10,000 ids in every field would have 40 MB.
        """
        name = f"ids of {sort}".replace(" ", "-")
        if name not in self.parts:
            ids = sorted(targets)
            kind = sort.partition(" ")[0]
            snippets = [{"label": id, "body": id, "description": targets[id].label} for id in ids]
            texts = {id: _who(targets[id], kind) for id in ids}
            self.parts[name] = {"defaultSnippets": snippets, "if": {"type": "string"}, "then": _by_prefix(ids, texts)}
        return {"$ref": f"#/$defs/{name}"}


def _who(target: Suggestion, kind: str) -> str:
    return ": ".join(filter(None, (f"{target.label} ({kind})", target.line)))


_FEW = 16


def _by_prefix(ids: Sequence[str], texts: Mapping[str, str]) -> Schema:
    """Return a schema that describes each id for hover, and accepts other values.

    A language server evaluates every branch that it reaches for each value. Branches by prefix keep their number small.
    """
    if len(ids) <= _FEW:
        return {"allOf": [{"if": {"const": id}, "then": {"description": texts[id]}} for id in ids]}
    # The ids are sorted, so the first and the last have the prefix that all have in common.
    length = (
        next((n for n, pair in enumerate(zip(ids[0], ids[-1], strict=False)) if pair[0] != pair[1]), len(ids[0])) + 1
    )
    branches = []
    for prefix, group in groupby(ids, lambda id: id[:length]):
        branches.append({"if": {"pattern": f"^{prefix}"}, "then": _by_prefix(list(group), texts)})
    return {"allOf": branches}


def _either(struct: type[msgspec.Struct]) -> Schema:
    """Return a schema that requires one of the fields of `one_of`, with a value."""
    filled = {"not": {"anyOf": [{"type": "null"}, {"type": "array", "maxItems": 0}]}}
    one_of = [{"required": [name], "properties": {name: filled}} for name in reflect.one_of(struct)]
    return {"anyOf": one_of} if one_of else {}


def _told(text: str) -> Schema:
    """Return the description, also as `markdownDescription` where it contains Markdown.

    Some language servers render Markdown from that keyword only.
    """
    if not text:
        return {}
    return {"description": text, "markdownDescription": text} if "`" in text else {"description": text}


def _ids_of(type: reflect.ValueType, name: str) -> tuple[str, ...]:
    """Return the types of targets that the field, or the items of its list, can refer to."""
    if isinstance(type, reflect.ListType):
        return _ids_of(type.item, name)
    if not isinstance(type, reflect.TextType):
        return ()
    kinds_meant: tuple[str, ...] = type.extra.get("ref") or type.extra.get("loose_ref") or ()
    return kinds_meant or (("theme",) if name == "themes" else ())


def _wanted_ids(type: reflect.ValueType) -> str:
    """Return a sentence that lists the kinds that the field refers to, or an empty string."""
    if isinstance(type, reflect.ListType):
        return _wanted_ids(type.item)
    kinds_meant = type.extra.get("ref", ())
    if not kinds_meant or len(kinds_meant) == len(kinds()):
        return "Refers to any brief." if kinds_meant else ""
    named = [f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}" for kind in kinds_meant]
    return f"Refers to {' or '.join(named)}."


def _guard(wanted: str, fitting: Iterable[Schema], *, or_nothing: bool, message: str = "") -> Schema:
    """Return a guard that rejects values which fit none of the schemas.

    Its error message names only the type `wanted`.
    """
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


def _words(type: reflect.ChoiceType) -> Schema:
    """Return the `enum` of a field with a fixed set of words, with their meanings."""
    is_boolean = bool(type.extra.get("boolean"))
    meanings: dict[str, str] = type.extra["values"]
    return {
        "enum": [word == "true" if is_boolean else word for word in meanings],
        "enumDescriptions": list(meanings.values()),
        "markdownEnumDescriptions": list(meanings.values()),
    }


def _hidden(type: reflect.ChoiceType, *, or_nothing: bool) -> list[Schema]:
    """Return a schema for the valid values that editors should not propose: null and quoted booleans."""
    taken = [*([None] if or_nothing else []), *(type.words if type.extra.get("boolean") else ())]
    # Without a description of its own, language servers merge the two branches.
    return [{"description": "Nothing typed.", "not": {"not": {"enum": taken}}}] if taken else []


def _scalar(type: reflect.ValueType) -> tuple[Schema, list[Schema], str]:
    """Return a scalar's keywords, the schemas of its valid types, and its recommended type.

    The decoder reads every scalar as text. So a title can be `2025`, a number can be in quotes, and a year is a date.
    """
    match type:
        case reflect.NumberType():
            wanted = "integer" if type.is_whole else "number"
            bounds = {"minimum": type.least, "maximum": type.most}
            keywords: Schema = {name: bound for name, bound in bounds.items() if bound is not None}
            keywords |= {"pattern": _INTEGER if type.is_whole else _NUMBER, "patternErrorMessage": "not a number"}
            return keywords, [{"type": [wanted, "string"]}], wanted
        case reflect.DateType():
            message = "dates are written 2025-11-27, 2025-11, 2025, 2025-11-23/2025-11-24 or 2025-11~"
            keywords = {"pattern": DATE_PATTERN, "patternErrorMessage": message}
            return keywords, [{"type": "string"}, *_integers(DATE_PATTERN, is_padded=False)], "string"
    assert isinstance(type, reflect.TextType), type
    lengths = {"minLength": type.min_length, "maxLength": type.max_length}
    keywords = {name: length for name, length in lengths.items() if length is not None}
    pattern = type.pattern
    if pattern is None:
        return keywords, [{"type": ["string", "number", "boolean"]}], "string"
    name, help = wanted_form(type.extra)
    message = f"not {name}; {help}" if help else f"not {name}"
    # Python needs this lookahead at the end; in ECMA-262, `$` matches only at the end.
    keywords |= {"pattern": pattern.replace(r"$(?!\n)", "$"), "patternErrorMessage": message.replace("`", "")}
    plain = ["string", "boolean"] if re.search(pattern, "true") and re.search(pattern, "false") else ["string"]
    return keywords, [{"type": plain}, *_integers(pattern, is_padded=True)], "string"


@cache
def _integers(pattern: str, *, is_padded: bool) -> list[Schema]:
    """Return schemas of the numbers whose text can match a pattern.

    A schema sees neither leading zeros nor an exponent (`12e3`). With `is_padded`, a number is accepted if its text matches
    with them. A missed error is better than a false one.
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
            # Such large numbers are read as floats, not as integers.
            found.append({"type": "number", "minimum": 10**21})
        bounds = {"minimum": low, "maximum": high} if not sign else {"minimum": high and -high, "maximum": -low}
        found.append({"type": "integer", **{name: bound for name, bound in bounds.items() if bound is not None}})
    return found


_MANY = 40


def _fits(pattern: str, sign: str, digits: int, *, is_padded: bool) -> bool:
    widths = range(digits, _MANY) if is_padded else (digits,)
    samples = ("1" + "0" * (digits - 1), "9" * digits)
    return any(all(re.search(pattern, sign + sample.zfill(width)) for sample in samples) for width in widths)
