"""Text of a new brief, generated from its kind's type.

Required fields are filled in, optional fields are comments. Guarantees: the text decodes as it is, and with any
optional field uncommented (`tests/unit/editing/test_scaffold.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefgen.model import reflect
from briefgen.model.edtf import NotADate, parse
from briefgen.model.field_order import canonical_order
from briefgen.model.kinds._base import Brief
from briefgen.yaml import reader
from briefgen.yaml.quote import quote
from briefgen.yaml.text import YamlFile

PLACEHOLDER = "TODO"
_WIDTH = 110
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?![0-9a-z])")


def day_of(id: str) -> str | None:
    """Return the day at the start of an id, or None.

    For example ``2025-11-27`` for ``2025-11-27-talks``.
    """
    found = _DAY.match(id)
    try:
        return parse(found[0]).text if found else None
    except NotADate:
        return None


def label_field(kind: type[Brief]) -> str:
    """Return the field with a kind's display name: ``name`` or ``title``."""
    return next(name for name, _ in _in_order(kind))


def text_of(kind: type[Brief], values: Mapping[str, str], known: Mapping[str, str], day: str) -> str:
    """Return the text of a new draft of the kind.

    ``values`` are fields that are already known, and ``day`` is the sample date. ``known`` maps each kind to an
    existing id. It may also have a statement, a version and a theme.
    """
    write = _Sample(known, day)
    lines = []
    for name, field in _in_order(kind):
        if name == "status":
            lines += ["", *_described(field), "status: draft"]
        elif name in values:
            lines.append(f"{name}: {_written(field, values[name])}")
        elif field.is_required:
            lines += write.field(name, field.type)
        else:
            lines += ["", *_described(field), *(f"#{line}" for line in write.field(name, field.type))]
    return "\n".join(lines) + "\n"


def placeholders(text: str) -> tuple[str, ...]:
    """Return the fields of a new brief that still have a placeholder, in order."""
    data, _ = reader.parse(YamlFile("", text))
    return tuple(name for name, value in (data or {}).items() if _is_open(value))


def _written(field: reflect.StructField, value: str) -> str:
    """Return a field's value as YAML; values that are not text, such as numbers, are not quoted."""
    return quote(value) if isinstance(field.type, reflect.TextType) else value


def _is_open(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_is_open(item) for item in value.values())
    if isinstance(value, list):
        return any(_is_open(item) for item in value)
    return isinstance(value, str) and (value == "todo" or PLACEHOLDER in value)


def _in_order(kind: type[Brief]) -> Iterator[tuple[str, reflect.StructField]]:
    """Yield the fields in their canonical order."""
    fields = {field.name: field for field in reflect.fields(kind)}
    for name in canonical_order(kind):
        yield name, fields[name]


def _described(field: reflect.StructField) -> Iterator[str]:
    """Yield the field's description and its allowed values, as comments."""
    choice = field.type.words if isinstance(field.type, reflect.ChoiceType) else ()
    words = [word for word in choice if word != field.default]
    allowed = f" One of: {', '.join(choice)}." if len(words) > 1 else ""
    line = "#"
    for word in f"{field.type.description}{allowed}".split():
        if len(line) + len(word) >= _WIDTH:
            yield line
            line = "#"
        line = f"{line} {word}"
    yield line


class _Sample:
    """Generates a sample value for each type: an existing id, or a placeholder."""

    def __init__(self, known: Mapping[str, str], day: str) -> None:
        self._known = known
        self._day = day

    def field(self, name: str, type: reflect.ValueType) -> list[str]:
        """Return the lines of a field.

        Lists of mappings and mappings are blocks, all other values are on one line.
        """
        if isinstance(type, reflect.ListType):
            number = max(1, type.min_length)
            if isinstance(type.item, reflect.StructType) and not type.item.shorthand:
                blocks = [list(self._mapping(type.item)) for _ in range(number)]
                return [f"{name}:", *(line for block in blocks for line in _as_item(block))]
            return [f"{name}: [{', '.join([self._one(type.item, name, in_flow=True)] * number)}]"]
        if isinstance(type, reflect.StructType) and not type.shorthand:
            return [f"{name}:", *(f"  {line}" for line in self._mapping(type))]
        return [f"{name}: {self._one(type, name)}"]

    def _mapping(self, type: reflect.StructType) -> Iterator[str]:
        """Yield the lines of the required fields, or of the first field if none is required."""
        either = reflect.one_of(type.struct)[:1]
        required = [field for field in type.fields if field.is_required or field.name in either]
        required = required or list(type.fields[:1])
        for field in required:
            yield from self.field(field.name, field.type)

    def _one(self, type: reflect.ValueType, name: str = "", *, in_flow: bool = False) -> str:
        match type:
            case reflect.StructType():
                only = next(field for field in type.fields if field.name == type.shorthand)
                return self._one(only.type, in_flow=in_flow)
            case reflect.ChoiceType():
                return type.words[-1] if name == "autolink" else type.words[0]
            case reflect.DateType():
                return self._day
            case reflect.NumberType():
                return f"{max(1, type.least or 0):g}"
        return self._text(type, name, in_flow=in_flow)

    def _text(self, type: reflect.ValueType, name: str, *, in_flow: bool) -> str:
        kinds = type.extra.get("ref", ())
        if kinds:
            empty = {"statement": "todo#todo", "version": "todo@todo"}.get(kinds[0], "todo")
            return next((self._known[kind] for kind in kinds if kind in self._known), empty)
        if type.extra.get("is") == "an id":
            return self._known.get("theme", "todo") if name == "themes" else "todo"
        return quote(str(type.extra.get("such as") or PLACEHOLDER), in_flow=in_flow)


def _as_item(lines: Iterable[str]) -> Iterator[str]:
    for index, line in enumerate(lines):
        yield f"{'    ' if index else '  - '}{line}"
