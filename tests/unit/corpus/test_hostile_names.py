"""Hostile file names: no path traversal, no id collisions, no forged report lines."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from briefgen import config
from briefgen.build import check_project
from briefgen.check.report._base import CONTROL, lines_of
from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.registry import discover
from tests.conftest import run, write
from tests.support.small import CLEAN, brief, checked, project

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
