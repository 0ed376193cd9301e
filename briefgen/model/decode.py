"""Decode plain data into typed structs, and report every shape problem.

msgspec's `convert` is fast but stops at the first problem. So `explain` walks the same types to find all problems; it
runs only on data that `convert` rejected.

Invariant: `explain` finds no problem exactly when `convert` accepts the data (`tests/property/test_decode_laws.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import msgspec

from briefgen.diagnostics.types import Problem
from briefgen.model import edtf, reflect
from briefgen.model.codes import UNKNOWN_FIELD, WRONG_TYPE
from briefgen.model.explain import explain
from briefgen.yaml.reader import Data

T = TypeVar("T", bound=msgspec.Struct)


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
    problems = tuple(explain(kind, data, (), path))
    try:
        found = _convert(struct, _without_nulls(kind, data))
    except (msgspec.ValidationError, ValueError) as error:
        return None, problems or (WRONG_TYPE.problem(path, (), str(error)),)
    # An empty field counts as missing, but an unknown field is reported even when it is empty.
    return (None, problems) if problems else (found, ())


def _convert(struct: type[T], data: Data) -> T:
    return msgspec.convert(data, struct, strict=False, dec_hook=_decode_hook)


def _decode_hook(type: Any, value: Any) -> Any:
    if type is edtf.Edtf and isinstance(value, str):
        return edtf.parse(value)
    raise edtf.NotADate("a date is one piece of text")


def _without_nulls(type: reflect.ValueType | None, data: Data) -> Data:
    """Return the data without empty fields; an empty value under a freely chosen key stays."""
    if isinstance(data, list):
        item = type.item if isinstance(type, reflect.ListType) else None
        return [_without_nulls(item, each) for each in data]
    if not isinstance(data, dict):
        return data
    if isinstance(type, reflect.MappingType):
        return {key: _without_nulls(type.value, value) for key, value in data.items()}
    known = {field.name: field.type for field in type.fields} if isinstance(type, reflect.StructType) else {}
    return {key: _without_nulls(known.get(key), value) for key, value in data.items() if value is not None}


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
