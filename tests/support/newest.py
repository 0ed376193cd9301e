"""Run the core tests with the newest allowed packages, or under another Python.

`python -m tests.support.newest` takes the version of Python, such as `python3.13`. It installs what `pyproject.toml` allows,
without the pins of `requirements-dev.txt`. Where the machine lacks that Python or the packages, it states the reason and
ends with 0.
"""

from __future__ import annotations

import os
import sys
import tomllib

import pytest

from tests.support import venvs
from tests.support.projects import ROOT

CORE = ("tests/unit", "tests/contract/test_golden.py", "tests/build/test_other_plugins.py")

# a package of the tests calls what Python 3.12 deprecates
_OTHERS = "-Wignore:datetime.datetime.utcnow:DeprecationWarning"


def requirements() -> list[str]:
    """Return the packages that the tests need, with the ranges in `pyproject.toml`."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    return [*(item for item in groups["dev"] if isinstance(item, str)), *groups["build"]]


def main(interpreter: str) -> int:
    """Install, print the versions, and run the tests; return the exit code."""
    try:
        python = venvs.python("newest", *requirements(), "-e", str(ROOT), interpreter=interpreter)
    except pytest.skip.Exception as skipped:
        print(f"SKIPPED the core tests under {interpreter}: {skipped.msg}")
        return 0
    listed = (f"{name} {version}" for name, version in sorted(venvs.versions(python).items()))
    print(f"{interpreter} with {', '.join(listed)}", flush=True)
    words = ["-m", "pytest", "-n", "auto", "--dist", "loadfile", "-m", "not full and not serial", _OTHERS, *CORE]
    return os.spawnve(os.P_WAIT, python, [str(python), *words], {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
