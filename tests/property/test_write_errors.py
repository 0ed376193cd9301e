"""Errors at every disk operation of a command leave its files old or new.

The message names a file. A command that promises a set of files leaves all of them old or all of them new. A second run without errors finishes.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.conftest import ROOT, write
from tests.support.projects import MINIMAL

_UNFINISHED = re.compile(r"\.([^/]+)\.briefgen-new-[0-9a-f]{12}(?:/|$)")
"""A path in the hidden folder of an unfinished site; its group is the site's name."""
ERRORS = ["ENOSPC", "EACCES", "EIO", "EINTR"]
_TEXT = "The talks were held in the capital. Both sides spoke of progress.\n"
PROJECT = {
    **MINIMAL,
    **{
        f"content/actors/actor-{number}.yaml": (
            f"summary:   See [[ministry]]. Two  spaces.\ncite: [ wire ]\nname:   Actor {number}\n"
        )
        for number in range(3)
    },
    "report.txt": _TEXT,
    "seeds/.gitkeep": "",
}


class Command(msgspec.Struct, frozen=True):
    """A command, and what it promises."""

    words: tuple[str, ...]
    is_set: bool = True
    """Whether it changes all its files or none."""
    written: str = ""
    """A file whose content depends on which other files could be read."""
    step: int = 1
    """Of how many operations one fails in the full test."""


COMMANDS = {
    # a first error ends the command, and the files before it stay formatted
    "fmt": Command(("fmt",), is_set=False),
    "fix": Command(("check", "--fix", "--no-cache")),
    "output": Command(("check", "--output", "report.json", "--format", "json"), written="report.json"),
    "rename": Command(("rename", "wire", "agency")),
    "review": Command(("review", "actor-0", "actor-1", "--on", "2025-01-02")),
    "source": Command(("source", "add", "report.txt", "--id", "talks", "--title", "Talks", "--received", "2025-01-02")),
    "schema": Command(("schema", "--write")),
    "init": Command(("init", "inner"), step=11),
    "new": Command(("new", "source", "talks"), written="content/sources/talks.yaml"),
    "render": Command(("render", "--output", "out"), step=101),
    "build": Command(("build", "--quiet"), step=397),
}


def _runs(project: Path, words: tuple[str, ...], *, is_lasting: bool, first: int, step: int) -> list[dict[str, Any]]:
    """Return the run without an error, and those with one at each chosen operation."""
    asked = {
        "project": str(project),
        "words": words,
        "errors": ERRORS,
        "is_lasting": is_lasting,
        "first": first,
        "step": step,
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.write_errors"],
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"},
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def _wrong(run: dict[str, Any], command: Command, before: dict[str, str], after: dict[str, str]) -> str:
    """Return what is wrong after a run with an error, or nothing."""
    is_lasting = len(run["failed"]) > 1
    # the next command deletes what a command could not delete itself
    files = {
        path: content
        for path, content in run["files"].items()
        if not path.endswith(".part") and not (is_lasting and _UNFINISHED.match(path))
    }
    again = dict(run["files_again"])
    for found in (files, again):
        if command.written in found and base64.b64decode(found[command.written]).endswith(b"\n"):
            found[command.written] = after[command.written]
    mixed = [path for path in {**files, **before} if files.get(path) not in (before.get(path), after.get(path))]
    names = [os.path.basename(path) or "project" for _, path in run["failed"]]
    sites = {unfinished[1] for _, path in run["failed"] if (unfinished := _UNFINISHED.match(path))}
    names += [shown for site in sorted(sites) for shown in (f"/{site}", f" {site} cannot be written")]
    printed = run["printed"] + base64.b64decode(run["files"].get(command.written, "")).decode()
    shown = [part for name in names for part in (name, name.rsplit(".", 2)[0].lstrip("."))]
    checks = {
        "ended with a traceback": run["code"] in (0, 1, 2) and "Traceback" not in run["printed"],
        f"neither old nor new: {mixed}": not mixed,
        "changed a part of the files": files in (before, after) or is_lasting or not command.is_set,
        "ended with 0 and did nothing": run["code"] != 0 or files == after,
        "names no file": run["code"] == 0 or any(name and name in printed for name in shown),
        "a second run fails": 0 in (run["again"], run["code"]),
        "a second run does not finish": again == after,
    }
    return next((what for what, is_right in checks.items() if not is_right), "")


def _check(name: str, tmp_path: Path, *, is_lasting: bool, first: int, step: int) -> int:
    command, project = COMMANDS[name], write(tmp_path / "project", PROJECT)
    whole, *runs = _runs(project, command.words, is_lasting=is_lasting, first=first, step=step)
    assert (whole["code"], whole["failed"]) == (0, []), whole["printed"]
    before = {path: content for path, content in whole["files"].items() if path in PROJECT} | _contents(project)
    assert before != whole["files"]
    wrong = [(w, run["number"], run["error"], run["failed"][:2], run["printed"]) for run in runs if (w := _wrong(run, command, before, whole["files"]))]  # fmt: skip
    assert wrong == []
    return len(runs)


def _contents(project: Path) -> dict[str, str]:
    found = [file for file in project.rglob("*") if file.is_file()]
    return {file.relative_to(project).as_posix(): base64.b64encode(file.read_bytes()).decode() for file in found}


@pytest.mark.skipif(sys.platform != "linux", reason="the path of a descriptor is read from `/proc`")
@pytest.mark.parametrize("name", ["fix", "output", "rename", "source"])
def test_error_at_some_operations_leaves_files_old_or_new(name: str, tmp_path: Path) -> None:
    assert _check(name, tmp_path, is_lasting=False, first=5, step=37) >= 3


@pytest.mark.full
@pytest.mark.skipif(sys.platform != "linux", reason="the path of a descriptor is read from `/proc`")
@pytest.mark.parametrize("is_lasting", [False, True], ids=["once", "from-then-on"])
@pytest.mark.parametrize("name", COMMANDS)
def test_error_at_any_operation_leaves_files_old_or_new(name: str, is_lasting: bool, tmp_path: Path) -> None:
    step = COMMANDS[name].step
    assert _check(name, tmp_path, is_lasting=is_lasting, first=1, step=step) >= (40 if step == 1 else 4)
