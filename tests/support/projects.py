"""Projects that tests build, and the command line to build them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.support import forks

ROOT = Path(__file__).parent.parent.parent
FULL = ROOT / "tests/data/golden/full"
EXAMPLE = ROOT / "examples/camp-david-1978"
MINIMAL: Mapping[str, str] = {
    "mkdocs.yml": "site_name: Minimal\ntheme:\n  name: material\n  font: false\nplugins:\n  - search\n  - briefgen\n",
    "docs/.gitkeep": "",
    "content/briefing.yaml": "title: Minimal\n",
    "content/sources/wire.yaml": "title: A report\nurl: https://example.org/report\n",
    "content/actors/ministry.yaml": "name: Ministry\nsummary: A ministry.\ncite: [wire]\n",
}
"""The smallest project without findings: a title, one source, one actor."""


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write text files into a folder and return it."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return folder


def run(*words: str, cwd: Path | None = None, timeout: int = 300) -> subprocess.CompletedProcess[str]:
    """Run a Python module as a user would, without colours and MkDocs' notice."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    return forks.run(words, cwd, environment, timeout)
