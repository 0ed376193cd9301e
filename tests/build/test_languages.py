"""Sites in other languages: the words of the theme, of our pages and of exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import run, write
from tests.support.projects import MINIMAL

UKRAINIAN = {**MINIMAL, "content/briefing.yaml": "title: Огляд\nlanguage: uk\nas_of: 2025-11-27\n"}


@pytest.fixture(scope="module")
def ukrainian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project in Ukrainian with its built site."""
    folder = write(tmp_path_factory.mktemp("uk"), UKRAINIAN)
    result = run("mkdocs", "build", cwd=folder)
    assert result.returncode == 0, result.stderr
    return folder


def test_pages_and_theme_are_in_the_language_of_the_briefing(ukrainian: Path) -> None:
    home = (ukrainian / "site/index.html").read_text("utf-8")
    assert '<html lang="uk"' in home
    assert "Як читати цей огляд" in home
    missing = (ukrainian / "site/404.html").read_text("utf-8")
    assert "Сторінку не знайдено" in missing
    assert "{{" not in missing


def test_scripts_have_the_translations(ukrainian: Path) -> None:
    script = (ukrainian / "site/assets/briefgen/briefgen.js").read_text("utf-8")
    assert script.startswith("(window.briefgen ||= {}).catalogue = {")
    assert "Попередній перегляд посилань" in script


def test_exported_theme_parts_are_translated(ukrainian: Path) -> None:
    result = run("briefgen", "render", "--output", "out", cwd=ukrainian)
    assert result.returncode == 0, result.stderr
    assert "Сторінку не знайдено" in (ukrainian / "out/overrides/404.html").read_text("utf-8")
    assert "language: uk" in (ukrainian / "out/mkdocs.yml").read_text("utf-8")
    parts = (file.read_text("utf-8") for file in (ukrainian / "out/overrides").rglob("*.html"))
    assert not any("_(" in part for part in parts)


@pytest.mark.full
@pytest.mark.parametrize(
    ("language", "html", "direction"),
    [
        ("ar", 'lang="ar"', "rtl"),
        ("he", 'lang="he"', "rtl"),
        ("uk-UA", 'lang="uk"', "ltr"),
        ("ckb", 'lang="en"', "rtl"),
        ("qqq", 'lang="en"', "ltr"),
    ],
)
def test_direction_and_language_of_pages(language: str, html: str, direction: str, tmp_path: Path) -> None:
    """Material lacks some languages; their direction is right all the same."""
    write(tmp_path, {**MINIMAL, "content/briefing.yaml": f"title: A\nlanguage: {language}\nas_of: 2025-11-27\n"})
    result = run("mkdocs", "build", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    home = (tmp_path / "site/index.html").read_text("utf-8")
    assert html in home
    assert f'<body dir="{direction}"' in home


@pytest.mark.full
def test_a_language_of_the_theme_decides_for_labels(tmp_path: Path) -> None:
    configured = MINIMAL["mkdocs.yml"].replace("  font: false\n", "  font: false\n  language: uk\n")
    write(tmp_path, {**MINIMAL, "mkdocs.yml": configured})
    result = run("mkdocs", "build", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "Сторінку не знайдено" in (tmp_path / "site/404.html").read_text("utf-8")


@pytest.mark.full
def test_the_site_is_english_again_after_another_language(tmp_path: Path) -> None:
    """The catalogues and the names of languages are kept in the process, by language."""
    from briefgen.build import build_project
    from briefgen.config import read
    from briefgen.corpus.cache import Cache

    dated = {
        "content/sources/wire.yaml": f"{MINIMAL['content/sources/wire.yaml']}published: 2025-11-27\nreliability: B\n"
    }
    english, ukrainian = write(tmp_path / "en", {**MINIMAL, **dated}), write(tmp_path / "uk", {**UKRAINIAN, **dated})
    built = [build_project(read(folder)[0], Cache()).rendered for folder in (english, ukrainian, english)]
    assert built[0] == built[2]
    assert built[1] is not None
    source = next(page.markdown for page in built[1].pages if page.uri == "sources/wire/index.md")
    assert "27 листопада 2025" in source
    assert "November" not in source
    assert "зазвичай надійне" in source
