"""Explain why data does not have the shape of its type, and what to type instead.

`decode` runs this only on data that msgspec rejected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, Any

import msgspec

from briefgen.diagnostics.types import At, Problem, UnplacedEdit, UnplacedFix
from briefgen.model import edtf, reflect
from briefgen.model.codes import (
    BAD_DATE,
    BAD_FORM,
    BAD_LENGTH,
    MISSING_FIELD,
    NOT_ALLOWED,
    UNKNOWN_FIELD,
    WRONG_TYPE,
)
from briefgen.model.field_order import canonical_order
from briefgen.model.ids import suggested_id
from briefgen.model.intended import intended_field, intended_word
from briefgen.model.kinds._base import PARTS
from briefgen.text import confusables, urls
from briefgen.yaml.quote import quote
from briefgen.yaml.reader import Data

_MOST_SEARCHES = 100
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
# Thousands separated by commas, points, apostrophes or spaces.
_SEPARATED = re.compile(r"-?\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3})+")
_NOT_DERIVED: Mapping[str, str] = MappingProxyType({})
_ITEMS = re.compile(r"[A-Za-z0-9][A-Za-z0-9.@#-]*+(?:, *+[A-Za-z0-9][A-Za-z0-9.@#-]*+)*+")
_AFTER_MARK = re.compile(r"^[^@#]*+[@#]")
_BULLET = re.compile(r"[-*•–—·] *+(?=\S)")
_Outer = tuple[reflect.StructType, ...]
"""The structs around a value, the innermost last."""


def explain(type: reflect.ValueType, value: Data, at: At, path: str, outer: _Outer = ()) -> Iterator[Problem]:
    """Yield every shape problem of a value, in the order of the fields.

    ``at`` is the path of keys and indexes to the value, ``path`` the file to report the problems in. ``outer`` are the
    structs around the value.
    """
    if type.is_optional and (value is None or _counts_as_null(type, value)):
        return
    match type:
        case reflect.StructType():
            yield from _explain_struct(type, value, at, path, outer)
        case reflect.ListType():
            yield from _explain_list(type, value, at, path, outer)
        case reflect.MappingType():
            yield from _explain_mapping(type, value, at, path, outer)
        case _:
            yield from _explain_leaf(type, value, at, path)


def _counts_as_null(type: reflect.ValueType, value: Data) -> bool:
    """Return whether msgspec reads the text `null` as None, which it does for types other than text."""
    is_text = isinstance(type, reflect.TextType | reflect.DateType)
    return isinstance(value, str) and value.casefold() == "null" and not is_text


def _explain_struct(type: reflect.StructType, value: Data, at: At, path: str, outer: _Outer) -> Iterator[Problem]:
    if value is None and type.shorthand:
        help = f"type its `{type.shorthand}` here, or delete the line"
        yield WRONG_TYPE.problem(path, at, f"{_name(at)} is empty", help=help)
        return
    if not isinstance(value, dict):
        message = f"{_name(at)} takes fields such as `{type.fields[0].name}:`, this is {_sort(value)}"
        yield WRONG_TYPE.problem(path, at, message, help=f"write `{type.fields[0].name}: …` below it")
        return
    is_brief = not at and any(field.name == "id" for field in type.fields)
    names = list(canonical_order(type.struct))
    unknown = [key for key in value if key not in names and not (key == "id" and is_brief)]
    meant: set[str] = set()
    unread = _unread_text(type, value, unknown)
    if unread:
        name, key = unread
        message = f"`{name}` is empty, because the text below it is read as a field"
        help = f"indent the text by two spaces more than `{name}`"
        yield UNKNOWN_FIELD.problem(path, (*at, key), message, key=True, help=help)
    for number, key in enumerate(key for key in unknown if not unread or key != unread[1]):
        # The search for the nearest name is slow: limit how many unknown fields get a suggestion.
        field, help = intended_field(key, value, (*outer, type)) if number < _MOST_SEARCHES else ("", "")
        place = f" in {_name(at)}" if at else ""
        help = help or f"its fields are {_listing(_by_need(type, names, value))}"
        fix = _renamed(type, (*at, key), key, value[key], field) if field and field not in {*value, *meant} else None
        meant.add(field)
        yield UNKNOWN_FIELD.problem(path, (*at, key), f"unknown field `{key}`{place}", key=True, help=help, fix=fix)
    either = reflect.one_of(type.struct)
    for field_ in type.fields:
        name = field_.name
        if unread and name == unread[0]:
            continue
        needed = field_.is_required or (name in either and not any(value.get(other) for other in either))
        if name in value and needed and _is_blank(field_.type, value[name]):
            yield MISSING_FIELD.problem(path, (*at, name), f"`{name}` is empty", help=_fill(field_.type))
        elif value.get(name) is not None:
            yield from explain(field_.type, value[name], (*at, name), path, (*outer, type))
        elif name in either[:1] and not any(value.get(other) or other in meant for other in either):
            where = f" in {_name(at)}" if at else ""
            help = f"add `{name}: …`, or {' or '.join(f'`{other}`' for other in either[1:])}"
            yield MISSING_FIELD.problem(path, (*at, name), f"`{name}` is missing{where}", help=help)
        elif field_.is_required and name not in meant:
            where = f" in {_name(at)}" if at else ""
            help = f"add `{name}: …`" if name != type.shorthand else f"add `{name}: …`, or write its text alone"
            yield MISSING_FIELD.problem(path, (*at, name), f"`{name}` is missing{where}", help=help)


def _unread_text(type: reflect.StructType, value: Mapping[str, Data], unknown: list[str]) -> tuple[str, str] | None:
    """Return an empty text field and the key after it that is its text: `quote: >` with a line below at its own level."""
    texts = {field.name for field in type.fields if isinstance(field.type, reflect.TextType)}
    odd = {key for key in unknown if " " in key}
    return next(
        ((before, key) for before, key in pairwise(value) if key in odd and before in texts and not value[before]), None
    )


def _is_blank(type: reflect.ValueType, value: Data) -> bool:
    return value is None or (value == "" and isinstance(type, reflect.TextType) and bool(type.min_length))


def _fill(type: reflect.ValueType) -> str:
    if isinstance(type, reflect.ListType | reflect.MappingType):
        return "write its items below it, each after `- `"
    return "type a value after the colon"


def _by_need(type: reflect.StructType, names: list[str], value: Mapping[str, Data]) -> list[str]:
    """Return the names with those first that are required and missing."""
    needed = {field.name for field in type.fields if field.is_required and field.name not in value}
    return sorted(names, key=lambda name: name not in needed)


def _renamed(type: reflect.StructType, at: At, key: str, value: Data, name: str) -> UnplacedFix:
    """Return the fix that renames a field, and corrects its value where the new field would reject it."""
    if key.startswith(f"{name}:"):
        return UnplacedFix("add a space", (UnplacedEdit(at, f"{name}: {key[len(name) + 1 :]}", key=True),))
    new = next(field.type for field in type.fields if field.name == name)
    edits = [UnplacedEdit(at, name, key=True)]
    if isinstance(value, str) and (meant := _as_value(new, value)):
        edits.append(UnplacedEdit(at, meant))
    return UnplacedFix(f"write `{name}`", tuple(edits))


def _as_value(type: reflect.ValueType, value: str) -> str:
    """Return a text as the type wants it, or "" if it is right or nothing fits."""
    if isinstance(type, reflect.ListType):
        return f"[{value}]" if _ITEMS.fullmatch(value) else ""
    if isinstance(type, reflect.ChoiceType) and value not in type.words:
        return intended_word(value, list(type.words))
    if isinstance(type, reflect.DateType):
        return edtf.suggestion(value)
    return ""


def _instead(at: At, new: str, *, key: bool = False, is_safe: bool = False) -> UnplacedFix | None:
    return UnplacedFix(f"write `{new}`", (UnplacedEdit(at, new, key=key),), is_safe) if new else None


def _explain_list(type: reflect.ListType, value: Data, at: At, path: str, outer: _Outer) -> Iterator[Problem]:
    if not isinstance(value, list):
        help = (
            f"write `[{value}]`, or `- {value}` on a line of its own"
            if isinstance(value, str)
            else "start each item with `- `"
        )
        fix = None
        if isinstance(value, str) and _ITEMS.fullmatch(value):
            fix = _instead(at, f"[{value}]", is_safe="," not in value)
        elif isinstance(value, str) and (match := _BULLET.match(value)):
            rest = value[match.end() :]
            first = rest.partition(match[0].strip())[0].strip()
            help = f"start each item with a dash and a space: `- {_short(first)}`"
            fix = _instead(at, f"[{quote(rest, in_flow=True)}]") if match[0] not in rest else None
        message = f"{_name(at)} takes a list, this is {_sort(value)}"
        yield WRONG_TYPE.problem(path, at, message, help=help, fix=fix)
        return
    if type.min_length and len(value) < type.min_length:
        needed = "one item" if type.min_length == 1 else f"{type.min_length} items"
        message = f"{_name(at)} needs at least {needed}, this has {len(value)}"
        yield BAD_LENGTH.problem(path, at, message, help="add what is missing, each after `- `")
    for index, item in enumerate(value):
        yield from explain(type.item, item, (*at, index), path, outer)


def _explain_mapping(type: reflect.MappingType, value: Data, at: At, path: str, outer: _Outer) -> Iterator[Problem]:
    if not isinstance(value, dict):
        message = f"{_name(at)} takes lines of `id: value`, this is {_sort(value)}"
        yield WRONG_TYPE.problem(
            path, at, message, help="write each on a line of its own below it, two spaces further in"
        )
        return
    for key, item in value.items():
        yield from (msgspec.structs.replace(problem, key=True) for problem in explain(type.key, key, (*at, key), path))
        yield from explain(type.value, item, (*at, key), path, outer)


def _explain_leaf(type: reflect.ValueType, value: Data, at: At, path: str) -> Iterator[Problem]:
    name = _name(at)
    if not isinstance(value, str):
        if value is None:
            yield MISSING_FIELD.problem(path, at, f"{name} is empty", help="type a value, or delete the line")
        else:
            message = f"{name} takes {_wanted(type)}, this is {_sort(value)}"
            help, fix = _in_one_piece(type, value, at)
            yield WRONG_TYPE.problem(path, at, message, help=help, fix=fix)
        return
    match type:
        case reflect.TextType():
            yield from _explain_text(type, value, at, path)
        case reflect.ChoiceType():
            if value not in type.words:
                yield _not_allowed(value, list(type.words), at, path, type.extra.get("derived", {}))
        case reflect.BooleanType():
            if value.casefold() not in ("true", "false", "1", "0"):
                yield _not_allowed(value, ["true", "false"], at, path)
        case reflect.NumberType():
            yield from _explain_number(type, value, at, path)
        case reflect.DateType():
            try:
                edtf.parse(value)
            except edtf.NotADate as error:
                fix = _instead(at, edtf.suggestion(value))
                yield BAD_DATE.problem(path, at, f"`{_short(value)}` is not a date", help=str(error), fix=fix)


def _in_one_piece(type: reflect.ValueType, value: Data, at: At) -> tuple[str, UnplacedFix | None]:
    """Return the help, and the fix if there is one, for a list or mapping in the place of a single value."""
    while isinstance(value, list) and len(value) == 1 and isinstance(value[0], list):
        value = value[0]
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return f"write `{_short(value[0])}` without brackets", _instead(at, quote(value[0]))
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        more = " for each of the others" if len(at) > 1 else ""
        return f"keep one of the {len(value)}{f', and write another item of `{at[0]}`{more}' if more else ''}", None
    if isinstance(type, reflect.TextType) and isinstance(value, dict) and len(value) == 1:
        (key, rest), *_ = value.items()
        if isinstance(rest, str) and "ref" not in type.extra:
            text = quote(f"{key}: {rest}")
            return f"put the text with the colon in quotes: `{_short(text)}`", _instead(at, text)
    return f"write {_wanted(type)} after the colon, in one piece", None


def _not_allowed(
    value: str, allowed: list[str], at: At, path: str, derived: Mapping[str, str] = _NOT_DERIVED
) -> Problem:
    word = intended_word(value, allowed) if value not in derived else ""
    near = f"leave it out: {derived[value]};" if value in derived else f"did you mean `{word}`?" if word else ""
    help = " ".join(filter(None, (near, f"allowed: {_listing(allowed)}")))
    return NOT_ALLOWED.problem(path, at, f"{_name(at)} cannot be `{_short(value)}`", help=help, fix=_instead(at, word))


def _explain_text(type: reflect.TextType, value: str, at: At, path: str) -> Iterator[Problem]:
    name = _name(at)
    if type.min_length and len(value) < type.min_length:
        yield MISSING_FIELD.problem(path, at, f"{name} is empty", help="type a value, or delete the line")
        return
    if type.max_length is not None and len(value) > type.max_length:
        message = f"{name} has {len(value)} characters, the limit is {type.max_length}"
        yield BAD_LENGTH.problem(path, at, message, help="shorten it; details belong in `body`")
    try:
        msgspec.convert(value, _fits(type.pattern or ""))
    except msgspec.ValidationError:
        what, help = wanted_form(type.extra)
        is_id = "ref" in type.extra or type.extra.get("is") == "an id"
        if is_id and (letter := confusables.outside_ascii(value)):
            help += f"; this has {letter}"
        if type.extra.get("is") == "an address" and (flaw := urls.flaw(value)):
            help = f"{flaw}; {help}"
        fix = None
        if type.extra.get("is") == "an id" and (id := suggested_id(_AFTER_MARK.sub("", value))):
            help = f"write `{id}`; {help}"
            # elsewhere it names an id that is defined in another place, so only the spelling may change
            is_sure = at[-1] == "id" or "@" in value or value.casefold().replace(" ", "-").replace("_", "-") == id
            fix = _instead(at, id) if is_sure else None
        if type.extra.get("is") == "an address" and (whole := urls.completed(value)):
            help, fix = f"{urls.flaw(value)}; write `{_short(whole)}`", _instead(at, whole)
        yield BAD_FORM.problem(path, at, f"`{_short(value)}` is not {what}", help=help, fix=fix)


@cache
def _fits(pattern: str) -> Any:
    """Return a type with only the pattern, so that msgspec itself matches it."""
    return Annotated[str, msgspec.Meta(pattern=pattern)]


def wanted_form(extra: Mapping[str, Any]) -> tuple[str, str]:
    """Return the name of a text's form and the help on how to write it.

    ``extra`` holds the metadata of the field's type; see `model/kinds/_base.py`.
    """
    if kinds := extra.get("ref"):
        forms = [PARTS[kind] for kind in kinds if kind in PARTS]
        if len(forms) == len(kinds):
            words = " or ".join("plan version" if kind == "version" else kind for kind in kinds)
            return f"a reference to a {words}", f"write {' or '.join(f'`{form}`' for form in forms)}"
        if forms:
            return "an id", f"write an id such as `vladimir-putin`, or {' or '.join(f'`{form}`' for form in forms)}"
        return "an id", "ids are lower-case letters, digits and hyphens, as in `vladimir-putin`"
    if extra.get("is") == "an id":
        return "an id", "ids are lower-case letters, digits and hyphens, as in `opening-remarks`"
    help = f"write it like `{extra['such as']}`" if extra.get("such as") else ""
    return extra.get("is", "of the right form"), help


def _explain_number(type: reflect.NumberType, value: str, at: At, path: str) -> Iterator[Problem]:
    number = int if type.is_whole else float
    try:
        found = msgspec.convert(value, number, strict=False)
    except msgspec.ValidationError:
        message = f"{_name(at)} takes {_wanted(type)}, this is `{_short(value)}`"
        plain = re.sub(r"[^\d-]", "", value) if _SEPARATED.fullmatch(value.strip()) else ""
        help = f"write {_wanted(type)} in digits{', without separators' if plain else ''}"
        yield WRONG_TYPE.problem(path, at, message, help=help, fix=_instead(at, plain))
        return
    low, high = type.least, type.most
    if (low is not None and not found >= low) or (high is not None and not found <= high):
        bounds = (
            f"{low:g} to {high:g}"
            if low is not None and high is not None
            else f"{low:g} or more"
            if low is not None
            else f"{high:g} or less"
        )
        message = f"{_name(at)} is {bounds}, this is `{_short(value)}`"
        yield BAD_LENGTH.problem(path, at, message, help=f"write a number, {bounds}")


def _name(at: At) -> str:
    names = [step for step in at if isinstance(step, str)]
    if not names:
        return "the brief"
    if at and isinstance(at[-1], int):
        return f"item {at[-1] + 1} of `{names[-1]}`"
    return f"`{names[-1]}`"


def _sort(value: Data) -> str:
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a mapping of fields"
    return "a list" if isinstance(value, list) else f"the text `{_short(str(value))}`"


def _wanted(type: reflect.ValueType) -> str:
    if isinstance(type, reflect.NumberType):
        return "a whole number" if type.is_whole else "a number"
    return "a date" if isinstance(type, reflect.DateType) else "text"


def _short(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:57]}…"


def _listing(words: list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
