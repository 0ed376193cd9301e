"""Values for the models' fields, generated from their types with given texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import inspect

REFS = {
    "actor": "gazette",
    "event": "2031-06-signing",
    "plan": "river-plan",
    "point": "point-locks",
    "source": "wire-relay",
    "dispute": "how-many-points",
    "statement": "2031-05-14-first-talks#north-opens",
    "version": "river-plan@second-draft",
}
"""The ids for references of each kind in the golden project `full`."""


class Filler:
    """Fills types with the given texts, ids, addresses, days and mapping keys.

    A predicate chooses the fields to fill.
    """

    def __init__(
        self,
        text: str,
        *,
        id: str,
        address: str,
        day: str,
        keys: tuple[str, ...],
        is_wanted: Callable[[inspect.Field], bool],
    ) -> None:
        self._text = text
        self._id = id
        self._address = address
        self._day = day
        self._keys = keys
        self._is_wanted = is_wanted

    def value(self, type: inspect.Type, extra: dict[str, Any] | None = None) -> Any:
        """Return a value of the type."""
        extra = extra or {}
        match type:
            case inspect.Metadata():
                return self.value(type.type, {**extra, **(type.extra or {})})
            case inspect.UnionType():
                return self.value(next(t for t in type.types if not isinstance(t, inspect.NoneType)), extra)
            case inspect.VarTupleType():
                return [self.value(type.item_type, extra) for _ in range(max(1, type.min_length or 1))]
            case inspect.DictType():
                return {key: self.value(type.value_type, extra) for key in self._keys}
            case inspect.StructType():
                return {field.encode_name: self.value(field.type) for field in type.fields if self._is_wanted(field)}
            case inspect.LiteralType():
                return str(type.values[-1])
            case inspect.IntType():
                return str(min(5, type.le or 5))
            case inspect.FloatType():
                return "12.34"
            case inspect.BoolType():
                return "false"
            case inspect.CustomType():
                return self._day
            case inspect.StrType():
                return self._string(extra)[: type.max_length]
        raise AssertionError(type)

    def _string(self, extra: dict[str, Any]) -> str:
        if wanted := extra.get("ref"):
            return REFS[wanted[0]]
        if extra.get("is") == "an address":
            return self._address
        if extra.get("is") == "an id":
            return self._id
        return str(extra.get("such as") or self._text)
