"""Pair the items of two lists by key, never by position.

A key that changed while everything else is equal is a changed item, not one gone and one new. Invariant: pairing the
lists in the other direction gives the same pairs (`tests/unit/changes/test_list_items.py`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import msgspec

from briefgen.model import reflect
from briefgen.model.briefing import Term
from briefgen.model.kinds._base import Citation
from briefgen.model.kinds._parts import Figure, Media
from briefgen.model.kinds.actor import Alias, Link, Member, Role
from briefgen.model.kinds.dispute import Account
from briefgen.model.kinds.event import Participant
from briefgen.model.kinds.point import PointVersion

KEYS: Mapping[type[msgspec.Struct], tuple[str, ...]] = {
    Citation: ("source", "locator"),
    Role: ("title", "of", "from_"),
    Account: ("held_by",),
    Alias: ("name",),
    Participant: ("actor",),
    Member: ("actor", "from_"),
    Link: ("title", "url"),
    Figure: ("label", "by", "unit"),
    Media: ("file",),
    PointVersion: ("in_",),
    Term: ("term",),
}
"""The fields that identify an item. Others have an `id`, or their first field does."""
_ALSO: Mapping[type[msgspec.Struct], str] = {Link: "url"}
"""A field that identifies an item by itself, where its key found no partner."""
_LIKENESS: Mapping[type[msgspec.Struct], str] = {Account: "claim"}
"""The text by whose likeness items are paired that have no key in common."""

_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*")
Index = tuple[int, int]


def key_fields(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the attributes that identify an item of this type.

    The most important one is the first.
    """
    names = struct.__struct_fields__
    return KEYS.get(struct) or ("id" if "id" in names else names[0],)


def paired(old: Sequence[Any], new: Sequence[Any]) -> tuple[list[Index], list[int], list[int]]:
    """Return the pairs of indexes, the indexes gone and the indexes added.

    The pairs are in the order of the new list.

    Items with equal content are paired first, then items with equal keys. After them come items that are equal except
    for the key, and last those that are alike.
    """
    old_left, new_left = dict(enumerate(old)), dict(enumerate(new))
    pairs: list[Index] = []
    struct = type((new or old)[0])
    names = key_fields(struct)
    keys = [_same, *(_key(names[:length]) for length in range(len(names), 0, -1)), _without(struct, names)]
    if struct in _ALSO:
        keys.append(_key((_ALSO[struct],)))
    for key in keys:
        pairs += _matched(old_left, new_left, key)
    if struct in _LIKENESS:
        pairs += _alike(old_left, new_left, _LIKENESS[struct])
    return sorted(pairs, key=lambda pair: pair[1]), sorted(old_left), sorted(new_left)


def _same(item: Any) -> Hashable:
    return msgspec.msgpack.encode(item, enc_hook=str)


def _key(names: Sequence[str]) -> Callable[[Any], Hashable]:
    return lambda item: tuple(getattr(item, name) for name in names)


def _without(struct: type[msgspec.Struct], names: Sequence[str]) -> Callable[[Any], Hashable | None]:
    """Return the content of an item without its key; None where nothing else is written."""
    others = [(field.attribute, field.default) for field in reflect.fields(struct) if field.attribute not in names]

    def content(item: Any) -> Hashable | None:
        values = [getattr(item, name) for name, _ in others]
        if all(value == default for value, (_, default) in zip(values, others, strict=True)):
            return None
        return msgspec.msgpack.encode(values, enc_hook=str)

    return content


def _matched(old_left: dict[int, Any], new_left: dict[int, Any], key: Callable[[Any], Hashable | None]) -> list[Index]:
    """Pair the items with equal keys in their order, and remove them from both mappings."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for index, item in old_left.items():
        waiting[key(item)].append(index)
    pairs = []
    for index, item in list(new_left.items()):
        found = key(item)
        if found is not None and waiting.get(found):
            pairs.append((waiting[found].pop(0), index))
    for before, after in pairs:
        del old_left[before], new_left[after]
    return pairs


def _alike(old_left: dict[int, Any], new_left: dict[int, Any], name: str) -> list[Index]:
    scored = sorted(
        (-likeness(getattr(before, name), getattr(after, name)), i, j)
        for i, before in old_left.items()
        for j, after in new_left.items()
    )
    pairs = []
    for score, i, j in scored:
        if -score >= 0.5 and i in old_left and j in new_left:
            pairs.append((i, j))
            del old_left[i], new_left[j]
    return pairs


def likeness(old: str, new: str) -> float:
    """Return the share of words that two texts have in common, from 0 to 1."""
    before, after = (Counter(_WORD.findall(text.lower())) for text in (old, new))
    return 2 * (before & after).total() / max(1, before.total() + after.total())
