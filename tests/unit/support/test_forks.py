"""Forked commands behave like commands in processes of their own."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import run, write


@pytest.mark.parametrize(
    ("code", "ended", "out", "err"),
    [
        ("print('out'); import sys; print('err', file=sys.stderr)", 0, "out\n", "err\n"),
        ("raise SystemExit(3)", 3, "", ""),
        ("raise SystemExit('why')", 1, "", "why\n"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", -15, "", ""),
        ("import atexit; atexit.register(print, 'at the end')", 0, "at the end\n", ""),
        ("import sys; print(sys.stdin.read(), sys.argv[1:])", 0, " ['a', 'b c']\n", ""),
    ],
)
def test_a_fork_ends_and_prints_as_a_command(code: str, ended: int, out: str, err: str, tmp_path: Path) -> None:
    write(tmp_path, {"shown.py": code})
    done = run("shown", "a", "b c", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (ended, out, err)


def test_a_fork_prints_the_traceback_of_what_it_raises(tmp_path: Path) -> None:
    write(tmp_path, {"shown.py": "raise ValueError('why')"})
    done = run("shown", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("Traceback")
    assert done.stderr.endswith("ValueError: why\n")


def test_a_fork_sees_the_environment_of_its_call_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"shown.py": "import os; print(os.environ.get('SHOWN'), os.getcwd())"})
    monkeypatch.setenv("SHOWN", "once")
    assert run("shown", cwd=tmp_path).stdout == f"once {tmp_path}\n"
    monkeypatch.delenv("SHOWN")
    assert run("shown", cwd=tmp_path).stdout == f"None {tmp_path}\n"


def test_nothing_that_a_fork_changes_reaches_the_next(tmp_path: Path) -> None:
    write(tmp_path, {"shown.py": "import briefgen, os; print(hasattr(briefgen, 'x')); briefgen.x = 1; os.chdir('/')"})
    assert [run("shown", cwd=tmp_path).stdout for _ in range(2)] == ["False\n", "False\n"]


def test_a_fork_that_hangs_is_killed_and_the_next_runs(tmp_path: Path) -> None:
    write(tmp_path, {"hangs.py": "import time; time.sleep(600)", "shown.py": "print('next')"})
    with pytest.raises(subprocess.TimeoutExpired):
        run("hangs", cwd=tmp_path, timeout=1)
    assert run("shown", cwd=tmp_path).stdout == "next\n"


def test_many_short_forks_in_a_row_all_answer(tmp_path: Path) -> None:
    write(tmp_path, {"shown.py": "import os; os._exit(7)"})
    assert {run("shown", cwd=tmp_path, timeout=60).returncode for _ in range(100)} == {7}
