"""The MkDocs plugin: `mkdocs build` and `mkdocs serve` on real projects."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.site.pages.network import file_of
from tests.conftest import ROOT, run, write
from tests.support import sites


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_strict_build_writes_only_the_site_folder(full: Path) -> None:
    before = _files(full)
    result = run("mkdocs", "build", "--strict", cwd=full)
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    after = {path: content for path, content in _files(full).items() if not path.startswith("site/")}
    assert after == before


def test_every_page_is_at_its_address(full_site: Path) -> None:
    for address in (
        "",
        "events/",
        "events/2031-05-14-first-talks/",
        "actors/",
        "actors/mara-vell/",
        "plans/",
        "plans/river-plan/",
        "plans/river-plan/compare/",
        "plans/river-plan/compare/first-draft/second-draft/",
        "plans/river-plan/positions/",
        "points/",
        "points/point-tolls/",
        "disputes/",
        "disputes/how-many-points/",
        "sources/",
        "sources/gazette-report/",
        "themes/",
        "themes/water/",
        "statements/",
        "search/",
        "quality/",
        "how-to-read/",
        "about/",
        "actors/southland-team/",
    ):
        assert (full_site / address / "index.html").is_file(), address
    assert (full_site / "404.html").is_file()


def test_internal_links_and_anchors_resolve(full_site: Path) -> None:
    assert dead_links(full_site) == []


def dead_links(site: Path) -> list[str]:
    """Return the links of a built site whose file or anchor does not exist."""
    pages = {p: p.read_text("utf-8") for p in site.rglob("*.html") if p.name != "404.html"}
    ids = {p: set(re.findall(r'\bid="?([^"\s>]+)', text)) for p, text in pages.items()}
    dead = []
    for page, text in pages.items():
        for href in re.findall(r'<a\b[^>]*?\bhref="([^"]*)"', text):
            if re.match(r"[a-z]+:", href):
                continue
            path, _, anchor = href.replace("&amp;", "&").partition("#")
            target = (page.parent / path).resolve() if path else page
            target = target / "index.html" if target.is_dir() else target
            if target not in pages and not target.is_file():
                dead.append(f"{page.relative_to(site)}: {href}")
            elif anchor.startswith("person=") and target == site.resolve() / "network/index.html":
                # the page reads the actor from the address and loads this file
                folder = site / "assets/briefgen/data/circles"
                person = anchor.removeprefix("person=")
                file = folder / f"{file_of(person, len(list(folder.iterdir())))}.json"
                if person not in json.loads(file.read_bytes()):
                    dead.append(f"{page.relative_to(site)}: {href} (no such circle)")
            elif anchor and target in ids and anchor not in ids[target]:
                dead.append(f"{page.relative_to(site)}: {href} (no such anchor)")
    return dead


def test_edit_link_leads_to_the_yaml(full: Path) -> None:
    config = full / "mkdocs.yml"
    config.write_text(config.read_text().replace("font: false", "font: false\n  features: [content.action.edit]"))
    run("mkdocs", "build", "--strict", cwd=full)
    page = (full / "site/points/point-tolls/index.html").read_text()
    address = "https://git.example.org/river/briefing/edit/trunk/content/points/point-tolls.yaml"
    assert page.count(f'href="{address}"') == 2


def test_no_page_asks_for_the_next_one_early(full_site: Path) -> None:
    home = (full_site / "index.html").read_text("utf-8")
    assert re.findall(r'<link rel="?(?:next|prefetch|prerender|preload)', home) == []
    assert "default-src 'none'" in home


def test_edit_links_quote_the_names_of_files(full: Path) -> None:
    config = full / "mkdocs.yml"
    text = config.read_text().replace("font: false", "font: false\n  features: [content.action.edit]")
    config.write_text(text + "edit_uri: 'edit/a\"><h1>/'\nrepo_url: https://git.example.org/x\n")
    (full / "content/points/Ö (a b)").mkdir()
    (full / "content/points/point-tolls.yaml").rename(full / "content/points/Ö (a b)/point-tolls.yaml")
    (full / "docs").mkdir(exist_ok=True)
    (full / "docs/Über.md").write_text("# Us\n")
    # links begin at the root of the repository, which is the folder above
    (full.parent / ".git").mkdir()
    run("mkdocs", "build", cwd=full)
    page = (full / "site/points/point-tolls/index.html").read_text()
    assert page.count('/edit/trunk/full/content/points/%C3%96%20%28a%20b%29/point-tolls.yaml"') == 2
    page = (full / "site/Über/index.html").read_text()
    assert "edit/a%22%3E%3Ch1%3E/%C3%9Cber.md" in page


def test_titles_are_escaped_in_the_head(full_site: Path) -> None:
    page = (full_site / "events/2031-05-19-second-talks/index.html").read_text()
    assert "<title>Second talks: &lt;tolls&gt; &amp; locks – The river talks</title>" in page
    assert "<tolls>" not in page


def test_errors_stop_the_build_and_keep_the_old_site(full: Path, full_site: Path) -> None:
    shutil.copytree(full_site, full / "site")
    before = _files(full / "site")
    (full / "content/points/point-tolls.yaml").write_text("title: Tolls\nplan: rivr-plan\n")
    result = run("mkdocs", "build", cwd=full)
    assert result.returncode == 1
    # the file did not decode, but its unknown reference is reported too
    assert "content/points/point-tolls.yaml:2:7: error[BG301]" in result.stderr
    assert "error[BG202] missing-field: `number` is missing" in result.stderr
    assert "Traceback" not in result.stderr
    assert _files(full / "site") == before


def test_template_errors_name_the_template_and_line(full: Path) -> None:
    for text, code in (("{% if %}", "BG501"), ("\n{{ nope }}", "BG502"), ('{% include "gone.j2" %}', "BG504")):
        write(full, {"site_templates/kinds/point.md.j2": text})
        result = run("mkdocs", "build", cwd=full)
        assert result.returncode == 1
        line = 2 if code == "BG502" else 1
        assert f"site_templates/kinds/point.md.j2:{line}:1: error[{code}]" in result.stderr, result.stderr
        assert not (full / "site").exists()


def test_strict_counts_warnings_with_quiet_output(full: Path) -> None:
    write(
        full,
        {
            "content/events/2031-01-01-old.yaml": "title: Old\ndate: 2031-01-01\nstate: scheduled\nsummary: Old.\ncite: [wire-relay]\n"
        },
    )
    assert run("mkdocs", "build", cwd=full).returncode == 0
    assert run("mkdocs", "build", "--strict", "-q", cwd=full).returncode == 1


def test_project_overrides_a_single_template(full: Path) -> None:
    write(
        full,
        {
            "site_templates/kinds/dispute.md.j2": "# Ours: {{ brief.title|md }}\n\n<p>{{ here.plain(brief.summary) }}</p>\n"
        },
    )
    assert run("mkdocs", "build", "--strict", cwd=full).returncode == 0
    assert "Ours: How many points has the draft?" in (full / "site/disputes/how-many-points/index.html").read_text()
    assert "bg-statement" in (full / "site/events/2031-05-14-first-talks/index.html").read_text()


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_pagefind_search_needs_the_material_search_field(full: Path, theme: str) -> None:
    settings = full / "mkdocs.yml"
    text = settings.read_text().replace("name: material\n  font: false", f"name: {theme}")
    if theme == "mkdocs":
        # its inline scripts vary by page, so they cannot be allowlisted
        text = text.replace("      branch:", "      seal: false\n      branch:")
    settings.write_text(text if theme == "mkdocs" else text.replace("  - search\n", "  - search: {enabled: false}\n"))
    result = run("mkdocs", "build", cwd=full)
    assert result.returncode == 0, result.stderr
    assert not (full / "site/pagefind").exists()
    assert (full / "site/search/search_index.json").exists() == (theme == "mkdocs")
    assert "bg-find" not in (full / "site/index.html").read_text("utf-8")


def test_custom_navigation_is_kept(full: Path) -> None:
    config = full / "mkdocs.yml"
    config.write_text(config.read_text() + "nav:\n  - index.md\n  - People: actors/index.md\n  - More: [about.md]\n")
    result = run("mkdocs", "build", "--strict", cwd=full)
    assert result.returncode == 0, result.stderr
    assert "not included in the" not in result.stderr
    page = (full / "site/index.html").read_text("utf-8")
    assert "People" in page
    links = {words.strip() for words in re.findall(r">\s*([^<>]+?)\s*<", page.partition("<article")[0])}
    # the plugin's own navigation has these labels
    assert links.isdisjoint({"Disputed", "Evidence", "Timeline", "Who’s who"})


def test_drafts_are_built_and_indexed_only_on_request(full: Path) -> None:
    draft = full / "content/actors/draft-actor.yaml"
    draft.write_text("name: Hidden Person\nsummary: Not yet.\nstatus: draft\ncite: [wire-relay]\n")
    file = full / "content/disputes/how-many-points.yaml"
    file.write_text(file.read_text() + "status: draft\n")
    assert run("mkdocs", "build", cwd=full).returncode == 0
    assert not (full / "site/disputes/how-many-points").exists()
    assert "how-many-points/" not in (full / "site/index.html").read_text()
    names = full / "site/pagefind/names.json"
    assert "Vell" in names.read_text("utf-8")
    assert "Hidden" not in names.read_text("utf-8")
    assert "Hidden" not in (full / "site/search/index.html").read_text("utf-8")
    config = full / "mkdocs.yml"
    config.write_text(config.read_text().replace("branch: trunk", "branch: trunk\n      drafts: true"))
    assert run("mkdocs", "build", cwd=full).returncode == 0
    assert "Draft" in (full / "site/disputes/how-many-points/index.html").read_text()
    assert "Hidden" in names.read_text("utf-8")


def test_rendered_folder_builds_the_same_pages_without_plugin(full: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    settings = full / "mkdocs.yml"
    # only the plugin builds Pagefind's index
    settings.write_text(settings.read_text().replace("      branch:", "      search: material\n      branch:"))
    assert run("briefgen", "render", "--output", str(out), cwd=full).returncode == 0
    assert not re.search(r"^\s*- briefgen\b(?!\.)", (out / "mkdocs.yml").read_text(), re.MULTILINE)
    assert run("mkdocs", "build", "--strict", cwd=out).returncode == 0
    run("mkdocs", "build", "--strict", cwd=full)
    # without the plugin, the command must seal the site
    assert run("briefgen", "seal", "site", cwd=out).returncode == 0
    ours, plain = _files(full / "site"), _files(out / "site")
    assert ours.keys() == plain.keys()
    pages = [path for path in ours if path.endswith(".html")]
    assert [path for path in pages if _article(ours[path]) != _article(plain[path])] == []


_BLOCKS = b"article|aside|details|div|dl|figure|footer|h[1-6]|header|nav|ol|p|section|table|ul"


def _article(html: bytes) -> bytes:
    """Return a page's content without the edit link, which only the plugin adds.

    Python-Markdown breaks the line between two blocks, where the plugin passes them through unchanged.
    """
    content = html.partition(b"<article")[2].partition(b"</article>")[0]
    content = re.sub(rb'<a href="[^"]*" title="Edit this page".*?</a>', b"", content, flags=re.DOTALL)
    content = re.sub(rb"(</(?:%b)>)\s*<(?=(?:%b)\b)" % (_BLOCKS, _BLOCKS), rb"\1 <", content)
    return b" ".join(content.split())


@pytest.mark.full
def test_zensical_builds_the_rendered_folder(full: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("briefgen", "render", "--output", str(out), cwd=full).returncode == 0
    zensical = Path(sys.executable).parent / "zensical"
    result = subprocess.run(
        [zensical, "build", "--strict"], cwd=out, capture_output=True, text=True, timeout=300, check=False
    )
    assert result.returncode == 0, result.stderr + result.stdout
    for address in ("", "events/2031-05-14-first-talks/", "actors/mara-vell/", "plans/river-plan/positions/"):
        page = (out / "site" / address / "index.html").read_text("utf-8")
        assert 'id="top"' in page
    talks = (out / "site/events/2031-05-14-first-talks/index.html").read_text("utf-8")
    assert "No tolls on our own river" in talks
    assert 'href="../../actors/mara-vell/"' in talks
    # without the plugin, the command must seal the site
    sealed = run("briefgen", "seal", "site", cwd=out)
    assert sealed.returncode == 0, sealed.stderr
    assert "files sealed" in sealed.stdout
    assert 'http-equiv="Content-Security-Policy"' in (out / "site/index.html").read_text("utf-8")
    assert run("briefgen", "seal", "site", "--check", cwd=out).returncode == 0


class Served:
    """A running `mkdocs serve`."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process = process
        self.address = f"http://127.0.0.1:{port}/"
        self.log = log

    def get(self, path: str = "") -> str:
        with urllib.request.urlopen(self.address + path, timeout=30) as answer:
            return str(answer.read().decode())

    def wait_for(self, words: str, path: str = "", *, absent: bool = False) -> str:
        deadline = time.monotonic() + 60
        text = ""
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            with contextlib.suppress(OSError):
                text = self.get(path)
                if (words in text) != absent:
                    return text
            time.sleep(0.1)
        raise AssertionError(f"{words!r} {'did not disappear' if absent else 'did not appear'}\n{self.log.read_text()}")


@contextlib.contextmanager
def serve(project: Path) -> Iterator[Served]:
    """Run `mkdocs serve` in a project until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = project.parent / "serve.log"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment,
        )
        try:
            yield Served(process, port, log)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.mark.serial
def test_serve_reloads_shows_errors_in_the_page_and_recovers(full: Path) -> None:
    page = "points/point-tolls/"
    file = full / "content/points/point-tolls.yaml"
    good = file.read_text()
    with serve(full) as site:
        site.wait_for("Ships would pay a toll", page)
        file.write_text(good.replace("Ships would pay", "Every ship would pay"))
        site.wait_for("Every ship would pay", page)

        file.write_text(good.replace("number: 1", "number: one"))
        text = site.wait_for("briefgen-report", page)
        assert "content/points/point-tolls.yaml:3:9: error[BG203]" in text
        assert "Every ship would pay" in text  # the last good build stays available
        assert "briefgen-report" in site.get("actors/")
        assert "content/points/point-tolls.yaml:3:9: error[BG203]" in site.log.read_text()

        file.write_text(good)
        assert "Ships would pay a toll" in site.wait_for("briefgen-report", page, absent=True)

        write(
            full,
            {
                "content/briefing.yaml": (full / "content/briefing.yaml")
                .read_text()
                .replace("The river talks", "The stream talks")
            },
        )
        site.wait_for("The stream talks")
        write(full, {"content/actors/newcomer.yaml": "name: New Comer\nsummary: New.\ncite: [wire-relay]\n"})
        site.wait_for("New Comer", "actors/newcomer/")
        site.wait_for("Comer", "pagefind/names.json")
        (full / "content/actors/newcomer.yaml").unlink()
        site.wait_for("New Comer", "actors/", absent=True)


@pytest.mark.serial
def test_serve_reloads_when_a_template_is_saved(full: Path) -> None:
    assert not (full / "site_templates").exists(), "the folder must be made while the site is served"
    settings = (full / "mkdocs.yml").read_text("utf-8")
    with serve(full) as site:
        site.wait_for("How many points", "disputes/how-many-points/")
        write(full, {"site_templates/kinds/dispute.md.j2": "# First look\n"})
        site.wait_for("First look", "disputes/how-many-points/")
        write(full, {"site_templates/kinds/dispute.md.j2": "# Second look\n"})
        site.wait_for("Second look", "disputes/how-many-points/")
        write(full, {"site_templates/kinds/dispute.md.j2": "{{ nope }}\n"})
        assert "site_templates/kinds/dispute.md.j2:1:1: error[BG502]" in site.wait_for("briefgen-report")

        write(full, {"site_templates/kinds/dispute.md.j2": "# Third look\n", "mkdocs.yml": f"{settings}a: [\n"})
        assert "mkdocs.yml:" in site.wait_for("error[BG102]")
        write(full, {"mkdocs.yml": settings.replace("name: material", "name: no-such-theme")})
        site.wait_for("no-such-theme")
        assert "Second look" in site.get("disputes/how-many-points/")
        write(full, {"mkdocs.yml": settings})
        site.wait_for("Third look", "disputes/how-many-points/")
        assert "briefgen-report" not in site.get()


def test_serve_starts_on_broken_content_and_recovers(full: Path) -> None:
    file = full / "content/briefing.yaml"
    good = file.read_text()
    file.write_text("title: [")
    with serve(full) as site:
        assert "content/briefing.yaml" in site.wait_for("briefgen-report")
        file.write_text(good)
        assert "The river talks" in site.wait_for("briefgen-report", absent=True)


def test_flagship_has_no_findings_and_builds_strictly(flagship_site: Path) -> None:
    result = run("briefgen", "check", "--fail-on", "warning", cwd=ROOT)
    assert result.returncode == 0, result.stdout
    # the shared site is the result of `mkdocs build --strict`
    assert "WARNING" not in sites.log(flagship_site)
    assert dead_links(flagship_site) == []
