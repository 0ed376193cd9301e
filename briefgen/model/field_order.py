"""The order in which an editor finds the fields of a brief, and the lists in which order means nothing: read off the types.

The one place that knows it, for laying out briefs, for new ones and for the reference pages.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import cache

import msgspec
from msgspec import inspect as types

from briefgen.model.kinds._base import Brief


class Shape(msgspec.Struct, frozen=True):
    """What a value's type says about its layout: its fields in order, and the shapes of what is in it."""

    order: tuple[str, ...] = ()
    fields: Mapping[str, Shape] = {}
    item: Shape | None = None
    """The shape of a list's items, or of the values under free keys."""
    is_unordered: bool = False


NO_SHAPE = Shape()


@cache
def canonical_order(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the fields' names as they stand in a file.

    In a brief: what it is called, the summary, the kind's own fields, then what all briefs have; elsewhere as they are declared.
    """
    names = {field.name: field.encode_name for field in msgspec.structs.fields(struct) if not _is_the_id(struct, field)}
    own = [name for name in inspect.get_annotations(struct) if name in names]
    if not issubclass(struct, Brief):
        return tuple(names.values())
    # a kind that declares its summary anew says where it stands
    first = own[:1] if "summary" in own else [*own[:1], "summary"]
    return tuple(names[name] for name in dict.fromkeys((*first, *own, *names)))


def _is_the_id(struct: type[msgspec.Struct], field: msgspec.structs.FieldInfo) -> bool:
    """Return whether the field is a brief's own id, which is its file's name and never typed."""
    return issubclass(struct, Brief) and field.name == "id"


@cache
def shape_of(struct: type[msgspec.Struct]) -> Shape:
    """Return the shape of a brief, of the briefing or of a mapping in one."""
    info = types.type_info(struct)
    assert isinstance(info, types.StructType)
    order = canonical_order(struct)
    return Shape(order, {field.encode_name: _shape(field.type) for field in info.fields if field.encode_name in order})


def _shape(type: types.Type, *, is_unordered: bool = False) -> Shape:
    match type:
        case types.Metadata():
            return _shape(type.type, is_unordered=is_unordered or bool((type.extra or {}).get("unordered")))
        case types.UnionType():
            return _shape(next(t for t in type.types if not isinstance(t, types.NoneType)), is_unordered=is_unordered)
        case types.StructType():
            return shape_of(type.cls)
        case types.VarTupleType():
            return Shape(item=_shape(type.item_type), is_unordered=is_unordered)
        case types.DictType():
            return Shape(item=_shape(type.value_type))
    return NO_SHAPE
