"""Field reference of the kinds, generated from the types.

For each field: its purpose, its type, the allowed values with their meanings, and examples.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

import msgspec

from briefgen.model import reflect
from briefgen.model.field_order import canonical_order


class Field(msgspec.Struct, frozen=True):
    """The documentation of one field.

    ``sort`` describes the type in words, ``manual`` the purpose. ``values`` maps each allowed value to its meaning.
    """

    name: str
    is_required: bool
    sort: str
    manual: str
    values: Mapping[str, str] = {}
    examples: tuple[str, ...] = ()
    part: str = ""
    """The name of the table of the mappings that the field contains, or an empty string."""


class Table(msgspec.Struct, frozen=True):
    """The documentation of a brief, or of a mapping inside one."""

    name: str
    manual: str
    fields: tuple[Field, ...]
    shorthand: str = ""
    """The field whose value can replace the whole mapping, or an empty string."""


def tables(struct: type[msgspec.Struct]) -> tuple[Table, ...]:
    """Return the table of a struct, then those of the mappings inside it.

    Each mapping has one table, in the order of first use.
    """
    found: dict[type[msgspec.Struct], Table] = {}
    waiting: list[type[msgspec.Struct]] = [struct]
    for each in waiting:
        if each not in found:
            table, inner = _table(each)
            found[each] = table
            waiting += inner
    return tuple(found.values())


def _table(struct: type[msgspec.Struct]) -> tuple[Table, list[type[msgspec.Struct]]]:
    by_name = {field.name: field for field in reflect.fields(struct)}
    fields, inner = [], []
    for name in canonical_order(struct):
        facts = _Facts()
        facts.take(by_name[name].type)
        fields.append(facts.field(name, is_required=by_name[name].is_required))
        if facts.struct is not None:
            inner.append(facts.struct)
    return Table(struct.__name__, inspect.getdoc(struct) or "", tuple(fields), reflect.shorthand(struct)), inner


class _Facts:
    """Collects the facts of a field from the layers of its type, outermost first."""

    def __init__(self) -> None:
        self.manual = ""
        self.examples: tuple[Any, ...] = ()
        self.extra: dict[str, Any] = {}
        self.struct: type[msgspec.Struct] | None = None
        self.words: list[str] = []

    def field(self, name: str, *, is_required: bool) -> Field:
        values = self.extra.get("values", {})
        part = self.struct.__name__ if self.struct else ""
        examples = tuple(dict.fromkeys(_written(example) for example in self.examples))
        return Field(name, is_required, " ".join(self.words), self.manual, values, examples, part)

    def take(self, type: reflect.ValueType) -> None:
        self.manual = self.manual or type.description
        self.examples = self.examples or type.examples
        self.extra = {**type.extra, **self.extra}
        match type:
            case reflect.ListType():
                self.words.append("list of")
                self.take(type.item)
            case reflect.MappingType():
                self.words.append("lines of `name: value`, each value")
                self.take(type.value)
            case reflect.StructType():
                self.struct = type.struct
                self.words.append("mapping")
            case _:
                self.words.append(self._leaf(type))

    def _leaf(self, type: reflect.ValueType) -> str:
        if kinds := self.extra.get("ref"):
            return f"id ({' or '.join(kinds)})"
        if kinds := self.extra.get("loose_ref"):
            return f"text, or an id ({' or '.join(kinds)})"
        if isinstance(type, reflect.ChoiceType) or self.extra.get("values"):
            return "one of the numbers below" if isinstance(type, reflect.NumberType) else "one of the words below"
        if isinstance(type, reflect.DateType):
            return "date"
        if isinstance(type, reflect.NumberType):
            return "whole number" if type.is_whole else "number"
        if self.extra.get("prose"):
            most = getattr(type, "max_length", None)
            return f"prose, at most {most} characters" if most else "prose"
        form = str(self.extra.get("is") or "")
        return form.removeprefix("an ").removeprefix("a ") or "text"


def _written(example: Any) -> str:
    """Return an example as YAML on one line."""
    if isinstance(example, dict):
        return "{" + ", ".join(f"{key}: {_written(value)}" for key, value in example.items()) + "}"
    if isinstance(example, list):
        return "[" + ", ".join(_written(item) for item in example) + "]"
    return str(example)
