"""Two different values of each type of field, made from the types of the models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from briefgen.diagnostics.types import At
from briefgen.model import reflect
from briefgen.model.edtf import parse
from briefgen.model.kinds._base import Brief


def sample(kind: reflect.ValueType, number: int = 0) -> Any:
    """Return a value of a type; another one for each number from 0 to 2."""
    match kind:
        case reflect.TextType():
            return f"value{number}"
        case reflect.ChoiceType():
            return kind.words[number % len(kind.words)]
        case reflect.NumberType():
            return number + 1
        case reflect.DateType():
            return parse(f"2031-05-1{number}")
        case reflect.ListType():
            return (sample(kind.item, number), sample(kind.item, number + 1))
        case reflect.MappingType():
            return {f"key{number}": sample(kind.value, number)}
        case reflect.StructType():
            return struct_sample(kind.struct, number)
    raise AssertionError(kind)


def struct_sample(struct: type[msgspec.Struct], number: int = 0) -> Any:
    """Return a struct with every field filled."""
    fields = reflect.fields(struct)
    return struct(**{f.attribute: sample(f.type, number) for f in fields} | _id(struct))


def _id(struct: type[msgspec.Struct]) -> dict[str, str]:
    return {"id": "a-brief"} if issubclass(struct, Brief) else {}


def places(struct: type[msgspec.Struct]) -> Iterator[tuple[At, reflect.StructField]]:
    """Yield the data path of every field of a filled struct, also inside of parts."""
    for field in reflect.fields(struct):
        if field.attribute == "id" and issubclass(struct, Brief):
            continue
        yield (field.name,), field
        inner = field.type
        at: At = (field.name,)
        if isinstance(inner, reflect.ListType):
            inner, at = inner.item, (*at, 0)
        elif isinstance(inner, reflect.MappingType):
            inner, at = inner.value, (*at, "key0")
        if isinstance(inner, reflect.StructType):
            for below, found in places(inner.struct):
                yield (*at, *below), found
