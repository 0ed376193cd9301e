"""Scaffold: a new brief decodes as generated, and with each field uncommented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.editing import scaffold
from briefgen.model.decode import decode
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief
from briefgen.yaml import reader
from briefgen.yaml.text import YamlFile
from tests.conftest import ROOT, run, write

KNOWN = {
    "actor": "ministry",
    "source": "wire",
    "plan": "plan",
    "statement": "talks#welcome",
    "version": "plan@first",
    "theme": "territory",
}
KINDS = sorted(kinds())


def _decodes(kind: type[Brief], text: str) -> None:
    data, problems = reader.parse(YamlFile("new.yaml", text))
    assert problems == (), text
    brief, problems = decode(kind, "new.yaml", data, id="new")
    assert problems == (), text
    assert brief is not None


def _taken_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield each optional field with the text in which its lines are uncommented."""
    for match in re.finditer(r"^#(\w+):.*\n(?:#  .*\n)*", text, re.MULTILINE):
        block = re.sub("^#", "", match[0], flags=re.MULTILINE)
        yield match[1], text[: match.start()] + block + text[match.end() :]


@pytest.mark.parametrize("known", [{}, KNOWN], ids=["empty project", "known ids"])
@pytest.mark.parametrize("name", KINDS)
def test_new_brief_decodes_with_each_optional_field(name: str, known: dict[str, str]) -> None:
    kind = kinds()[name]
    text = scaffold.text_of(kind, {}, known, "2025-11-30")
    _decodes(kind, text)
    seen = []
    for field, changed in _taken_in(text):
        _decodes(kind, changed)
        seen.append(field)
    written = re.findall(r"^(\w+):", text, re.MULTILINE)
    names = {"as" if f == "as_" else f for f in kind.__struct_fields__} - {"id"}
    assert sorted([*written, *seen]) == sorted(names)


@pytest.mark.parametrize("name", KINDS)
def test_new_brief_decodes_with_all_optional_fields(name: str) -> None:
    kind = kinds()[name]
    text = scaffold.text_of(kind, {}, KNOWN, "2025-11-30")
    _decodes(kind, re.sub(r"^#(?=\w|  )", "", text, flags=re.MULTILINE))


@pytest.mark.parametrize("name", KINDS)
def test_optional_fields_have_descriptions_above(name: str) -> None:
    lines = scaffold.text_of(kinds()[name], {}, {}, "2025-11-30").split("\n")
    for index, line in enumerate(lines):
        if re.match(r"#\w+:", line):
            assert lines[index - 1].startswith("# "), line
    assert max(map(len, lines)) <= 120


def test_fields_have_the_order_of_the_flagship() -> None:
    text = scaffold.text_of(kinds()["event"], {}, {}, "2025-11-30")
    found = re.findall(r"^#?(\w+):", text, re.MULTILINE)
    wanted = ["title", "summary", "date", "kind", "place", "participants", "statements", "body", "themes", "cite"]
    assert [name for name in found if name in wanted] == wanted


def test_day_of_an_id_is_a_valid_date() -> None:
    assert scaffold.day_of("2025-11-27-talks") == "2025-11-27"
    assert scaffold.day_of("2025-11-27") == "2025-11-27"
    assert scaffold.day_of("2025-13-40-talks") is None
    assert scaffold.day_of("2025-11-271") is None
    assert scaffold.day_of("talks-2025-11-27") is None


def test_placeholders_are_found() -> None:
    text = scaffold.text_of(kinds()["point"], {"title": "A point", "number": "4"}, {}, "2025-11-30")
    assert scaffold.placeholders(text) == ("summary", "plan")


# The command


def _new(project: Path, *words: str) -> tuple[int, str]:
    result = run("briefgen", "new", *words, cwd=project)
    assert "Traceback" not in result.stderr
    return result.returncode, result.stdout + result.stderr


def test_new_writes_a_draft_and_prints_next_steps(minimal: Path) -> None:
    code, text = _new(minimal, "event", "2025-11-27-talks", "--title", "Talks: the 'first' #1")
    assert code == 0
    assert text.startswith("content/events/2025-11-27-talks.yaml\nnext: fill in `summary`;")
    written = (minimal / "content/events/2025-11-27-talks.yaml").read_text("utf-8")
    assert written.startswith("title: \"Talks: the 'first' #1\"\nsummary: TODO\ndate: 2025-11-27\n")
    assert "\nstatus: draft\n" in written
    check = run("briefgen", "check", "--fail-on", "error", cwd=minimal)
    assert check.returncode == 0, check.stdout


def test_placeholders_are_reported_in_published_briefs(minimal: Path) -> None:
    assert _new(minimal, "actor", "envoy")[0] == 0
    file = minimal / "content/actors/envoy.yaml"
    file.write_text(file.read_text("utf-8").replace("status: draft\n", ""), "utf-8")
    check = run("briefgen", "check", cwd=minimal)
    assert check.returncode == 1
    assert "content/actors/envoy.yaml:1:7: error" in check.stdout


def test_new_point_gets_next_free_number_of_the_plan(full: Path) -> None:
    code, text = _new(full, "point", "brand-new")
    assert code == 0
    assert "check that `plan`, `number` are right" in text
    check = run("briefgen", "check", "--fail-on", "error", cwd=full)
    assert check.returncode == 0, check.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("evnt", "x"), "did you mean `event`?"),
        (("sources", "x"), "did you mean `source`?"),
        (("law", "x"), "the kinds are `event`, `actor`"),
        (("actor", "My Actor"), "`My Actor` cannot be an id; did you mean `my-actor`?"),
        (("actor", "***"), "use lower-case letters"),
        (("actor", "x" * 81), "cannot be an id"),
        (("actor", "index"), "`index` is a reserved name"),
        (("source", "ministry"), "`ministry` is taken: content/actors/ministry.yaml"),
        (("source", "old-ministry"), "`old-ministry` is taken: a former id of content/actors/ministry.yaml"),
        (("source", "broken"), "`broken` is taken: content/events/broken.yaml"),
        (("source", "x", "--title", "a\x1bb"), "control character"),
    ],
)
def test_new_rejects_invalid_arguments(minimal: Path, words: tuple[str, ...], said: str) -> None:
    write(
        minimal,
        {
            "content/actors/ministry.yaml": "name: Ministry\nsummary: A.\nformerly: [old-ministry]\n",
            "content/events/broken.yaml": "title: [\n",
        },
    )
    before = sorted(minimal.rglob("*"))
    code, text = _new(minimal, *words)
    assert code == 2
    assert said in text
    assert sorted(minimal.rglob("*")) == before


def test_new_in_an_empty_project_writes_todo_references(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": (ROOT / "mkdocs.yml").read_text("utf-8")})
    code, text = _new(tmp_path, "dispute", "first")
    assert code == 0
    assert "fill in `title`, `summary`, `accounts`" in text
    assert "held_by: [todo]" in (tmp_path / "content/disputes/first.yaml").read_text("utf-8")
