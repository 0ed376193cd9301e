"""`briefgen review` records reviews; changes after a review are reported.

A change is one of the brief itself, or of a brief or source that it rests on.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from briefgen import config
from briefgen.analysis.review_hash import ReviewHashes
from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.corpus.link import link
from briefgen.corpus.load import load
from briefgen.diagnostics.types import Severity
from briefgen.render.templates import render
from tests.conftest import FULL, run
from tests.support.small import CLEAN, checked, project

IDS = sorted(entry.stem for entry in (FULL / "content").glob("*/*.yaml"))
MINISTRY = "content/actors/ministry.yaml"
_TEXT = "name: Ministry\nsummary: A ministry.\nthemes: [territory]\ncite: [wire, {source: gazette, locator: p. 1}]\n"
GAZETTE = "title: Another\npublisher: P\nurl: https://example.net/a\npublished: 2025-11-30\nreliability: B\n"
GAZETTES = {"content/sources/gazette.yaml": GAZETTE}


def _reviewed(folder: Path) -> dict[str, str]:
    """Return the files of a project in which the ministry has just been reviewed."""
    project(folder, {**CLEAN, **GAZETTES, MINISTRY: _TEXT, "mkdocs.yml": "site_name: S\nplugins: [briefgen]\n"})
    result = run("briefgen", "review", "ministry", "--on", "2025-11-28", "--project", str(folder))
    assert (result.returncode, result.stdout) == (0, f"{MINISTRY}\n"), result.stderr
    return {**GAZETTES, MINISTRY: (folder / MINISTRY).read_text("utf-8")}


def _codes(folder: Path, files: dict[str, str]) -> list[str]:
    return [f"{d.code} {d.message}" for d in checked(folder, files).diagnostics]


def test_review_then_check_finds_nothing_until_something_changes(tmp_path: Path) -> None:
    files = _reviewed(tmp_path)
    assert _codes(tmp_path, files) == []
    laid_out = (
        files[MINISTRY]
        .replace("name: Ministry\nsummary: A", "# new\nsummary: >-\n  A\n")
        .replace("\n ministry.", "\n  ministry.")
    )
    assert _codes(tmp_path, {**files, MINISTRY: f"{laid_out}name: 'Ministry'\n"}) == []
    changed = {MINISTRY: files[MINISTRY].replace("A ministry.", "Another ministry.")}
    assert _codes(tmp_path, {**files, **changed}) == ["BG487 changed since it was reviewed on 2025-11-28"]
    source = {"content/sources/gazette.yaml": GAZETTE.replace("Another", "A third")}
    assert _codes(tmp_path, {**files, **source}) == ["BG488 changed since the review of 2025-11-28: `gazette`"]
    assert _codes(tmp_path, {**files, **source, **changed}) == ["BG487 changed since it was reviewed on 2025-11-28"]


def test_report_of_a_change_names_what_changed(tmp_path: Path) -> None:
    files = {**_reviewed(tmp_path), "content/sources/gazette.yaml": GAZETTE.replace("Another", "A third")}
    (found,) = checked(tmp_path, files).diagnostics
    assert [(note.message, note.span.path) for note in found.notes] == [("changed", "content/sources/gazette.yaml")]
    assert found.help.endswith("run `briefgen review ministry`")


def test_renaming_a_source_is_not_a_change(tmp_path: Path) -> None:
    files: dict[str, str | None] = {**_reviewed(tmp_path), "content/sources/gazette.yaml": None}
    files["content/sources/paper.yaml"] = f"{GAZETTE}formerly: [gazette]\n"
    assert [d.code for d in checked(tmp_path / "renamed", files).diagnostics] == ["BG304"]


def test_review_with_only_a_date_reports_no_changes(tmp_path: Path) -> None:
    assert _codes(tmp_path, {**GAZETTES, MINISTRY: f"{_TEXT}reviewed: 2025-11-28\n"}) == []


def test_hash_list_of_wrong_length_names_all_dependencies(tmp_path: Path) -> None:
    text = f"{_TEXT}reviewed: {{date: 2025-11-28, named: 77aa01}}\n"
    assert _codes(tmp_path, {**GAZETTES, MINISTRY: text}) == [
        "BG488 changed since the review of 2025-11-28: `gazette`, `wire`"
    ]


@pytest.mark.parametrize(
    ("reviewed", "as_of", "found"),
    [
        ("2025-10-30", "2025-11-30", ["BG485"]),
        ("2025-10-31", "2025-11-30", []),
        ("2025-10", "2025-11-30", []),
        ("2025-10~", "2025-12-30", ["BG485"]),
        ("2025-10-01/..", "2025-12-30", []),
        ("2025-10-30", "2025-11", []),
        ("2025-10-30", None, []),
    ],
)
def test_review_is_overdue_when_the_days_have_certainly_passed(
    tmp_path: Path, reviewed: str, as_of: str | None, found: list[str]
) -> None:
    briefing = CLEAN["content/briefing.yaml"].replace("as_of: 2025-11-30\n", f"as_of: {as_of}\n" if as_of else "")
    files = {
        MINISTRY: f"{_TEXT}reviewed: {reviewed}\n",
        **GAZETTES,
        "content/briefing.yaml": f"{briefing}review_after: 30\n",
    }
    assert [d.code for d in checked(tmp_path, files).diagnostics] == found


def test_drafts_and_sources_need_no_review(tmp_path: Path) -> None:
    briefing = {"content/briefing.yaml": f"{CLEAN['content/briefing.yaml']}review_after: 30\n"}
    draft = {
        MINISTRY.replace(
            "ministry", "office"
        ): "name: Office\nsummary: O.\npart_of: [ministry]\nstatus: draft\ncite: [wire]\n"
    }
    assert _codes(tmp_path, {**briefing, **draft}) == []


def test_all_briefs_without_review_give_one_note(tmp_path: Path) -> None:
    files = {"content/briefing.yaml": f"{CLEAN['content/briefing.yaml']}review_after: 30\n"}
    files |= {path: text.replace("reviewed: 2025-11-30\n", "") for path, text in CLEAN.items() if "/events/" in path}
    assert _codes(tmp_path, files) == ["BG486 2 of 5 briefs have no review"]


# the command


def _project(folder: Path) -> Path:
    return project(folder, {**CLEAN, "mkdocs.yml": "site_name: S\nplugins: [briefgen]\n"})


def _bytes(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.rglob("*.yaml"))}


def test_reviewing_the_full_site_leaves_no_findings(full: Path) -> None:
    result = run("briefgen", "review", *IDS, "--on", "2031-05-20", "--project", str(full))
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) == len(IDS)
    settings, _ = config.read(full)
    loaded = load(full, settings.content, Cache())
    corpus, _ = link(loaded)
    fingerprints = ReviewHashes(corpus)
    assert all(brief.reviewed and brief.reviewed.brief for brief in corpus.briefs.values())
    assert [b.id for b in corpus.briefs.values() if fingerprints.is_changed(b) or fingerprints.changed(b)] == []
    again = run("briefgen", "review", *IDS, "--on", "2031-05-20", "--project", str(full))
    assert all(line.endswith(": already recorded") for line in again.stdout.splitlines())


def test_review_date_defaults_to_today(tmp_path: Path) -> None:
    before = datetime.date.today()
    assert run("briefgen", "review", "ministry", cwd=_project(tmp_path)).returncode == 0
    after = datetime.date.today()
    text = (tmp_path / MINISTRY).read_text("utf-8")
    assert any(f"reviewed: {{date: {day}, brief: " in text for day in (before, after))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["ministri"], "unknown id `ministri`; did you mean `ministry`?"),
        (["ministry", "nobody-at-all"], "unknown id `nobody-at-all`"),
        (["2025-11-20-draft#welcome"], "a review is of the whole brief, write `2025-11-20-draft`"),
        (["ministry", "--on", "2025-11"], "`2025-11` is not a single day"),
        (["ministry", "--on", "28.11.2025"], "`28.11.2025` is not a date"),
        ([], "Missing argument"),
    ],
)
def test_wrong_usage_is_reported_and_nothing_is_written(tmp_path: Path, words: list[str], message: str) -> None:
    before = _bytes(_project(tmp_path))
    result = run("briefgen", "review", *words, cwd=tmp_path)
    assert result.returncode == 2
    assert message in " ".join(result.stderr.split())
    assert _bytes(tmp_path) == before


def test_brief_with_errors_is_rejected_and_nothing_is_written(tmp_path: Path) -> None:
    folder = _project(tmp_path)
    (folder / MINISTRY).write_text("name: Ministry\nsummary: A ministry.\npart_of: [nobody]\ncite: [wire]\n", "utf-8")
    before = _bytes(folder)
    result = run("briefgen", "review", "point-01", "ministry", cwd=folder)
    assert result.returncode == 1
    assert "BG301" in result.stdout
    assert _bytes(folder) == before
    assert run("briefgen", "review", "point-01", cwd=folder).returncode == 0


def test_brief_with_an_unreadable_source_is_rejected(tmp_path: Path) -> None:
    folder = _project(tmp_path)
    (folder / "content/sources/wire.yaml").write_text("title: [\n", "utf-8")
    result = run("briefgen", "review", "ministry", cwd=folder)
    assert result.returncode == 2
    assert "rests on `wire`, which cannot be read" in " ".join(result.stderr.split())


def test_diff_is_printed_and_nothing_is_written(tmp_path: Path) -> None:
    before = _bytes(_project(tmp_path))
    result = run("briefgen", "review", "ministry", "--on", "2025-11-28", "--diff", cwd=tmp_path)
    assert result.stdout.startswith(f"--- a/{MINISTRY}\n+++ b/{MINISTRY}\n")
    assert "-reviewed: 2025-11-30\n+reviewed: {date: 2025-11-28, brief: " in result.stdout
    assert _bytes(tmp_path) == before


# the page


def test_page_says_that_a_brief_changed_since_its_review(full: Path) -> None:
    file = full / "content/actors/mara-vell.yaml"
    original = file.read_text("utf-8")
    assert run("briefgen", "review", "mara-vell", "--on", "2031-05-20", "--project", str(full)).returncode == 0
    noted = file.read_text("utf-8")
    assert "20 May 2031</time>.</p>" in _page(full)
    file.write_text(noted.replace("name: ", "name: Dr ", 1), "utf-8")
    assert "20 May 2031</time>; changed since.</p>" in _page(full)
    file.write_text(noted, "utf-8")
    source = full / "content/sources/gazette-report.yaml"
    source.write_text(source.read_text("utf-8").replace("day one", "day two"), "utf-8")
    assert "20 May 2031</time>; some of its sources or linked pages have changed since.</p>" in _page(full)
    assert original != noted


def _page(folder: Path) -> str:
    settings, problems = config.read(folder)
    assert isinstance(settings, Config)
    assert [p for p in problems if p.code.severity is Severity.ERROR] == []
    corpus, _ = link(load(folder, settings.content, Cache()))
    rendered, _ = render(corpus.without_drafts(), settings)
    return next(page.markdown for page in rendered.pages if page.uri == "actors/mara-vell/index.md")
