"""Field reference: every field of every kind is documented from its type."""

from __future__ import annotations

import msgspec
import pytest

from briefgen.model.briefing import Briefing
from briefgen.model.field_docs import Table, tables
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.source import Source

STRUCTS = (*kinds().values(), Briefing)


def _field(struct: type[msgspec.Struct], name: str, table: str = "") -> dict[str, object]:
    found: list[Table] = [t for t in tables(struct) if t.name == (table or struct.__name__)]
    return msgspec.structs.asdict(next(field for field in found[0].fields if field.name == name))


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_every_field_is_listed_and_documented(struct: type[msgspec.Struct]) -> None:
    table = tables(struct)[0]
    names = {f.encode_name for f in msgspec.structs.fields(struct)} - {"id"}
    assert {field.name for field in table.fields} == names
    assert [field.name for t in tables(struct) for field in t.fields if not field.manual.strip().endswith(".")] == []
    assert [field.name for t in tables(struct) for field in t.fields if not field.sort] == []


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_every_mapping_of_a_kind_has_one_table(struct: type[msgspec.Struct]) -> None:
    found = tables(struct)
    assert len({table.name for table in found}) == len(found)
    assert {field.part for table in found for field in table.fields} - {""} <= {table.name for table in found}
    assert [table.name for table in found if not table.manual] == []


def test_required_fields_are_marked() -> None:
    first = [field.name for field in tables(Event)[0].fields if field.is_required]
    assert first == ["title", "summary", "date"]


@pytest.mark.parametrize(
    ("struct", "name", "table", "sort"),
    [
        (Event, "date", "", "date"),
        (Event, "follows", "", "list of id (event)"),
        (Event, "statements", "", "list of mapping"),
        (Event, "lat", "Place", "number"),
        (Event, "kind", "", "one of the words below"),
        (Event, "credibility", "Citation", "one of the numbers below"),
        (Event, "introduces", "", "list of id (version)"),
        (Event, "summary", "", "prose, at most 600 characters"),
        (Source, "publisher", "", "text, or an id (actor)"),
        (Source, "url", "", "address"),
        (Actor, "wikidata", "Identifiers", "Wikidata id"),
        (Briefing, "themes", "", "lines of `name: value`, each value mapping"),
        (Briefing, "review_after", "", "whole number"),
    ],
)
def test_type_of_a_field_is_described_in_words(struct: type[msgspec.Struct], name: str, table: str, sort: str) -> None:
    assert _field(struct, name, table)["sort"] == sort


def test_values_have_meanings_and_examples_are_yaml() -> None:
    values = _field(Event, "state")["values"]
    assert isinstance(values, dict)
    assert set(values) == {"happened", "scheduled", "postponed", "cancelled", "reported"}
    assert all(str(meaning).endswith(".") for meaning in values.values())
    examples = _field(Event, "follows")["examples"]
    assert isinstance(examples, tuple)
    assert all(isinstance(example, str) for example in examples)


def test_table_names_the_shorthand_field() -> None:
    assert {t.name: t.shorthand for t in tables(Event) if t.shorthand}["Citation"] == "source"
