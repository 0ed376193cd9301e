"""Ids of an earlier revision: removed ids and errors of git are reported."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from briefgen.files import git
from tests.conftest import run, write


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


def _git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=E", "-c", "user.email=e@example.org", "-c", "protocol.file.allow=always")
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def test_what_the_revision_gained_since_does_not_count(repository: Path) -> None:
    _git(repository, "switch", "--quiet", "--create", "feature")
    _git(repository, "rm", "--quiet", "content/actors/ministry.yaml")
    _git(repository, "commit", "--quiet", "--message=on the branch")
    _git(repository, "switch", "--quiet", "main")
    write(repository, {"content/actors/newcomer.yaml": "name: New\nsummary: New.\ncite: [wire]\n"})
    _git(repository, "add", ".")
    _git(repository, "commit", "--quiet", "--message=on main")
    _git(repository, "switch", "--quiet", "feature")
    assert set(git.ids_at("main", repository, "content")) == {"wire", "ministry"}


def test_shallow_clone_is_named_as_the_reason(repository: Path, tmp_path: Path) -> None:
    _git(repository, "commit", "--quiet", "--allow-empty", "--message=second")
    _git(repository, "switch", "--quiet", "--create", "feature", "main~1")
    _git(repository, "commit", "--quiet", "--allow-empty", "--message=third")
    _git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{repository}", "clone")
    for revision, said in (("origin/main", "have no common ancestor"), ("main~1", "unknown git revision")):
        with pytest.raises(git.NoRevision, match=said) as raised:
            git.ids_at(revision, tmp_path / "clone", "content")
        assert "fetch-depth: 0" in str(raised.value)


def test_branches_without_a_common_ancestor_are_reported(repository: Path) -> None:
    _git(repository, "switch", "--quiet", "--orphan", "other")
    _git(repository, "commit", "--quiet", "--allow-empty", "--message=other")
    with pytest.raises(git.NoRevision, match="`main` and HEAD have no common ancestor; name a branch"):
        git.ids_at("main", repository, "content")


def test_branch_without_a_commit_is_reported(repository: Path) -> None:
    _git(repository, "switch", "--quiet", "--orphan", "other")
    with pytest.raises(git.NoRevision, match="the current branch has no commit"):
        git.ids_at("main", repository, "content")


def test_names_that_are_not_utf8_are_listed(repository: Path) -> None:
    Path(os.fsdecode(os.fsencode(repository / "content/actors") + b"/\xff.yaml")).write_text("name: X\n")
    _git(repository, "add", ".")
    _git(repository, "commit", "--quiet", "--message=odd")
    assert "\udcff" in git.ids_at("main", repository, "content")


def test_empty_revision_on_the_command_line_is_an_error(repository: Path) -> None:
    done = run("briefgen", "check", "--base", "", cwd=repository)
    assert (done.returncode, "the revision is empty" in done.stderr) == (2, True)


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "-q", "main..main", "", "main:content"])
def test_an_unknown_revision_raises_a_one_line_error(repository: Path, revision: str) -> None:
    with pytest.raises(git.NoRevision) as raised:
        git.ids_at(revision, repository, "content")
    assert "\n" not in str(raised.value)
    assert list(repository.glob("x")) == []


def test_project_has_its_path_in_the_repository(tmp_path: Path) -> None:
    project = tmp_path / "docs/briefing"
    project.mkdir(parents=True)
    assert git.path_in_repository(project) == ""
    (tmp_path / ".git").write_text("gitdir: elsewhere\n")
    assert (git.path_in_repository(project), git.path_in_repository(tmp_path)) == ("docs/briefing", "")


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
