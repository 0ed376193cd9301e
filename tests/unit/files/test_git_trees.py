"""Files of a commit: regular ones, inside of the folder, without any program."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from briefgen.files import git_trees
from briefgen.files.git import NoRevision, commit_of
from tests.conftest import write


def _git(folder: Path, *words: str, given: bytes = b"") -> str:
    who = ("-c", "user.name=E", "-c", "user.email=e@example.org")
    done = subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, input=given)
    return done.stdout.decode().strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = write(
        tmp_path / "repository", {"a/one.yaml": "title: One\n", "a/ü b.yaml": "x: 1\n", "mkdocs.yml": "a: 1\n"}
    )
    (folder / "a/link.yaml").symlink_to("one.yaml")
    _git(folder, "init", "--quiet", "--initial-branch=main")
    _git(folder, "add", ".")
    _git(folder, "commit", "--quiet", "--message=first")
    return folder


def test_files_have_the_hashes_of_git_and_no_links(repository: Path) -> None:
    found = git_trees.files_at("HEAD", repository)
    assert sorted(found) == ["a/one.yaml", "a/ü b.yaml", "mkdocs.yml"]
    assert found["a/one.yaml"].hash == git_trees.hashes_below(repository / "a")["one.yaml"]
    assert git_trees.hashes_below(repository / "a").keys() == {"one.yaml", "ü b.yaml"}


def test_written_files_have_their_content(repository: Path, tmp_path: Path) -> None:
    (repository / "a/one.yaml").write_text("title: Two\n", "utf-8")
    folder = tmp_path / "there"
    folder.mkdir()
    git_trees.write(git_trees.files_at("HEAD", repository), repository, folder, lambda path: path.startswith("a/"))
    assert (folder / "a/one.yaml").read_text("utf-8") == "title: One\n"
    assert sorted(path.name for path in folder.rglob("*.yml")) == []


def test_names_that_leave_the_folder_are_left_out(repository: Path, tmp_path: Path) -> None:
    blob = _git(repository, "hash-object", "-w", "--stdin", given=b"title: Evil\n")
    inner = _git(repository, "mktree", given=f"100644 blob {blob}\tevil.yaml\n".encode())
    tree = _git(
        repository, "mktree", "--missing", given=f"040000 tree {inner}\t..\n100644 blob {blob}\tfine.yaml\n".encode()
    )
    commit = _git(repository, "commit-tree", tree, "-m", "evil")
    found = git_trees.files_at(commit, repository)
    assert sorted(found) == ["fine.yaml"]
    folder = tmp_path / "outer/there"
    folder.mkdir(parents=True)
    git_trees.write(found, repository, folder, lambda path: bool(path))
    assert sorted(path.name for path in tmp_path.joinpath("outer").rglob("*.yaml")) == ["fine.yaml"]


def test_missing_content_is_named_with_what_to_do(repository: Path) -> None:
    with pytest.raises(NoRevision, match="this clone lacks file contents"):
        git_trees.contents_of(["0" * 39 + "1"], repository)


def test_programs_of_the_repository_never_run(repository: Path, tmp_path: Path) -> None:
    trace = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {trace}\n", "utf-8")
    program.chmod(0o755)
    for name in (
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "filter.evil.clean",
        "filter.evil.smudge",
        "gpg.program",
    ):
        _git(repository, "config", name, str(program))
    _git(repository, "config", "log.showSignature", "true")
    _git(repository, "config", "core.hooksPath", str(tmp_path))
    (repository / ".gitattributes").write_text("*.yaml filter=evil diff=evil\n", "utf-8")
    files = git_trees.files_at("HEAD", repository)
    git_trees.contents_of([file.hash for file in files.values()], repository)
    git_trees.messages_between("HEAD", "HEAD", repository)
    git_trees.subject_of("HEAD", repository)
    assert commit_of(repository, "HEAD")
    assert not trace.exists()


def test_moved_project_is_found_where_it_was(repository: Path) -> None:
    files = git_trees.files_at("HEAD", repository)
    held = {f"old/{path}": files["mkdocs.yml"] for path in ("mkdocs.yml", "content/briefing.yaml")}
    assert git_trees.project_in(held, "new") == "old"
    assert git_trees.project_in(held, "old") == "old"
    two = held | {path.replace("old/", "other/"): file for path, file in held.items()}
    assert git_trees.project_in(two, "new") is None
    assert git_trees.project_in({}, "") is None


@pytest.mark.parametrize(
    ("path", "is_near"),
    [
        ("site/mkdocs.yml", True),
        ("base.yml", True),
        ("site/config/base.yaml", True),
        ("site/content/events/a.yaml", False),
        ("other/base.yml", False),
        ("site/mkdocs.txt", False),
    ],
)
def test_configuration_is_near_the_project(path: str, is_near: bool) -> None:
    assert git_trees.is_near(path, "site") is is_near


def test_environment_of_the_caller_is_not_changed(repository: Path) -> None:
    before = dict(os.environ)
    git_trees.files_at("HEAD", repository)
    assert dict(os.environ) == before
