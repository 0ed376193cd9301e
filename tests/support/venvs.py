"""Virtual environments for tests with other packages or another Python.

They are kept in `.cache/venvs/`. Where a package or a version of Python cannot be had, the test is skipped.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.projects import ROOT

_FOLDER = ROOT / ".cache/venvs"


def python(name: str, *requirements: str, interpreter: str = "python3.11") -> Path:
    """Return the Python of an environment with the newest allowed packages."""
    # the package's own requirements may have changed
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    key = hashlib.sha256(repr((requirements, interpreter, project)).encode()).hexdigest()[:16]
    folder = _FOLDER / f"{name}-{key}"
    done = folder / "installed"
    if not done.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        _call(find(interpreter), "-m", "venv", str(folder))
        pip = ("-m", "pip", "--quiet", "--disable-pip-version-check", "install")
        _call(str(folder / "bin/python"), *pip, *requirements)
        done.write_text("")
    return folder / "bin/python"


def find(interpreter: str) -> str:
    """Return the path of a version of Python; skip the test without one."""
    versions = sorted(Path("~/.pyenv/versions").expanduser().glob(f"{interpreter.removeprefix('python')}.*/bin/python"))
    for path in (shutil.which(interpreter), *map(str, versions)):
        if path and subprocess.run([path, "-c", ""], capture_output=True, check=False).returncode == 0:
            return path
    pytest.skip(f"this machine has no {interpreter}")


def versions(interpreter: Path) -> dict[str, str]:
    """Return the installed packages of an environment, each with its version."""
    words = [str(interpreter), "-m", "pip", "list", "--format", "freeze", "--disable-pip-version-check"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return dict(line.split("==", 1) for line in done.stdout.splitlines() if "==" in line)


def run(interpreter: Path, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a Python module in an environment."""
    away = ("PYTHONPATH", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if name not in away}
    environment |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "NO_COLOR": "1"}
    command = [str(interpreter), "-m", *words]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=600, check=False)


def _call(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, timeout=1800, check=False)
    if done.returncode:
        pytest.skip(f"cannot be installed here: {done.stderr.strip().splitlines()[-1:]}")
