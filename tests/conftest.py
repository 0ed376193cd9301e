"""Fixtures: projects to build, the command, and the flag that renews the golden sites."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

# a slow machine is no failure: tests never judge by time
settings.register_profile("briefgen", deadline=None)
settings.load_profile("briefgen")

ROOT = Path(__file__).parent.parent
FULL = ROOT / "tests/golden/full"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """Return a copy of the golden project `full`, free to be changed."""
    target = tmp_path / "full"
    shutil.copytree(FULL, target, ignore=shutil.ignore_patterns("expected", "site"))
    return target


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write text files into a folder and return it."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return folder


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    """Return the smallest project that is clean: a title, one source, one actor."""
    return write(
        tmp_path / "minimal",
        {
            "mkdocs.yml": "site_name: Minimal\ntheme:\n  name: material\n  font: false\nplugins:\n  - search\n  - briefgen\n",
            "docs/.gitkeep": "",
            "content/briefing.yaml": "title: Minimal\n",
            "content/sources/wire.yaml": "title: A report\nurl: https://example.org/report\n",
            "content/actors/ministry.yaml": "name: Ministry\nsummary: A ministry.\ncite: [wire]\n",
        },
    )


def run(*words: str, cwd: Path | None = None, timeout: int = 300) -> subprocess.CompletedProcess[str]:
    """Run a Python module as a user would, quietly and without colours."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=timeout,
        env=environment,
        check=False,
    )
