"""Shared built sites: built once, rebuilt when an input changes, never modified."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import write
from tests.support.sites import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "sites")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project that MkDocs builds quickly, without our plugin."""
    settings = "site_name: Plain\nplugins: []\ntheme:\n  name: null\n  custom_dir: theme\n"
    theme = "<h1>{{ config.site_name }}</h1>"
    plain = {"mkdocs.yml": settings, "docs/index.md": "# Page\n", "theme/main.html": theme}
    return write(tmp_path / "project", plain)


def test_a_site_is_built_once_for_each_state(shelf: Shelf, project: Path) -> None:
    first = shelf.built(project, "own")
    made = (first / "index.html").stat().st_ino
    assert Shelf(shelf.folder).built(project, "own") == first
    assert (first / "index.html").stat().st_ino == made
    write(project, {"theme/main.html": "Another"})
    second = shelf.built(project, "own")
    assert [(site / "index.html").read_text("utf-8") for site in (first, second)] == ["<h1>Plain</h1>", "Another"]
    assert shelf.built(project, "own", "--strict") not in (first, second)


def test_only_the_last_states_of_a_site_are_kept(shelf: Shelf, project: Path) -> None:
    shelf.kept = 2
    sites = []
    for text in ("One", "Two", "Three"):
        write(project, {"theme/main.html": text})
        sites.append(shelf.built(project, "own"))
    other = shelf.built(project, "own-other")
    assert [site.exists() for site in (*sites, other)] == [False, True, True, True]


@pytest.mark.parametrize("change", ["edited", "added", "removed"])
def test_a_changed_shared_site_is_named_and_rebuilt(shelf: Shelf, project: Path, change: str) -> None:
    site = shelf.built(project, "own")
    assert shelf.changed() == []
    page = site / "index.html"
    if change == "edited":
        page.write_text("edited")
    elif change == "added":
        (site / "new.html").write_text("new")
    else:
        page.unlink()
    assert shelf.changed() == [site.parent.name]
    assert shelf.built(project, "own") == site
    assert page.read_text("utf-8") == "<h1>Plain</h1>"
    assert not (site / "new.html").exists()


def test_a_site_changed_between_runs_is_rebuilt(shelf: Shelf, project: Path) -> None:
    page = shelf.built(project, "own") / "index.html"
    page.write_text("edited")
    Shelf(shelf.folder).built(project, "own")
    assert page.read_text("utf-8") == "<h1>Plain</h1>"


def test_a_failed_build_is_told_each_time(shelf: Shelf, project: Path) -> None:
    write(project, {"theme/main.html": "{% nonsense %}"})
    for _ in range(2):
        with pytest.raises(AssertionError, match="nonsense"):
            shelf.built(project, "own")
