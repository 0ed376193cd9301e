"""What a brief refers to, read off its type: references, and prose with the references inside it.

Compiled once per struct from the annotations, so that the author of a kind writes a type and gets dangling checks,
backlinks and renames with it. Works on briefs, and on the data of files that did not become one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from briefgen.diagnostics.types import At


class Reference(msgspec.Struct, frozen=True):
    """An id written in a brief: the text, where it stands, what kinds it may name."""

    target: str
    at: At
    kinds: tuple[str, ...]
    is_loose: bool = False
    """Plain text when it names nothing."""


class ProseField(msgspec.Struct, frozen=True):
    """A Markdown field's text and where it stands."""

    text: str
    at: At


Emit = Callable[[Reference | ProseField], None]
_Visit = Callable[[Any, At, Emit], None]


def harvest(struct: msgspec.Struct) -> tuple[list[Reference], list[ProseField]]:
    """Return the references and the prose of a brief, in the order of its fields."""
    references: list[Reference] = []
    prose: list[ProseField] = []

    def emit(found: Reference | ProseField) -> None:
        if isinstance(found, Reference):
            references.append(found)
        else:
            prose.append(found)

    visitor = _struct_visitor(type(struct))
    if visitor is not None:
        visitor(struct, (), emit)
    return references, prose


def harvest_data(struct: type[msgspec.Struct], data: Any) -> tuple[list[Reference], list[ProseField]]:
    """Return the references and the prose of data that did not become a brief, as far as its shape shows them."""
    references: list[Reference] = []
    prose: list[ProseField] = []

    def emit(found: Reference | ProseField) -> None:
        if isinstance(found, ProseField):
            prose.append(found)
        elif _ID_LIKE.fullmatch(found.target):
            references.append(found)

    visitor = _struct_visitor(struct)
    if visitor is not None:
        visitor(data, (), emit)
    return references, prose


_ID_LIKE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:[#@][a-z0-9]+(?:-[a-z0-9]+)*)?")


@cache
def _struct_visitor(struct: type) -> _Visit | None:
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType)
    fields = [(f.name, f.encode_name, v) for f in info.fields if (v := _visitor(f.type, {})) is not None]
    if not fields:
        return None

    def visit(value: Any, at: At, emit: Emit) -> None:
        is_struct = isinstance(value, msgspec.Struct)
        if not is_struct and not isinstance(value, dict):
            return
        for name, encoded, inner in fields:
            child = getattr(value, name) if is_struct else value.get(encoded)
            if child is not None and child != ():
                inner(child, (*at, encoded), emit)

    return visit


def _visitor(type: inspect.Type, extra: dict[str, Any]) -> _Visit | None:
    if isinstance(type, inspect.Metadata):
        return _visitor(type.type, {**extra, **(type.extra or {})})
    if isinstance(type, inspect.UnionType):
        return next((v for t in type.types if (v := _visitor(t, extra)) is not None), None)
    if isinstance(type, inspect.StructType):
        return _struct_visitor(type.cls)
    if isinstance(type, inspect.VarTupleType):
        return _each(_visitor(type.item_type, extra))
    if isinstance(type, inspect.DictType):
        return _each_value(_visitor(type.value_type, extra))
    if isinstance(type, inspect.StrType):
        return _leaf(extra)
    return None


def _each(inner: _Visit | None) -> _Visit | None:
    if inner is None:
        return None

    def visit(value: Any, at: At, emit: Emit) -> None:
        if isinstance(value, tuple | list):
            for index, item in enumerate(value):
                inner(item, (*at, index), emit)

    return visit


def _each_value(inner: _Visit | None) -> _Visit | None:
    if inner is None:
        return None

    def visit(value: Any, at: At, emit: Emit) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                inner(item, (*at, key), emit)

    return visit


def _leaf(extra: dict[str, Any]) -> _Visit | None:
    if "ref" in extra or "loose_ref" in extra:
        kinds: tuple[str, ...] = extra.get("ref") or extra["loose_ref"]
        is_loose = "loose_ref" in extra

        def refer(value: Any, at: At, emit: Emit) -> None:
            if isinstance(value, str):
                emit(Reference(value, at, kinds, is_loose))

        return refer
    if extra.get("prose"):

        def tell(value: Any, at: At, emit: Emit) -> None:
            if isinstance(value, str):
                emit(ProseField(value, at))

        return tell
    return None


# References inside prose. The same patterns drive the renderer, so that what is checked is what is shown.

LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
CITATION = re.compile(r"\[@([a-z0-9][a-z0-9-]*)(?:,\s*([^\[\]\n]+))?\]")
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


def links(text: str) -> Iterator[str]:
    """Yield the target of each ``[[id]]``, ``[[id|words]]`` and ``[[event#statement]]`` outside code."""
    if "[[" in text:
        for match in LINK.finditer(CODE.sub("", text)):
            yield match[1].strip()


def citations(text: str) -> Iterator[tuple[str, str]]:
    """Yield the source id and the locator of each ``[@source-id, locator]`` outside code."""
    if "[@" in text:
        for match in CITATION.finditer(CODE.sub("", text)):
            yield match[1], (match[2] or "").strip()
