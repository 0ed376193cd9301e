"""Every change of every field of every kind is reported, by a walk over the types."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from briefgen.changes.catalogue import ROWS
from briefgen.changes.types import TypedChange
from briefgen.changes.undo import reverted
from briefgen.changes.walk import FoundDifference, differences
from briefgen.corpus.records import RecordMeta
from briefgen.diagnostics.types import At
from briefgen.model import reflect
from briefgen.model.briefing import Briefing
from briefgen.model.kinds._all import kinds
from tests.unit.changes.samples import places, sample, struct_sample

STRUCTS: tuple[type[msgspec.Struct], ...] = (*kinds().values(), Briefing, RecordMeta)
PLACES = [
    pytest.param(struct, at, field, id=f"{struct.__name__}-{'.'.join(map(str, at))}")
    for struct in STRUCTS
    for at, field in places(struct)
]
INVERSE = {"added": "removed", "removed": "added", "changed": "changed", "reordered": "reordered"}


def _with(whole: Any, at: At, value: Any) -> Any:
    """Return a copy of a value with another part at a data path."""
    if not at:
        return value
    step, rest = at[0], at[1:]
    if isinstance(whole, msgspec.Struct):
        field = next(f for f in reflect.fields(type(whole)) if f.name == step)
        inner = _with(getattr(whole, field.attribute), rest, value)
        return msgspec.structs.replace(whole, **{field.attribute: inner})
    if isinstance(whole, dict):
        return {**whole, str(step): _with(whole[step], rest, value)}
    index = int(step)
    return (*whole[:index], _with(whole[index], rest, value), *whole[index + 1 :])


def _mirror(found: list[FoundDifference]) -> list[tuple[object, ...]]:
    return sorted(((INVERSE[one.verb], _mirrored_name(one), repr(one.new), repr(one.old)) for one in found), key=repr)


def _mirrored_name(one: FoundDifference) -> str:
    ends = {"statement.added": "statement.removed", "statement.removed": "statement.added"}
    return ends.get(one.name, one.name)


@pytest.mark.parametrize(("struct", "at", "field"), PLACES)
def test_change_of_a_field_is_found_and_undone(
    struct: type[msgspec.Struct], at: At, field: reflect.StructField
) -> None:
    old = struct_sample(struct)
    others = [sample(field.type, 2)]
    if not field.is_required and not (isinstance(field.type, reflect.BooleanType)):
        others.append(field.default)
    for other in others:
        new = _with(old, at, other)
        if new == old:
            continue
        found = list(differences(old, new))
        assert found, other
        assert all(one.name in ROWS for one in found), [one.name for one in found]
        assert all(str(at[0]) in map(str, one.new_at or one.old_at or ()) for one in found)
        back = list(differences(new, old))
        mirrored = sorted(((one.verb, one.name, repr(one.old), repr(one.new)) for one in back), key=repr)
        assert mirrored == _mirror(found)
        if len(found) == 1:
            typed = TypedChange(change=None, old_at=found[0].old_at, new_at=found[0].new_at)  # type: ignore[arg-type]  # only the paths count
            assert list(differences(old, reverted(old, new, typed))) == []


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_equal_values_have_no_differences(struct: type[msgspec.Struct]) -> None:
    assert list(differences(struct_sample(struct), struct_sample(struct))) == []


def test_another_order_of_a_list_is_found() -> None:
    for struct in STRUCTS:
        old = struct_sample(struct)
        for field in reflect.fields(struct):
            value = getattr(old, field.attribute)
            if not isinstance(value, tuple) or "unordered" in field.type.extra:
                continue
            new = msgspec.structs.replace(old, **{field.attribute: value[::-1]})
            assert [one.verb for one in differences(old, new)] == ["reordered"], field.name
