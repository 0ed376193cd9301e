"""Golden sites: the rendered Markdown of small projects, compared file by file.

`make golden` updates the expected files.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefgen import config
from briefgen.build import build_project
from briefgen.corpus.cache import Cache
from briefgen.render import export as folder
from tests.conftest import ROOT, run

# the editors' manual is the same for every project: three pages are a sample
MANUAL = ("docs/editing/index.md", "docs/editing/dispute/index.md", "docs/editing/codes/bg404/index.md")
SITES = ("empty", "bare", "minimal", "full", "derived", "broken")


def _tree(root: Path) -> dict[str, str]:
    # fonts and images are binary, and are in the assets folder
    files = (p for p in sorted(root.rglob("*")) if p.is_file() and "assets" not in p.relative_to(root).parts)
    return {p.relative_to(root).as_posix(): p.read_text("utf-8") for p in files}


def _produced(site: str, tmp_path: Path) -> dict[str, str]:
    # outside the repository, because paths in reports and edit links begin at its root
    project = tmp_path / "project"
    shutil.copytree(ROOT / "tests/data/golden" / site, project, ignore=shutil.ignore_patterns("expected"))
    settings, problems = config.read(project)
    build = build_project(settings, Cache(), before=problems)
    found = {
        f"report.{name}": run("briefgen", "check", "--no-cache", "--format", name, cwd=project).stdout
        for name in ("text", "json", "github", "concise", "sarif", "junit", "gitlab", "markdown")
    }
    if build.rendered is not None:
        folder.emit(build.rendered, tmp_path / "out", settings)
        pages = _tree(tmp_path / "out")
        # the theme and the assets are the same for every project
        found |= {
            k: v
            for k, v in pages.items()
            if (k.startswith("docs/") and (k in MANUAL or not k.startswith("docs/editing/"))) or k == "mkdocs.yml"
        }
    return found


@pytest.mark.parametrize("site", SITES)
def test_golden_site_is_as_expected(site: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    expected = ROOT / "tests/data/golden" / site / "expected"
    produced = _produced(site, tmp_path)
    if request.config.getoption("--update-golden"):
        for stale in set(_tree(expected)) - set(produced):
            (expected / stale).unlink()
        for path, text in produced.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_text(text, "utf-8")
    assert produced == _tree(expected)


def test_second_build_from_the_cache_is_identical(tmp_path: Path) -> None:
    settings, _ = config.read(ROOT / "tests/data/golden/full")
    cache: Cache[object] = Cache()
    first = build_project(settings, cache)  # type: ignore[arg-type]  # the cache holds what `load` stores
    second = build_project(settings, cache)  # type: ignore[arg-type]
    assert cache.hits > 0
    assert first.rendered is not None
    assert second.rendered is not None
    assert first.rendered.pages == second.rendered.pages
    assert folder.emit(first.rendered, tmp_path / "out", settings).changed > 0
    assert folder.emit(second.rendered, tmp_path / "out", settings).changed == 0
