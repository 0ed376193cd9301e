"""Plain data to typed briefs: convert, and where that fails, explain every shape problem in an editor's words.

`convert` is msgspec's and stops at the first problem; `explain` walks the same types and runs only on files that did not
convert. Law, tested: `explain` finds nothing exactly when `convert` accepts.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import inspect

from briefgen.diagnostics.types import At, Problem, UnplacedEdit, UnplacedFix
from briefgen.model import edtf
from briefgen.model.codes import (
    BAD_DATE,
    BAD_FORM,
    BAD_LENGTH,
    MISSING_FIELD,
    NOT_ALLOWED,
    UNKNOWN_FIELD,
    WRONG_TYPE,
)
from briefgen.model.kinds._base import Part
from briefgen.text import confusables, urls
from briefgen.yaml.reader import Data

_MOST_SEARCHES = 100
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
T = TypeVar("T", bound=msgspec.Struct)


def did_you_mean(word: str, known: list[str]) -> str:
    """Return ``did you mean `x`?`` for the nearest known word, or nothing."""
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else ""


def nearest(word: str, known: list[str]) -> str:
    """Return the known word that looks most like this one, or nothing; capitals and underscores count for little."""
    folded = {k.casefold(): k for k in reversed(known)}
    near = difflib.get_close_matches(word.casefold().replace("_", "-").strip(), list(folded), 1, 0.7)
    near = near or difflib.get_close_matches(word.casefold(), list(folded), 1, 0.7)
    return folded[near[0]] if near else ""


def _instead(at: At, new: str, *, key: bool = False, is_safe: bool = False) -> UnplacedFix | None:
    return UnplacedFix(f"write `{new}`", (UnplacedEdit(at, new, key=key),), is_safe) if new else None


def decode(struct: type[T], path: str, data: Data, *, id: str | None = None) -> tuple[T | None, tuple[Problem, ...]]:
    """Return the typed value, or None and all its shape problems. The id is put in where the struct has one."""
    if id is not None:
        if "id" in data:
            told = UNKNOWN_FIELD.problem(
                path, ("id",), "a brief has no field `id`", key=True, help="the id is the file's name: delete this line"
            )
            rest = {key: value for key, value in data.items() if key != "id"}
            return None, (told, *decode(struct, path, rest, id=id)[1])
        data = {**data, "id": id}
    data = expanded(struct, data)
    try:
        return _convert(struct, data), ()
    except (msgspec.ValidationError, ValueError):
        pass
    kind = inspect.type_info(struct)
    # fields left empty count as left out, but only those that there are
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
    """Return the data with every shorthand written out, as the struct's parts declare it."""
    expand: _Expand = _struct_expander(struct)
    return expand(data)


# Shorthand: `cite: [some-id]` for `cite: [{source: some-id}]`, by the type's own declaration.

_Expand = Callable[[Data], Data]


def _same(data: Data) -> Data:
    return data


def _expander_of(type: inspect.Type) -> _Expand:
    if isinstance(type, inspect.Metadata):
        return _expander_of(type.type)
    if isinstance(type, inspect.UnionType):
        return next((e for e in map(_expander_of, type.types) if e is not _same), _same)
    if isinstance(type, inspect.VarTupleType):
        item = _expander_of(type.item_type)
        return _same if item is _same else lambda data: [item(x) for x in data] if isinstance(data, list) else data
    if isinstance(type, inspect.DictType):
        value = _expander_of(type.value_type)
        return (
            _same
            if value is _same
            else lambda data: {k: value(v) for k, v in data.items()} if isinstance(data, dict) else data
        )
    if isinstance(type, inspect.StructType):
        return _struct_expander(type.cls)
    return _same


@cache
def _struct_expander(struct: type) -> _Expand:
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType)
    shorthand = struct.shorthand if issubclass(struct, Part) else ""
    inner = [(f.encode_name, e) for f in info.fields if (e := _expander_of(f.type)) is not _same]
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


def explain(
    type: inspect.Type, value: Data, at: At, path: str, extra: dict[str, Any] | None = None
) -> Iterator[Problem]:
    """Yield every shape problem of a value that did not convert."""
    match type:
        case inspect.Metadata():
            yield from explain(type.type, value, at, path, {**(extra or {}), **(type.extra or {})})
        case inspect.UnionType():
            branch = next(t for t in type.types if not isinstance(t, inspect.NoneType))
            if not (type.includes_none and (value is None or _counts_as_null(branch, value))):
                yield from explain(branch, value, at, path, extra)
        case inspect.StructType():
            yield from _explain_struct(type, value, at, path)
        case inspect.VarTupleType():
            yield from _explain_list(type, value, at, path)
        case inspect.DictType():
            yield from _explain_mapping(type, value, at, path)
        case _:
            yield from _explain_leaf(type, value, at, path, extra or {})


def _counts_as_null(type: inspect.Type, value: Data) -> bool:
    """Return whether msgspec reads a quoted `null` as no value, which it does where the field is not text."""
    bare = type.type if isinstance(type, inspect.Metadata) else type
    is_text = isinstance(bare, inspect.StrType | inspect.CustomType)
    return isinstance(value, str) and value.casefold() == "null" and not is_text


def _explain_struct(type: inspect.StructType, value: Data, at: At, path: str) -> Iterator[Problem]:
    shorthand = type.cls.shorthand if issubclass(type.cls, Part) else ""
    if not isinstance(value, dict):
        message = f"{_name(at)} takes fields such as `{type.fields[0].encode_name}:`, this is {_sort(value)}"
        yield WRONG_TYPE.problem(path, at, message, help=f"write `{type.fields[0].encode_name}: …` below it")
        return
    is_brief = not at and any(field.encode_name == "id" for field in type.fields)
    names = [field.encode_name for field in type.fields if field.encode_name != "id" or not is_brief]
    unknown = [key for key in value if key not in names and not (key == "id" and is_brief)]
    for number, key in enumerate(unknown):
        # looking for the nearest takes its time: a flood of unknown fields goes without
        is_few = number < _MOST_SEARCHES
        help = (did_you_mean(key, names) if is_few else "") or f"its fields are {_listing(names)}"
        place = f" in {_name(at)}" if at else ""
        near = nearest(key, [name for name in names if name not in value]) if is_few else ""
        fix = _instead((*at, key), near, key=True)
        yield UNKNOWN_FIELD.problem(path, (*at, key), f"unknown field `{key}`{place}", key=True, help=help, fix=fix)
    for field in type.fields:
        name = field.encode_name
        if name in value:
            yield from explain(field.type, value[name], (*at, name), path)
        elif field.required:
            where = f" in {_name(at)}" if at else ""
            help = f"add `{name}: …`" if name != shorthand else f"add `{name}: …`, or write its text alone"
            yield MISSING_FIELD.problem(path, (*at, name), f"`{name}` is missing{where}", help=help)


def _explain_list(type: inspect.VarTupleType, value: Data, at: At, path: str) -> Iterator[Problem]:
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
        yield from explain(type.item_type, item, (*at, index), path)


def _explain_mapping(type: inspect.DictType, value: Data, at: At, path: str) -> Iterator[Problem]:
    if not isinstance(value, dict):
        message = f"{_name(at)} takes lines of `id: value`, this is {_sort(value)}"
        yield WRONG_TYPE.problem(
            path, at, message, help="write each on a line of its own below it, two spaces further in"
        )
        return
    for key, item in value.items():
        yield from (
            msgspec.structs.replace(problem, key=True) for problem in explain(type.key_type, key, (*at, key), path)
        )
        yield from explain(type.value_type, item, (*at, key), path)


def _explain_leaf(type: inspect.Type, value: Data, at: At, path: str, extra: dict[str, Any]) -> Iterator[Problem]:
    name = _name(at)
    if not isinstance(value, str):
        if value is None:
            yield MISSING_FIELD.problem(path, at, f"{name} is empty", help="type a value, or delete the line")
        else:
            message = f"{name} takes {_wanted(type)}, this is {_sort(value)}"
            yield WRONG_TYPE.problem(path, at, message, help=f"write {_wanted(type)} after the colon, in one piece")
        return
    match type:
        case inspect.StrType():
            yield from _explain_text(type, value, at, path, extra)
        case inspect.LiteralType():
            if value not in type.values:
                allowed = [str(v) for v in type.values]
                help = " ".join(filter(None, (did_you_mean(value, allowed), f"allowed: {_listing(allowed)}")))
                fix = _instead(at, nearest(value, allowed))
                yield NOT_ALLOWED.problem(path, at, f"{name} cannot be `{_short(value)}`", help=help, fix=fix)
        case inspect.BoolType():
            if value.casefold() not in ("true", "false", "1", "0"):
                yield NOT_ALLOWED.problem(
                    path, at, f"{name} cannot be `{_short(value)}`", help="allowed: `true`, `false`"
                )
        case inspect.IntType() | inspect.FloatType():
            yield from _explain_number(type, value, at, path)
        case inspect.CustomType():
            try:
                edtf.parse(value)
            except edtf.NotADate as error:
                fix = _instead(at, edtf.suggestion(value))
                yield BAD_DATE.problem(path, at, f"`{_short(value)}` is not a date", help=str(error), fix=fix)


def _explain_text(type: inspect.StrType, value: str, at: At, path: str, extra: dict[str, Any]) -> Iterator[Problem]:
    name = _name(at)
    if type.min_length and len(value) < type.min_length:
        yield MISSING_FIELD.problem(path, at, f"{name} is empty", help="type a value, or delete the line")
        return
    if type.max_length is not None and len(value) > type.max_length:
        message = f"{name} has {len(value)} characters, the limit is {type.max_length}"
        yield BAD_LENGTH.problem(path, at, message, help="say it shorter; details belong in `body`")
    try:
        msgspec.convert(value, _fits(type.pattern or ""))
    except msgspec.ValidationError:
        what, help = wanted_form(extra)
        is_id = "ref" in extra or extra.get("is") == "an id"
        if is_id and (letter := confusables.outside_ascii(value)):
            help += f"; this has {letter}"
        if extra.get("is") == "an address" and (flaw := urls.flaw(value)):
            help = f"{flaw}; {help}"
        yield BAD_FORM.problem(path, at, f"`{_short(value)}` is not {what}", help=help)


@cache
def _fits(pattern: str) -> Any:
    """Return a type with the pattern alone, so that msgspec itself judges the form."""
    return Annotated[str, msgspec.Meta(pattern=pattern)]


def wanted_form(extra: dict[str, Any]) -> tuple[str, str]:
    """Return what text with a form is called, and how to write it, by the marks of its type."""
    if kinds := extra.get("ref"):
        if kinds == ("statement",):
            return "a reference to a statement", "write `event-id#statement-id`"
        if kinds == ("version",):
            return "a reference to a plan version", "write `plan-id@version-id`"
        return "an id", "ids are lower-case letters, digits and hyphens, as in `vladimir-putin`"
    if extra.get("is") == "an id":
        return "an id", "ids are lower-case letters, digits and hyphens, as in `opening-remarks`"
    help = f"write it like `{extra['such as']}`" if extra.get("such as") else ""
    return extra.get("is", "of the right form"), help


def _explain_number(type: inspect.IntType | inspect.FloatType, value: str, at: At, path: str) -> Iterator[Problem]:
    number = int if isinstance(type, inspect.IntType) else float
    try:
        found = msgspec.convert(value, number, strict=False)
    except msgspec.ValidationError:
        message = f"{_name(at)} takes {_wanted(type)}, this is `{_short(value)}`"
        yield WRONG_TYPE.problem(path, at, message, help=f"write {_wanted(type)} in digits")
        return
    low, high = type.ge, type.le
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


def _wanted(type: inspect.Type) -> str:
    if isinstance(type, inspect.IntType):
        return "a whole number"
    if isinstance(type, inspect.FloatType):
        return "a number"
    if isinstance(type, inspect.CustomType):
        return "a date"
    return "text"


def _short(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:57]}…"


def _listing(words: list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
