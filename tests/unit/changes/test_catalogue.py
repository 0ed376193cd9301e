"""The catalogue has a row for each field, and the published schema has each type."""

from __future__ import annotations

import json

import msgspec

from briefgen.changes.catalogue import EDITORIAL, ROWS, type_of_field
from briefgen.changes.derived import derived_types
from briefgen.changes.types import Reason, Section, Verb
from briefgen.corpus.records import RecordMeta
from briefgen.model import reflect
from briefgen.model.briefing import Briefing
from briefgen.model.kinds._all import kinds
from tests.conftest import ROOT

SCHEMA = json.loads((ROOT / "docs/diff.schema.json").read_text("utf-8"))
CHANGE = SCHEMA["$defs"]["change"]["properties"]


def _types(struct: type[msgspec.Struct], owner: str = "") -> set[str]:
    found: set[str] = set()
    for field in reflect.fields(struct):
        name = type_of_field(struct, field.name, owner)
        inner = field.type
        while isinstance(inner, reflect.ListType | reflect.MappingType):
            inner = inner.item if isinstance(inner, reflect.ListType) else inner.value
        if field.attribute != "id" or owner:
            found.add(name)
        if isinstance(inner, reflect.StructType):
            found |= _types(inner.struct, name)
    return found


def test_each_field_of_each_kind_has_a_row() -> None:
    structs: tuple[type[msgspec.Struct], ...] = (*kinds().values(), Briefing, RecordMeta)
    found = {name for struct in structs for name in _types(struct)}
    assert found - set(ROWS) == set()


def test_the_schema_names_every_type_of_change() -> None:
    assert {*ROWS, *derived_types()} - set(CHANGE["type"]["enum"]) == set()
    assert CHANGE["type"]["enum"] == sorted(CHANGE["type"]["enum"])


def test_the_schema_has_the_same_words_as_the_types() -> None:
    for name, words in (("reason", Reason), ("section", Section), ("verb", Verb)):
        assert set(CHANGE[name]["enum"]) == set(words.__args__), name  # type: ignore[attr-defined]  # a Literal


def test_rows_of_words_of_others_are_substantive() -> None:
    assert "words-of-others" not in EDITORIAL
    assert "our-words" not in EDITORIAL
    for name in ("statement.quote", "statement.original", "citation.quote", "point.version.text"):
        assert ROWS[name].reason == "words-of-others"
