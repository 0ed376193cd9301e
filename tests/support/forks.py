"""Run commands in forks of one process that has loaded MkDocs and the generator.

A fork is a separate process, like a command that a user runs, but has no loading time. `briefgen check` takes a fifth of its
time and a build half. `python -m tests.support.forks` is the process that is forked.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import importlib
import json
import os
import pkgutil
import runpy
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parent.parent.parent
_LOADED = (
    "mkdocs.commands.build",
    "mkdocs.config.defaults",
    "mkdocs.contrib.search",
    "material.plugins.search.plugin",
    "markdown.extensions.attr_list",
    "markdown.extensions.codehilite",
    "markdown.extensions.fenced_code",
    "markdown.extensions.tables",
    "pygments.formatters",
    "pygments.lexers",
)


def run(
    words: tuple[str, ...], cwd: Path | None, environment: Mapping[str, str], timeout: int
) -> subprocess.CompletedProcess[str]:
    """Run a Python module with its arguments in a fork, as `python -m` would."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        code = _server().ask(
            {
                "words": words,
                "cwd": str(cwd or Path.cwd()),
                "environment": dict(environment),
                "timeout": timeout,
                "out": str(out),
                "err": str(err),
            }
        )
        if code == -signal.SIGALRM:
            raise subprocess.TimeoutExpired(words, timeout)
        return subprocess.CompletedProcess(words, code, out.read_text("utf-8"), err.read_text("utf-8"))


class _Server:
    """The client of the process that is forked."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.forks"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        atexit.register(self._end)

    def ask(self, asked: dict[str, Any]) -> int:
        """Run a command in a fork and return its exit code."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def _end(self) -> None:
        self._process.communicate()


@functools.cache
def _server() -> _Server:
    return _Server()


def _serve() -> tuple[str, ...] | None:
    """Fork for each request; return its words in the fork, and None after the last request."""
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _become(asked)
            return tuple(asked["words"])
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    return None


def _become(asked: Mapping[str, Any]) -> None:
    """Set a fork's folder, environment, streams and timeout."""
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.path[0] = asked["cwd"]
    for number, path in ((1, asked["out"]), (2, asked["err"])):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    signal.alarm(asked["timeout"])


def compile_templates() -> None:
    """Compile the templates that most builds use.

    The forks of this process then compile only those whose text is another.
    """
    import jinja2
    from mkdocs.theme import Theme

    from briefgen.render.compiled_templates import compiled_templates
    from briefgen.render.templates import own_templates, template_environment
    from briefgen.text.messages import ENGLISH

    own = own_templates()
    theme = Theme(name="material", custom_dir=str(own / "theme")).get_env()
    theme.bytecode_cache = compiled_templates(ENGLISH)
    for environment, suffix in ((template_environment((own,)), ".j2"), (theme, ".html")):
        for name in environment.list_templates():
            is_rare = name.startswith("partials/languages/") and not name.endswith("/en.html")
            # the templates of Material's blog need filters of a plugin
            with contextlib.suppress(jinja2.TemplateAssertionError):
                if name.endswith(suffix) and not is_rare:
                    environment.get_template(name)


def main() -> None:
    """Import what commands import, then run commands in forks."""
    import briefgen

    for name in (*_LOADED, *(found.name for found in pkgutil.walk_packages(briefgen.__path__, "briefgen."))):
        if not name.endswith("__main__"):
            importlib.import_module(name)
    compile_templates()
    if words := _serve():
        sys.argv = list(words)
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
