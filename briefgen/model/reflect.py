"""Reflection on the model's types: the fields of a struct with their metadata.

Annotations and `| None` can wrap a type in any order. This module merges them into one `ValueType`; callers match its
subclasses.

Invariant: no other module uses `msgspec.inspect` (`tests/unit/model/test_reflect.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import Part


class ValueType(msgspec.Struct, frozen=True, kw_only=True):
    """The type of a value, with the metadata of its annotations."""

    is_optional: bool = False
    """Whether the value can be None."""
    description: str = ""
    examples: tuple[Any, ...] = ()
    extra: Mapping[str, Any] = {}
    """Metadata of the field types, such as `ref` and `prose`; see `model/kinds/_base.py`."""


class TextType(ValueType, frozen=True, kw_only=True):
    """Text, with an optional pattern and optional bounds of its length."""

    pattern: str | None = None
    min_length: int | None = None
    max_length: int | None = None


class ChoiceType(ValueType, frozen=True, kw_only=True):
    """One word of a fixed set."""

    words: tuple[str, ...]


class NumberType(ValueType, frozen=True, kw_only=True):
    """A number, whole or not, with optional inclusive bounds."""

    is_whole: bool
    least: float | None = None
    most: float | None = None


class BooleanType(ValueType, frozen=True, kw_only=True):
    """True or false."""


class DateType(ValueType, frozen=True, kw_only=True):
    """A date in EDTF."""


class ListType(ValueType, frozen=True, kw_only=True):
    """A list of values of one type."""

    item: ValueType
    min_length: int = 0


class MappingType(ValueType, frozen=True, kw_only=True):
    """A mapping from freely chosen keys to values of one type."""

    key: ValueType
    value: ValueType


class StructType(ValueType, frozen=True, kw_only=True):
    """A mapping with the fields of a struct."""

    struct: type[msgspec.Struct]

    @property
    def fields(self) -> tuple[StructField, ...]:
        """Return the fields in the order of declaration."""
        return fields(self.struct)

    @property
    def shorthand(self) -> str:
        """Return the field whose value can replace the mapping, or an empty string."""
        return shorthand(self.struct)


class StructField(msgspec.Struct, frozen=True):
    """A field of a struct: its Python attribute, its name in a file, and its type."""

    attribute: str
    name: str
    type: ValueType
    is_required: bool
    declared: inspect.Field

    @property
    def default(self) -> Any:
        """Return the default value; None for a required field."""
        if self.declared.default is not msgspec.NODEFAULT:
            return self.declared.default
        return None if self.is_required else self.declared.default_factory()


@cache
def fields(struct: type[msgspec.Struct]) -> tuple[StructField, ...]:
    """Return the fields of a struct in the order of declaration."""
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType)
    return tuple(StructField(f.name, f.encode_name, _read(f.type), f.required, f) for f in info.fields)


@cache
def shorthand(struct: type[msgspec.Struct]) -> str:
    """Return the field whose value can replace the mapping, or an empty string."""
    return struct.shorthand if issubclass(struct, Part) else ""


@cache
def one_of(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the fields of which a mapping has at least one; empty for no such rule."""
    return struct.one_of if issubclass(struct, Part) else ()


def type_of(annotation: Any) -> ValueType:
    """Return the type of an annotation such as ``Annotated[str, Meta(…)]``.

    Raises TypeError for a union of several types, and for types that no field of a brief may have.
    """
    return _read(inspect.type_info(annotation))


def _read(type: inspect.Type) -> ValueType:
    said: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    is_optional = False
    while isinstance(type, inspect.Metadata | inspect.UnionType):
        if isinstance(type, inspect.Metadata):
            said, extra = {**(type.extra_json_schema or {}), **said}, {**(type.extra or {}), **extra}
            type = type.type
        else:
            branches = [one for one in type.types if not isinstance(one, inspect.NoneType)]
            if len(branches) > 1:
                raise TypeError(f"no field of a brief may be one of several types: {branches}")
            is_optional, type = True, branches[0]
    about = {
        "is_optional": is_optional,
        "description": said.get("description", ""),
        "examples": tuple(said.get("examples", ())),
        "extra": extra,
    }
    match type:
        case inspect.StrType():
            return TextType(**about, pattern=type.pattern, min_length=type.min_length, max_length=type.max_length)
        case inspect.LiteralType():
            return ChoiceType(**about, words=tuple(str(value) for value in type.values))
        case inspect.IntType() | inspect.FloatType():
            return NumberType(**about, is_whole=isinstance(type, inspect.IntType), least=type.ge, most=type.le)
        case inspect.BoolType():
            return BooleanType(**about)
        case inspect.CustomType() if type.cls is Edtf:
            return DateType(**about)
        case inspect.VarTupleType():
            return ListType(**about, item=_read(type.item_type), min_length=type.min_length or 0)
        case inspect.DictType():
            return MappingType(**about, key=_read(type.key_type), value=_read(type.value_type))
        case inspect.StructType():
            return StructType(**about, struct=type.cls)
    raise TypeError(f"no field of a brief may be {type}")
