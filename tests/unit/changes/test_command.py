"""The command `diff`: revisions, folders, exit codes, and refusals of git."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run, write

EVENT = "title: Talks\ndate: 2031-05-14\nsummary: They met.\ncite: [wire]\n"


def _git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=E", "-c", "user.email=e@example.org", "-c", "protocol.file.allow=always")
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(minimal: Path) -> Path:
    """Return a project on a branch, where an event has another date than on `main`."""
    write(minimal, {"content/events/talks.yaml": EVENT, ".gitignore": ".briefgen/\n"})
    _git(minimal, "init", "--quiet", "--initial-branch=main")
    _commit(minimal, "first")
    _git(minimal, "switch", "--quiet", "--create", "feature")
    write(minimal, {"content/events/talks.yaml": EVENT.replace("05-14", "05-15")})
    _commit(minimal, "Correct the day")
    return minimal


def _commit(folder: Path, message: str) -> None:
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--allow-empty", f"--message={message}")


def _diff(folder: Path, *words: str, code: int = 0) -> str:
    done = run("briefgen", "diff", *words, cwd=folder)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code < 2 else done.stderr


def _typed(folder: Path, *words: str, code: int = 0) -> list[dict[str, Any]]:
    found = json.loads(_diff(folder, *words, "--format", "json", code=code))
    return [change for change in found["changes"] if change["section"] == "brief"]


def test_work_tree_and_revisions_are_compared(repository: Path) -> None:
    assert [change["says"] for change in _typed(repository, "main")] == ["Date: 14 May 2031 → 15 May 2031"]
    write(repository, {"content/events/talks.yaml": EVENT.replace("05-14", "05-16")})
    assert [change["new"] for change in _typed(repository, "main")] == ["2031-05-16"]
    assert [change["new"] for change in _typed(repository, "main", "feature")] == ["2031-05-15"]
    shown = _diff(repository, "main", "feature")
    assert shown.startswith("briefgen diff main…feature   Correct the day\n")


def test_what_the_base_gained_since_does_not_count(repository: Path) -> None:
    _git(repository, "switch", "--quiet", "main")
    write(repository, {"content/actors/new.yaml": "name: New\nsummary: New.\ncite: [wire]\n"})
    _commit(repository, "on main")
    assert [change["type"] for change in _typed(repository, "main", "feature")] == ["event.date"]


def test_work_tree_and_repository_stay_as_they_are(repository: Path) -> None:
    write(repository, {"content/events/talks.yaml": EVENT + "# unsaved\n"})
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in repository.rglob("*") if path.is_file()}
    _diff(repository, "main")
    _diff(repository, "main", "feature")
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in repository.rglob("*") if path.is_file()}
    assert {path: after[path] for path in before} == before
    assert {path.name for path in set(after) - set(before)} <= {"entries.msgpack", "CACHEDIR.TAG", ".gitignore"}


def test_folders_are_compared_without_git(repository: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(repository, copy, ignore=shutil.ignore_patterns(".git"))
    write(copy, {"content/events/talks.yaml": EVENT.replace("They met.", "They met again.")})
    write(repository, {"content/events/talks.yaml": EVENT})
    found = _typed(tmp_path, f"./{repository.name}", "./copy")
    assert [change["type"] for change in found] == ["event.summary"]


def test_exit_codes(repository: Path) -> None:
    assert _diff(repository, "HEAD", "--exit-code") == "briefgen diff HEAD…work tree\nNothing changed.\n"
    _diff(repository, "main")
    _diff(repository, "main", "--exit-code", code=1)
    write(repository, {"content/events/talks.yaml": EVENT.replace("05-14", "05-15") + "# note\n"})
    _diff(repository, "HEAD", "--exit-code")
    write(repository, {"content/events/talks.yaml": "title: [\n"})
    assert "Could not be read: content/events/talks.yaml" in _diff(repository, "HEAD", code=1)


def test_declared_wording_is_editorial(repository: Path) -> None:
    write(
        repository,
        {"content/events/talks.yaml": EVENT.replace("They met.", "They came together.").replace("05-14", "05-15")},
    )
    _commit(repository, "Reword\n\nEditorial: talks summary\nEditorial: talks date")
    found = {change["type"]: change for change in _typed(repository, "main", "feature")}
    assert (found["event.summary"]["class"], found["event.summary"]["reason"]) == ("editorial", "declared")
    assert found["event.date"]["class"] == "substantive"
    assert "Declared editorial" in found["event.date"]["note"]


def test_unknown_base_exits_with_2_and_help(repository: Path) -> None:
    assert "unknown git revision `nowhere`; fetch it first" in _diff(repository, "nowhere", code=2)
    assert "the revision is empty" in _diff(repository, "", code=2)
    assert "unknown git revision `--output=x`" in _diff(repository, "--", "--output=x", code=2)
    assert "no mkdocs.yml in ./nowhere" in _diff(repository, "./nowhere", code=2)
    assert "is not a web address" in _diff(repository, "main", "--preview", "javascript:alert(1)", code=2)


def test_shallow_clone_exits_with_2_and_help(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    _git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", str(clone))
    assert "fetch all of it" in _diff(clone, "origin/main", code=2)


def test_folder_without_git_exits_with_2(minimal: Path) -> None:
    assert "not a git repository" in _diff(minimal, "main", code=2)


def test_missing_git_program_exits_with_2(repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git cannot be run" in _diff(repository, "main", code=2)


def test_repository_of_another_user_exits_with_2(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    said = _diff(repository, "main", code=2)
    assert "dubious ownership" in said
    assert "safe.directory" in said


def test_merge_with_conflicts_names_the_files(repository: Path) -> None:
    _git(repository, "switch", "--quiet", "main")
    write(repository, {"content/events/talks.yaml": EVENT.replace("05-14", "05-20")})
    _commit(repository, "other day")
    merged = subprocess.run(["git", "merge", "feature"], cwd=repository, capture_output=True, check=False)
    assert merged.returncode == 1
    shown = _diff(repository, "main", code=1)
    assert "Could not be read: content/events/talks.yaml" in shown
    assert "Look at: content/events/talks.yaml could not be read" in shown.partition("WHAT CHANGES")[0]
    assert "Gone" not in shown


def test_base_that_does_not_decode_is_not_compared(repository: Path) -> None:
    write(repository, {"content/events/talks.yaml": "title: [\n", "content/briefing.yaml": "titel: x\n"})
    _commit(repository, "broken")
    write(repository, {"content/events/talks.yaml": EVENT, "content/briefing.yaml": "title: Minimal\n"})
    found = _typed(repository, "HEAD", code=1)
    assert [(change["type"], change["subject"]["id"]) for change in found] == [
        ("unreadable", "content/briefing.yaml"),
        ("unreadable", "content/events/talks.yaml"),
    ]


def test_base_without_readable_settings_is_reported(repository: Path) -> None:
    settings = (repository / "mkdocs.yml").read_text("utf-8")
    write(repository, {"mkdocs.yml": "site_name: [\n"})
    _commit(repository, "broken")
    write(repository, {"mkdocs.yml": settings})
    assert [change["subject"]["id"] for change in _typed(repository, "HEAD", code=1)] == ["mkdocs.yml"]


def test_project_in_a_folder_that_was_renamed(repository: Path) -> None:
    inner = repository / "old"
    inner.mkdir()
    for name in ("content", "docs", "mkdocs.yml"):
        _git(repository, "mv", name, f"old/{name}")
    _commit(repository, "into a folder")
    _git(repository, "mv", "old", "new")
    write(repository, {"new/content/events/talks.yaml": EVENT.replace("05-14", "05-18")})
    _commit(repository, "renamed")
    found = _typed(repository / "new", "HEAD~1")
    assert [(change["type"], change["place"]["path"]) for change in found] == [
        ("event.date", "new/content/events/talks.yaml")
    ]
    found = _typed(repository / "new", "HEAD~2", "HEAD")
    assert [change["type"] for change in found] == ["event.date"]


def test_base_without_a_briefing_makes_everything_new(repository: Path) -> None:
    _git(repository, "switch", "--quiet", "--orphan", "empty")
    _commit(repository, "empty")
    _git(repository, "switch", "--quiet", "--create", "start")
    _git(repository, "checkout", "feature", "--", ".")
    _commit(repository, "all of it")
    found = json.loads(_diff(repository, "empty", "start", "--format", "json"))
    assert found["summary"]["briefs"]["new"] == 3
    assert [hint["code"] for hint in found["hints"]] == ["no-base"]


def test_templates_media_pages_and_settings_are_listed(repository: Path) -> None:
    write(repository, {"site_templates/home.md.j2": "x", "docs/about.md": "# About\n"})
    (repository / "content/media").mkdir()
    (repository / "content/media/map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    settings = (repository / "mkdocs.yml").read_text("utf-8")
    write(repository, {"mkdocs.yml": settings.replace("Minimal", "Other")})
    found = {change["type"]: change["says"] for change in _typed(repository, "HEAD")}
    assert found["template"] == "Template added: site_templates/home.md.j2"
    assert found["page"] == "Page in Markdown added: docs/about.md"
    assert found["media"] == "Image or file added: content/media/map.png"
    assert found["configuration"] == "Configuration changed: site_name"
    _commit(repository, "files")
    assert len(_typed(repository, "HEAD~1", "HEAD")) == len(found)


def test_output_is_written_to_a_file(repository: Path, tmp_path: Path) -> None:
    target = tmp_path / "diff.md"
    assert _diff(repository, "main", "--format", "markdown", "--output", str(target)) == ""
    assert target.read_text("utf-8").startswith("### What this proposal changes\n")
