"""Atomic writes: a killed command leaves each file in its old or its new state.

A second run then gives the same result as an uninterrupted one.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefgen.corpus.cache import Cache
from briefgen.corpus.load import load
from tests.conftest import run, write

BRIEFS = 40
# each command rewrites every brief of the project below
COMMANDS = {
    "fmt": ("fmt",),
    "rename": ("rename", "wire", "agency"),
    "check --fix": ("check", "--fix", "--no-cache"),
}
Files = dict[str, bytes]

# a command that kills itself after its nth open for writing, or before its nth rename or removal, in `content/`
_KILLED = """
import os, signal, sys
left = int(sys.argv.pop(1))
def hook(event, args):
    global left
    writes = event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR)
    if (writes or event in ("os.rename", "os.remove")) and "/content/" in str(args[0]):
        left -= 1
        if not left:
            if event == "open":
                os.open(args[0], args[2])
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
sys.argv[0] = "briefgen"
from briefgen.cli import main
main()
"""


def _project(folder: Path) -> Path:
    """Write a project of large, unformatted briefs with a fixable problem that cite the same source."""
    body = "  See [[wire]]. Two  spaces.\n" + "  One line of many.\n" * 1000
    briefs = {
        f"content/actors/actor-{number:02}.yaml": (
            f"body: |\n{body}cite: [ wire ]\nsummary: An actor.\nname:   Actor {number}\n"
        )
        for number in range(BRIEFS)
    }
    others = {
        "mkdocs.yml": "site_name: Large\nplugins: [search, briefgen]\n",
        "content/briefing.yaml": "title: Large\n",
        "content/sources/wire.yaml": "url:  https://example.org/\ntitle: A report\n",
    }
    return write(folder, {**briefs, **others})


def _files(project: Path) -> Files:
    """Return the files of the content folder without temporary ones, whose names begin with a dot."""
    found = [file for file in (project / "content").rglob("*") if file.is_file() and not file.name.startswith(".")]
    return {file.relative_to(project).as_posix(): file.read_bytes() for file in found}


def _restore(project: Path, files: Files) -> None:
    shutil.rmtree(project / "content")
    for path, content in files.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_bytes(content)


def _kill_at(project: Path, words: tuple[str, ...], number: int) -> None:
    """Run the command and kill it at its nth change of the content folder."""
    command = [sys.executable, "-c", _KILLED, str(number), *words]
    done = subprocess.run(command, cwd=project, capture_output=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL


def _kill_when(project: Path, words: tuple[str, ...], watched: Path) -> None:
    """Run the command until a file is replaced or removed, then kill it after an instant."""
    command = [sys.executable, "-m", "briefgen", *words]
    seen = _identity(watched)
    with subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        end = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < end and _identity(watched) == seen:
            time.sleep(0)
        with contextlib.suppress(ProcessLookupError):
            process.kill()


def _identity(file: Path) -> tuple[int, int]:
    try:
        found = os.stat(file)
        return found.st_ino, found.st_size
    except FileNotFoundError:
        return -1, -1


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.full] if number else []) for number, name in enumerate(COMMANDS)]
)
def test_killed_command_leaves_every_file_old_or_new(name: str, tmp_path: Path) -> None:
    project, words, chance = _project(tmp_path / "project"), COMMANDS[name], random.Random(name)
    before = _files(project)
    run("briefgen", *words, cwd=project)
    after = _files(project)
    changed = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    assert len(changed) >= BRIEFS
    # each file is opened and renamed: one after the other by `fmt`, and by the others all are opened first
    first = 3 if name == "fmt" else len(changed) + 1
    kills = [2, *chance.sample(range(first + 1, 2 * BRIEFS - 1), 3), 2 * BRIEFS - 1]
    for number in kills:
        _restore(project, before)
        _kill_at(project, words, number)
        assert list((project / "content").rglob(".*.part")) != []
        assert _files(project) not in ((before, after) if number > first else (after,))
        _is_whole(project, words, before, after)
    for watched in chance.sample(changed, 3):
        _restore(project, before)
        _kill_when(project, words, project / watched)
        _is_whole(project, words, before, after)


def _is_whole(project: Path, words: tuple[str, ...], before: Files, after: Files) -> None:
    """Check what a killed command left, and let another one finish."""
    found = _files(project)
    assert [p for p in found.keys() | before.keys() if found.get(p) not in (before.get(p), after.get(p))] == []
    # old files are removed only after all new ones are written
    assert before.keys() <= found.keys() or found == after
    loaded = load(project, project / "content", Cache())
    assert {entry.path for entry in loaded.entries} | {loaded.briefing_path} == set(found)
    assert loaded.problems == ()
    run("briefgen", *words, cwd=project)
    assert _files(project) == after
    assert list(project.rglob(".*.part")) == []
