"""Decode plain data into typed structs, and report every shape problem.

msgspec's `convert` is fast but stops at the first problem. So `explain` walks the same types to find all problems; it
runs only on data that `convert` rejected.

Invariant: `explain` finds no problem exactly when `convert` accepts the data (`tests/property/test_decode_laws.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, TypeVar

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
from briefgen.model.kinds._base import PARTS
from briefgen.text import confusables, urls
from briefgen.text.suggest import did_you_mean, nearest
from briefgen.yaml.reader import Data

_MOST_SEARCHES = 100
# Thousands separated by commas, points, apostrophes or spaces.
_SEPARATED = re.compile(r"-?\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3})+")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
T = TypeVar("T", bound=msgspec.Struct)


def _instead(at: At, new: str, *, key: bool = False, is_safe: bool = False) -> UnplacedFix | None:
    return UnplacedFix(f"write `{new}`", (UnplacedEdit(at, new, key=key),), is_safe) if new else None


def decode(struct: type[T], path: str, data: Data, *, id: str | None = None) -> tuple[T | None, tuple[Problem, ...]]:
    """Return the typed value, or None and all shape problems of the data.

    ``path`` is the file to report the problems in. ``id`` is set as the field `id`, which the data must not have.
    """
    if id is not None:
        if "id" in data:
            problem = UNKNOWN_FIELD.problem(
                path, ("id",), "a brief has no field `id`", key=True, help="the id is the file's name: delete this line"
            )
            rest = {key: value for key, value in data.items() if key != "id"}
            return None, (problem, *decode(struct, path, rest, id=id)[1])
        data = {**data, "id": id}
    data = expanded(struct, data)
    try:
        return _convert(struct, data), ()
    except (msgspec.ValidationError, ValueError):
        pass
    kind = reflect.StructType(struct=struct)
    # An empty field counts as missing, but an unknown field is reported even when it is empty.
    unknown = [problem for problem in explain(kind, data, (), path) if problem.code is UNKNOWN_FIELD]
    data = _without_nulls(data)
    try:
        found = _convert(struct, data)
    except (msgspec.ValidationError, ValueError) as error:
        problems = [problem for problem in explain(kind, data, (), path) if problem.code is not UNKNOWN_FIELD]
        return None, (*unknown, *problems) or (WRONG_TYPE.problem(path, (), str(error)),)
    return (None, tuple(unknown)) if unknown else (found, ())


def _convert(struct: type[T], data: Data) -> T:
    return msgspec.convert(data, struct, strict=False, dec_hook=_decode_hook)


def _decode_hook(type: Any, value: Any) -> Any:
    if type is edtf.Edtf and isinstance(value, str):
        return edtf.parse(value)
    raise edtf.NotADate("a date is one piece of text")


def _without_nulls(data: Data) -> Data:
    if isinstance(data, dict):
        return {key: _without_nulls(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_without_nulls(item) for item in data]
    return data


def expanded(struct: type[msgspec.Struct], data: Data) -> Data:
    """Return the data with every shorthand expanded to its mapping."""
    expand: _Expand = _struct_expander(struct)
    return expand(data)


# Shorthand: `cite: [some-id]` stands for `cite: [{source: some-id}]`, because `Citation.shorthand` is `source`.

_Expand = Callable[[Data], Data]


def _same(data: Data) -> Data:
    return data


def _expander_of(type: reflect.ValueType) -> _Expand:
    match type:
        case reflect.StructType():
            return _struct_expander(type.struct)
        case reflect.ListType():
            item = _expander_of(type.item)
            return _same if item is _same else lambda data: [item(x) for x in data] if isinstance(data, list) else data
        case reflect.MappingType():
            value = _expander_of(type.value)
            if value is not _same:
                return lambda data: {k: value(v) for k, v in data.items()} if isinstance(data, dict) else data
    return _same


@cache
def _struct_expander(struct: type[msgspec.Struct]) -> _Expand:
    shorthand = reflect.shorthand(struct)
    inner = [(f.name, e) for f in reflect.fields(struct) if (e := _expander_of(f.type)) is not _same]
    if not shorthand and not inner:
        return _same

    def expand(data: Data) -> Data:
        if isinstance(data, str):
            return {shorthand: data} if shorthand else data
        if not isinstance(data, dict):
            return data
        changed = {name: e(data[name]) for name, e in inner if name in data}
        return {**data, **changed} if changed else data

    return expand


def explain(type: reflect.ValueType, value: Data, at: At, path: str) -> Iterator[Problem]:
    """Yield every shape problem of a value, in the order of the fields.

    ``at`` is the path of keys and indexes to the value, ``path`` the file to report the problems in.
    """
    if type.is_optional and (value is None or _counts_as_null(type, value)):
        return
    match type:
        case reflect.StructType():
            yield from _explain_struct(type, value, at, path)
        case reflect.ListType():
            yield from _explain_list(type, value, at, path)
        case reflect.MappingType():
            yield from _explain_mapping(type, value, at, path)
        case _:
            yield from _explain_leaf(type, value, at, path)


def _counts_as_null(type: reflect.ValueType, value: Data) -> bool:
    """Return whether msgspec reads the text `null` as None, which it does for types other than text."""
    is_text = isinstance(type, reflect.TextType | reflect.DateType)
    return isinstance(value, str) and value.casefold() == "null" and not is_text


def _explain_struct(type: reflect.StructType, value: Data, at: At, path: str) -> Iterator[Problem]:
    if not isinstance(value, dict):
        message = f"{_name(at)} takes fields such as `{type.fields[0].name}:`, this is {_sort(value)}"
        yield WRONG_TYPE.problem(path, at, message, help=f"write `{type.fields[0].name}: …` below it")
        return
    is_brief = not at and any(field.name == "id" for field in type.fields)
    names = [field.name for field in type.fields if field.name != "id" or not is_brief]
    unknown = [key for key in value if key not in names and not (key == "id" and is_brief)]
    for number, key in enumerate(unknown):
        # The search for the nearest name is slow: limit how many unknown fields get a suggestion.
        is_few = number < _MOST_SEARCHES
        help = (did_you_mean(key, names) if is_few else "") or f"its fields are {_listing(names)}"
        place = f" in {_name(at)}" if at else ""
        near = nearest(key, [name for name in names if name not in value]) if is_few else ""
        fix = _instead((*at, key), near, key=True)
        yield UNKNOWN_FIELD.problem(path, (*at, key), f"unknown field `{key}`{place}", key=True, help=help, fix=fix)
    either = reflect.one_of(type.struct)
    if either and not any(value.get(name) for name in either):
        where = f" in {_name(at)}" if at else ""
        help = f"add `{either[0]}: …`, or {' or '.join(f'`{name}`' for name in either[1:])}"
        yield MISSING_FIELD.problem(path, (*at, either[0]), f"`{either[0]}` is missing{where}", help=help)
    for field in type.fields:
        name = field.name
        if name in value:
            yield from explain(field.type, value[name], (*at, name), path)
        elif field.is_required:
            where = f" in {_name(at)}" if at else ""
            help = f"add `{name}: …`" if name != type.shorthand else f"add `{name}: …`, or write its text alone"
            yield MISSING_FIELD.problem(path, (*at, name), f"`{name}` is missing{where}", help=help)


def _explain_list(type: reflect.ListType, value: Data, at: At, path: str) -> Iterator[Problem]:
    if not isinstance(value, list):
        help = (
            f"write `[{value}]`, or `- {value}` on a line of its own"
            if isinstance(value, str)
            else "start each item with `- `"
        )
        fix = _instead(at, f"[{value}]", is_safe=True) if isinstance(value, str) and _WORD.fullmatch(value) else None
        message = f"{_name(at)} takes a list, this is {_sort(value)}"
        yield WRONG_TYPE.problem(path, at, message, help=help, fix=fix)
        return
    if type.min_length and len(value) < type.min_length:
        needed = "one item" if type.min_length == 1 else f"{type.min_length} items"
        message = f"{_name(at)} needs at least {needed}, this has {len(value)}"
        yield BAD_LENGTH.problem(path, at, message, help="add what is missing, each after `- `")
    for index, item in enumerate(value):
        yield from explain(type.item, item, (*at, index), path)


def _explain_mapping(type: reflect.MappingType, value: Data, at: At, path: str) -> Iterator[Problem]:
    if not isinstance(value, dict):
        message = f"{_name(at)} takes lines of `id: value`, this is {_sort(value)}"
        yield WRONG_TYPE.problem(
            path, at, message, help="write each on a line of its own below it, two spaces further in"
        )
        return
    for key, item in value.items():
        yield from (msgspec.structs.replace(problem, key=True) for problem in explain(type.key, key, (*at, key), path))
        yield from explain(type.value, item, (*at, key), path)


def _explain_leaf(type: reflect.ValueType, value: Data, at: At, path: str) -> Iterator[Problem]:
    name = _name(at)
    if not isinstance(value, str):
        if value is None:
            yield MISSING_FIELD.problem(path, at, f"{name} is empty", help="type a value, or delete the line")
        else:
            message = f"{name} takes {_wanted(type)}, this is {_sort(value)}"
            yield WRONG_TYPE.problem(path, at, message, help=f"write {_wanted(type)} after the colon, in one piece")
        return
    match type:
        case reflect.TextType():
            yield from _explain_text(type, value, at, path)
        case reflect.ChoiceType():
            if value not in type.words:
                allowed = list(type.words)
                derived = type.extra.get("derived", {})
                near = f"leave it out: {derived[value]};" if value in derived else did_you_mean(value, allowed)
                help = " ".join(filter(None, (near, f"allowed: {_listing(allowed)}")))
                fix = _instead(at, nearest(value, allowed)) if value not in derived else None
                yield NOT_ALLOWED.problem(path, at, f"{name} cannot be `{_short(value)}`", help=help, fix=fix)
        case reflect.BooleanType():
            if value.casefold() not in ("true", "false", "1", "0"):
                yield NOT_ALLOWED.problem(
                    path, at, f"{name} cannot be `{_short(value)}`", help="allowed: `true`, `false`"
                )
        case reflect.NumberType():
            yield from _explain_number(type, value, at, path)
        case reflect.DateType():
            try:
                edtf.parse(value)
            except edtf.NotADate as error:
                fix = _instead(at, edtf.suggestion(value))
                yield BAD_DATE.problem(path, at, f"`{_short(value)}` is not a date", help=str(error), fix=fix)


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
        yield BAD_FORM.problem(path, at, f"`{_short(value)}` is not {what}", help=help)


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
        plain = _SEPARATED.fullmatch(value.strip()) and re.sub(r"[^\d-]", "", value)
        help = f"write {_wanted(type)} in digits{', without separators' if plain else ''}"
        yield WRONG_TYPE.problem(path, at, message, help=help, fix=_instead(at, plain or ""))
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
