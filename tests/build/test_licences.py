"""Third-party files in a built site are listed, with the notices they require."""

from __future__ import annotations

import importlib.util
import json
import re
from fnmatch import fnmatchcase
from importlib import metadata
from pathlib import Path

import pytest

from briefgen.site.licences import WORKS
from tests.conftest import ROOT, run

TEXTS = ROOT / "site_templates/assets/licences.txt"
# generated from the briefing: pages, data, the search index, and what `seal` writes
OWN = (
    "*.html", "*.csv", "sitemap.xml", "sitemap.xml.gz", "pagefind/*.json", "pagefind/*.pf_*", "search/search_index.json",
    "assets/briefgen/*.json", "_headers", "SHA256SUMS",
)  # fmt: skip


@pytest.fixture(scope="module", params=["pagefind", pytest.param("material", marks=pytest.mark.full)])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built site, once for each search engine."""
    project = tmp_path_factory.mktemp("licences")
    (project / "docs").mkdir()
    (project / "docs/method.md").write_text('# Method\n\n=== "A"\n\n    `code`\n')
    (project / "mkdocs.yml").write_text(
        "site_name: M\nsite_url: https://example.org/\ntheme: {name: material, font: false}\n"
        f"plugins: [search, {{briefgen: {{search: {request.param}}}}}]\n"
    )
    for path, text in {
        "briefing.yaml": "title: M\n",
        "sources/wire.yaml": "title: A report\nurl: https://example.org/report\n",
        "actors/ministry.yaml": "name: Ministry\nsummary: A ministry.\ncite: [wire]\n",
    }.items():
        (project / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (project / "content" / path).write_text(text)
    done = run("mkdocs", "build", "-q", cwd=project)
    assert done.returncode == 0, done.stderr
    return project / "site"


def _files(site: Path) -> set[str]:
    return {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}


def _matches(path: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(path, pattern) for pattern in patterns)


def test_every_third_party_file_belongs_to_a_listed_work(built: Path) -> None:
    listed = tuple(pattern for work in WORKS for pattern in work.files)
    files = _files(built)
    assert {path for path in files if not _matches(path, OWN) and not _matches(path, listed)} == set()
    # lunr is used by Material's own search only
    assert any(path.startswith("assets/javascripts/lunr/") for path in files) == ("pagefind/pagefind.js" not in files)


def test_every_listed_file_is_in_some_site(built: Path, request: pytest.FixtureRequest) -> None:
    files = _files(built)
    search = request.node.callspec.params["built"]
    other = ("assets/javascripts/lunr/", "assets/briefgen/all-words.js") if search == "pagefind" else ("pagefind/",)
    patterns = [pattern for work in WORKS for pattern in work.files if not pattern.startswith(other)]
    assert [pattern for pattern in patterns if not any(fnmatchcase(path, pattern) for path in files)] == []


def test_libraries_in_theme_scripts_are_listed(built: Path) -> None:
    sources = [
        source
        for file in (built / "assets").rglob("*.map")
        for source in json.loads(file.read_text("utf-8"))["sources"]
    ]
    found = {m[1] for source in sources if (m := re.search(r"node_modules/((?:@[^/]+/)?[^/]+)", source))}
    assert found
    names = {re.sub(r"[^a-z]", "", work.name.lower()).removesuffix("js") for work in WORKS}
    assert {name for name in found if re.sub(r"[^a-z]", "", name).removesuffix("js") not in names} == set()


def test_icons_come_from_the_listed_collection(built: Path) -> None:
    (package,) = importlib.util.find_spec("material").submodule_search_locations  # type: ignore[union-attr,misc]  # it is installed
    icons = Path(package) / "templates/.icons"
    known = {d for file in (icons / "material").glob("*.svg") for d in re.findall(r'\sd="([^"]+)"', file.read_text())}
    foreign = {d for file in icons.rglob("*.svg") for d in re.findall(r'\sd="([^"]+)"', file.read_text())} - known
    shown = {d for page in built.rglob("*.html") for d in re.findall(r'<path d="([^"]+)"', page.read_text("utf-8"))}
    assert shown & known
    assert shown & foreign == set()


def test_licences_page_names_each_work_and_its_licence(built: Path) -> None:
    page = (built / "licences/index.html").read_text("utf-8")
    for work in WORKS:
        assert f"<li>{work.name} ({work.licence}): {work.part}.</li>" in page
    assert 'href="../assets/briefgen/licences.txt"' in page
    assert (built / "assets/briefgen/licences.txt").read_bytes() == TEXTS.read_bytes()


def test_each_licence_text_or_notice_is_included() -> None:
    texts = TEXTS.read_text("utf-8")
    titles = re.findall(r"={100}\n(.*)\n={100}", texts)
    own = {"briefgen", "Source Sans 3 and Source Serif 4, by Adobe"}
    named = {
        name for work in WORKS if (name := work.name) not in own and any(title.startswith(name) for title in titles)
    }
    assert named == {work.name for work in WORKS} - own
    for title, licence in ((title, re.search(r"\((?:[^()]*)\)$", title)) for title in titles):
        assert licence, title
    for words in (
        "Martin Donath",
        "Apache License",
        "Zeno Rocha",
        "Oliver Nightingale",
        "Copyright (c) Pagefind",
        "W3C®",
    ):
        assert words in texts


def test_installed_packages_have_the_listed_licences() -> None:
    theme = metadata.distribution("mkdocs-material")
    licence = next(file for file in theme.files or () if file.name == "LICENSE" and "dist-info" in str(file))
    said = " ".join(Path(str(licence.locate())).read_text("utf-8").split())
    assert said in " ".join(TEXTS.read_text("utf-8").split())
    assert metadata.metadata("pagefind-bin")["License"] == "MIT"
