"""The commands on real folders: exit codes, formats, and what bad input gets."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.registry import names
from tests.conftest import ROOT, run, write


def _check(project: Path, *words: str) -> tuple[int, str]:
    result = run("briefgen", "check", *words, cwd=project)
    assert "Traceback" not in result.stderr
    return result.returncode, result.stdout + result.stderr


def test_clean_project_exits_0(minimal: Path) -> None:
    assert _check(minimal) == (0, "no problems found\n")


def test_project_is_found_from_subfolder_and_by_option(minimal: Path, tmp_path: Path) -> None:
    assert _check(minimal / "content/actors") == (0, "no problems found\n")
    assert _check(tmp_path, "--project", str(minimal)) == (0, "no problems found\n")


def test_missing_project_exits_2(tmp_path: Path) -> None:
    code, text = _check(tmp_path)
    assert code == 2
    assert "no mkdocs.yml" in text


def test_unknown_format_exits_2(minimal: Path) -> None:
    assert _check(minimal, "--format", "xml")[0] == 2


def test_invalid_configuration_exits_2_with_its_location(minimal: Path) -> None:
    write(minimal, {"mkdocs.yml": "site_name: M\nplugins:\n  - search\n  - briefgen:\n      contents: briefs\n"})
    code, text = _check(minimal)
    assert code == 2
    assert "mkdocs.yml:5:7: error[BG201] unknown-field: unknown field `contents`" in text
    assert "did you mean `content`?" in text


def test_missing_plugin_entry_is_reported(minimal: Path) -> None:
    write(minimal, {"mkdocs.yml": "site_name: M\nplugins: [search]\n"})
    code, text = _check(minimal)
    assert code == 2
    assert "error[BG602]" in text


def test_fail_on_sets_the_exit_code(minimal: Path) -> None:
    write(minimal, {"content/actors/lonely.yaml": "name: Lonely\nsummary: Cites nothing.\n"})
    assert _check(minimal)[0] == 0
    code, text = _check(minimal, "--fail-on", "warning")
    assert code == 1
    assert "warning[BG408] uncited" in text


def test_paths_narrow_the_report(minimal: Path) -> None:
    write(minimal, {"content/actors/a.yaml": "name: A\n", "content/actors/b.yaml": "name: B\n"})
    code, text = _check(minimal, "content/actors/a.yaml")
    assert code == 1
    assert "a.yaml" in text
    assert "b.yaml" not in text


def test_output_goes_to_a_file(minimal: Path) -> None:
    assert _check(minimal, "--format", "json", "--output", "report.json") == (0, "")
    report = json.loads((minimal / "report.json").read_text())
    assert report == {"version": 1, "diagnostics": [], "summary": {"errors": 0, "warnings": 0, "notes": 0}}


BAD = {
    "empty file": ("content/events/e.yaml", b"", "BG109", 1, 1),
    "only a comment": ("content/events/e.yaml", b"# nothing\n", "BG109", 1, 1),
    "a list": ("content/events/e.yaml", b"- a\n- b\n", "BG110", 1, 1),
    "brackets": ("content/events/e.yaml", b"[" * 60_000, "BG108", 1, 33),
    "billion laughs": (
        "content/events/e.yaml",
        b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "BG104",
        1,
        4,
    ),
    "not utf-8": ("content/events/e.yaml", b"title: caf\xe9\n", "BG101", 1, 11),
    "five megabytes": ("content/events/e.yaml", b"title: " + b"x" * 5_000_000, "BG111", 1, 1),
    "bad date": ("content/events/e.yaml", b"title: T\nsummary: S.\ndate: 2023-02-29\ncite: [wire]\n", "BG205", 3, 7),
    "bad enumeration": (
        "content/events/e.yaml",
        b"title: T\nsummary: S.\ndate: 2023\nkind: talk\ncite: [wire]\n",
        "BG204",
        4,
        7,
    ),
    "unknown field": ("content/events/e.yaml", b"title: T\nsummry: S.\ndate: 2023\n", "BG201", 2, 1),
    "wrong type": ("content/events/e.yaml", b"title: [T]\nsummary: S.\ndate: 2023\n", "BG203", 1, 8),
    "unknown reference": (
        "content/events/e.yaml",
        b"title: T\nsummary: S.\ndate: 2023\nparticipants: [ministri]\ncite: [wire]\n",
        "BG301",
        4,
        16,
    ),
    "wrong kind": (
        "content/events/e.yaml",
        b"title: T\nsummary: S.\ndate: 2023\nparticipants: [wire]\ncite: [wire]\n",
        "BG302",
        4,
        16,
    ),
    "duplicate id": ("content/sources/ministry.yaml", b"title: T\n", "BG303", 1, 1),
    "stray folder": ("content/evnts/e.yaml", b"title: T\n", "BG116", 1, 1),
    "stray file": ("content/events/e.txt", b"title: T\n", "BG116", 1, 1),
    "file name": ("content/events/My Event.yaml", b"title: T\n", "BG115", 1, 1),
    "briefing": ("content/briefing.yaml", b"titel: T\n", "BG201", 1, 1),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_code_location_help_and_no_site(name: str, minimal: Path, tmp_path: Path) -> None:
    path, content, code, line, column = BAD[name]
    target = minimal / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    status, text = _check(minimal, "--format", "json")
    assert status == 1
    found = [d for d in json.loads(text)["diagnostics"] if d["code"] == code]
    assert found, text[:2000]
    assert (found[0]["line"], found[0]["column"]) == (line, column)
    assert found[0]["message"]
    assert found[0]["help"] or found[0]["notes"] or code in ("BG203", "BG302", "BG108"), found[0]
    out = tmp_path / "out"
    rendered = run("briefgen", "render", "--output", str(out), cwd=minimal)
    assert rendered.returncode == 1
    assert "nothing was written" in rendered.stderr
    assert not out.exists()


def test_all_problems_of_all_files_are_reported_in_one_run(minimal: Path) -> None:
    write(minimal, {"content/actors/a.yaml": "nam: A\nkind: planet\n", "content/events/e.yaml": "title: [\n"})
    _, text = _check(minimal, "--format", "json")
    codes = [d["code"] for d in json.loads(text)["diagnostics"]]
    assert codes == ["BG201", "BG202", "BG204", "BG102"]


def test_duplicate_ids_name_both_files(minimal: Path) -> None:
    write(minimal, {"content/sources/ministry.yaml": "title: T\n"})
    _, text = _check(minimal)
    assert "content/sources/ministry.yaml:1:1: error[BG303]" in text
    assert "content/actors/ministry.yaml:1:1" in text


def test_missing_content_and_briefing_are_reported(minimal: Path) -> None:
    (minimal / "content/briefing.yaml").unlink()
    assert "error[BG118]" in _check(minimal)[1]
    (minimal / "content").rename(minimal / "elsewhere")
    code, text = _check(minimal)
    assert code == 1
    assert "error[BG117] no-content" in text


def test_symlink_out_of_content_is_rejected(minimal: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("name: Secret\nsummary: S.\n")
    os.symlink(tmp_path / "secret.yaml", minimal / "content/actors/secret.yaml")
    os.symlink(tmp_path, minimal / "content/actors/more")
    code, text = _check(minimal)
    assert code == 1
    assert text.count("error[BG113] symlink") == 2


def test_render_rejects_a_foreign_output_folder(minimal: Path, tmp_path: Path) -> None:
    write(tmp_path / "mine", {"letter.txt": "dear"})
    result = run("briefgen", "render", "--output", str(tmp_path / "mine"), cwd=minimal)
    assert result.returncode == 2
    assert sorted(p.name for p in (tmp_path / "mine").iterdir()) == ["letter.txt"]


def test_render_updates_changed_and_removes_stale_files(minimal: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("briefgen", "render", "--output", str(out), cwd=minimal).returncode == 0
    assert "0 files changed" in run("briefgen", "render", "--output", str(out), cwd=minimal).stdout
    write(minimal, {"content/actors/other.yaml": "name: Other\nsummary: O.\ncite: [wire]\n"})
    run("briefgen", "render", "--output", str(out), cwd=minimal)
    assert (out / "docs/actors/other/index.md").is_file()
    (minimal / "content/actors/other.yaml").unlink()
    run("briefgen", "render", "--output", str(out), cwd=minimal)
    assert not (out / "docs/actors/other").exists()


@pytest.mark.parametrize("name", ["", *names("briefgen.cli")])
def test_help_has_an_example(name: str, tmp_path: Path) -> None:
    words = [name.replace("_", "-")] if name else []
    result = run("briefgen", *words, "--help", cwd=tmp_path)
    assert result.returncode == 0
    assert "Example: briefgen" in result.stdout


def test_help_lists_every_command_with_its_summary(tmp_path: Path) -> None:
    text = run("briefgen", "--help", cwd=tmp_path).stdout
    for name in names("briefgen.cli"):
        command = importlib.import_module(f"briefgen.cli.{name}").command
        line = next(line for line in text.splitlines() if line.split()[:1] == [name.replace("_", "-")])
        begin = line.split(maxsplit=1)[1].removesuffix("...")
        assert " ".join(str(command.help).split()).startswith(begin.strip().rstrip("."))


def test_help_imports_no_command_module() -> None:
    program = (
        "import sys; from briefgen.cli import cli\n"
        "try: cli(['--help'])\n"
        "except SystemExit: pass\n"
        "print('loaded:', sorted(m for m in sys.modules if m.startswith(('briefgen', 'msgspec', 'yaml', 'jinja2'))))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert (
        result.stdout.splitlines()[-1]
        == "loaded: ['briefgen', 'briefgen.cli', 'briefgen.cli._common', 'briefgen.registry']"
    )


def test_version_option_exits_0(tmp_path: Path) -> None:
    assert run("briefgen", "--version", cwd=tmp_path).returncode == 0


def test_unknown_command_exits_2(tmp_path: Path) -> None:
    result = run("briefgen", "chek", cwd=tmp_path)
    assert result.returncode == 2
    assert "there is no command `chek`; did you mean `check`?" in result.stderr


@pytest.mark.parametrize(
    "words", [("refs", "x"), ("show", "x"), ("stats",), ("rename", "x", "y"), ("new", "actor", "x")]
)
def test_commands_without_a_project_exit_2(words: tuple[str, ...], tmp_path: Path) -> None:
    result = run("briefgen", *words, cwd=tmp_path)
    assert result.returncode == 2
    assert "no mkdocs.yml" in result.stderr


def test_build_command_writes_the_site(minimal: Path) -> None:
    assert run("briefgen", "build", "--strict", cwd=minimal / "content").returncode == 0
    assert (minimal / "site/index.html").is_file()


def test_empty_briefing_has_every_listing_page(minimal: Path) -> None:
    (minimal / "content/sources/wire.yaml").unlink()
    (minimal / "content/actors/ministry.yaml").unlink()
    assert run("briefgen", "build", "--strict", cwd=minimal).returncode == 0
    for address in (
        "",
        "events/",
        "actors/",
        "plans/",
        "points/",
        "disputes/",
        "sources/",
        "statements/",
        "themes/",
        "quality/",
        "how-to-read/",
        "licences/",
    ):
        assert (minimal / "site" / address / "index.html").is_file()
