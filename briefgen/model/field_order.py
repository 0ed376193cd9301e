"""Canonical order of the fields of a brief, and the lists without an order.

Derived from the types. `briefgen fmt`, `briefgen new` and the reference pages use it.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from briefgen.model import reflect
from briefgen.model.kinds._base import Brief
from briefgen.yaml.reader import Data


class Shape(msgspec.Struct, frozen=True):
    """The layout of a value: its fields in order, and the layouts of its contents."""

    order: tuple[str, ...] = ()
    fields: Mapping[str, Shape] = {}
    item: Shape | None = None
    """The shape of a list's items, or of a mapping's values under freely chosen keys."""
    is_unordered: bool = False


NO_SHAPE = Shape()


@cache
def canonical_order(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the names of the fields in their order in a file.

    In a brief: the title or name, the summary, the kind's own fields, then the common fields.
    In other structs: the order of declaration.
    """
    names = {field.attribute: field.name for field in reflect.fields(struct) if not _is_the_id(struct, field)}
    own = [name for name in inspect.get_annotations(struct) if name in names]
    if not issubclass(struct, Brief):
        return tuple(names.values())
    # A kind that redeclares `summary` thereby sets its position.
    first = own[:1] if "summary" in own else [*own[:1], "summary"]
    return tuple(names[name] for name in dict.fromkeys((*first, *own, *names)))


def _is_the_id(struct: type[msgspec.Struct], field: reflect.StructField) -> bool:
    """Return whether the field is the id of a brief, which comes from the file name."""
    return issubclass(struct, Brief) and field.attribute == "id"


@cache
def shape_of(struct: type[msgspec.Struct]) -> Shape:
    """Return the shape of a brief, the briefing or a mapping inside one."""
    order = canonical_order(struct)
    return Shape(order, {field.name: _shape(field.type) for field in reflect.fields(struct) if field.name in order})


def _shape(type: reflect.ValueType) -> Shape:
    match type:
        case reflect.StructType():
            return shape_of(type.struct)
        case reflect.ListType():
            return Shape(item=_shape(type.item), is_unordered=bool(type.extra.get("unordered")))
        case reflect.MappingType():
            return Shape(item=_shape(type.value))
    return NO_SHAPE


def canonical(data: Data, shape: Shape) -> Any:
    """Return the data with every list sorted whose order has no meaning."""
    if isinstance(data, dict):
        return {key: canonical(value, shape.fields.get(key) or shape.item or NO_SHAPE) for key, value in data.items()}
    if isinstance(data, list):
        items = [canonical(item, shape.item or NO_SHAPE) for item in data]
        is_text = all(isinstance(item, str) for item in items)
        return sorted(items) if shape.is_unordered and is_text else items
    return data
