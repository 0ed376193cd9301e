"""The hooks for pre-commit: those of a new project, and those offered here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, run, write
from tests.workflows.steps import git

_BIN = Path(sys.executable).parent
_BROKEN = {"content/actors/anna-north.yaml": "name: Anna North\nsumary: A person.\n"}
_UNFORMATTED = {"content/actors/anna-north.yaml": "name:   Anna North\nsummary: A person.\ncite: [wire-report]\n"}


def _precommit(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": f"{_BIN}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(project.parent / "kept"),
    }
    command = [str(_BIN / "pre-commit"), *words, "--all-files"]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


def _new(folder: Path) -> Path:
    assert run("briefgen", "init", str(folder)).returncode == 0
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "Begin")
    return folder


@pytest.mark.full
def test_hooks_of_a_new_project_check_and_format(tmp_path: Path) -> None:
    project = _new(tmp_path / "new")
    assert _precommit(project, "run").returncode == 0
    write(project, _UNFORMATTED)
    done = _precommit(project, "run", "briefgen-fmt")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    write(project, _BROKEN)
    done = _precommit(project, "run", "briefgen-check")
    assert done.returncode == 1
    assert "unknown field `sumary`" in done.stdout


@pytest.mark.full
def test_offered_hooks_pass_try_repo(tmp_path: Path) -> None:
    project = _new(tmp_path / "new")
    source = tmp_path / "briefgen"
    git(tmp_path, "clone", "--quiet", "--no-hardlinks", str(ROOT), source.name)
    done = _precommit(project, "try-repo", str(source))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("Passed") == 2
    write(project, _BROKEN)
    done = _precommit(project, "try-repo", str(source), "briefgen-check")
    assert done.returncode == 1
    assert "unknown field `sumary`" in done.stdout


def test_both_sets_of_hooks_run_for_the_same_files() -> None:
    offered = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    file = ROOT / "briefgen/editing/project/all/dot_pre-commit-config.yaml"
    (local,) = yaml.safe_load(file.read_text("utf-8"))["repos"]
    for hook in local["hooks"]:
        other = offered.pop(hook["id"])
        assert {key: hook[key] for key in ("name", "entry", "files")} == {
            key: other[key] for key in ("name", "entry", "files")
        }
        assert hook.get("pass_filenames") == other.get("pass_filenames")
    assert offered == {}
