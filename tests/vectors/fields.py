"""Briefs with hostile text in every text field, generated from the types.

A new field of a kind needs no change here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import inspect

from briefgen.model.briefing import Briefing
from briefgen.model.kinds._all import kinds
from tests.vectors.published import Vector

Path = tuple[str, ...]
COPIES = 5
"""How many items a list gets in every fifth brief of a kind; other briefs get the minimum."""


MEDIA = "vec.png"
"""The image that events and sources name."""


class Planted(msgspec.Struct, frozen=True):
    """A hostile text in a field, and its replacement if the check rejects it."""

    vector: Vector
    kind: str
    path: Path
    instead: str = "Words."


class Leaf(msgspec.Struct, frozen=True):
    """A field with a single value: its path, its type and the type's metadata."""

    kind: str
    path: Path
    type: inspect.Type
    extra: dict[str, Any]

    @property
    def is_free(self) -> bool:
        """Return whether the field takes any text."""
        is_bound = {"ref", "is", "boolean"} & self.extra.keys()
        return isinstance(self.type, inspect.StrType) and not is_bound and self.type.pattern is None


def leaves() -> tuple[Leaf, ...]:
    """Return every field of every kind and of the briefing that has a single value."""
    structs = {**kinds(), "briefing": Briefing}
    return tuple(leaf for kind, struct in structs.items() for leaf in _leaves(kind, inspect.type_info(struct), (), {}))


def _leaves(kind: str, type: inspect.Type, at: Path, extra: dict[str, Any]) -> Iterator[Leaf]:
    match type:
        case inspect.Metadata():
            yield from _leaves(kind, type.type, at, {**extra, **(type.extra or {})})
        case inspect.UnionType():
            for branch in type.types:
                if not isinstance(branch, inspect.NoneType):
                    yield from _leaves(kind, branch, at, extra)
        case inspect.VarTupleType():
            yield from _leaves(kind, type.item_type, at, extra)
        case inspect.DictType():
            yield from _leaves(kind, type.key_type, (*at, "a key"), extra)
            yield from _leaves(kind, type.value_type, at, extra)
        case inspect.StructType():
            for field in type.fields:
                if at or field.encode_name != "id":
                    yield from _leaves(kind, field.type, (*at, field.encode_name), {})
        case _:
            yield Leaf(kind, at, type, extra)


FREE = tuple(leaf for leaf in leaves() if leaf.is_free)
BOUND = tuple(leaf for leaf in leaves() if not leaf.is_free)
_PLACE = {(leaf.kind, leaf.path): number for number, leaf in enumerate(FREE)}
_BOUND_PLACE = {(leaf.kind, leaf.path): number for number, leaf in enumerate(BOUND)}

_CHANGES = ("introduced", "amended", "unchanged", "amended", "dropped")
_STANCES = ("accepts", "accepts-with-conditions", "open", "rejects", "unclear")


def plan_of(number: int) -> int:
    """Return the number of the brief with many items that is nearest to this one."""
    return number - number % COPIES


class BoundMaker:
    """Makes briefs with hostile text in fields that take no free text.

    Those fields take ids, addresses, dates, numbers or enumerated words.
    """

    def __init__(self, vectors: Sequence[Vector], number: int) -> None:
        self._vectors = vectors
        self._number = number

    def brief(self, kind: str) -> dict[str, Any]:
        """Return the fields of a brief of the kind, or of the briefing."""
        struct = Briefing if kind == "briefing" else kinds()[kind]
        found = self._value(kind, inspect.type_info(struct), ())
        return {name: value for name, value in found.items() if name != "id"}

    def _value(self, kind: str, type: inspect.Type, at: Path) -> Any:
        match type:
            case inspect.Metadata():
                return self._value(kind, type.type, at)
            case inspect.UnionType():
                return self._value(kind, next(t for t in type.types if not isinstance(t, inspect.NoneType)), at)
            case inspect.VarTupleType():
                return [self._value(kind, type.item_type, at)]
            case inspect.DictType():
                return {"words": self._value(kind, type.value_type, at)}
            case inspect.StructType():
                return {f.encode_name: self._value(kind, f.type, (*at, f.encode_name)) for f in type.fields}
        if (kind, at) not in _BOUND_PLACE:
            return "Words."
        place = (self._number + 7 * _BOUND_PLACE[kind, at]) % len(self._vectors)
        return Planted(self._vectors[place], kind, at)


class Maker:
    """Makes the briefs of one round, with the texts rotated over the fields.

    The fields of brief ``n`` of each kind hold the texts from the ``n``-th on.
    """

    def __init__(self, vectors: Sequence[Vector], number: int, rounds: int) -> None:
        self._vectors = vectors
        self._rounds = rounds
        self._number = number
        self._id = f"{number:02}"

    def brief(self, kind: str) -> dict[str, Any]:
        """Return the fields of a brief of the kind."""
        made = self._struct(kind, inspect.type_info(kinds()[kind]), (), 0)
        return {name: value for name, value in made.items() if name != "id"}

    def theme(self) -> dict[str, Any]:
        """Return a theme of the briefing."""
        return {name: self._planted("briefing", ("themes", name), 0) for name in ("title", "description")}

    def _struct(self, kind: str, type: inspect.StructType | inspect.Type, at: Path, copy: int) -> dict[str, Any]:
        assert isinstance(type, inspect.StructType)
        found: dict[str, Any] = {}
        for field in type.fields:
            path = (*at, field.encode_name)
            value = self._fixed(kind, path, copy)
            if value is None:
                value = self._value(kind, field.type, path, copy)
            if value not in (None, [], {}):
                found[field.encode_name] = value
        return found

    def _value(self, kind: str, type: inspect.Type, at: Path, copy: int) -> Any:
        match type:
            case inspect.Metadata():
                return self._value(kind, type.type, at, copy)
            case inspect.UnionType():
                return self._value(kind, next(t for t in type.types if not isinstance(t, inspect.NoneType)), at, copy)
            case inspect.VarTupleType():
                count = COPIES if self._number % COPIES == 0 and len(at) == 1 else max(1, type.min_length or 1)
                items = (self._value(kind, type.item_type, at, copy + n) for n in range(count))
                return [item for item in items if item is not None]
            case inspect.StructType():
                return self._struct(kind, type, at, copy)
            case inspect.StrType() if (kind, at) in _PLACE:
                return self._planted(kind, at, copy)
        return None

    def _planted(self, kind: str, at: Path, copy: int) -> Planted:
        place = (self._number + copy + 7 * _PLACE[kind, at]) % len(self._vectors)
        return Planted(self._vectors[place], kind, at)

    def _fixed(self, kind: str, at: Path, copy: int) -> Any:
        """Return a value of a field without free text that links to the other briefs of the round."""
        actor, source, event, point = (f"vec-{one}-{self._id}" for one in ("actor", "source", "event", "point"))
        plan = f"vec-plan-{plan_of(self._number):02}"
        last = at[-1]
        fixed: dict[Path, Any] = {
            ("date",): f"2031-05-{1 + self._number % 28:02}",
            ("themes",): [f"theme-{self._id}"],
            ("statements", "speaker"): actor,
            ("statements", "about"): [point, plan],
            ("statements", "stance"): _STANCES[copy % 5],
            ("participants", "actor"): actor,
            # no actor is a member of itself, also through others
            ("members",): None if self._number else [],
            ("members", "actor"): f"vec-actor-{self._number - 1:02}",
            ("figures", "value"): copy,
            ("media", "file"): MEDIA,
            ("statements", "figures", "value"): copy,
            ("versions", "figures", "value"): copy,
            ("versions", "original", "lang"): "uk",
            ("roles", "of"): f"vec-actor-{(self._number + 1) % self._rounds:02}",
            ("aliases", "lang"): None,
            ("original", "lang"): "uk",
            ("statements", "original", "lang"): "uk",
            ("links", "url"): f"https://example.org/{self._id}/{copy}",
            ("url",): f"https://example.org/{self._id}",
            ("published",): f"2031-05-{1 + self._number % 28:02}",
            ("reliability",): "B",
            ("relays",): [f"vec-source-{self._number - 1:02}"] if self._number % 3 == 1 and self._number % 28 else [],
            ("plan",): plan,
            ("number",): 1 + self._number % COPIES,
            ("binds",): [actor],
            ("versions", "in"): f"v{copy}",
            ("versions", "change"): _CHANGES[copy % 5],
            ("versions", "wording"): "verbatim" if copy % 2 else "paraphrase",
            ("versions", "event"): event,
            ("proposers",): [actor],
            ("about",): [point, event],
            ("accounts", "held_by"): [actor],
            ("state",): {"dispute": "resolved", "event": "happened"}.get(kind),
            ("kind",): {"actor": "outlet", "event": "talks"}.get(kind),
        }
        if last == "id":
            return {"versions": f"v{copy}", "components": f"c{copy}"}.get(at[0], f"s{copy}")
        if last == "source":
            return source
        if at == ("versions",) and kind in ("plan", "point") and self._number % COPIES:
            # only every fifth plan has versions, and the points near it belong to it
            return [] if kind == "plan" else None
        if last == "autolink":
            return "false" if self._number % 2 else "true"
        return fixed.get(at)
