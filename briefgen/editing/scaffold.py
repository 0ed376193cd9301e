"""The text of a new brief, read off its kind's type: what is required filled in, what is optional as comments.

Promises that the text decodes as it is, and still does when the field of any comment line is taken in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import inspect as shape

from briefgen.model.edtf import NotADate, parse
from briefgen.model.field_order import canonical_order
from briefgen.model.kinds._base import Brief, Part
from briefgen.yaml import reader

PLACEHOLDER = "TODO"
_WIDTH = 110
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?![0-9a-z])")


def day_of(id: str) -> str | None:
    """Return the day that an id begins with, such as ``2025-11-27`` of ``2025-11-27-talks``, where it is one."""
    found = _DAY.match(id)
    try:
        return parse(found[0]).text if found else None
    except NotADate:
        return None


def label_field(kind: type[Brief]) -> str:
    """Return the field that says what a brief of the kind is called: ``name`` or ``title``."""
    return next(name for name, _ in _in_order(kind))


def text_of(kind: type[Brief], values: Mapping[str, str], known: Mapping[str, str], day: str) -> str:
    """Return the text of a new draft of the kind.

    ``values`` gives fields that are known already, ``known`` an id of each kind (and a statement, a version, a theme)
    where there is one, ``day`` the date to begin with.
    """
    write = _Sample(known, day)
    lines = []
    for name, field in _in_order(kind):
        if name == "status":
            lines += ["", *_described(field), "status: draft"]
        elif name in values:
            lines.append(f"{name}: {scalar(values[name])}")
        elif field.required:
            lines += write.field(name, field.type)
        else:
            lines += ["", *_described(field), *(f"#{line}" for line in write.field(name, field.type))]
    return "\n".join(lines) + "\n"


def placeholders(text: str) -> tuple[str, ...]:
    """Return the fields of a new brief whose value is still to be written, in their order."""
    data, _ = reader.parse(reader.YamlFile("", text))
    return tuple(name for name, value in (data or {}).items() if _is_open(value))


def scalar(text: str) -> str:
    """Return the text as YAML that reads as exactly this text, without quotes where none are needed."""
    for written in (text, "'" + text.replace("'", "''") + "'"):
        data, problems = reader.parse(reader.YamlFile("", f"x: {written}\n"))
        in_list, more = reader.parse(reader.YamlFile("", f"x: [{written}]\n"))
        if not problems and not more and data == {"x": text} and in_list == {"x": [text]}:
            return written
    return msgspec.json.encode(text).decode()


def _is_open(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_is_open(item) for item in value.values())
    if isinstance(value, list):
        return any(_is_open(item) for item in value)
    return isinstance(value, str) and (value == "todo" or PLACEHOLDER in value)


def _in_order(kind: type[Brief]) -> Iterator[tuple[str, shape.Field]]:
    """Yield the fields in their canonical order."""
    info = shape.type_info(kind)
    assert isinstance(info, shape.StructType)
    fields = {field.encode_name: field for field in info.fields}
    for name in canonical_order(kind):
        yield name, fields[name]


def _described(field: shape.Field) -> Iterator[str]:
    """Yield the field's description and the words that it takes, as comments."""
    info = _Facts.of(field.type)
    words = [word for word in info.words if word != field.default]
    allowed = f" One of: {', '.join(info.words)}." if len(words) > 1 else ""
    line = "#"
    for word in f"{info.description}{allowed}".split():
        if len(line) + len(word) >= _WIDTH:
            yield line
            line = "#"
        line = f"{line} {word}"
    yield line


class _Facts(msgspec.Struct, frozen=True):
    """What the annotations of a type say, whatever they are wrapped in."""

    type: shape.Type
    description: str
    extra: dict[str, Any]

    @staticmethod
    def of(type: shape.Type) -> _Facts:
        description, extra = "", dict[str, Any]()
        while isinstance(type, shape.Metadata | shape.UnionType):
            if isinstance(type, shape.Metadata):
                description = description or str((type.extra_json_schema or {}).get("description", ""))
                extra = {**(type.extra or {}), **extra}
                type = type.type
            else:
                type = next(one for one in type.types if not isinstance(one, shape.NoneType))
        return _Facts(type, description, extra)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(str(v) for v in self.type.values) if isinstance(self.type, shape.LiteralType) else ()


class _Sample:
    """Writes a value for each type: an id that exists where there is one, a placeholder where not."""

    def __init__(self, known: Mapping[str, str], day: str) -> None:
        self._known = known
        self._day = day

    def field(self, name: str, type: shape.Type) -> list[str]:
        """Return the lines of a field: one, or a block for a list of mappings and for a mapping."""
        found = _Facts.of(type)
        if isinstance(found.type, shape.VarTupleType):
            item = _Facts.of(found.type.item_type).type
            number = max(1, found.type.min_length or 0)
            if isinstance(item, shape.StructType) and not _shorthand(item):
                blocks = [list(self._mapping(item)) for _ in range(number)]
                return [f"{name}:", *(line for block in blocks for line in _as_item(block))]
            return [f"{name}: [{', '.join([self._one(_Facts.of(found.type.item_type), name)] * number)}]"]
        if isinstance(found.type, shape.StructType) and not _shorthand(found.type):
            return [f"{name}:", *(f"  {line}" for line in self._mapping(found.type))]
        return [f"{name}: {self._one(found, name)}"]

    def _mapping(self, type: shape.StructType) -> Iterator[str]:
        """Yield the lines of the required fields, or of the first one where none is required."""
        required = [field for field in type.fields if field.required] or list(type.fields[:1])
        for field in required:
            yield from self.field(field.encode_name, field.type)

    def _one(self, found: _Facts, name: str = "") -> str:
        match found.type:
            case shape.StructType():
                only = next(f for f in found.type.fields if f.encode_name == _shorthand(found.type))
                return self._one(_Facts.of(only.type))
            case shape.LiteralType():
                return str(found.words[-1] if name == "autolink" else found.words[0])
            case shape.CustomType():
                return self._day
            case shape.IntType() | shape.FloatType():
                return f"{max(1, found.type.ge or 0):g}"
        return self._text(found, name)

    def _text(self, found: _Facts, name: str) -> str:
        kinds = found.extra.get("ref", ())
        if kinds:
            empty = {"statement": "todo#todo", "version": "todo@todo"}.get(kinds[0], "todo")
            return next((self._known[kind] for kind in kinds if kind in self._known), empty)
        if found.extra.get("is") == "an id":
            return self._known.get("theme", "todo") if name == "themes" else "todo"
        return scalar(str(found.extra.get("such as") or PLACEHOLDER))


def _shorthand(type: shape.StructType) -> str:
    return type.cls.shorthand if issubclass(type.cls, Part) else ""


def _as_item(lines: Iterable[str]) -> Iterator[str]:
    for index, line in enumerate(lines):
        yield f"{'    ' if index else '  - '}{line}"
