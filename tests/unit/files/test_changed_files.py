"""Files that were changed since a git revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from briefgen.files import git
from tests.conftest import write


def _git(folder: Path, *words: str) -> None:
    named = ("-c", "user.name=E", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *named, *words], cwd=folder, check=True, capture_output=True)


def _commit(folder: Path) -> None:
    _git(folder, "add", ".")
    _git(folder, "commit", "--quiet", "--message=a change")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    _git(tmp_path, "init", "--quiet", "--initial-branch=main")
    project = tmp_path / "project"
    write(project, {"seeds/a.yaml": "a\n", "seeds/b.yaml": "b\n", ".gitignore": "seeds/texts/\n"})
    _commit(tmp_path)
    return project


def test_changed_and_new_files_are_listed_and_ignored_ones_not(repository: Path) -> None:
    write(repository, {"seeds/b.yaml": "other\n", "seeds/ü.yaml": "n\n", "seeds/texts/b.txt": "t\n", "c": "c\n"})
    assert git.changed_since("HEAD", repository, "seeds") == {"seeds/b.yaml", "seeds/ü.yaml"}
    _commit(repository)
    assert git.changed_since("HEAD", repository, "seeds") == frozenset()
    assert git.changed_since("HEAD~1", repository, "seeds") == {"seeds/b.yaml", "seeds/ü.yaml"}


def test_changes_of_the_other_branch_are_not_listed(repository: Path) -> None:
    _git(repository, "checkout", "-q", "-b", "theirs")
    write(repository, {"seeds/theirs.yaml": "b\n"})
    _commit(repository)
    _git(repository, "checkout", "-q", "-b", "mine", "main")
    write(repository, {"seeds/mine.yaml": "c\n"})
    assert git.changed_since("theirs", repository, "seeds") == {"seeds/mine.yaml"}


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", ""])
def test_unknown_revision_raises(revision: str, repository: Path) -> None:
    with pytest.raises(git.NoRevision):
        git.changed_since(revision, repository, "seeds")
