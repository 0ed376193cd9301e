"""`briefgen review --base` names quotations whose record the same change brings."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import run, write
from tests.support.small import CLEAN, add_record, project

EVENT = "content/events/2025-11-27-talks.yaml"
SAID = "statements:\n  - {id: said, speaker: ministry, quote: The talks will go on, cite: [wire]}\n"


def _git(folder: Path, *words: str) -> None:
    named = ("-c", "user.name=E", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *named, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    """Return a repository with a quotation and no record."""
    folder = project(tmp_path, {**CLEAN, EVENT: CLEAN[EVENT] + SAID})
    write(folder, {"mkdocs.yml": "site_name: S\nplugins: [briefgen]\n", ".gitignore": ".cache/\n"})
    _git(folder, "init", "--quiet", "--initial-branch=main")
    _git(folder, "add", ".")
    _git(folder, "commit", "--quiet", "--message=first")
    return folder


def _review(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run("briefgen", "review", "2025-11-27-talks", "--diff", "--project", str(folder), *words)


def test_quotation_on_a_record_of_the_same_change_is_named(committed: Path) -> None:
    add_record(committed, "wire", "They met. The talks will go on. Then all went home.")
    done = _review(committed, "--base", "main")
    assert done.returncode == 0
    expected = "2025-11-27-talks#said: its quotation rests on `seeds/wire.yaml`, which this change brings"
    assert done.stderr.count(expected) == 1
    assert "rests on" not in _review(committed).stderr
    _git(committed, "add", ".")
    _git(committed, "commit", "--quiet", "--message=second")
    assert "rests on" not in _review(committed, "--base", "main").stderr


def test_unknown_base_exits_with_2(committed: Path) -> None:
    done = _review(committed, "--base", "nowhere")
    assert (done.returncode, "--base nowhere: unknown git revision" in done.stderr) == (2, True)
