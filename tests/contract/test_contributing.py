"""Transcripts in the documents: the same files and commands print the same text."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

_BLOCK = re.compile(r"^```(yaml|python|console)\n(?:# (\S+)|\$ ([^\n]+))\n(.*?)^```$", re.MULTILINE | re.DOTALL)
Step = tuple[str, str, str, str]
"""The language of a fenced block, its file or else its command, and its text."""


def _steps(document: str, heading: str) -> list[Step]:
    text = (ROOT / document).read_text("utf-8")
    section = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return _BLOCK.findall(section)


def _run(words: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a Python module in a fresh process, which loads the checkout's modules and no other copy of them."""
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=cwd, capture_output=True, text=True, timeout=300, check=False
    )


def _replay(steps: list[Step], project: Path, checkout: Path) -> None:
    """Write each file and run each command; a command prints what its block shows."""
    for language, path, command, text in steps:
        if language == "console":
            words = command.removeprefix("python -m ").split()
            if words[0] == "pytest":
                # its output contains durations
                done = _run(words, checkout)
                assert done.returncode == 0, done.stdout + done.stderr
            else:
                done = _run(words, project)
                assert done.stderr + done.stdout == text, command
        else:
            target = (checkout if language == "python" else project) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")


def test_transcript_of_a_mistake_matches_the_output(full: Path) -> None:
    steps = _steps("docs/authoring.md", "A mistake, and what the tool says")
    assert [language for language, *_ in steps] == ["yaml", "console", "console", "yaml", "console"]
    _replay(steps, full, full)


def test_six_steps_add_a_working_rule(full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = _steps("CONTRIBUTING.md", "Add a rule in six steps")
    assert [language for language, *_ in steps] == ["python", "console", "yaml", "console", "console"]
    checkout = tmp_path / "checkout"
    data = shutil.ignore_patterns("__pycache__", "golden", "cases", "node_modules")
    for name in ("briefgen", "tests", "site_templates"):
        shutil.copytree(ROOT / name, checkout / name, ignore=data)
    shutil.copy(ROOT / "pyproject.toml", checkout)
    monkeypatch.setenv("PYTHONPATH", str(checkout))
    monkeypatch.setenv("NO_COLOR", "1")
    _replay(steps, full, checkout)
