"""Undo one typed change: the head as if an editor had not made it.

With this, the cause of a derived change is found: the fact returns when its cause is undone.
"""

from __future__ import annotations

from typing import Any

import msgspec

from briefgen.changes.types import BRIEFING, TypedChange
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At
from briefgen.model import reflect


def undone(head: Corpus, base: Corpus, typed: TypedChange) -> Corpus:
    """Return the head without one change.

    It is the same corpus where the change cannot be undone alone.

    Renames, records and files that are no briefs cannot. The result has no memoised values.
    """
    if BRIEFING in (typed.old_id, typed.new_id):
        changed = reverted(base.briefing, head.briefing, typed)
        return msgspec.structs.replace(head, briefing=changed)
    old, new = base.briefs.get(typed.old_id), head.briefs.get(typed.new_id)
    briefs, paths = dict(head.briefs), dict(head.paths)
    if new is not None and not typed.old_id and typed.new_at:
        # a part of a new brief has nothing to go back to
        briefs[typed.new_id] = _without(new, typed.new_at)
    elif new is not None and not typed.old_id:
        del briefs[typed.new_id]
        paths.pop(typed.new_id, None)
    elif old is not None and not typed.new_id and not typed.old_at:
        briefs[typed.old_id] = old
        paths[typed.old_id] = base.paths[typed.old_id]
    elif old is not None and new is not None and (typed.old_at or typed.new_at):
        briefs[typed.new_id] = reverted(old, new, typed)
    else:
        return head
    ordered = dict(sorted(briefs.items()))
    return msgspec.structs.replace(head, briefs=ordered, paths=paths)


def reverted(old: Any, new: Any, typed: TypedChange) -> Any:
    """Return a brief or the briefing without one change of a field or an item."""
    old_at, new_at = typed.old_at, typed.new_at
    if new_at is None:
        return new
    if old_at is None:
        return _without(new, new_at)
    value = _value(old, old_at)
    if len(new_at) == len(old_at) - 1:
        return _replaced(new, new_at, _with_item(_value(new, new_at), old_at[-1], value))
    return _replaced(new, new_at, value)


def _value(whole: Any, at: At) -> Any:
    for step in at:
        whole = _child(whole, step)
    return whole


def _child(whole: Any, step: str | int) -> Any:
    return getattr(whole, _attribute(whole, str(step))) if isinstance(whole, msgspec.Struct) else whole[step]


def _attribute(struct: msgspec.Struct, name: str) -> str:
    return next(field.attribute for field in reflect.fields(type(struct)) if field.name == name)


def _replaced(whole: Any, at: At, value: Any) -> Any:
    """Return a copy of a value with the part at a data path replaced."""
    if not at:
        return value
    step, rest = at[0], at[1:]
    inner = _replaced(_child(whole, step), rest, value)
    if isinstance(whole, msgspec.Struct):
        return msgspec.structs.replace(whole, **{_attribute(whole, str(step)): inner})
    if isinstance(whole, dict):
        return {**whole, str(step): inner}
    index = int(step)
    return (*whole[:index], inner, *whole[index + 1 :])


def _without(whole: Any, at: At) -> Any:
    """Return a copy without the item of a list or mapping at a data path."""
    inside, last = _value(whole, at[:-1]), at[-1]
    if isinstance(inside, dict):
        left: Any = {key: value for key, value in inside.items() if key != last}
    else:
        left = tuple(value for index, value in enumerate(inside) if index != last)
    return _replaced(whole, at[:-1], left)


def _with_item(inside: Any, key: str | int, value: Any) -> Any:
    if isinstance(inside, dict):
        return {**inside, str(key): value}
    return (*inside[: int(key)], value, *inside[int(key) :])
