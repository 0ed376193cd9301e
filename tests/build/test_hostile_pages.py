"""The page policy: hostile pages in `docs/`, built by MkDocs and Zensical."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import run, write
from tests.support.pictures import PNG

# each executes on some page under plain Material; the numbers identify them
FRONT = """\
---
title: "</title><script>alert(1)</script>"
description: '"><script>alert(2)</script>'
author: '"><script>alert(3)</script>'
tags: ["<img src=x onerror=alert(4)>"]
jsonld: "</script><script>alert(5)</script>"
git_revision_date_localized: <img src=x onerror=alert(6)>
---

# Hostile

"""
BODY = """\
<script>alert(11)</script>

<img src=x onerror="alert(12)"> <svg onload=alert(13)></svg> <details open ontoggle=alert(14)></details>

A paragraph.
{: onmouseover="alert(15)" }

[a](javascript:alert(16)) [b](https://e.org){ href="javascript:alert(17)" }

<p id="__config">{"base":"//e.org"}</p>

<iframe srcdoc="<script>parent.alert(18)</script>"></iframe> <base href="//e.org/">
"""
HEADING = "# &lt;/title>&lt;script>alert(21)&lt;/script>\n\n## b {: data-toc-label='&lt;img src=x onerror=alert(22)&gt;' }\n\n## &lt;img src=x onerror=alert(23)>\n"
MULTI = 'title: </title><script>alert(31)</script>\ndescription: "><script>alert(32)</script>\n\n# M\n'
REDIRECT = "---\ntemplate: redirect.html\nlocation: javascript:alert(41)\n---\n\n# R\n"
PAGES = {
    "docs/hostile.md": FRONT + BODY,
    "docs/heading.md": HEADING,
    "docs/multi.md": MULTI,
    "docs/redirect.md": REDIRECT,
    "docs/plain.markdown": "# P\n\n<svg onload=alert(51)></svg>\n",
}
ADDRESSES = ("hostile", "heading", "multi", "redirect", "plain")
_RUNS = re.compile(
    r"<script>[^<]*alert\(|<[a-z]+\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*?\son[a-z]+\s*=|=[\"']?\s*javascript:|\[\"javascript:", re.IGNORECASE
)  # fmt: skip


def unsafe(site: Path) -> dict[str, list[str]]:
    """Return what would execute on the hostile pages of a built site."""
    pages = {name: (site / name / "index.html").read_text("utf-8") for name in ADDRESSES}
    return {name: hits for name, text in pages.items() if (hits := [m[0] for m in _RUNS.finditer(text)])}


def test_hostile_pages_are_cleaned_and_reported_under_mkdocs(full: Path) -> None:
    write(full, PAGES)
    done = run("mkdocs", "build", cwd=full)
    assert done.returncode == 0, done.stderr
    assert unsafe(full / "site") == {}
    page = (full / "site/hostile/index.html").read_text("utf-8")
    assert "<iframe" not in page
    assert "<base" not in page
    assert page.count('id="__config"') == 1
    for expected in (
        "docs/hostile.md:6:1: BG614 front-matter: `jsonld`",
        "docs/redirect.md:2:1: BG614 front-matter: `template`",
        "docs/hostile.md:12:1: BG616 page-cleaned: `<script>` is removed",
        "docs/hostile.md:17:1: BG616 page-cleaned: `onmouseover=alert(15)` of `<p>`",
        "docs/hostile.md:19:1: BG616 page-cleaned: `href=javascript:alert(16)` of `<a>`",
        "docs/plain.markdown:3:1: BG616 page-cleaned: `<svg>`",
    ):
        assert expected in done.stderr


def test_strict_counts_removed_html_with_quiet_output(full: Path) -> None:
    write(full, {"docs/a.md": "# A\n\n<svg></svg>\n"})
    done = run("mkdocs", "build", "--strict", "-q", cwd=full)
    assert done.returncode == 1
    assert "docs/a.md:3:1: warning[BG616] page-cleaned" in done.stderr
    settings = full / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("branch: trunk", "branch: trunk\n      ignore: [BG616]"))
    assert run("mkdocs", "build", "--strict", "-q", cwd=full).returncode == 0
    assert "<svg></svg>" not in (full / "site/a/index.html").read_text("utf-8")


def test_same_pages_execute_under_plain_material(full: Path) -> None:
    write(
        full,
        PAGES
        | {"mkdocs.yml": "site_name: S\ntheme: {name: material, font: false}\nmarkdown_extensions: [attr_list, toc]\n"},
    )
    assert run("mkdocs", "build", cwd=full).returncode == 0
    assert unsafe(full / "site").keys() == {"hostile", "heading", "multi", "redirect", "plain"}


def test_no_page_or_setting_disables_the_policy(full: Path) -> None:
    write(full, {"docs/a.md": "---\nbriefgen.safe_html: false\nreport: x\n---\n\n<svg></svg>\n"})
    settings = full / "mkdocs.yml"
    listed = "markdown_extensions:\n  - briefgen.safe_html:\n      report: x\n  - md_in_html\n"
    settings.write_text(settings.read_text() + listed)
    assert run("mkdocs", "build", cwd=full).returncode == 0
    assert "<svg></svg>" not in (full / "site/a/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"docs/evil.html": "<script>alert(1)</script>"}, "BG613"),
        ({"docs/<img src=x onerror=alert(1)>.md": "x\n"}, "BG617"),
        ({"docs/bomb.md": f"---\na: {'[' * 9000}\n---\n"}, "BG615"),
    ],
)
def test_forbidden_pages_are_rejected_before_the_build(full: Path, files: dict[str, str], code: str) -> None:
    write(full, files)
    for command in (("mkdocs", "build"), ("briefgen", "check"), ("briefgen", "render", "--output", "out")):
        done = run(*command, cwd=full)
        assert done.returncode == 1
        assert f"error[{code}]" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    assert not (full / "site").exists()
    assert not (full / "out").exists()


def test_symlinked_pages_and_templates_are_rejected(full: Path, tmp_path: Path) -> None:
    write(tmp_path, {"secret.md": "secret\n"})
    (full / "docs/secret.md").symlink_to(tmp_path / "secret.md")
    (full / "site_templates").symlink_to(tmp_path)
    for command in (("mkdocs", "build"), ("briefgen", "check"), ("briefgen", "render", "--output", "out")):
        done = run(*command, cwd=full)
        assert done.returncode == 1
        said = done.stdout + done.stderr
        assert said.count("error[BG113]") == 2, said
        assert "docs/secret.md" in said
        assert "`site_templates` is a symbolic link" in said
    assert not (full / "site").exists()


def test_setting_from_environment_variable_is_rejected_too(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = full / "mkdocs.yml"
    settings.write_text(settings.read_text() + "markdown_extensions:\n  - !ENV [TEST_EXTENSION, tables]\n")
    assert run("mkdocs", "build", cwd=full).returncode == 0
    monkeypatch.setenv("TEST_EXTENSION", "pymdownx.snippets")
    done = run("mkdocs", "build", cwd=full)
    assert done.returncode == 1
    assert (
        "error[BG610] code-from-pages: `pymdownx.snippets` publishes files that a page names (set outside"
        in done.stderr
    )


def test_rendered_folder_keeps_the_policy_without_plugin(full: Path, tmp_path: Path) -> None:
    words = "# Plain\n\n*Words* and [a link](about.md#who), [ours](actors/index.md).\n\n![p](img/p%20q.png)\n"
    write(full, PAGES | {"docs/words.md": words, "docs/mixed.md": f"{words}\n<svg></svg>\n"})
    (full / "docs/img").mkdir()
    (full / "docs/img/p q.png").write_bytes(PNG)
    out = tmp_path / "out"
    done = run("briefgen", "render", "--output", str(out), cwd=full)
    assert done.returncode == 0
    assert "docs/hostile.md:12:1: warning[BG616] page-cleaned: `<script>` is removed" in done.stderr
    assert "safe_html" not in (out / "mkdocs.yml").read_text("utf-8")
    done = run("mkdocs", "build", "--strict", cwd=out)
    assert done.returncode == 0, done.stderr
    assert unsafe(out / "site") == {}
    # a page stays Markdown, unless something is removed; its links then lead to the same places
    assert (out / "docs/words.md").read_text("utf-8") == words
    pages = [(out / "site" / name / "index.html").read_text("utf-8") for name in ("words", "mixed")]
    for page in pages:
        assert '<a href="../about/#who">' in page
        assert '<a href="../actors/">ours</a>' in page
        assert 'src="../img/p%20q.png"' in page
        assert "<title>Plain " in page


@pytest.mark.full
def test_hostile_pages_execute_nothing_under_zensical(full: Path, tmp_path: Path) -> None:
    write(full, PAGES | {"docs/emoji.md": "# E\n\n:smile:\n"})
    settings = full / "mkdocs.yml"
    emoji = "  - pymdownx.emoji:\n      emoji_generator: !!python/name:pymdownx.emoji.to_alt\n"
    settings.write_text(settings.read_text() + f"markdown_extensions:\n{emoji}")
    out = tmp_path / "out"
    assert run("briefgen", "render", "--output", str(out), cwd=full).returncode == 0
    zensical = Path(sys.executable).parent / "zensical"
    done = subprocess.run([zensical, "build"], cwd=out, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    # Zensical builds pages from `.md` files only
    pages = {name: out / "site" / name / "index.html" for name in ADDRESSES}
    texts = {name: page.read_text("utf-8") for name, page in pages.items() if page.exists()}
    assert texts.keys() >= {"hostile", "heading", "multi", "redirect"}
    assert {name: hits for name, text in texts.items() if (hits := [m[0] for m in _RUNS.finditer(text)])} == {}
    assert "<p>😄</p>" in (out / "site/emoji/index.html").read_text("utf-8")
    assert "<svg" in (out / "site/network/index.html").read_text("utf-8").partition("<article")[2]
