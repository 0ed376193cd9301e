"""The form editor's configuration agrees with the types and the schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from briefgen.editing.cms_config import api_origin, backend_of, configuration, shapes
from briefgen.model import reflect
from briefgen.model.briefing import Briefing
from briefgen.model.json_schema import BRIEFING, schema
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import MAX_ID, Brief
from briefgen.text.repository_hosts import Host

BACKEND = backend_of("github", "https://github.com/owner/name", "main")
WIDGETS = {"string", "text", "number", "select", "relation", "list", "object", "keyvalue"}


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    """Return the configuration of a briefing with two themes."""
    themes = {"security": {"title": "Security"}, "borders": {"title": "Borders"}}
    return configuration(msgspec.convert({"title": "M", "themes": themes}, Briefing), BACKEND, "content")


def _walk(fields: list[dict[str, Any]], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for field in fields:
        here = f"{path}{field['name']}"
        yield here, field
        yield from _walk([*field.get("fields", ()), *([field["field"]] if "field" in field else ())], f"{here}.")


def _forms(config: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    *collections, settings = config["collections"]
    return {**{each["name"]: each["fields"] for each in collections}, BRIEFING: settings["files"][0]["fields"]}


def test_every_kind_is_a_collection_of_its_folder(config: dict[str, Any]) -> None:
    found = {each["name"]: each["folder"] for each in config["collections"] if "folder" in each}
    assert found == {name: f"content/{struct.folder}" for name, struct in kinds().items()}


def test_every_field_of_every_struct_has_a_widget(config: dict[str, Any]) -> None:
    def compare(fields: list[dict[str, Any]], struct: type[msgspec.Struct]) -> None:
        known = {field.name: field for field in reflect.fields(struct)}
        if issubclass(struct, Brief):
            del known["id"]
        assert {field["name"] for field in fields} == set(known)
        for field in fields:
            assert field["required"] == known[field["name"]].is_required
            type = known[field["name"]].type
            inner = type.item if isinstance(type, reflect.ListType) else type
            if isinstance(inner, reflect.StructType):
                compare(field["fields"], inner.struct)

    for name, fields in _forms(config).items():
        compare(fields, kinds().get(name, Briefing))
        assert {field["widget"] for _, field in _walk(fields)} <= WIDGETS


def test_relations_lead_to_collections_that_exist(config: dict[str, Any]) -> None:
    found = {
        f"{name}.{path}": field["collection"]
        for name, fields in _forms(config).items()
        for path, field in _walk(fields)
        if field["widget"] == "relation"
    }
    assert set(found.values()) <= set(kinds())
    assert found["event.statements.speaker"] == "actor"
    assert found["event.cite.source"] == "source"
    assert found["briefing.parties"] == "actor"


def test_patterns_are_those_of_the_schemas(config: dict[str, Any]) -> None:
    def patterns(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            if isinstance(value.get("pattern"), str):
                yield value["pattern"]
            value = list(value.values())
        if isinstance(value, list):
            for item in value:
                yield from patterns(item)

    for name, fields in _forms(config).items():
        of_schema = set(patterns(schema(name)))
        for path, field in _walk(fields):
            if "pattern" in field:
                assert field["pattern"][0] in of_schema, f"{name}.{path}"
                assert re.compile(field["pattern"][0])


def test_choices_have_the_words_of_the_schema_in_order(config: dict[str, Any]) -> None:
    kind = dict(_walk(_forms(config)["event"]))["kind"]
    assert [option["value"] for option in kind["options"]] == schema("event")["properties"]["kind"]["anyOf"][0]["enum"]
    assert kind["options"][0]["label"] == "talks: Negotiations between sides."
    assert [option["value"] for option in dict(_walk(_forms(config)["event"]))["autolink"]["options"]] == [True, False]


def test_themes_are_chosen_from_the_briefing(config: dict[str, Any]) -> None:
    themes = dict(_walk(_forms(config)["plan"]))["themes"]
    assert [option["value"] for option in themes["options"]] == ["security", "borders"]
    assert {path for path, _ in _walk(_forms(config)[BRIEFING])} >= {"themes.security.colour", "themes.borders.title"}


def test_new_entries_are_named_like_ids(config: dict[str, Any]) -> None:
    slugs = {each["name"]: each["slug"] for each in config["collections"] if "slug" in each}
    assert slugs["event"]["template"] == "{{date}}-{{title}}"
    assert slugs["actor"]["template"] == "{{name}}"
    assert all(re.search(slug["pattern"][0], "2025-11-27-talks") for slug in slugs.values())
    assert not any(re.search(slug["pattern"][0], "Talks go") for slug in slugs.values())
    assert config["slug"]["maxlength"] == MAX_ID


def test_shapes_name_each_shorthand_and_number() -> None:
    event = shapes()["event"]["fields"]
    assert event["cite"]["item"]["shorthand"] == "source"
    assert event["place"]["shorthand"] == "name"
    assert event["place"]["fields"]["lat"] == {"scalar": "number"}
    assert event["autolink"] == {"scalar": "boolean"}
    assert event["date"] == {}
    assert shapes()[BRIEFING]["fields"]["themes"]["value"]["shorthand"] == "title"


@pytest.mark.parametrize(
    ("host", "address", "repo", "origin", "mode"),
    [
        ("github", "https://github.com/owner/name", "owner/name", "https://api.github.com", "editorial_workflow"),
        ("github", "https://git.example.org/o/n.git", "o/n", "https://git.example.org", "editorial_workflow"),
        ("gitlab", "https://gitlab.com/a/b/c/", "a/b/c", "https://gitlab.com", "editorial_workflow"),
        ("forgejo", "https://codeberg.org/owner/name", "owner/name", "https://codeberg.org", "simple"),
    ],
)
def test_backend_follows_from_the_repository(host: Host, address: str, repo: str, origin: str, mode: str) -> None:
    backend = backend_of(host, address, "main")
    assert (backend["repo"], api_origin(backend), backend["auth_methods"]) == (repo, origin, ["token"])
    briefing = msgspec.convert({"title": "M"}, Briefing)
    assert configuration(briefing, backend, "content")["publish_mode"] == mode


@pytest.mark.parametrize("address", ["https://example.org/name", "owner/name", ""])
def test_address_of_no_repository_is_rejected(address: str) -> None:
    with pytest.raises(ValueError, match="is not the address of a repository"):
        backend_of("github", address, "main")
