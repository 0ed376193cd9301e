"""`build --preview`: a site although briefs have errors, and never an unsafe one."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.build import build_project
from briefgen.config import read
from briefgen.corpus.cache import Cache
from briefgen.corpus.load import LoadedFile
from briefgen.diagnostics.types import Diagnostic, Severity
from briefgen.safety.seal import verify
from tests.conftest import run, write
from tests.support.mistakes import CASES, CLEAN, Mistake, edited, mistakes

_ALL = [mistake for file in sorted(CASES.glob("*.yaml")) for mistake in mistakes(file.stem)]
_CACHE: Cache[LoadedFile] = Cache()


def _build(project: Path, *words: str) -> tuple[int, str]:
    result = run("briefgen", "build", *words, cwd=project)
    assert "Traceback" not in result.stderr
    return result.returncode, result.stdout + result.stderr


def test_preview_is_built_with_the_errors_on_every_page(minimal: Path) -> None:
    write(
        minimal,
        {
            "content/actors/ministry.yaml": "name: Ministry\nsummary: A ministry.\ncite: [wier]\n",
            "content/actors/broken.yaml": "nam: Broken\nsummary: A broken brief.\ncite: [wire]\n",
            "docs/mine.md": "# Mine\n",
        },
    )
    assert _build(minimal)[0] == 1
    assert not (minimal / "site").exists()
    code, text = _build(minimal, "--preview", "Proposal 12, not published")
    assert code == 0, text
    site = minimal / "site"
    pages = [page for page in site.rglob("*.html") if "<body" in page.read_text("utf-8")]
    assert {"index.html", "404.html", "mine/index.html", "actors/ministry/index.html"} <= {
        page.relative_to(site).as_posix() for page in pages
    }
    for page in pages:
        html = page.read_text("utf-8")
        assert html.count('<meta name="robots" content="noindex">') == 1
        assert html.count("<p>Proposal 12, not published</p>") == 1
        assert "unknown id `wier`" in html
        assert "unknown field `nam`" in html
    assert not (site / "actors/broken").exists()
    assert not list(site.glob("sitemap*"))
    assert list(verify(site)) == []


@pytest.mark.parametrize(
    "files",
    [
        {"docs/run.js": "alert(1)"},
        {"site_templates/pages/home.md.j2": "{{ nothing.here }}"},
        {"mkdocs.yml": "site_name: M\nplugins: [briefgen: {contents: x}]\n"},
    ],
    ids=lambda files: next(iter(files)),
)
def test_unsafe_or_broken_project_has_no_preview(files: dict[str, str], minimal: Path) -> None:
    write(minimal, files)
    code, text = _build(minimal, "--preview", "Proposal 12")
    assert code != 0
    assert "error" in text.lower()
    assert not (minimal / "site").exists()


@pytest.mark.full
def test_strict_preview_stops_at_errors(minimal: Path) -> None:
    write(minimal, {"content/actors/ministry.yaml": "name: Ministry\nsummary: A ministry.\ncite: [wier]\n"})
    assert _build(minimal, "--preview", "Proposal 12", "--strict")[0] == 1
    assert _build(minimal, "--preview", " ")[0] == 2
    assert not (minimal / "site").exists()


def _renders(mistake: Mistake, folder: Path) -> None:
    with edited(write(folder, CLEAN), mistake.edits) as project:
        settings, before = read(project)
        build = build_project(settings, _CACHE, before=before, is_preview=True)
    assert (build.rendered is None) == any(_is_elsewhere(found) for found in build.diagnostics)


def _is_elsewhere(found: Diagnostic) -> bool:
    return found.severity is Severity.ERROR and not found.span.path.startswith(("content/", "seeds/"))


@pytest.mark.full
@pytest.mark.parametrize("mistake", _ALL[::10], ids=lambda mistake: mistake.name)
def test_mistakes_leave_a_preview(mistake: Mistake, tmp_path: Path) -> None:
    _renders(mistake, tmp_path)


def test_mistakes_change_a_clean_project() -> None:
    assert "mkdocs.yml" in CLEAN
    assert len(_ALL) > 50
