"""Audit of page and template folders: symlinks, active files, unsafe names."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen import config
from briefgen.build import build_project
from briefgen.corpus.cache import Cache
from tests.conftest import write
from tests.support.small import CLEAN, diagnosed, project

SETTINGS = "site_name: S\ntheme: {name: material, font: false, custom_dir: look}\nplugins:\n  - briefgen\n"


def _found(folder: Path, settings: str = SETTINGS, **files: str) -> list[tuple[str, str]]:
    write(folder, {"mkdocs.yml": settings, **files})
    return [(d.code, d.span.path) for d in diagnosed(folder)]


@pytest.mark.parametrize("place", ["docs", "look", "site_templates", "docs/deep/er", "site_templates/theme", "docs/.hidden"])  # fmt: skip
@pytest.mark.parametrize("is_folder", [True, False])
def test_symlink_in_a_folder_is_reported(tmp_path: Path, place: str, is_folder: bool) -> None:
    outside = tmp_path / "outside"
    write(outside, {"secret/a.md": "secret\n"})
    project = tmp_path / "project"
    (project / place).mkdir(parents=True)
    (project / place / "x").symlink_to(outside / "secret" if is_folder else outside / "secret/a.md")
    assert _found(project) == [("BG113", f"{place}/x")]


@pytest.mark.parametrize("place", ["docs", "look", "site_templates"])
def test_folder_that_is_a_symlink_is_reported(tmp_path: Path, place: str) -> None:
    (tmp_path / "outside").mkdir()
    project = tmp_path / "project"
    project.mkdir()
    (project / place).symlink_to(tmp_path / "outside")
    assert _found(project) == [("BG113", place)]


def test_symlink_on_the_path_to_a_folder_is_reported(tmp_path: Path) -> None:
    write(tmp_path / "outside", {"docs/a.md": "# A\n"})
    project = tmp_path / "project"
    project.mkdir()
    (project / "way").symlink_to(tmp_path / "outside")
    assert _found(project, f"{SETTINGS}docs_dir: way/docs\n") == [("BG113", "way")]


def test_dangling_or_circular_symlink_is_reported(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/gone").symlink_to("nowhere")
    (tmp_path / "docs/ring").symlink_to(".")
    assert _found(tmp_path) == [("BG113", "docs/gone"), ("BG113", "docs/ring")]


@pytest.mark.parametrize("name", ["a.html", "b/c.HTM", "d.svg", "e.js", "f.mjs", "g.css", "h.xml", "i.xhtml", "j.wasm"])
def test_active_file_among_pages_is_reported(tmp_path: Path, name: str) -> None:
    assert _found(tmp_path, **{f"docs/{name}": "x"}) == [("BG613", f"docs/{name}")]


def test_named_or_excluded_active_file_is_allowed(tmp_path: Path) -> None:
    files = {
        f"docs/{name}": "x" for name in ("a.css", "b.js", "logo.svg", "drafts/x.html", ".x.html", "templates/y.html")
    }
    settings = SETTINGS.replace("custom_dir: look", "logo: logo.svg") + (
        "extra_css: [a.css]\nextra_javascript: [{path: b.js}]\nexclude_docs: |\n  /drafts/\n"
    )
    assert _found(tmp_path, settings, **files) == []


def test_active_files_are_allowed_if_trusted(tmp_path: Path) -> None:
    settings = SETTINGS.replace("- briefgen", "- briefgen: {trust: [files]}")
    assert _found(tmp_path, settings, **{"docs/a.html": "x"}) == []


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>.md", 'a"b.md', "a&b/c.md", "a\nb.md", "it's.txt", "a`b.md", "{{ x }}.md", "a|b.md", "#a.md", "a\u200bb.md", "\uff1cb\uff1e.md"])  # fmt: skip
def test_file_name_with_markup_is_reported(tmp_path: Path, name: str) -> None:
    assert _found(tmp_path, **{f"docs/{name}": "x"}) == [("BG617", f"docs/{name}")]


def test_file_names_in_any_script_are_allowed(tmp_path: Path) -> None:
    assert (
        _found(tmp_path, **{"docs/Über uns.md": "# A\n", "docs/关于.md": "# B\n", "docs/a,b (c)+d – é’s.md": "# C\n"})
        == []
    )


def test_template_name_with_markup_is_reported(tmp_path: Path) -> None:
    found = _found(tmp_path, **{"site_templates/a<b>/x.css": "x", "site_templates/a.css": "x"})
    assert found == [("BG115", "site_templates/a<b>/x.css")]


def test_front_matter_of_published_pages_is_audited(tmp_path: Path) -> None:
    page = "---\njsonld: x\n---\n\n# A\n"
    settings = f"{SETTINGS}exclude_docs: /drafts/\n"
    assert _found(tmp_path, settings, **{"docs/a.md": page, "docs/drafts/b.md": page}) == [("BG614", "docs/a.md")]


def test_projects_own_template_is_allowed(tmp_path: Path) -> None:
    page = "---\ntemplate: wide.html\n---\n\n# A\n"
    assert _found(tmp_path, **{"docs/a.md": page}) == [("BG614", "docs/a.md")]
    assert _found(tmp_path, **{"site_templates/theme/wide.html": "x"}) == []


def test_missing_folders_are_not_reported(tmp_path: Path) -> None:
    assert _found(tmp_path) == []


@pytest.mark.parametrize("name", ["_headers", "_redirects", "CNAME", "a/web.config", "vercel.json"])
def test_host_configuration_file_is_reported(tmp_path: Path, name: str) -> None:
    assert _found(tmp_path, **{f"docs/{name}": "x"}) == [("BG613", f"docs/{name}")]


def test_page_at_a_generated_address_is_reported(tmp_path: Path) -> None:
    taken = (
        "index.md", "actors.md", "Events/Index.markdown", "actors/ministry/README.md", "Actors/ministry.mkd", "plans/plan/positions/positions.csv",
    )  # fmt: skip
    beside = ("about.md", "actors/other.md", "x/index.md", "drafts/index.md", "assets/more.txt")
    write(tmp_path, {"mkdocs.yml": f"{SETTINGS}exclude_docs: /plans/\n"})
    write(tmp_path / "docs", dict.fromkeys((*taken, *beside), "x"))
    told = build_project(config.read(project(tmp_path, CLEAN))[0], Cache())
    # excluded files have no address
    assert {d.span.path for d in told.diagnostics if d.code == "BG618"} == {f"docs/{name}" for name in taken[:-1]}
    assert told.rendered is None


def test_pages_at_other_addresses_are_allowed(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": SETTINGS, "docs/about.md": "x", "docs/actors/other.md": "x", "docs/x/index.md": "x"})
    assert build_project(config.read(project(tmp_path, CLEAN))[0], Cache()).rendered is not None


# limits, and other things than files


@pytest.mark.parametrize("folder", ["docs", "site_templates", "look"])
@pytest.mark.parametrize("name", ["p.md", "p.png", "deep/p"])
def test_pipes_among_copied_files_are_reported(tmp_path: Path, folder: str, name: str) -> None:
    (tmp_path / folder / "deep").mkdir(parents=True)
    os.mkfifo(tmp_path / folder / name)
    assert _found(tmp_path) == [("BG114", f"{folder}/{name}")]


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_sockets_and_devices_among_pages_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    socket.socket(socket.AF_UNIX).bind("a.md")
    wanted = [("BG114", "docs/a.md")]
    if os.geteuid() == 0:
        os.mknod("b.png", 0o20666, os.makedev(1, 5))
        wanted.append(("BG114", "docs/b.png"))
    assert _found(tmp_path) == wanted


@pytest.mark.parametrize("name", ["a.md", "a.png", "deep"])
def test_unreadable_file_or_folder_is_reported(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "docs", {"a.md": "# A\n", "a.png": "x", "deep/b.md": "# B\n"})
    refused = str(tmp_path / "docs" / name)
    for module, call in ((os, "open"), (os, "scandir")):
        plain = getattr(module, call)

        def refusing(path: object, *rest: object, plain: Callable[..., object] = plain) -> object:
            if str(path) == refused:
                raise PermissionError(errno.EACCES, "Permission denied")
            return plain(path, *rest)

        monkeypatch.setattr(module, call, refusing)
    assert ("BG114", f"docs/{name}") in _found(tmp_path)


@pytest.mark.parametrize(
    ("limits", "files", "found"),
    [
        ("files: 30", {f"docs/{n}.md": "# A\n" for n in range(31)}, [("BG130", "docs")]),
        ("files: 30", {f"look/{n}": "x" for n in range(31)}, [("BG130", "look")]),
        ("folder_depth: 2", {"docs/a/b/c.md": "# A\n"}, [("BG130", "docs")]),
        ("docs_page_bytes: 1000", {"docs/a.md": "# A\n" * 251}, [("BG111", "docs/a.md")]),
        ("docs_page_marks: 100", {"docs/a.md": "# A\n" * 40}, [("BG620", "docs/a.md")]),
        ("docs_pages_bytes: 1000", {"docs/a.md": "# A\n" * 126, "docs/b.md": "# A\n" * 126}, [("BG130", "docs")]),
        ("docs_file_bytes: 1000", {"docs/a.txt": "x" * 1001}, [("BG111", "docs/a.txt")]),
        ("docs_bytes: 1000", {"docs/a.txt": "x" * 501, "docs/b.txt": "x" * 501}, [("BG130", "docs")]),
        ("docs_bytes: 1000", {"docs/a.txt": "x" * 1000, "docs/.b.txt": "x"}, []),
    ],
)
def test_limit_of_copied_files_is_reported(
    tmp_path: Path, limits: str, files: dict[str, str], found: list[tuple[str, str]]
) -> None:
    settings = SETTINGS.replace("- briefgen", f"- briefgen: {{limits: {{{limits}}}}}")
    assert _found(tmp_path, settings, **files) == found


def test_limits_apply_to_trusted_files(tmp_path: Path) -> None:
    settings = SETTINGS.replace("- briefgen", "- briefgen: {trust: [files], limits: {docs_file_bytes: 1000}}")
    assert _found(tmp_path, settings, **{"docs/a.html": "x" * 1001, "docs/b.xpdl": "x"}) == [("BG111", "docs/a.html")]


def test_sparse_file_is_reported_without_reading_it(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("a.md", "b.txt"):
        with (tmp_path / "docs" / name).open("wb") as stream:
            stream.truncate(900_000_000 if name == "b.txt" else 15_000_000)
    assert _found(tmp_path) == [("BG111", "docs/a.md"), ("BG111", "docs/b.txt")]


def test_page_that_is_not_utf8_is_reported_at_its_place(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": SETTINGS, "docs/.keep": ""})
    (tmp_path / "docs/a.md").write_bytes(b"# A\n\nb\xe9\n")
    ((code, line, column),) = [(d.code, d.span.line, d.span.column) for d in diagnosed(tmp_path)]
    assert (code, line, column) == ("BG101", 3, 2)


def test_content_is_judged_as_well_as_the_ending(tmp_path: Path) -> None:
    files = {
        "docs/a.png": "<script>x()</script>",
        "docs/b.txt": "a <script>x()</script>",
        "docs/c.txt": "text",
        "docs/d": "x",
    }
    assert _found(tmp_path, **files) == [("BG619", "docs/a.png"), ("BG619", "docs/b.txt"), ("BG613", "docs/d")]
