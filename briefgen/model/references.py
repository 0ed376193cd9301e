"""Collect the references and the prose of a brief by its type.

A visitor is compiled once per struct from the annotations. So a new kind gets link checks, backlinks and renames from its
types alone. It works on briefs, and on the data of files that did not decode.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import msgspec

from briefgen.diagnostics.types import At
from briefgen.model import reflect


class Reference(msgspec.Struct, frozen=True, gc=False):
    """A reference in a field: the id, its place, and the kinds that it may refer to."""

    target: str
    at: At
    kinds: tuple[str, ...]
    is_loose: bool = False
    """Whether the value counts as plain text when no brief has this id."""


class ProseField(msgspec.Struct, frozen=True):
    """The text of a Markdown field and its place."""

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


def harvest_data(struct: type[msgspec.Struct], data: Any) -> tuple[list[Reference], list[ProseField], list[Reference]]:
    """Return the references, the prose and the malformed references of invalid data.

    Values of the wrong type are left out.
    """
    references: list[Reference] = []
    malformed: list[Reference] = []
    prose: list[ProseField] = []

    def emit(found: Reference | ProseField) -> None:
        if isinstance(found, ProseField):
            prose.append(found)
        else:
            (references if _has_its_form(found) else malformed).append(found)

    visitor = _struct_visitor(struct)
    if visitor is not None:
        visitor(data, (), emit)
    return references, prose, malformed


def _has_its_form(reference: Reference) -> bool:
    marks = "".join(mark for mark in reference.target if mark in "#@")
    is_id_like = _ID_LIKE.fullmatch(reference.target) is not None
    return is_id_like and marks in {_MARKS.get(kind, "") for kind in reference.kinds}


_ID_LIKE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:[#@][a-z0-9]+(?:-[a-z0-9]+)*){0,2}")
_MARK = re.compile("[#@]")
_MARKS = {"statement": "#", "version": "@", "part": "#", "document": "@#"}
"""The marks in a reference to a part of a brief."""


def split(reference: str) -> tuple[str, str]:
    """Return the id of the brief in a reference, and the rest with its mark.

    The rest is empty where the reference names a whole brief.
    """
    # Nearly all references name a whole brief.
    if "#" not in reference and "@" not in reference:
        return reference, ""
    mark = _MARK.search(reference)
    return (reference[: mark.start()], reference[mark.start() :]) if mark else (reference, "")


@cache
def _struct_visitor(struct: type[msgspec.Struct]) -> _Visit | None:
    fields = [(f.attribute, f.name, v) for f in reflect.fields(struct) if (v := _visitor(f.type)) is not None]
    if not fields:
        return None

    shorthand = reflect.shorthand(struct)

    def visit(value: Any, at: At, emit: Emit) -> None:
        if isinstance(value, str) and shorthand:
            value = {shorthand: value}
        is_struct = isinstance(value, msgspec.Struct)
        if not is_struct and not isinstance(value, dict):
            return
        for attribute, name, inner in fields:
            child = getattr(value, attribute) if is_struct else value.get(name)
            if child is not None and child != ():
                inner(child, (*at, name), emit)

    return visit


def _visitor(type: reflect.ValueType) -> _Visit | None:
    match type:
        case reflect.StructType():
            return _struct_visitor(type.struct)
        case reflect.ListType():
            return _each(_visitor(type.item))
        case reflect.MappingType():
            return _each_value(_visitor(type.value))
        case reflect.TextType():
            return _leaf(type.extra)
    return None


def _each(inner: _Visit | None) -> _Visit | None:
    if inner is None:
        return None

    def visit(value: Any, at: At, emit: Emit) -> None:
        if isinstance(value, tuple | list):
            for index, item in enumerate(value):
                inner(item, (*at, index), emit)
        elif isinstance(value, str):
            # invalid data: a single item without the list around it
            inner(value, at, emit)

    return visit


def _each_value(inner: _Visit | None) -> _Visit | None:
    if inner is None:
        return None

    def visit(value: Any, at: At, emit: Emit) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                inner(item, (*at, key), emit)

    return visit


def _leaf(extra: Mapping[str, Any]) -> _Visit | None:
    if "ref" in extra or "loose_ref" in extra:
        kinds: tuple[str, ...] = extra.get("ref") or extra["loose_ref"]
        is_loose = "loose_ref" in extra

        def refer(value: Any, at: At, emit: Emit) -> None:
            if isinstance(value, str):
                emit(Reference(value, at, kinds, is_loose))

        return refer
    if extra.get("prose"):

        def add(value: Any, at: At, emit: Emit) -> None:
            if isinstance(value, str):
                emit(ProseField(value, at))

        return add
    return None
