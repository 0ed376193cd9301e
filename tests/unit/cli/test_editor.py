"""`briefgen schema --cms` prints and writes the form editor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.cli.schema import command
from briefgen.safety.editor_page import PACKAGES, is_ours
from tests.conftest import write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return an empty project with a repository."""
    briefing = "title: M\nrepository: https://github.com/owner/name\n"
    return write(tmp_path, {"mkdocs.yml": "site_name: M\nplugins: [briefgen]\n", "content/briefing.yaml": briefing})


def test_configuration_is_printed_as_json(project: Path) -> None:
    done = CliRunner().invoke(command, ["--cms", "--project", str(project)])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["backend"]["repo"] == "owner/name"


def test_page_is_written_and_missing_scripts_are_named(project: Path) -> None:
    done = CliRunner().invoke(command, ["--cms", "--write", "--project", str(project)])
    assert done.exit_code == 1
    assert f"{PACKAGES[0].name}@{PACKAGES[0].version}" in done.stderr
    assert (project / "admin/index.html").is_file()
    assert not is_ours(project)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["event", "--cms"], "leave KIND"),
        (["--packages", "."], "needs `--cms --write`"),
        (["--cms", "--packages", "."], "needs `--cms --write`"),
        (["--cms", "--write", "--packages", "."], "cannot be read; run `npm install"),
    ],
)
def test_wrong_use_is_explained(project: Path, words: list[str], said: str) -> None:
    done = CliRunner().invoke(command, [*words, "--project", str(project)])
    assert done.exit_code == 2
    assert said in done.stderr


def test_briefing_without_a_repository_is_rejected(project: Path) -> None:
    (project / "content/briefing.yaml").write_text("title: M\n")
    done = CliRunner().invoke(command, ["--cms", "--project", str(project)])
    assert done.exit_code == 2
    assert "`repository`" in done.stderr
