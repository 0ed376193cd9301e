"""JSON Schemas: content, documented exceptions, and the command that writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from msgspec import inspect

from briefgen.cli import cli
from briefgen.model.json_schema import BRIEFING, Suggestion, names, schema
from tests.conftest import ROOT
from tests.property.editor_view import complaints, read
from tests.property.test_schema_laws import disagreement, shape_problems, struct_of

EVENT = "title: Talks\nsummary: Two sides met.\ndate: 2025-11-27\n"
POINT = "title: Point\nsummary: A point.\nplan: plan\nnumber: 1\n"
ACTOR = "name: Ministry\nsummary: A ministry.\n"


def _fields(type: inspect.Type, at: tuple[str, ...]) -> Iterator[tuple[str, inspect.Type]]:
    match type:
        case inspect.Metadata():
            yield from _fields(type.type, at)
        case inspect.UnionType():
            for branch in type.types:
                yield from _fields(branch, at)
        case inspect.VarTupleType():
            yield from _fields(type.item_type, at)
        case inspect.DictType():
            yield from _fields(type.value_type, at)
        case inspect.StructType():
            for field in type.fields:
                if field.encode_name != "id" or len(at) > 1:
                    yield ".".join((*at, field.encode_name)), field.type
                    yield from _fields(field.type, (*at, field.encode_name))


def _facts(type: inspect.Type) -> tuple[inspect.Type, dict[str, Any], dict[str, Any]]:
    said, extra = dict[str, Any](), dict[str, Any]()
    while isinstance(type, inspect.Metadata | inspect.UnionType):
        if isinstance(type, inspect.Metadata):
            said, extra, type = {**(type.extra_json_schema or {}), **said}, {**(type.extra or {}), **extra}, type.type
        else:
            type = next(one for one in type.types if not isinstance(one, inspect.NoneType))
    return type, said, extra


FIELDS = [found for name in names() for found in _fields(inspect.type_info(struct_of(name)), (name,))]


def test_every_field_has_a_description() -> None:
    assert len(FIELDS) > 200
    assert [at for at, type in FIELDS if not _facts(type)[1].get("description", "").endswith(".")] == []


def test_every_allowed_value_has_a_meaning() -> None:
    words = {
        at: (facts[0].values, facts[2])
        for at, type in FIELDS
        if isinstance((facts := _facts(type))[0], inspect.LiteralType)
    }
    assert len(words) > 15
    assert [at for at, (values, extra) in words.items() if set(extra.get("values", ())) != set(values)] == []
    assert [at for at, (_, extra) in words.items() if not all(map(str.strip, extra["values"].values()))] == []


def test_every_example_is_valid() -> None:
    """The schema and the decoder accept each field with its example."""
    tried = 0
    for name in names():
        struct = inspect.type_info(struct_of(name))
        assert isinstance(struct, inspect.StructType)
        for field in struct.fields:
            for example in _facts(field.type)[1].get("examples", ()):
                text = json.dumps({field.encode_name: example}, ensure_ascii=False)
                errors = complaints(name, json.loads(text))
                problems = shape_problems(name, text)
                assert problems is not None
                assert [e.message for e in errors if e.absolute_path] == [], (name, field.encode_name)
                assert [p.message for p in problems if p.code.id != "BG202"] == [], (name, field.encode_name)
                tried += 1
    assert tried > 80


@pytest.mark.parametrize("name", names())
def test_schema_is_valid_and_self_contained(name: str) -> None:
    found = schema(name)
    Draft202012Validator.check_schema(found)
    text = json.dumps(found)
    assert found["$id"] == f"urn:briefgen:schema:{name}"
    assert set(re.findall(r'"\$ref": "([^"]+)"', text)) == {f"#/$defs/{part}" for part in found["$defs"]}
    # Syntax of Python patterns that ECMA-262 does not support.
    assert not re.search(r"\(\?P|\\Z|\\A|\$\(\?!", text)


def test_fields_are_in_the_order_of_the_kind() -> None:
    assert (
        list(schema("event")["properties"])[:3]
        == [field.encode_name for field in _struct("event").fields if field.encode_name != "id"][:3]
    )
    assert schema("event")["required"] == ["summary", "title", "date"]


def _struct(name: str) -> inspect.StructType:
    info = inspect.type_info(struct_of(name))
    assert isinstance(info, inspect.StructType)
    return info


# The exceptions that the module documents: whether the schema accepts them, and whether the decoder does.
@pytest.mark.parametrize(
    ("name", "text", "is_accepted", "is_well_shaped"),
    [
        ("event", EVENT.replace("2025-11-27", "2025-11-27/2025-11-20"), True, False),
        ("event", f"{EVENT}cite: [0x1f]\n", True, True),
        ("event", f"{EVENT}cite: [+5]\n", True, False),
        ("event", EVENT.replace("2025-11-27", "1e3"), True, False),
        ("event", EVENT.replace("2025-11-27", "0999"), False, True),
        ("event", f"{EVENT}autolink: True\n", True, False),
        ("point", POINT.replace("number: 1", "number: 007"), True, False),
        ("actor", f"{ACTOR}identifiers: {{isni: 5}}\n", True, False),
        ("actor", f"{ACTOR}identifiers: {{isni: 0000000121032683}}\n", True, True),
        ("point", POINT.replace("number: 1", 'number: "0"'), True, False),
        ("point", POINT.replace("number: 1", 'number: "1e1"'), False, True),
        ("event", f'{EVENT}kind: "null"\n', False, True),
        ("event", f"{EVENT}kind: nULL\n", False, True),
    ],
)
def test_documented_exceptions_to_the_invariant_hold(
    name: str, text: str, is_accepted: bool, is_well_shaped: bool
) -> None:
    assert (not complaints(name, read(text)[0])) is is_accepted
    assert (not shape_problems(name, text)) is is_well_shaped
    assert disagreement(name, text) == ""


def test_invariant_test_detects_a_disagreement(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "only the schema" in disagreement("event", EVENT) + _judged(monkeypatch, EVENT, lambda *_: [_error()])
    assert "only the check" in _judged(monkeypatch, f"{EVENT}kind: tals\n", lambda *_: [])


def _judged(monkeypatch: pytest.MonkeyPatch, text: str, complain: Any) -> str:
    monkeypatch.setattr("tests.property.test_schema_laws.complaints", complain)
    return disagreement("event", text)


def _error() -> Any:
    return next(Draft202012Validator({"properties": {"title": {"type": "null"}}}).iter_errors({"title": "Talks"}))


def _suggested(found: dict[str, Any], at: dict[str, Any]) -> list[dict[str, str]]:
    """Return the snippets of the definitions that a field's schema names."""
    names = [each["$ref"].removeprefix("#/$defs/") for each in at.get("allOf", ())]
    return [snippet for name in names for snippet in found["$defs"][name]["defaultSnippets"]]


def test_known_ids_are_suggested_but_not_required() -> None:
    actors = {"zeta": Suggestion("Z"), "ministry": Suggestion("The ministry")}
    found = schema("event", {"actor": actors, "theme": {"water": Suggestion("Water")}})
    speakers = _suggested(found, found["$defs"]["Statement"]["properties"]["speaker"])
    assert [snippet["label"] for snippet in speakers] == ["ministry", "zeta"]
    assert speakers[0] == {"label": "ministry", "body": "ministry", "description": "The ministry"}
    assert [s["label"] for s in _suggested(found, found["$defs"]["Participant"])] == ["ministry", "zeta"]
    assert [s["label"] for s in _suggested(found, found["properties"]["themes"]["items"])] == ["water"]
    assert "allOf" not in found["properties"]["follows"]["items"]
    data = {"title": "T", "summary": "S", "date": "2025", "participants": ["new"], "themes": ["new"]}
    assert list(Draft202012Validator(found).iter_errors(data)) == []


def _described(rule: dict[str, Any], id: str) -> tuple[list[str], int]:
    """Return the descriptions that apply to an id, and how many conditions were evaluated for it."""
    texts: list[str] = []
    count = 0
    for branch in rule["allOf"]:
        count += 1
        test = branch["if"]
        if not (test["const"] == id if "const" in test else re.search(test["pattern"], id)):
            continue
        then = branch["then"]
        more, further = _described(then, id) if "allOf" in then else ([then["description"]], 0)
        texts += more
        count += further
    return texts, count


def test_each_id_is_described_after_few_conditions() -> None:
    targets = {
        f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}-talks-{n}": Suggestion(f"Talks {n}", "Met.") for n in range(10_000)
    }
    targets |= {"2025-01-01-talks": Suggestion("Short"), "a": Suggestion("A")}
    found = schema("event", {"event": targets})
    rule = found["$defs"]["ids-of-event"]["then"]
    counts = []
    for id, target in [*list(targets.items())[::50], ("2025-01-01-talks", targets["2025-01-01-talks"])]:
        texts, count = _described(rule, id)
        assert texts == [f"{target.label} (event)" + (f": {target.line}" if target.line else "")]
        counts.append(count)
    assert max(counts) < 150
    assert _described(rule, "2025-01-01-talks-")[0] == []
    # every list of ids is written once: two more references do not make the schema longer
    assert len(json.dumps(found)) < 400 * len(targets)


def test_point_is_offered_the_versions_of_its_own_plan() -> None:
    found = schema(
        "point", {"version": {"p@one": Suggestion("P: One"), "p@two": Suggestion("P: Two"), "q@one": Suggestion("Q")}}
    )
    offered = {}
    for rule in found["allOf"]:
        field = rule["then"]["properties"]["versions"]["items"]["properties"]["in"]
        offered[rule["if"]["properties"]["plan"]["const"]] = [
            s["label"] for s in found["$defs"][field["$ref"].removeprefix("#/$defs/")]["defaultSnippets"]
        ]
    assert offered == {"p": ["one", "two"], "q": ["one"]}
    data = {"title": "T", "summary": "S", "plan": "p", "number": 1, "versions": [{"in": "new", "change": "introduced"}]}
    assert list(Draft202012Validator(found).iter_errors(data)) == []


def test_references_have_no_example_ids() -> None:
    found = [each for name in names() for _, each in _schemas(schema(name), ())]
    references = [each for each in found if "Refers to a" in str(each.get("description", ""))]
    assert len(references) > 30
    assert [each["description"] for each in references if "examples" in each] == []
    # Fields that are not references do have examples.
    assert sum("examples" in each for each in found) > 80


def _schemas(value: Any, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    if isinstance(value, dict):
        yield at, value
        for key, inner in value.items():
            yield from _schemas(inner, (*at, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _schemas(inner, at)


# The command


def _run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["schema", *words])


def _write(project: Path, *words: str) -> Result:
    return _run("--write", "--project", str(project), *words)


def test_schema_prints_without_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert json.loads(_run("actor").stdout) == schema("actor")
    assert json.loads(_run().stdout) == {name: schema(name) for name in names()}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("evnt",), "unknown kind `evnt`; did you mean `event`?"),
        (("events",), "unknown kind `events`; did you mean `event`?"),
        (("zzz",), f"unknown kind `zzz`; the kinds are {', '.join(names())}"),
        (("event", "--write"), "`--write` writes the schemas of all kinds; leave KIND out"),
    ],
)
def test_usage_error_says_what_to_do(words: tuple[str, ...], message: str) -> None:
    result = _run(*words)
    assert result.exit_code == 2
    assert message in result.stderr


def test_writing_needs_a_project(tmp_path: Path) -> None:
    assert _write(tmp_path).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_writing_needs_a_valid_configuration(minimal: Path) -> None:
    (minimal / "mkdocs.yml").write_text("plugins:\n  - briefgen:\n      contnt: x\n", "utf-8")
    result = _write(minimal)
    assert result.exit_code == 2
    assert "unknown field `contnt`" in result.stderr
    assert not (minimal / ".vscode").exists()


def test_writing_twice_changes_nothing(minimal: Path) -> None:
    first = _write(minimal)
    assert first.exit_code == 0, first.stderr
    before = {file: file.read_bytes() for file in sorted(minimal.rglob(".vscode/**/*.json"))}
    assert len(before) == len(names()) + 2
    assert first.stdout.count("wrote ") == len(before)
    second = _write(minimal)
    assert second.exit_code == 0
    assert second.stdout.count("unchanged ") == len(second.stdout.splitlines()) == len(before)
    assert {file: file.read_bytes() for file in before} == before


def test_settings_use_the_configured_content_folder(minimal: Path) -> None:
    (minimal / "mkdocs.yml").write_text("plugins:\n  - briefgen:\n      content: ./data/briefs/\n", "utf-8")
    assert _write(minimal).exit_code == 0
    mapped = _settings(minimal)["yaml.schemas"]
    assert mapped[".vscode/schemas/event.json"] == ["data/briefs/events/**/*.yaml", "data/briefs/events/**/*.yml"]
    assert mapped[".vscode/schemas/briefing.json"] == ["data/briefs/briefing.yaml", "data/briefs/briefing.yml"]


def _settings(project: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((project / ".vscode/settings.json").read_text("utf-8-sig"))
    return found


def test_other_editor_settings_are_kept(minimal: Path) -> None:
    own = {"editor.rulers": [110], "yaml.schemas": {"other.json": "other/*.yaml"}, "größe": "ü"}
    _put(minimal, "settings.json", json.dumps(own, indent=4, ensure_ascii=False))
    _put(minimal, "extensions.json", '{"recommendations": ["some.other"]}')
    assert _write(minimal).exit_code == 0
    found = _settings(minimal)
    assert list(found)[:3] == list(own)
    assert found["editor.rulers"] == [110]
    assert found["yaml.schemas"]["other.json"] == "other/*.yaml"
    assert ".vscode/schemas/event.json" in found["yaml.schemas"]
    text = (minimal / ".vscode/settings.json").read_text("utf-8")
    assert '\n    "editor.rulers"' in text
    assert "größe" in text
    extensions = json.loads((minimal / ".vscode/extensions.json").read_text("utf-8"))
    assert extensions["recommendations"] == ["some.other", "redhat.vscode-yaml"]


def test_unwanted_extension_is_not_recommended(minimal: Path) -> None:
    _put(minimal, "extensions.json", '{"unwantedRecommendations": ["redhat.vscode-yaml"]}')
    assert _write(minimal).exit_code == 0
    assert '"recommendations"' not in (minimal / ".vscode/extensions.json").read_text("utf-8")


def _put(project: Path, name: str, text: str) -> Path:
    file = project / ".vscode" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize(
    "text",
    [
        '{\n  // rulers\n  "editor.rulers": [110],\n}\n',
        "[]",
        '{"yaml.schemas": ["a.json"]}',
        "",
        "{" * 20000,
        "\x00",
    ],
    ids=["comments", "a list", "schemas as a list", "empty", "deep", "no text"],
)
def test_unsafe_settings_file_is_kept_and_the_change_is_printed(minimal: Path, text: str) -> None:
    file = _put(minimal, "settings.json", text)
    result = _write(minimal)
    assert result.exit_code == 1
    assert file.read_text("utf-8") == text
    head, _, rest = result.stderr.partition("\n")
    assert head == ".vscode/settings.json is left unchanged: only plain JSON can be changed safely. Add to it:"
    assert ".vscode/schemas/event.json" in json.loads(rest)["yaml.schemas"]
    # The other files are written nevertheless.
    assert (minimal / ".vscode/schemas/event.json").exists()
    assert (minimal / ".vscode/extensions.json").exists()


def test_unwritable_folder_is_reported(minimal: Path) -> None:
    (minimal / ".vscode").write_text("no folder", "utf-8")
    result = _write(minimal)
    assert result.exit_code == 2
    assert ".vscode/settings.json cannot be read: Not a directory" in result.stderr


def test_ids_of_the_project_are_written_only_on_request(full: Path) -> None:
    assert _write(full).exit_code == 0
    file = full / ".vscode/schemas/event.json"
    assert "defaultSnippets" not in file.read_text("utf-8")
    assert _write(full, "--ids").exit_code == 0
    found = json.loads(file.read_text("utf-8"))
    speaker = found["$defs"]["Statement"]["properties"]["speaker"]
    speakers = {s["label"]: s["description"] for s in _suggested(found, speaker)}
    assert speakers["gazette"] == "The River Gazette"
    assert _write(full).exit_code == 0
    assert "defaultSnippets" not in file.read_text("utf-8")


def test_schemas_of_this_repository_are_up_to_date() -> None:
    """After changing a kind, run `briefgen schema --write`."""
    folder = ROOT / ".vscode"
    assert sorted(file.stem for file in (folder / "schemas").iterdir()) == sorted(names())
    stale = [
        name for name in names() if json.loads((folder / f"schemas/{name}.json").read_text("utf-8")) != schema(name)
    ]
    assert stale == []
    assert {Path(path).stem for path in _settings(ROOT)["yaml.schemas"]} == {*names()}
    assert BRIEFING in names()
