"""The documentation site: strict build, no dead links, no third-party requests.

The flagship site contains none of its files.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pathspec
import pytest
import yaml
from lxml import html

from briefgen.check.catalogue import codes
from briefgen.config import Options
from briefgen.registry import names
from tests.conftest import ROOT, run

HERE = "https://docs.example.org/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built documents."""
    target = tmp_path_factory.mktemp("documents") / "site"
    done = run("mkdocs", "build", "--strict", "--config-file", "docs_site/mkdocs.yml", "-d", str(target), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return target


def _pages(site: Path) -> dict[str, html.HtmlElement]:
    # the 404 page is served at any address, so its links are absolute
    files = sorted(file for file in site.rglob("*.html") if file.name != "404.html")
    return {
        urljoin(HERE, file.relative_to(site).as_posix().removesuffix("index.html")): html.parse(str(file)).getroot()
        for file in files
    }


def test_links_and_anchors_of_the_documents_exist(site: Path) -> None:
    pages = _pages(site)
    anchors = {address: {*root.xpath("//@id")} for address, root in pages.items()}
    missing, checked = [], 0
    for address, root in pages.items():
        for link in root.xpath("//a/@href | //img/@src | //script/@src | //link/@href"):
            target, fragment = urldefrag(urljoin(address, link))
            if not target.startswith(HERE):
                continue
            checked += 1
            file = site / unquote(urlsplit(target).path).lstrip("/")
            is_there = target in pages or file.is_file()
            if not is_there or (fragment and fragment not in anchors[target]):
                missing.append(f"{address} -> {link}")
    assert missing == []
    assert checked > 1000


def test_documents_load_nothing_from_other_hosts(site: Path) -> None:
    for address, root in _pages(site).items():
        loaded = root.xpath("//img/@src | //script/@src | //link[@rel='stylesheet']/@href | //iframe/@src")
        assert [link for link in loaded if not urljoin(address, link).startswith(HERE)] == [], address


def test_reference_lists_every_code_command_and_option(site: Path) -> None:
    pages = _pages(site)
    anchors = {id for address, root in pages.items() if "/reference/" in address for id in root.xpath("//@id")}
    assert {code.id.lower() for code in codes()} <= anchors
    assert {f"briefgen-{name.replace('_', '-')}" for name in names("briefgen.cli")} <= anchors
    assert {f"options-{name.replace('_', '-')}" for name in Options.__struct_fields__} <= anchors


def test_flagship_excludes_all_documents() -> None:
    settings = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)
    left_out = pathspec.GitIgnoreSpec.from_lines(settings["exclude_docs"].splitlines())
    docs = ROOT / settings["docs_dir"]
    files = [file.relative_to(docs).as_posix() for file in docs.rglob("*") if file.is_file()]
    assert len(files) > 10
    assert [file for file in files if not left_out.match_file(file)] == []
