"""The form editor's page: its policy, and what the seal accepts."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from briefgen.safety import csp, editor_page
from briefgen.safety.editor_page import PACKAGES, add_to, is_ours, own_files, page, vendored
from briefgen.safety.script_allowlist import Known
from briefgen.safety.seal import seal, verify
from tests.conftest import write

ORIGIN = "https://api.github.com"
SEALED = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>A</title></head><body><p>a</p></body></html>\n'
)


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of small packages that stand for the pinned ones."""
    pinned = []
    for package in PACKAGES:
        content = f"// {package.name}".encode()
        for name, text in ((package.source, content), (package.licence, b"MIT License")):
            file = tmp_path / "packages" / package.name / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)
        pinned.append(msgspec.structs.replace(package, digest=sha256(content).hexdigest()))
    monkeypatch.setattr(editor_page, "PACKAGES", tuple(pinned))
    return tmp_path / "packages"


@pytest.fixture
def project(tmp_path: Path, packages: Path) -> Path:
    """Return a project with the editor in its folder `admin/`."""
    folder = tmp_path / "project" / editor_page.FOLDER
    folder.mkdir(parents=True)
    config = json.dumps({"backend": {"name": "github", "repo": "owner/name"}}).encode()
    for name, content in {**vendored(packages), **own_files(ORIGIN), "config.json": config}.items():
        (folder / name).write_bytes(content)
    return folder.parent


@pytest.fixture
def site(tmp_path: Path, project: Path) -> Path:
    """Return a built site with the editor, not sealed yet."""
    made = write(tmp_path / "site", {"index.html": SEALED, "events/index.html": SEALED, "a.txt": "a"})
    add_to(made, project)
    return made


def test_policy_allows_its_scripts_and_one_host() -> None:
    text = page("https://git.example.org")
    assert "default-src 'none'; script-src 'sha256-" in text
    assert "connect-src 'self' blob: data: https://git.example.org;" in text
    assert "unsafe-eval" not in text
    assert "script-src 'self'" not in text
    assert text.count("<script src=") == text.count("integrity=") == 3


def test_site_with_the_editor_is_sealed_around_it(site: Path) -> None:
    found = seal(site, Known())
    assert found.problems == ()
    assert (site / editor_page.PAGE).read_text("utf-8") == page(ORIGIN)
    assert csp.policy(csp.Allowed()) in (site / "events/index.html").read_text("utf-8")
    assert list(verify(site)) == []
    assert f"  {editor_page.PAGE}\n" in (site / "SHA256SUMS").read_text("utf-8")


def test_headers_set_the_policy_for_every_path_but_the_editor(site: Path) -> None:
    seal(site, Known())
    text = (site / csp.HEADERS).read_text("utf-8")
    rules = {block.splitlines()[0]: block for block in text.split("\n/")}
    assert {place.lstrip("/") for place, rule in rules.items() if "Content-Security-Policy" in rule} == {
        "",
        "a.txt",
        "events/*",
        "index.html",
    }
    assert "X-Frame-Options: DENY" in rules["*"]
    assert "admin" not in text


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("index.html", ORIGIN, "https://api.example.org"),
        ("index.html", "<noscript>", "<script>go()</script><noscript>"),
        ("index.html", "default-src 'none'", "default-src *"),
        ("editor.js", "use strict", "use sloppy"),
        ("sveltia-cms.js", "//", "/**/"),
        ("config.json", '"github"', '"gitlab", "api_root": "https://example.org/api/v4"'),
    ],
)
def test_changed_file_of_the_editor_is_rejected(site: Path, name: str, old: str, new: str) -> None:
    file = site / editor_page.FOLDER / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    assert not is_ours(site)
    found = seal(site, Known())
    assert not found.is_whole
    assert {problem.path for problem in found.problems} == {f"site/{editor_page.PAGE}"}
    assert all("schema --cms --write" in problem.help for problem in found.problems)


def test_missing_script_is_rejected(site: Path) -> None:
    (site / editor_page.FOLDER / "js-yaml.js").unlink()
    assert not seal(site, Known()).is_whole


def test_only_files_of_the_editor_are_copied(project: Path, tmp_path: Path) -> None:
    (project / "admin/evil.html").write_text("<script>go()</script>")
    made = write(tmp_path / "other", {"index.html": SEALED})
    add_to(made, project)
    assert not (made / "admin/evil.html").exists()
    with pytest.raises(FileExistsError, match="same address"):
        add_to(made, project)


def test_other_folder_of_this_name_is_not_published(tmp_path: Path) -> None:
    project = write(tmp_path / "p", {"admin/index.html": SEALED})
    add_to(tmp_path, project)
    assert not (tmp_path / "admin").exists()


def test_package_of_another_version_is_rejected(packages: Path) -> None:
    file = packages / PACKAGES[1].name / PACKAGES[1].source
    file.write_text("another")
    with pytest.raises(ValueError, match="is not that of js-yaml"):
        vendored(packages)
