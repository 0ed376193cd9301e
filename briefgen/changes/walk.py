"""Walk over two values of one type.

Every difference is found, with its data paths.

Follows the types of the models, so a new field is compared without a change here. Invariant: every change of every
field of every kind is reported (`tests/unit/changes/test_every_field.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from briefgen.changes.catalogue import has_own_rows, type_of_field
from briefgen.changes.list_items import key_fields, paired
from briefgen.changes.types import Verb
from briefgen.diagnostics.types import At
from briefgen.model import reflect
from briefgen.model.briefing import Theme
from briefgen.model.kinds._base import Brief, Citation
from briefgen.model.kinds.actor import Alias
from briefgen.model.kinds.event import Event, Participant, Statement

SHORT: tuple[type[msgspec.Struct], ...] = (Alias, Citation, Participant)
"""Items that a reviewer reads in one line: those added to and removed from a list are one change."""
Around = tuple[tuple[Any, Any], ...]
"""The structs that contain a difference, each as old and new, outermost first; None where it is on one side only."""


class FoundDifference(msgspec.Struct, frozen=True, kw_only=True):
    """One difference of two values, before it is classified and put in words."""

    name: str
    verb: Verb
    old: Any = None
    new: Any = None
    old_at: At | None = None
    """The data path in the old brief. None for an added item; the path of its list for a removed one in ``new_at``."""
    new_at: At | None = None
    around: Around
    struct: type[msgspec.Struct]
    """The struct that the field belongs to."""
    field: reflect.StructField
    """The field that differs, or the list that an item was added to, removed from or moved in."""
    is_item: bool = False
    """Whether an item of a list or mapping was added or removed, and ``old`` or ``new`` is that item."""

    @property
    def is_folded(self) -> bool:
        """Return whether the field shares the type of what contains its struct."""
        return not issubclass(self.struct, Brief) and not has_own_rows(self.struct)


def differences(old: msgspec.Struct, new: msgspec.Struct) -> Iterator[FoundDifference]:
    """Yield the differences of two structs of one type.

    They are briefs, briefings or records.
    """
    yield from _structs(old, new, "", (), (), ())


def _structs(
    old: msgspec.Struct, new: msgspec.Struct, owner: str, old_at: At, new_at: At, around: Around
) -> Iterator[FoundDifference]:
    struct = type(new)
    around = (*around, (old, new))
    for field in reflect.fields(struct):
        before, after = getattr(old, field.attribute), getattr(new, field.attribute)
        if before == after or (field.attribute == "id" and isinstance(new, Brief)):
            continue
        here = _Here(
            type_of_field(struct, field.name, owner),
            struct,
            field,
            (*old_at, field.name),
            (*new_at, field.name),
            around,
        )
        yield from here.values(before, after)


class _Here(msgspec.Struct, frozen=True):
    """A field of two structs, with its data paths."""

    name: str
    struct: type[msgspec.Struct]
    field: reflect.StructField
    old_at: At
    new_at: At
    around: Around

    def values(self, old: Any, new: Any) -> Iterator[FoundDifference]:
        kind = self.field.type
        empty = self.field.default
        if isinstance(kind, reflect.StructType) and old is not None and new is not None:
            yield from _structs(old, new, self.name, self.old_at, self.new_at, self.around)
        elif isinstance(kind, reflect.ListType) and isinstance(kind.item, reflect.StructType):
            yield from self._items(old, new)
        elif isinstance(kind, reflect.ListType):
            yield from self._list(old, new, is_unordered="unordered" in kind.extra)
        elif isinstance(kind, reflect.MappingType) and isinstance(kind.value, reflect.StructType):
            yield from self._mapping(old, new)
        elif self.field.is_required or (old != empty and new != empty) or empty is not None:
            yield self._found("changed", old, new)
        else:
            yield self._found("added" if old == empty else "removed", old, new)

    def _found(self, verb: Verb, old: Any, new: Any) -> FoundDifference:
        return FoundDifference(
            name=self.name,
            verb=verb,
            old=old,
            new=new,
            old_at=self.old_at,
            new_at=self.new_at,
            around=self.around,
            struct=self.struct,
            field=self.field,
        )

    def _list(self, old: Sequence[Any], new: Sequence[Any], *, is_unordered: bool) -> Iterator[FoundDifference]:
        before, after = Counter(old), Counter(new)
        gone, added = tuple((before - after).elements()), tuple((after - before).elements())
        if gone or added:
            verb: Verb = "changed" if gone and added else "removed" if gone else "added"
            yield self._found(verb, gone, added)
        kept_old = [value for value in old if value in after]
        kept_new = [value for value in new if value in before]
        if not is_unordered and kept_old != kept_new and Counter(kept_old) == Counter(kept_new):
            yield self._found("reordered", tuple(old), tuple(new))

    def _items(self, old: Sequence[Any], new: Sequence[Any]) -> Iterator[FoundDifference]:
        pairs, gone, added = paired(old, new)
        if type((new or old)[0]) in SHORT and (gone or added):
            verb: Verb = "changed" if gone and added else "removed" if gone else "added"
            yield self._found(verb, tuple(old[index] for index in gone), tuple(new[index] for index in added))
            gone = added = []
        for index in gone:
            yield self._item("removed", old[index], (*self.old_at, index), self.new_at)
        for index in added:
            yield self._item("added", new[index], None, (*self.new_at, index))
        for i, j in pairs:
            if old[i] != new[j]:
                yield from _structs(old[i], new[j], self.name, (*self.old_at, i), (*self.new_at, j), self.around)
        if [i for i, _ in pairs] != sorted(i for i, _ in pairs):
            yield self._found("reordered", tuple(map(item_key, old)), tuple(map(item_key, new)))

    def _item(self, verb: Verb, item: Any, old_at: At | None, new_at: At | None) -> FoundDifference:
        name = self.name
        if isinstance(item, Statement) and issubclass(self.struct, Event):
            name = f"statement.{verb}"
        return FoundDifference(
            name=name,
            verb=verb,
            old=item if verb == "removed" else None,
            new=item if verb == "added" else None,
            old_at=old_at,
            new_at=new_at,
            around=(*self.around, (None, item) if verb == "added" else (item, None)),
            struct=self.struct,
            field=self.field,
            is_item=True,
        )

    def _mapping(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[FoundDifference]:
        gone = {key: value for key, value in old.items() if key not in new}
        added = {key: value for key, value in new.items() if key not in old}
        for before, after in renamed_keys(old, new):
            del gone[before], added[after]
            yield msgspec.structs.replace(
                self._found("changed", before, after),
                name=f"{_THEME}.id",
                around=(*self.around, (old[before], new[after])),
            )
        for key, value in gone.items():
            yield self._item("removed", Keyed(key, value), (*self.old_at, key), self.new_at)
        for key, value in added.items():
            yield self._item("added", Keyed(key, value), None, (*self.new_at, key))
        common = [key for key in new if key in old]
        for key in common:
            if old[key] != new[key]:
                at = ((*self.old_at, key), (*self.new_at, key))
                around = (*self.around, (Keyed(key, old[key]), Keyed(key, new[key])))
                yield from _structs(old[key], new[key], self.name, *at, around)
        if [key for key in old if key in new] != common:
            yield self._found("reordered", tuple(old), tuple(new))


_THEME = "briefing.theme"


class Keyed(msgspec.Struct, frozen=True):
    """An item of a mapping, with its key."""

    key: str
    value: Theme


def renamed_keys(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the old and the new key of each value that has another key.

    The value is the same, and no other has it.
    """
    gone = {key: value for key, value in old.items() if key not in new}
    added = {key: value for key, value in new.items() if key not in old}
    found = []
    for before, value in gone.items():
        partners = [after for after, other in added.items() if other == value]
        if len(partners) == 1 and sum(other == value for other in gone.values()) == 1:
            found.append((before, partners[0]))
    return found


def item_key(item: Any) -> Any:
    """Return what identifies an item of a list.

    It is the id, or the value of the first key field.
    """
    value = getattr(item, key_fields(type(item))[0])
    return list(value) if isinstance(value, tuple) else value
