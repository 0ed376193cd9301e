"""Build a project in another environment: day, folder, locale, time zone and more.

File order, hash seed, umask, user and home directory differ too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

_FOLDER = Path(__file__).parent
_NEVER_COPIED = ("expected", "site", ".git", ".venv", ".cache", ".briefgen", "__pycache__", "tests", "node_modules")


class Place(msgspec.Struct, frozen=True):
    """Where and when a command runs."""

    folder: str
    umask: int
    environment: Mapping[str, str]

    def copy(self, project: Path, root: Path) -> Path:
        """Return a copy of a project in this place's folder."""
        target = root / self.folder / project.name
        shutil.copytree(project, target, ignore=shutil.ignore_patterns(*_NEVER_COPIED))
        return target

    def run(self, *words: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[bytes]:
        """Run a Python module in this environment; it must succeed."""
        home = cwd.parent / "home"
        (home / "temporary").mkdir(parents=True, exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT")}
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=cwd,
            env={
                **kept,
                "NO_MKDOCS_2_WARNING": "1",
                "PYTHONPATH": str(_FOLDER),
                "HOME": str(home),
                "TMPDIR": str(home / "temporary"),
                **self.environment,
                **more,
            },
            capture_output=True,
            umask=self.umask,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return done


HERE = Place(
    "here",
    0o022,
    {"LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "USER": "a", "BRIEFGEN_TEST_SHIFT": "0"},
)
ELSEWHERE = Place(
    "somewhere/else entirely – ok",
    0o077,
    {
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
        "TZ": "America/Los_Angeles",
        "PYTHONHASHSEED": "77777",
        "USER": "somebody else",
        "BRIEFGEN_TEST_SHIFT": str(-1200 * 86_400),
        "BRIEFGEN_TEST_BACKWARDS": "1",
    },
)


def different(one: Path, other: Path) -> list[str]:
    """Return the files that two folders do not share, or that differ in bytes."""
    names = [
        {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()} for folder in (one, other)
    ]
    assert names[0]
    changed = {name for name in names[0] & names[1] if (one / name).read_bytes() != (other / name).read_bytes()}
    return sorted(changed | (names[0] ^ names[1]))
