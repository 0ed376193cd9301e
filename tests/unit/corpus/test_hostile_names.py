"""Hostile file names: no path traversal, no id collisions, no forged report lines."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from briefgen import config
from briefgen.build import build_project, check_project
from briefgen.check.report._base import lines_of
from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.diagnostics.types import Severity
from briefgen.files.walk import printable
from briefgen.registry import discover
from briefgen.text.control_characters import CONTROL
from tests.conftest import run, write
from tests.support.small import CLEAN, brief, checked, project
from tests.vectors.own import FOLDERS, REFUSED_NAMES

FORGED = [
    b"\n::error::forged",
    b"\r\ncontent/x.yaml:1:1: error[BG101] forged",
    b"\x1b[2Jcleared",
    b"\x9b31m",
    "\u202egnp.yaml".encode(),
    "\u2028forged".encode(),
    b"off\xffice",
    b"::set-output name=x::y",
    b"%0A::error::x",
    b"]]><x>&amp;",
    b"a" * 200,
]


@pytest.mark.parametrize("suffix", [b".yaml", b".txt", b""])
@pytest.mark.parametrize("name", FORGED, ids=range(len(FORGED)))
def test_file_name_cannot_forge_a_line_of_a_report(name: bytes, suffix: bytes, tmp_path: Path) -> None:
    folder = project(tmp_path / "p", CLEAN)
    for place in (b"content/actors/", b"content/", b"seeds/"):
        target = os.fsencode(folder) + b"/" + place + name + suffix
        try:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "w") as stream:
                stream.write("a: b\n")
        except OSError:
            pytest.skip("this file system does not take such names")
    found = check_project(Config(project=folder), Cache()).diagnostics
    assert len(found) >= 2
    lines = lines_of(found, folder)
    for format, report in discover("briefgen.check.report", "render").items():
        said = report.render(found, lines, colour=False)
        said.encode("utf-8")
        assert CONTROL.search(said.replace("\n", "")) is None, format
        assert not re.search(r"(?m)^(?!::(error|warning|notice) file=)::", said), format
        assert not re.search(r"(?m)^content/x\.yaml", said), format
    assert len(json.loads(discover("briefgen.check.report", "render")["json"].render(found, {}))["diagnostics"]) == len(
        found
    )
    ElementTree.fromstring(discover("briefgen.check.report", "render")["junit"].render(found, {}))


@pytest.mark.parametrize("format", ["text", "concise", "github", "json", "sarif", "junit"])
def test_command_prints_any_file_name(format: str, minimal: Path) -> None:
    for name in (b"off\xffice.yaml", b"a\x1b[2J.yaml", "\u202ex.yaml".encode()):
        with open(os.fsencode(minimal / "content/actors") + b"/" + name, "w") as stream:
            stream.write("name: X\n")
    done = run("briefgen", "check", "--format", format, cwd=minimal)
    assert (done.returncode, done.stderr) == (1, "")
    assert CONTROL.search(done.stdout.replace("\n", "")) is None
    assert "\x1b" not in run("briefgen", "fmt", "--check", cwd=minimal).stdout


@pytest.mark.parametrize(
    "name", ['a"><h1>b<', "a'b", "a&lt;b", "{{ x }}", "a`b", "[a](b)", "a?b#c", "a%22b", "a\\b", "a\u202eb", "\uff1cb"]
)
def test_folder_name_with_markup_is_reported_once(name: str, tmp_path: Path) -> None:
    files = {f"content/actors/{name}/{id}.yaml": "name: X\nsummary: X.\ncite: [wire]\n" for id in ("one", "two")}
    found = [d for d in checked(tmp_path, files).diagnostics if d.code == "BG115"]
    assert [d.span.path for d in found] == [f"content/actors/{name}"]
    assert found[0].help == "name it with letters, digits, hyphens and dots"


@pytest.mark.parametrize("name", ["2031-05", "Війна", "a b", "v1.2 (draft)", "é’s – x", "关于"])
def test_folder_may_have_an_ordinary_name(name: str, tmp_path: Path) -> None:
    files = {f"content/actors/{name}/one.yaml": "name: X\nsummary: X.\ncite: [wire]\n"}
    assert not [d for d in checked(tmp_path, files).diagnostics if d.code == "BG115"]


def test_names_that_differ_in_case_are_reported(tmp_path: Path) -> None:
    actor = "name: A\nsummary: A.\ncite: [wire]\nrelated: [ministry]\n"
    found = checked(
        tmp_path,
        {
            "content/Actors/other.yaml": actor,
            "content/actors/Other.yaml": actor,
            "content/actors/other.yaml": actor,
            "content/actors/more/other.yml": actor,
            "content/sources/other.yaml": "title: T\nurl: https://example.org/x\n",
            "content/Briefing.yaml": "title: T\n",
            "content/actors/CAPITALS.YAML": actor,
        },
    ).diagnostics
    assert brief(found) == [
        "content/Actors/other.yaml:1:1 BG116",
        "content/Briefing.yaml:1:1 BG116",
        "content/actors/CAPITALS.YAML:1:1 BG116",
        "content/actors/Other.yaml:1:1 BG115",
        "content/actors/other.yaml:1:1 BG302",
        "content/sources/other.yaml:1:1 BG302",
    ] or {d.code for d in found} == {"BG115", "BG116", *{d.code for d in found if d.code.startswith("BG3")}}
    assert sum(d.code.startswith("BG3") for d in found) == 2


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9", "index", "page", "readme"])
def test_reserved_name_is_rejected_as_id(name: str, tmp_path: Path) -> None:
    plan = CLEAN["content/plans/plan.yaml"].replace("id: first-draft", f"id: {name}", 1)
    found = checked(
        tmp_path,
        {
            f"content/actors/{name}.yaml": "name: X\nsummary: X.\ncite: [wire]\n",
            "content/actors/former.yaml": f"name: F\nsummary: F.\ncite: [wire]\nformerly: [{name}]\n",
            "content/briefing.yaml": f"title: T\nthemes:\n  {name}: N\n",
            "content/plans/plan.yaml": plan,
        },
    ).diagnostics
    reported = [d for d in found if d.code == "BG115"]
    assert {d.span.path.rpartition("/")[2] for d in reported} == {
        f"{name}.yaml",
        "former.yaml",
        "briefing.yaml",
        "plan.yaml",
    }
    assert all(name in d.message for d in reported)


@pytest.mark.parametrize(
    "content", ["../x", "/etc", "a/../../b", "..", "./..", "a\\..\\b", "content/..", "C:\\x", "a\n", "~/../x"]
)
def test_option_cannot_name_a_folder_outside_the_project(content: str, tmp_path: Path) -> None:
    text = f"plugins:\n  - briefgen:\n      content: {json.dumps(content)}\n      templates: {json.dumps(content)}\n"
    found, problems = config.read(write(tmp_path, {"mkdocs.yml": text}))
    assert [p.code.id for p in problems] == ["BG206", "BG206"]
    assert (found.options.content, found.options.templates) == ("content", "site_templates")


def test_content_folder_behind_a_symbolic_link_is_rejected(tmp_path: Path) -> None:
    project(tmp_path / "elsewhere", CLEAN)
    (tmp_path / "p").mkdir()
    (tmp_path / "p/data").symlink_to(tmp_path / "elsewhere")
    write(tmp_path / "p", {"mkdocs.yml": "plugins:\n  - briefgen:\n      content: data/content\n"})
    found, _ = config.read(tmp_path / "p")
    reported = check_project(found, Cache())
    assert [(d.code, d.span.path) for d in reported.diagnostics if d.code == "BG113"] == [("BG113", "data")]
    assert reported.corpus.briefs == {}


@pytest.mark.parametrize("name", ["map.svg", "page.html", "script.js", "x.png", "style.css", "x.yaml.svg"])
def test_executable_file_is_reported_and_not_published(name: str, minimal: Path) -> None:
    write(minimal, {f"content/actors/{name}": "<svg onload=alert(1)>", f"seeds/{name}": "<svg onload=alert(1)>"})
    done = run("briefgen", "check", "--format", "concise", cwd=minimal)
    assert f"content/actors/{name}:1:1: error[BG116]" in done.stdout
    assert f"seeds/{name}:1:1: warning[BG129]" in done.stdout
    (minimal / "content/actors" / name).unlink()
    assert run("briefgen", "render", "--output", "out", cwd=minimal).returncode == 0
    assert [file for file in (minimal / "out").rglob("*") if file.name == name] == []


def test_refused_names_are_errors_and_forge_no_report(tmp_path: Path) -> None:
    files = {f"content/actors/{name}/a{number}.yaml": "name: X\n" for number, name in enumerate(REFUSED_NAMES)}
    pages = {f"docs/{name}.md": "# A page\n" for name in REFUSED_NAMES if "\\" not in name}
    folder = project(tmp_path, {**CLEAN, **files, **pages, "mkdocs.yml": "plugins: [briefgen]\n"})
    settings, before = config.read(folder)
    build = build_project(settings, Cache(), before=before)
    assert build.rendered is None
    found = [d for d in build.diagnostics if d.severity is Severity.ERROR]
    refused = {printable(d.span.path) for d in found if d.code == "BG115"}
    assert {f"content/actors/{name}" for name in REFUSED_NAMES} <= refused
    for name in pages:
        assert any(d.span.path == name for d in found), name
    for format, report in discover("briefgen.check.report", "render").items():
        said = report.render(found, lines_of(found, folder), colour=False)
        assert CONTROL.search(said.replace("\n", "")) is None, format
        if format in ("concise", "github"):
            assert said.count("\n") == len(found), format


def test_allowed_hostile_names_reach_reports_unchanged(tmp_path: Path) -> None:
    files = {f"content/actors/{name}/a{number}.yaml": "name: X\n" for number, name in enumerate(FOLDERS)}
    found = checked(tmp_path, files).diagnostics
    assert [d for d in found if d.code == "BG115"] == []
    for format, report in discover("briefgen.check.report", "render").items():
        said = report.render(found, lines_of(found, tmp_path), colour=False)
        assert CONTROL.search(said.replace("\n", "")) is None, format
    said = discover("briefgen.check.report", "render")["concise"].render(found, {}, colour=False)
    assert [path for path in files if f"{path}:" not in said] == []
