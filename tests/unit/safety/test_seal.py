"""Sealing a site: all or nothing, and `SHA256SUMS` is correct."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from briefgen.safety import csp
from briefgen.safety.script_allowlist import Known, known
from briefgen.safety.seal import SUMS, seal, verify
from tests.conftest import write

PAGE = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>A</title></head><body><p>a</p></body></html>\n'
)
SITE = {
    "index.html": PAGE.replace("<p>", '<script src="assets/a.js"></script><p>'),
    "events/index.html": PAGE.replace("<p>", '<script src="../assets/a.js?b#c"></script><p>'),
    "404.html": PAGE.replace("<p>", '<script src="/briefing/assets/a.js"></script><p>'),
    "assets/a.js": "go()",
    "assets/a.css": "a { background: url(b.svg); }",
    "assets/b.svg": '<svg xmlns="http://www.w3.org/2000/svg"><a href="#a"><path d="M0 0"/></a></svg>',
    "sitemap.xml": '<?xml version="1.0"?><urlset><url><loc>https://e.org/</loc></url></urlset>',
}
KNOWN = known((), [b"go()"])


def _codes(site: Path, known: Known = KNOWN) -> list[tuple[str, str]]:
    return [(problem.code.id, problem.path) for problem in seal(site, known, base="/briefing/").problems]


def _content(site: Path) -> dict[str, bytes]:
    return {str(file.relative_to(site)): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()}


def test_sealing_adds_policy_to_pages_and_lists_all_files(tmp_path: Path) -> None:
    site = write(tmp_path, SITE)
    found = seal(site, KNOWN, base="/briefing/")
    assert found.problems == ()
    assert found.files == len(SITE) + 1
    for path in SITE:
        is_page = path.endswith(".html")
        assert ('http-equiv="Content-Security-Policy"' in (site / path).read_text("utf-8")) is is_page
    assert list(verify(site)) == []
    assert [line.split("  ")[1] for line in (site / SUMS).read_text().splitlines()] == sorted([*SITE, "_headers"])
    if shutil.which("sha256sum"):
        done = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", SUMS], cwd=site, check=False)
        assert done.returncode == 0


def test_sealing_a_site_is_idempotent(tmp_path: Path) -> None:
    site = write(tmp_path, SITE)
    seal(site, KNOWN, base="/briefing/")
    before = _content(site)
    assert seal(site, KNOWN, base="/briefing/").is_whole
    assert _content(site) == before


def test_verify_reports_changes_to_a_sealed_site(tmp_path: Path) -> None:
    site = write(tmp_path, SITE)
    seal(site, KNOWN, base="/briefing/")
    (site / "assets/a.css").write_text("a {}")
    (site / "index.html").unlink()
    (site / "new.html").write_text(PAGE)
    assert list(verify(site)) == ["assets/a.css has changed", "index.html is missing", "new.html is not in the list"]


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("a/index.html", PAGE.replace("<p>", "<p onclick='x()'>"), "BG512"),
        ("A.HTM", PAGE.replace("<p>", "<script>x()</script><p>"), "BG511"),
        ("a/index.html", PAGE.replace("<p>", '<script src="x.js"></script><p>'), "BG511"),
        ("a/index.html", PAGE.replace("<p>", '<script src="../../assets/a.js"></script><p>'), "BG511"),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>', "BG511"),
        ("a.SVG", '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>x()</s:script></s:svg>', "BG511"),
        ("a.svg", '<svg onload="x()"/>', "BG512"),
        ("a.svg", '<svg><a xlink:href="java&#10;script:x()"/></svg>', "BG513"),
        ("a.svg", '<svg><image href="https://e.org/a.png"/></svg>', "BG513"),
        ("a.svg", '<svg><set attributeName="xlink:href" to="x"/></svg>', "BG513"),
        ("a.xml", '<!DOCTYPE a [<!ENTITY b "<script>">]><a>&b;</a>', "BG518"),
        ("a.xml", '<?xml-stylesheet href="a.xsl"?><a/>', "BG518"),
        ("a.xml", "<a>", "BG518"),
        ("a.css", "\n  a { background: URL( 'https://e.org/a.png') }", "BG514"),
        ("a.css", '@import "//e.org/a.css";', "BG514"),
    ],
)
def test_site_with_an_error_is_not_changed(tmp_path: Path, path: str, text: str, code: str) -> None:
    site = write(tmp_path, {**SITE, path: text})
    before = _content(site)
    assert _codes(site) == [(code, f"site/{path}")]
    assert _content(site) == before


def test_findings_in_styles_have_line_and_column(tmp_path: Path) -> None:
    site = write(tmp_path, {"a.css": "a {\n  background: url(https://e.org/a.png) }"})
    (problem,) = seal(site, KNOWN).problems
    assert getattr(problem.at, "line", 0) == 2
    assert getattr(problem.at, "column", 0) == 15


def test_script_is_known_by_content_not_by_name(tmp_path: Path) -> None:
    site = write(tmp_path, {**SITE, "assets/a.js": "steal()"})
    assert {code for code, _ in _codes(site)} == {"BG511"}
    assert _codes(site, known((), (), ["assets/a.js"])) == []


def test_symlinks_devices_and_deceptive_names_are_reported(tmp_path: Path) -> None:
    site = write(tmp_path / "site", SITE)
    (site / "link").symlink_to("/etc")
    (site / "file").symlink_to("index.html")
    os.mkfifo(site / "pipe")
    (site / "a\nb.html").write_text(PAGE)
    (site / "a\u202eb.html").write_text(PAGE)
    assert sorted(_codes(site)) == [
        ("BG519", f"site/{name}") for name in ("a\\nb.html", "a\\u202eb.html", "file", "link", "pipe")
    ]


def test_inline_style_is_only_a_warning(tmp_path: Path) -> None:
    site = write(tmp_path, {**SITE, "a.html": PAGE.replace("<p>", '<p style="a:b">')})
    found = seal(site, KNOWN, base="/briefing/")
    assert [problem.code.id for problem in found.problems] == ["BG516"]
    assert found.is_whole
    assert list(verify(site)) == []


def test_projects_own_headers_are_kept(tmp_path: Path) -> None:
    site = write(tmp_path, {**SITE, "_headers": "/a\n  X-Own: b\n"})
    seal(site, KNOWN, base="/briefing/")
    assert (site / "_headers").read_text().startswith("/a\n  X-Own: b\n# briefgen")


def test_git_folder_in_the_site_is_skipped(tmp_path: Path) -> None:
    site = write(tmp_path, {**SITE, ".git/hooks/a.html": "<script>"})
    assert _codes(site) == []
    assert ".git" not in (site / SUMS).read_text()
    write(site, {".github/a.html": "<script>x()</script>"})
    assert _codes(site) == [("BG511", "site/.github/a.html")]


def test_open_site_allows_other_hosts_except_for_scripts(tmp_path: Path) -> None:
    others = (
        '<link rel="stylesheet" href="https://e.org/a.css"><style>a{}</style><img src="https://e.org/a.png" alt="">'
    )
    site = write(tmp_path, {**SITE, "a.html": PAGE.replace("<p>", f"{others}<p>")})
    assert {code for code, _ in _codes(site)} == {"BG514", "BG516"}
    assert seal(site, KNOWN, base="/briefing/", is_open=True).problems == ()
    assert "img-src 'self' data: https:" in (site / "a.html").read_text("utf-8")
    write(site, {"b.html": PAGE.replace("<p>", '<script src="https://e.org/a.js"></script><p onclick="x()">')})
    assert [problem.code.id for problem in seal(site, KNOWN, base="/briefing/", is_open=True).problems] == [
        "BG511",
        "BG512",
    ]


def test_style_of_a_known_script_is_allowed_if_script_is_used(tmp_path: Path) -> None:
    style = f".a{{color:red}}{'.b:hover{top:1px}' * 20}"
    script = f"let x='a',s='{style}';go(s)"
    page = PAGE.replace("<p>", '<script src="a.js"></script><p>')
    both = known((), [script.encode(), b"go()"])
    for content, is_allowed in ((script, True), ("go()", False)):
        site = write(tmp_path / str(is_allowed), {"index.html": page, "a.js": content})
        assert seal(site, both).problems == ()
        assert (f"style-src 'self' {csp.hash_of(style)};" in (site / "index.html").read_text("utf-8")) is is_allowed
