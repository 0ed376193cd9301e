"""Fixtures: headless editors with a project open."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest

from tests.conftest import FULL, ROOT, run
from tests.editor.client import Editor
from tests.editor.install import find


@pytest.fixture(scope="session")
def server() -> list[str]:
    """Return the command of yaml-language-server."""
    command = find()
    if command is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no yaml-language-server: the editor tests must run under CI")
        pytest.skip("no yaml-language-server: run `python -m tests.editor.install`")
    return command


@pytest.fixture(scope="session")
def flagship(server: list[str]) -> Iterator[Editor]:
    """Return an editor with this repository open."""
    editor = Editor(server, ROOT)
    yield editor
    editor.close()


@pytest.fixture(scope="session")
def with_ids(server: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Return an editor with the golden project and its schemas with ids open."""
    project = tmp_path_factory.mktemp("editor") / "full"
    shutil.copytree(FULL, project, ignore=shutil.ignore_patterns("expected", "site"))
    # the briefs are in another folder, so that the settings must follow the configuration
    (project / "content").rename(project / "briefs")
    mkdocs = project / "mkdocs.yml"
    text = mkdocs.read_text("utf-8")
    assert "      branch: trunk\n" in text
    mkdocs.write_text(text.replace("      branch: trunk\n", "      content: briefs\n"), "utf-8")
    result = run("briefgen", "schema", "--write", "--ids", cwd=project)
    assert result.returncode == 0, result.stderr
    editor = Editor(server, project)
    yield editor
    editor.close()
