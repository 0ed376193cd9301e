"""The fields of the kinds of brief in an editor's words, read off the types: for the reference pages.

What a field is for, what it takes, which values it may hold and what each of them means.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import inspect as types

from briefgen.model.field_order import canonical_order
from briefgen.model.kinds._base import Part


class Field(msgspec.Struct, frozen=True):
    """One field: its name, whether it must be there, what it takes, what it is for, and values it may hold."""

    name: str
    is_required: bool
    sort: str
    manual: str
    values: Mapping[str, str] = {}
    examples: tuple[str, ...] = ()
    part: str = ""
    """The name of the mapping that it holds, where it holds one."""


class Table(msgspec.Struct, frozen=True):
    """The fields of a brief or of a mapping in one."""

    name: str
    manual: str
    fields: tuple[Field, ...]
    shorthand: str = ""
    """The field whose value may stand alone in place of the mapping."""


def tables(struct: type[msgspec.Struct]) -> tuple[Table, ...]:
    """Return the table of a struct, then those of the mappings in it, in the order in which they are first named."""
    found: dict[type[msgspec.Struct], Table] = {}
    waiting: list[type[msgspec.Struct]] = [struct]
    for each in waiting:
        if each not in found:
            table, inner = _table(each)
            found[each] = table
            waiting += inner
    return tuple(found.values())


def _table(struct: type[msgspec.Struct]) -> tuple[Table, list[type[msgspec.Struct]]]:
    info = types.type_info(struct)
    assert isinstance(info, types.StructType)
    by_name = {field.encode_name: field for field in info.fields}
    fields, inner = [], []
    for name in canonical_order(struct):
        facts = _Facts()
        facts.take(by_name[name].type)
        fields.append(facts.field(name, is_required=by_name[name].required))
        if facts.struct is not None:
            inner.append(facts.struct)
    shorthand = struct.shorthand if issubclass(struct, Part) else ""
    return Table(struct.__name__, inspect.getdoc(struct) or "", tuple(fields), shorthand), inner


class _Facts:
    """What the layers of a field's type say about it, gathered from the outside in."""

    def __init__(self) -> None:
        self.manual = ""
        self.examples: list[Any] = []
        self.extra: dict[str, Any] = {}
        self.struct: type[msgspec.Struct] | None = None
        self.words: list[str] = []

    def field(self, name: str, *, is_required: bool) -> Field:
        values = self.extra.get("values", {})
        part = self.struct.__name__ if self.struct else ""
        examples = tuple(dict.fromkeys(_written(example) for example in self.examples))
        return Field(name, is_required, " ".join(self.words), self.manual, values, examples, part)

    def take(self, type: types.Type) -> None:
        match type:
            case types.Metadata():
                said = type.extra_json_schema or {}
                self.manual = self.manual or said.get("description", "")
                self.examples = self.examples or said.get("examples", [])
                self.extra = {**(type.extra or {}), **self.extra}
                self.take(type.type)
            case types.UnionType():
                self.take(next(t for t in type.types if not isinstance(t, types.NoneType)))
            case types.VarTupleType():
                self.words.append("list of")
                self.take(type.item_type)
            case types.DictType():
                self.words.append("lines of `name: value`, each value")
                self.take(type.value_type)
            case types.StructType():
                self.struct = type.cls
                self.words.append("mapping")
            case _:
                self.words.append(self._leaf(type))

    def _leaf(self, type: types.Type) -> str:
        if kinds := self.extra.get("ref"):
            return f"id ({' or '.join(kinds)})"
        if kinds := self.extra.get("loose_ref"):
            return f"text, or an id ({' or '.join(kinds)})"
        if isinstance(type, types.LiteralType) or self.extra.get("values"):
            return "one of the words below" if not isinstance(type, types.IntType) else "one of the numbers below"
        if isinstance(type, types.CustomType):
            return "date"
        if isinstance(type, types.IntType | types.FloatType):
            return "whole number" if isinstance(type, types.IntType) else "number"
        if self.extra.get("prose"):
            most = getattr(type, "max_length", None)
            return f"prose, at most {most} characters" if most else "prose"
        form = str(self.extra.get("is") or "")
        return form.removeprefix("an ").removeprefix("a ") or "text"


def _written(example: Any) -> str:
    """Return an example as an editor types it on one line."""
    if isinstance(example, dict):
        return "{" + ", ".join(f"{key}: {_written(value)}" for key, value in example.items()) + "}"
    if isinstance(example, list):
        return "[" + ", ".join(_written(item) for item in example) + "]"
    return str(example)
