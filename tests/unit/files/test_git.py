"""Ids of an earlier revision: removed ids and errors of git are reported."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from briefgen.files import git
from tests.conftest import run


@pytest.fixture
def repository(minimal: Path) -> Path:
    for words in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "."],
        ["-c", "user.name=E", "-c", "user.email=e@example.org", "commit", "--quiet", "--message=first"],
    ):
        subprocess.run(["git", *words], cwd=minimal, check=True)
    return minimal


def test_ids_of_a_revision_have_their_paths(repository: Path) -> None:
    assert git.ids_at("main", repository, "content") == {
        "wire": "content/sources/wire.yaml",
        "ministry": "content/actors/ministry.yaml",
    }


def test_paths_are_relative_to_the_project(repository: Path) -> None:
    below = repository / "content"
    assert git.ids_at("HEAD", below, "sources") == {}
    assert git.ids_at("HEAD", repository / "content", "actors") == {}
    assert set(git.ids_at("HEAD", repository, "content")) == {"wire", "ministry"}


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "", "main:content"])
def test_an_unknown_revision_raises_a_one_line_error(repository: Path, revision: str) -> None:
    with pytest.raises(git.NoRevision) as raised:
        git.ids_at(revision, repository, "content")
    assert "\n" not in str(raised.value)
    assert list(repository.glob("x")) == []


def test_a_folder_outside_a_repository_raises(minimal: Path) -> None:
    with pytest.raises(git.NoRevision, match="not a git repository"):
        git.ids_at("main", minimal, "content")


def test_a_missing_git_program_raises(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(git.NoRevision, match="git cannot be run"):
        git.ids_at("main", minimal, "content")


def test_removed_id_is_reported_unless_formerly_lists_it(repository: Path) -> None:
    old, new = repository / "content/actors/ministry.yaml", repository / "content/actors/department.yaml"
    old.rename(new)
    done = run("briefgen", "check", "--base", "main", cwd=repository)
    assert (done.returncode, "error[BG320] vanished-id: `ministry`" in done.stdout) == (1, True)
    new.write_text(new.read_text("utf-8") + "formerly: [ministry]\n", "utf-8")
    done = run("briefgen", "check", "--base", "main", cwd=repository)
    assert "BG320" not in done.stdout


def test_command_with_an_unknown_revision_exits_with_2(repository: Path) -> None:
    done = run("briefgen", "check", "--base", "nowhere", cwd=repository)
    assert (done.returncode, "unknown git revision `nowhere`" in done.stderr) == (2, True)
