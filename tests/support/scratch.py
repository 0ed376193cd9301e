"""A disposable copy of the project, and pytest in it."""

from __future__ import annotations

import importlib.util
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import msgspec

TIMEOUT = 1800
"""Timeout of a pytest run in seconds."""


class Run(msgspec.Struct, frozen=True):
    """The failed tests of a pytest run with their messages, and its CPU seconds."""

    failed: dict[str, str]
    seconds: float


class Scratch:
    """A copy of a project as it is in its folder, including uncommitted edits."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self.folder = folder / "project"
        self._renames: dict[str, dict[str, str]] = {}
        listed = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
        self.files = sorted(path for path in set(listed) if path and (root / path).is_file())
        for path in self.files:
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / path, self.folder / path, follow_symlinks=False)
        (self.folder / ".cache").mkdir(exist_ok=True)
        for item in (root / ".cache").glob("*"):
            # installed tools are shared; cached sites would pile up
            if item.name != "sites":
                (self.folder / ".cache" / item.name).symlink_to(item)

    def moved(self, commit: str, path: str) -> tuple[str, ...]:
        """Return the path to which git says a file of a commit was renamed."""
        if commit not in self._renames:
            listed = _git(self.root, "diff", "-M40%", "--diff-filter=R", "--name-status", commit, "HEAD")
            self._renames[commit] = dict(line.split("\t")[1:] for line in listed.splitlines())
        now = self._renames[commit].get(path)
        return () if now is None else (now,)

    def touched(self, commit: str) -> tuple[str, ...]:
        """Return the test files that a commit added or changed, where they are now."""
        listed = _git(self.root, "show", "--format=", "--name-only", "--diff-filter=AM", commit, "--", "tests")
        paths = (path for path in listed.splitlines() if Path(path).match("test_*.py"))
        return tuple(found for path in paths if (found := self.test(path, commit)))

    def test(self, hint: str, commit: str) -> str | None:
        """Return the current name of a test file or test; the file if the test is gone.

        Returns None if the file is gone too.
        """
        path, _, name = hint.partition("::")
        named = [each for each in self.files if Path(each).name == Path(path).name and each.startswith("tests/")]
        for now in (path, *self.moved(commit, path), *(named if len(named) == 1 else ())):
            if (self.folder / now).is_file():
                function = name.partition("[")[0].rpartition("::")[2]
                has_it = re.search(rf"def {re.escape(function)}\(", (self.folder / now).read_text("utf-8"))
                return f"{now}::{name}" if name and has_it else now
        return None

    def write(self, path: str, text: str) -> None:
        """Write a file of the copy and delete its compiled versions."""
        target = self.folder / path
        target.write_text(text, "utf-8")
        for compiled in target.parent.glob(f"__pycache__/{target.stem}.*.pyc"):
            compiled.unlink()

    def pytest(self, tests: Sequence[str], *options: str) -> Run:
        """Run tests in the copy. Raises ChildProcessError if pytest itself failed."""
        report = self.folder.parent / "report.xml"
        report.unlink(missing_ok=True)
        words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        words += [f"--junitxml={report}", "-o", "junit_family=xunit1"]
        words += ["-n0"] if importlib.util.find_spec("xdist") else []
        began = _processor_seconds()
        with subprocess.Popen(
            [*words, *options, *tests],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            text=True,
        ) as process:
            try:
                said, _ = process.communicate(timeout=TIMEOUT)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                return Run({"(no end)": f"no end after {TIMEOUT} seconds"}, _processor_seconds() - began)
            except BaseException:
                os.killpg(process.pid, signal.SIGKILL)
                raise
        failed = dict(_failures(report)) if report.is_file() else {}
        # 5: no test was collected
        if process.returncode not in (0, 5) and not failed:
            raise ChildProcessError(said)
        return Run(failed, _processor_seconds() - began)


def _failures(report: Path) -> Iterator[tuple[str, str]]:
    for case in ElementTree.parse(report).iter("testcase"):
        for found in (*case.iter("failure"), *case.iter("error")):
            path = case.get("file") or ""
            within = (case.get("classname") or "").removeprefix(path.removesuffix(".py").replace("/", ".")).strip(".")
            names = [path, *within.split("."), case.get("name") or ""]
            yield "::".join(filter(None, names)), _cause(found)


def _cause(found: ElementTree.Element) -> str:
    """Return the line of the output that says why a test failed."""
    lines = [line for line in (found.text or "").splitlines() if line.startswith("E ")]
    return ((found.get("message") or "").strip().partition("\n")[0] or (lines or [""])[-1])[:200]


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _git(root: Path, *words: str) -> str:
    """Return git's output, or an empty text if it does not know the commit."""
    return subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False).stdout
