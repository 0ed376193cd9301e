"""Workflows as data, and their shell steps run as a host would run them.

A step runs in bash with the options that GitHub uses. Expressions in `env` get their values from a table. Files that a step
names by variable, such as `GITHUB_OUTPUT`, are files in a temporary folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from tests.support.projects import ROOT

Json = dict[str, Any]
NEW_PROJECT = ROOT / "briefgen/editing/project"
GITHUB = NEW_PROJECT / "github/dot_github/workflows"
OWN = ROOT / ".github/workflows"
GITLAB = NEW_PROJECT / "gitlab/dot_gitlab-ci.yml"
ACTION = ROOT / "action.yml"
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


class Step(msgspec.Struct, frozen=True):
    """A step with a command, and where it stands."""

    file: str
    job: str
    name: str
    command: str
    env: Mapping[str, str]

    @property
    def key(self) -> str:
        """Return the name by which tests refer to the step."""
        return f"{self.file}: {self.job}: {self.name}"


class Ran(msgspec.Struct, frozen=True):
    """What a step printed and wrote."""

    code: int
    printed: str
    outputs: Mapping[str, str]
    summary: str


def workflows() -> list[Path]:
    """Return the workflows of a new project and of this repository."""
    return [*sorted(GITHUB.glob("*.yml")), *sorted(OWN.glob("*.yml"))]


@cache
def loaded(file: Path) -> Json:
    """Return a workflow; its key `on`, which YAML 1.1 reads as true, is text."""
    found: dict[str | bool, Any] = yaml.safe_load(file.read_text("utf-8"))
    return {("on" if key is True else str(key)): value for key, value in found.items()}


def all_steps(file: Path) -> Iterator[tuple[str, Json, Json]]:
    """Yield each job's name, the job and a step."""
    for name, job in loaded(file)["jobs"].items():
        for step in job["steps"]:
            yield name, job, step


def commands(file: Path) -> list[Step]:
    """Return the steps of a workflow that run a command."""
    return [
        Step(
            file.name,
            name,
            str(step.get("name", step["run"])),
            step["run"],
            {**job.get("env", {}), **step.get("env", {})},
        )
        for name, job, step in all_steps(file)
        if "run" in step
    ]


def step(file: Path, name: str) -> Step:
    """Return the step with a name."""
    (found,) = [each for each in commands(file) if each.name == name]
    return found


def run_step(step: Step, cwd: Path, temporary: Path, values: Mapping[str, str], *, programs: Path | None = None) -> Ran:
    """Run a step in a folder.

    ``values`` are those of the expressions in its environment. ``programs`` is a folder of programs that come first on the path. Raises KeyError for an expression without a value.
    """
    temporary.mkdir(parents=True, exist_ok=True)
    files = {name: temporary / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH", "GITHUB_ENV")}
    for file in files.values():
        file.write_text("")
    own = {name: _EXPRESSION.sub(lambda found: values[found[1]], str(value)) for name, value in step.env.items()}
    path = os.pathsep.join(map(str, filter(None, [programs, Path(sys.executable).parent, os.environ["PATH"]])))
    script = temporary / "script.sh"
    script.write_text(step.command)
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=cwd,
        env={
            "PATH": path,
            "HOME": str(temporary),
            "LANG": "C.UTF-8",
            "NO_MKDOCS_2_WARNING": "1",
            "RUNNER_TEMP": str(temporary),
            **{name: str(file) for name, file in files.items()},
            **own,
        },
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines())
    summary = files["GITHUB_STEP_SUMMARY"].read_text()
    return Ran(done.returncode, done.stdout + done.stderr, outputs, summary)


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, and return what it prints."""
    names = ["-c", "user.name=test", "-c", "user.email=test@invalid", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *names, *words], cwd=folder, capture_output=True, text=True, check=True).stdout
