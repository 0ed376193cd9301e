"""Real plugins beside briefgen, each in a build of its own.

The table in `docs/hosting.md` lists the results.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, run, write
from tests.support import venvs
from tests.support.pictures import PNG
from tests.support.projects import MINIMAL

pytestmark = pytest.mark.full

PACKAGES = (
    "mkdocs-awesome-nav", "mkdocs-awesome-pages-plugin", "mkdocs-gen-files", "mkdocs-git-revision-date-localized-plugin",
    "mkdocs-glightbox", "mkdocs-literate-nav", "mkdocs-macros-plugin", "mkdocs-material[imaging]", "mkdocs-minify-plugin",
    "mkdocs-redirects", "mkdocs-rss-plugin", "mkdocs-section-index", "mkdocs-static-i18n",
)  # fmt: skip
I18N = """\
i18n:
      docs_structure: suffix
      languages:
        - {locale: en, default: true, name: English}
        - {locale: de, name: Deutsch}"""
SEALED = {
    "awesome-nav": "awesome-nav",
    "awesome-pages": "awesome-pages",
    "blog": "blog",
    "gen-files": "gen-files: {scripts: [gen.py]}",
    "git-revision-date-localized": "git-revision-date-localized",
    "group": "group: {enabled: true, plugins: [tags]}",
    "i18n": I18N,
    "literate-nav": "literate-nav",
    "meta": "meta",
    "minify": "minify: {minify_html: true, minify_js: true, minify_css: true}",
    "offline": "offline",
    "optimize": "optimize: {optimize_png: false}",
    "privacy": "privacy",
    "redirects": "redirects: {redirect_maps: {old.md: hand.md, older.md: actors/index.md}}",
    "rss": "rss: {stylesheet: ''}",
    "section-index": "section-index",
    "tags": "tags",
}
"""Plugins that need no option of ours, by name, each with its entry in `mkdocs.yml`."""
WRITTEN = {
    "blog": "blog/index.html", "gen-files": "gen/index.html", "i18n": "de/hand/index.html", "redirects": "old/index.html",
    "rss": "feed_rss_created.xml",
}  # fmt: skip
"""A file that the plugin adds to the site, which shows that it has run."""
ASKING = {
    "glightbox": ("glightbox", "BG511", "plugins"),
    "macros": ("macros", "BG610", "code"),
    "rss with its style sheet": ("rss", "BG518", "plugins"),
}
"""Plugins that need an option: the entry, the code of the report, and the word under `trust`."""


@pytest.fixture(scope="module")
def python() -> Path:
    """Return a Python with all plugins and this package."""
    return venvs.python("plugins", *PACKAGES, "-e", str(ROOT))


def _project(folder: Path, entry: str, options: str = "") -> Path:
    settings = (
        f"site_name: Minimal\nsite_url: https://example.org/\ntheme:\n  name: material\n  font: false\n"
        f"plugins:\n  - search\n  - briefgen{options}\n  - {entry}\n"
    )
    actor = 'name: "Ministry {{ 7*7 }}"\nsummary: "A {{ 7*7 }} ministry, {++new++}."\ncite: [wire]\n'
    write(folder, {**MINIMAL, "mkdocs.yml": settings, "content/actors/ministry.yaml": actor})
    write(folder, {"docs/hand.md": "---\ntags: [a]\n---\n# Hand\n\n![p](p.png)\n"})
    (folder / "docs/p.png").write_bytes(PNG)
    write(
        folder, {"docs/blog/index.md": "# Blog\n", "docs/blog/posts/a.md": "---\ndate: 2031-01-01\n---\n# Post\n\nA.\n"}
    )
    generates = 'import mkdocs_gen_files\nwith mkdocs_gen_files.open("gen.md", "w") as f:\n    f.write("# Gen\\n")\n'
    write(folder, {"gen.py": generates})
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "a", "--date", "2031-02-03T00:00:00Z"]):
        environment = {"GIT_COMMITTER_DATE": "2031-02-03T00:00:00Z", "PATH": "/usr/local/bin:/usr/bin:/bin"}
        subprocess.run([*git, *words], cwd=folder, check=True, env=environment)
    return folder


def _is_intact(site: Path) -> bool:
    page = (site / "actors/ministry/index.html").read_text("utf-8")
    return "A {{ 7*7 }} ministry, {++new++}." in page and "Ministry {{ 7*7 }}" in page


@pytest.mark.parametrize("name", SEALED)
def test_plugin_builds_a_sealed_site_without_options(python: Path, tmp_path: Path, name: str) -> None:
    project = _project(tmp_path, SEALED[name])
    done = venvs.run(python, "mkdocs", "build", cwd=project)
    assert done.returncode == 0, done.stderr[-3000:]
    page = "actors/ministry/index.html"
    assert "A {{ 7*7 }} ministry, {++new++}." in (project / "site" / page).read_text("utf-8")
    assert (project / "site/SHA256SUMS").is_file()
    assert (project / "site" / WRITTEN.get(name, "index.html")).is_file()
    assert run("briefgen", "seal", "--check", "site", cwd=project).returncode == 0


@pytest.mark.parametrize("name", ASKING)
def test_plugin_is_reported_with_the_option_it_needs(python: Path, tmp_path: Path, name: str) -> None:
    entry, code, trust = ASKING[name]
    done = venvs.run(python, "mkdocs", "build", cwd=_project(tmp_path, entry))
    assert done.returncode == 1
    assert re.search(rf"^mkdocs\.yml:9:5: error\[{code}\] .*`{entry}`", done.stderr, re.MULTILINE), done.stderr[-3000:]
    assert f"set `trust: [{trust}]` under `briefgen`" in done.stderr
    assert not (tmp_path / "site").exists()
    done = venvs.run(python, "mkdocs", "build", cwd=_project(tmp_path / "b", entry, f": {{trust: [{trust}]}}"))
    assert done.returncode == 0, done.stderr[-3000:]
    assert _is_intact(tmp_path / "b/site")


def test_plugin_without_its_network_stops_the_build_only(python: Path, tmp_path: Path) -> None:
    project = _project(tmp_path, "social")
    done = venvs.run(python, "mkdocs", "build", cwd=project)
    assert "BG611 asks-other-host: `social` fetches fonts while it builds" in done.stderr
    if done.returncode:
        assert "a plugin stopped the build; the old site is unchanged" in done.stderr
        assert not (project / "site").exists()
    else:
        assert _is_intact(project / "site")


def test_dates_in_git_are_those_of_the_brief(python: Path, tmp_path: Path) -> None:
    look = "{% extends 'base.html' %}{% block content %}{{ super() }}<i>{{ page.meta.git_revision_date_localized }}</i>{% endblock %}"
    project = _project(tmp_path, "git-revision-date-localized: {type: iso_date}")
    settings = (
        (project / "mkdocs.yml").read_text("utf-8").replace("  font: false\n", "  font: false\n  custom_dir: look\n")
    )
    write(project, {"mkdocs.yml": settings, "look/main.html": look})
    assert venvs.run(python, "mkdocs", "build", cwd=project).returncode == 0
    assert "2031-02-03" in (project / "site/actors/ministry/index.html").read_text("utf-8")


def test_site_of_materialx_has_a_search(tmp_path: Path) -> None:
    python = venvs.python("materialx", "mkdocs-materialx", "-e", str(ROOT))
    settings = MINIMAL["mkdocs.yml"].replace("name: material", "name: materialx")
    project = write(tmp_path, {**MINIMAL, "mkdocs.yml": settings})
    done = venvs.run(python, "mkdocs", "build", "--strict", cwd=project)
    assert done.returncode == 0, done.stderr
    assert (project / "site/pagefind/pagefind-entry.json").is_file()
    assert 'class="bg-find"' in (project / "site/index.html").read_text("utf-8")


def test_rendered_folder_builds_without_briefgen(tmp_path: Path, minimal: Path) -> None:
    python = venvs.python("plain", "mkdocs-material")
    assert "briefgen" not in venvs.versions(python)
    write(
        minimal,
        {"docs/hand.md": "# Hand\n\n*Words*\n", "docs/hostile.md": "# Hostile\n\n<svg onload=alert(1)></svg>\n"},
    )
    out = tmp_path / "out"
    assert run("briefgen", "render", "--output", str(out), cwd=minimal).returncode == 0
    done = venvs.run(python, "mkdocs", "build", "--strict", cwd=out)
    assert done.returncode == 0, done.stderr
    assert "A ministry." in (out / "site/actors/ministry/index.html").read_text("utf-8")
    assert "<em>Words</em>" in (out / "site/hand/index.html").read_text("utf-8")
    assert "onload" not in (out / "site/hostile/index.html").read_text("utf-8")
