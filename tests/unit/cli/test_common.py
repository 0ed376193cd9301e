"""Options of all commands, suggestions, completion, standard input and colours."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from briefgen.cli import cli
from tests.conftest import FULL, run
from tests.support.small import CLEAN, project

COMMANDS = cli.list_commands(click.Context(cli))
MKDOCS = ("build", "serve")
BAD = "name: Ministry\nsummary: A ministry.\nrelatd: []\n"


def _briefgen(*words: str, cwd: Path, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "briefgen", *words],
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "", **environment},
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    files = {**CLEAN, "mkdocs.yml": "site_name: Small\ntheme: {name: material, font: false}\nplugins: [briefgen]\n"}
    return project(tmp_path, files)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_the_common_options(name: str) -> None:
    context = click.Context(cli)
    command = cli.get_command(context, name)
    again = cli.get_command(context, name)
    assert command is not None
    for each in command.commands.values() if isinstance(command, click.Group) else [command]:
        names = [option for parameter in each.params for option in parameter.opts]
        wanted = ["-C"] if name in MKDOCS else ["-C", "-q", "-v"]
        assert [names.count(option) for option in wanted] == [1] * len(wanted), f"{name}: {names}"
    assert again is command


@pytest.mark.parametrize("words", [("-C", "DIR", "stats"), ("stats", "-C", "DIR"), ("source", "check", "-C", "DIR")])
def test_folder_may_stand_before_or_after_the_command(words: tuple[str, ...], clean: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    found = run("briefgen", *(str(clean) if word == "DIR" else word for word in words), cwd=elsewhere)
    assert found.returncode == 0, found.stderr


def test_paths_count_from_the_given_folder(clean: Path, tmp_path: Path) -> None:
    found = run("briefgen", "-C", str(clean / "content"), "check", "actors", cwd=tmp_path)
    assert (found.returncode, found.stdout) == (0, "no problems found\n")


def test_quiet_prints_results_only(clean: Path) -> None:
    assert run("briefgen", "check", "-q", cwd=clean).stdout == ""
    new = run("briefgen", "-q", "new", "actor", "envoy", cwd=clean)
    assert (new.stdout, new.stderr) == ("content/actors/envoy.yaml\n", "")
    (clean / "content/actors/ministry.yaml").write_text(BAD)
    assert "BG201" in run("briefgen", "check", "-q", cwd=clean).stdout


def test_verbose_prints_steps_and_times(clean: Path) -> None:
    steps = [line.partition(":")[0] for line in run("briefgen", "check", "-v", cwd=clean).stderr.splitlines()]
    assert steps == ["load", "link", "check", "place"]


@pytest.mark.parametrize(
    ("words", "help"),
    [
        (("chek",), "did you mean `check`?"),
        (("zzz",), "`briefgen --help` lists them all"),
        (("explain", "BGX"), "`briefgen explain` lists all codes"),
        (("explain", "unknown-refrence"), "did you mean `unknown-reference`?"),
        (("explain", "evnt"), "did you mean `event`?"),
        (("explain", "event.statments"), "did you mean `statements`?"),
        (("explain", "event.statements.stence"), "did you mean `stance`?"),
        (("explain", "event.title.words"), "`event.title` has no fields of its own; it is text"),
        (("check", "--select", "uncitd"), "did you mean `uncited`?"),
        (("show", "ministri"), "did you mean `ministry`?"),
        (("new", "evnt", "x"), "did you mean `event`?"),
        (("schema", "actr"), "did you mean `actor`?"),
    ],
)
def test_wrong_words_get_a_suggestion(words: tuple[str, ...], help: str, clean: Path) -> None:
    found = run("briefgen", *words, cwd=clean)
    assert found.returncode == 2
    assert help in found.stderr


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("event", ("event\n", "Fields:", "    date ", "(required)")),
        (
            "event.statements.stance",
            ("event.statements.stance (one of the words below)", "    accepts-with-conditions  "),
        ),
        ("event.statements", ("event.statements (list of mapping)", "    speaker ", "Fields:")),
        ("briefing.themes", ("briefing.themes (",)),
        ("event.statements.cite.source", ("event.statements.cite.source (id (source), required)",)),
        ("BG301", ("BG301 unknown-reference (error)", "Bad:")),
        ("uncited", ("uncited",)),
    ],
)
def test_explain_covers_codes_kinds_and_fields(topic: str, words: tuple[str, ...], tmp_path: Path) -> None:
    found = run("briefgen", "explain", topic, cwd=tmp_path)
    assert found.returncode == 0, found.stderr
    for word in words:
        assert word in found.stdout
    data = json.loads(run("briefgen", "explain", topic, "--json", cwd=tmp_path).stdout)
    assert list(data) == ["version", "explained"]


def test_list_of_codes_as_json_has_them_all(tmp_path: Path) -> None:
    data = json.loads(run("briefgen", "explain", "--json", cwd=tmp_path).stdout)
    text = run("briefgen", "explain", cwd=tmp_path).stdout
    assert [each["code"] for each in data["explained"]] == [line[:5] for line in text.splitlines()]


def test_show_as_json_has_the_brief_or_the_statement() -> None:
    data = json.loads(run("briefgen", "show", "mara-vell", "--json", cwd=FULL).stdout)
    assert (data["version"], data["id"], data["kind"]) == (1, "mara-vell", "actor")
    assert data["brief"]["name"]
    assert data["referred_to_by"]
    event = next(iter(sorted((FULL / "content/events").glob("*.yaml")))).stem
    whole = json.loads(run("briefgen", "show", event, "--json", cwd=FULL).stdout)
    statement = whole["brief"]["statements"][0]
    one = json.loads(run("briefgen", "show", f"{event}#{statement['id']}", "--json", cwd=FULL).stdout)
    assert one["statement"] == statement


def test_unsaved_text_is_checked_from_standard_input(clean: Path) -> None:
    words = ("check", "-", "--stdin-path", "content/actors/ministry.yaml", "--format", "text")
    found = _briefgen(*words, cwd=clean, text=BAD)
    assert found.returncode == 1
    assert "content/actors/ministry.yaml:3:1: error[BG201]" in found.stdout
    assert "    3 | relatd: []" in found.stdout
    assert _briefgen("check", cwd=clean).returncode == 0, "the file itself is unchanged"


def test_new_brief_is_checked_from_standard_input(clean: Path) -> None:
    found = _briefgen(
        "check", "-", "--stdin-path", str(clean / "content/actors/envoy.yaml"), cwd=clean.parent, text=BAD
    )
    assert found.returncode == 1
    assert "envoy.yaml:3:1: error[BG201]" in found.stdout
    assert not (clean / "content/actors/envoy.yaml").exists()


@pytest.mark.parametrize(
    "words", [("-",), ("-", "content", "--stdin-path", "x.yaml"), ("-", "--fix", "--stdin-path", "x.yaml")]
)
def test_standard_input_needs_one_path_and_no_fix(words: tuple[str, ...], clean: Path) -> None:
    found = _briefgen("check", *words, cwd=clean)
    assert found.returncode == 2
    assert "`-` needs --stdin-path" in found.stderr


@pytest.mark.parametrize(
    ("environment", "is_colourful"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_colours_follow_the_environment(environment: dict[str, str], is_colourful: bool, clean: Path) -> None:
    (clean / "content/actors/ministry.yaml").write_text(BAD)
    assert ("\x1b[31m" in _briefgen("check", cwd=clean, **environment).stdout) is is_colourful


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("briefgen show min", ["ministry"]),
        ("briefgen new ev", ["event"]),
        ("briefgen explain BG30", ["BG301", "BG302"]),
        ("briefgen explain event.sta", ["event.state", "event.statements", "event.status"]),
        ("briefgen check --select BG301,BG30", ["BG301,BG301", "BG301,BG302"]),
        ("briefgen st", ["stats"]),
    ],
)
def test_shell_completes_commands_kinds_codes_and_ids(words: str, wanted: list[str], clean: Path) -> None:
    asked = {"_BRIEFGEN_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    script = Path(sys.executable).with_name("briefgen")
    found = subprocess.run(
        [script], cwd=clean, env={**os.environ, **asked}, capture_output=True, text=True, check=False
    )
    offered = [line.partition(",")[2] for line in found.stdout.splitlines()]
    assert set(wanted) <= set(offered), found.stdout + found.stderr
    last = words.split()[-1]
    assert all(each.startswith(last) for each in offered)


def test_doctor_says_what_is_missing_and_what_follows(clean: Path, tmp_path: Path) -> None:
    found = run("briefgen", "doctor", "--json", cwd=clean)
    rows = {row["name"]: row for row in json.loads(found.stdout)["diagnoses"]}
    assert found.returncode == 0, found.stderr
    assert rows["MkDocs"]["found"]
    assert not rows["MkDocs"]["follows"]
    assert rows["repository"] == {
        "name": "repository",
        "found": "",
        "follows": "no history: run `git init` here",
        "is_needed": False,
    }
    (clean / ".github").mkdir()
    (clean / ".github/CODEOWNERS").write_text("/content/\n/site_templates/ @OWNER\n")
    text = run("briefgen", "doctor", cwd=clean).stdout
    assert "placeholder" in text
    assert ".github/CODEOWNERS:2" in text
    no_git = _briefgen("doctor", cwd=clean, PATH=str(tmp_path)).stdout
    assert re.search("^!  git +not found$", no_git, re.MULTILINE)
    outside = tmp_path / "outside"
    outside.mkdir()
    assert run("briefgen", "doctor", cwd=outside).returncode == 0
