"""Inject an error into the nth disk operation of a command.

`python -m tests.support.write_errors` reads one JSON object from standard input. It has the project's folder, the command's
words, the names of the errors, and the chosen operations. With `is_lasting`, every later operation fails too. Each run is a
fork that works on a copy of the project.

For each run, a line of JSON on standard output has the exit code, what was printed, the operation that failed, and the files.
Operations are those of Python's audit events, and calls of `os` that have no event, on paths in the project.
"""

from __future__ import annotations

import base64
import errno
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.support.forks import compile_templates

_EVENTS = frozenset({"open", "os.chmod", "os.link", "os.listdir", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir", "os.symlink", "os.truncate"})  # fmt: skip
_CALLS = ("close", "fstat", "fsync", "lstat", "read", "stat", "write")
"""Functions of `os` without an audit event; they are counted if their path or descriptor is in the project."""


class Injector:
    """Raises an error at the nth operation on paths in a folder."""

    def __init__(self, folder: str, number: int, error: int, *, is_lasting: bool) -> None:
        self._folder = folder
        self._left = number
        self._error = error
        self._is_lasting = is_lasting
        self.failed: list[tuple[str, str]] = []
        """The operations that failed, each with its path."""
        sys.addaudithook(self._audit)
        for name in _CALLS:
            setattr(os, name, self._counted(name, getattr(os, name)))

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _EVENTS and arguments and isinstance(arguments[0], str | bytes | os.PathLike):
            path = os.path.abspath(os.fsdecode(arguments[0]))
            if self._fails(event, path):
                raise OSError(self._error, os.strerror(self._error), os.fsdecode(arguments[0]))

    def _counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            is_path = not isinstance(arguments[0], int)
            path = os.path.abspath(os.fsdecode(arguments[0])) if is_path else _path_of(arguments[0])
            if self._fails(name, path):
                if name == "close":
                    call(*arguments, **named)
                raise OSError(self._error, os.strerror(self._error), *([os.fsdecode(arguments[0])] if is_path else []))
            return call(*arguments, **named)

        return counted

    def _fails(self, name: str, path: str) -> bool:
        if not path.startswith(self._folder):
            return False
        self._left -= 1
        if self._left and not (self._is_lasting and self._left < 0):
            return False
        self.failed.append((name, path[len(self._folder) + 1 :]))
        return True


def _path_of(descriptor: int) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}")
    except OSError:
        return ""


def _forked(project: Path, words: list[str], number: int, error: int, *, is_lasting: bool) -> dict[str, Any]:
    """Run the command in a fork, on a copy of the project, and return what became of both."""
    with tempfile.TemporaryDirectory(prefix="errors-") as folder:
        copy, out, told = Path(folder, "project"), Path(folder, "out"), Path(folder, "told")
        shutil.copytree(project, copy)
        child = os.fork()
        if child == 0:
            _become(copy, out, told, words, Injector(str(copy), number, error, is_lasting=is_lasting))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        again, files = -1, _files(copy)
        failed = json.loads(told.read_text("utf-8")) if told.exists() else []
        if failed:
            child = os.fork()
            if child == 0:
                _become(copy, Path(folder, "again"), None, words, None)
            again = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        printed = out.read_text("utf-8", "replace")
        found = {"number": number, "error": errno.errorcode[error], "code": code, "printed": printed, "failed": failed}
        return {**found, "files": files, "again": again, "files_again": _files(copy)}


def _become(project: Path, out: Path, told: Path | None, words: list[str], injector: Injector | None) -> None:
    """Run the command line in this process, and end the process."""
    os.chdir(project)
    stream = os.open(out, os.O_WRONLY | os.O_CREAT)
    for number in (1, 2):
        os.dup2(stream, number)
    sys.argv = ["briefgen", *words]
    leave = os._exit

    def end(code: int) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        if told and injector and injector.failed:
            told.write_text(json.dumps(injector.failed), "utf-8")
        leave(code)

    os._exit = end  # type: ignore[assignment]  # it returns only to the interpreter
    from briefgen.cli import main

    try:
        main()
        end(0)
    except SystemExit as stop:
        end(stop.code if isinstance(stop.code, int) else 1)
    except BaseException:
        import traceback

        traceback.print_exc()
        end(99)


def _files(project: Path) -> dict[str, str]:
    """Return the contents of the project's files, without the cache and without the site."""
    found = [file for file in project.rglob("*") if file.is_file()]
    paths = {file.relative_to(project).as_posix(): file for file in found}
    return {
        path: base64.b64encode(file.read_bytes()).decode()
        for path, file in sorted(paths.items())
        if not path.startswith(".briefgen/") or path.endswith(".part")
    }


def _runs(asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a run without an error, then those with one at each chosen operation.

    The errors take turns.
    """
    project, words = Path(asked["project"]), asked["words"]
    yield _forked(project, words, 0, errno.EIO, is_lasting=False)
    number = asked["first"]
    while True:
        code = getattr(errno, asked["errors"][number % len(asked["errors"])])
        found = _forked(project, words, number, code, is_lasting=asked["is_lasting"])
        if not found["failed"]:
            return
        yield found
        number += asked["step"]


def main() -> None:
    """Import all modules, then run the command once for each chosen operation."""
    import importlib
    import pkgutil

    import briefgen

    for found in pkgutil.walk_packages(briefgen.__path__, "briefgen."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    compile_templates()
    for run in _runs(json.loads(sys.stdin.read())):
        print(json.dumps(run), flush=True)


if __name__ == "__main__":
    main()
