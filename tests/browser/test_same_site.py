"""The flagship built in another environment is byte-identical."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.elsewhere import ELSEWHERE, different

pytestmark = pytest.mark.full
# the package's own templates are used
PROJECT = ("content", "docs", "seeds", "mkdocs.yml")


def test_flagship_is_byte_identical_elsewhere(site_folder: Path, tmp_path: Path) -> None:
    project = tmp_path / ELSEWHERE.folder / "flagship"
    for name in PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("texts"))
        else:
            shutil.copy(ROOT / name, project)
    target = project.parent / "site"
    done = ELSEWHERE.run("mkdocs", "build", "--strict", "-d", str(target), cwd=project)
    assert b"WARNING" not in done.stderr, done.stderr
    assert different(site_folder, target) == []
