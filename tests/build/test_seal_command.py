"""`briefgen seal` on real sites: same result as a build, and bad input."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import run, write


def _content(site: Path) -> dict[str, bytes]:
    return {str(file.relative_to(site)): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()}


def _unsealed(project: Path, extra: str = "") -> Path:
    settings = (project / "mkdocs.yml").read_text("utf-8")
    write(
        project, {"mkdocs.yml": settings.replace("- briefgen", "- briefgen: {search: material, seal: false}") + extra}
    )
    result = run("mkdocs", "build", "--quiet", cwd=project)
    assert result.returncode == 0, result.stderr
    return project / "site"


def test_seal_command_gives_the_same_site_as_a_build(minimal: Path) -> None:
    own = "site_url: https://example.org/briefing/\nextra_javascript: [own.js]\n"
    script = "{% extends 'base.html' %}{% block scripts %}{{ super() }}<script>theme()</script>{% endblock %}"
    write(minimal, {"docs/own.js": "window.own = true;", "look/main.html": script})
    settings = (minimal / "mkdocs.yml").read_text("utf-8")
    write(minimal, {"mkdocs.yml": settings.replace("  font: false\n", "  font: false\n  custom_dir: look\n")})
    site = _unsealed(minimal, own)
    before = _content(site)
    result = run("briefgen", "seal", "site", cwd=minimal)
    assert result.returncode == 0, result.stderr
    by_command = _content(site)
    assert {path for path in by_command if by_command[path] != before.get(path)} == {
        "SHA256SUMS", "_headers", *(path for path in by_command if path.endswith(".html")),
    }  # fmt: skip
    settings = (minimal / "mkdocs.yml").read_text("utf-8")
    write(minimal, {"mkdocs.yml": settings.replace(", seal: false", "")})
    assert run("mkdocs", "build", "--quiet", cwd=minimal).returncode == 0
    by_build = _content(site)
    assert {path for path in by_build if by_build[path] != by_command.get(path)} == set()
    assert by_build.keys() == by_command.keys()


def test_rejected_page_is_reported_and_nothing_changes(minimal: Path) -> None:
    site = _unsealed(minimal)
    write(site, {"own/index.html": "<!doctype html>\n<title>a</title>\n<p onclick='x()'>b</p>\n"})
    before = _content(site)
    result = run("briefgen", "seal", "site", cwd=minimal)
    assert result.returncode == 1
    assert "site/own/index.html:3:1: error[BG512] event-handler: `onclick` on `p`: `x()`" in result.stderr
    assert "nothing was changed" in result.stderr
    assert _content(site) == before


def test_sealed_site_is_checked_against_sha256sums(minimal: Path) -> None:
    site = _unsealed(minimal)
    assert run("briefgen", "seal", "--check", "site", cwd=minimal).returncode == 2
    assert run("briefgen", "seal", "site", cwd=minimal).returncode == 0
    result = run("briefgen", "seal", "--check", "site", cwd=minimal)
    assert (result.returncode, result.stdout) == (0, "all files match SHA256SUMS\n")
    write(site, {"index.html": "other"})
    result = run("briefgen", "seal", "--check", "site", cwd=minimal)
    assert (result.returncode, result.stderr) == (1, "index.html has changed\n")


def test_nginx_option_prints_header_directives(minimal: Path) -> None:
    _unsealed(minimal)
    result = run("briefgen", "seal", "site", "--nginx", cwd=minimal)
    assert result.returncode == 0
    assert result.stdout.startswith('add_header Content-Security-Policy "default-src')
    assert "files sealed" in result.stderr


def test_wrong_usage_exits_2(minimal: Path, tmp_path: Path) -> None:
    assert run("briefgen", "seal", "nowhere", cwd=minimal).returncode == 2
    assert run("briefgen", "seal", cwd=minimal).returncode == 2
    # a site without a project: only the installed themes' scripts are known
    site = write(tmp_path / "far/site", {"index.html": "<!doctype html>\n<title>a</title>\n"})
    assert run("briefgen", "seal", str(site), cwd=tmp_path / "far").returncode == 0
    (site / "SHA256SUMS").unlink()
    (site / "SHA256SUMS").mkdir()
    result = run("briefgen", "seal", str(site), cwd=tmp_path / "far")
    assert (result.returncode, "cannot be sealed" in result.stderr) == (2, True)


@pytest.mark.parametrize("trust", ["", ", trust: [hosts]"])
def test_external_fonts_load_only_when_trusted(minimal: Path, trust: str) -> None:
    settings = (minimal / "mkdocs.yml").read_text("utf-8").replace("  font: false\n", "")
    write(minimal, {"mkdocs.yml": settings.replace("- briefgen", f"- briefgen: {{search: material{trust}}}")})
    result = run("mkdocs", "build", cwd=minimal)
    assert result.returncode == 0, result.stderr
    page = (minimal / "site/index.html").read_text("utf-8")
    assert ("fonts.googleapis.com" in page) is bool(trust)
    assert ("style-src 'self' https: 'unsafe-inline'" in page) is bool(trust)
    assert ("BG611" in result.stderr) is not bool(trust)
    assert run("briefgen", "render", "--output", "out", cwd=minimal).returncode == 0
    assert ("font: false" in (minimal / "out/mkdocs.yml").read_text("utf-8")) is not bool(trust)


def test_problem_on_every_page_is_reported_once(minimal: Path) -> None:
    write(
        minimal,
        {
            "site_templates/theme/main.html": "{% extends 'base.html' %}{% block announce %}<p onclick='x()'>a</p>{% endblock %}"
        },
    )
    result = run("mkdocs", "build", cwd=minimal)
    assert result.returncode == 1
    assert result.stderr.count("BG512") == 1
    assert "`onclick` on `p`: `x()`, and in " in result.stderr
    assert not (minimal / "site").exists()


def test_inline_scripts_run_only_when_trusted(minimal: Path) -> None:
    settings = (minimal / "mkdocs.yml").read_text("utf-8")
    write(minimal, {"docs/own.html": "<!doctype html><title>a</title><script>own()</script><p>b</p>"})
    assert "BG613" in run("mkdocs", "build", cwd=minimal).stderr
    for seal in ("true", "false"):
        trust = f"- briefgen: {{search: material, trust: [files], seal: {seal}}}"
        write(minimal, {"mkdocs.yml": settings.replace("- briefgen", trust)})
        result = run("mkdocs", "build", cwd=minimal)
        assert result.returncode == 0, result.stderr
    write(minimal, {"mkdocs.yml": settings.replace("- briefgen", trust.replace("false", "true"))})
    assert run("briefgen", "seal", "site", cwd=minimal).returncode == 0
    assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-" in (minimal / "site/own.html").read_text("utf-8")
