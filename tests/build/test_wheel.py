"""The built wheel is complete: it builds a site in a fresh environment."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.full


def _pip(python: Path | str, *words: str) -> None:
    command = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    result = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert result.returncode == 0, result.stderr


def test_installed_wheel_builds_a_site_from_another_folder(tmp_path: Path, minimal: Path) -> None:
    _pip(sys.executable, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT))
    wheel = next(tmp_path.glob("briefgen-*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    for file in (p for p in (ROOT / "site_templates").rglob("*") if p.is_file()):
        assert f"briefgen/site_templates/{file.relative_to(ROOT / 'site_templates').as_posix()}" in names
    for file in (p for p in (ROOT / "briefgen/editing/project").rglob("*") if p.is_file()):
        assert file.relative_to(ROOT).as_posix() in names
    assert not [name for name in names if name.startswith(("tests/", "content/"))]

    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    python = tmp_path / "venv/bin/python"
    _pip(python, "install", "-r", str(ROOT / "requirements.txt"))
    _pip(python, "install", "--no-deps", str(wheel))
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")} | {
        "NO_MKDOCS_2_WARNING": "1"
    }
    for command in (["briefgen", "check"], ["briefgen", "build", "--strict"]):
        words = [str(tmp_path / "venv/bin" / command[0]), *command[1:]]
        result = subprocess.run(
            words, cwd=minimal, capture_output=True, text=True, env=environment, timeout=300, check=False
        )
        assert result.returncode == 0, result.stdout + result.stderr
    assert "A ministry." in (minimal / "site/actors/ministry/index.html").read_text()
    assert (minimal / "site/assets/briefgen/briefgen.css").is_file()
