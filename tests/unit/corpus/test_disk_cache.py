"""Disk cache: same diagnostics, fewer decoded files, and no failures."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from briefgen.build import Checked, check_project
from briefgen.config import Config, Options
from briefgen.corpus import disk_cache
from briefgen.corpus.cache import digest
from briefgen.corpus.disk_cache import FOLDER, EntryCache
from briefgen.files.code_version import code_version
from tests.conftest import ROOT, run
from tests.support.small import CLEAN, project

BROKEN = "title: Broken\ndate: never\n"
IGNORING = "title: S\ndate: 2025-11-01\nstate: scheduled # briefgen: ignore[BG404] it is\nsummary: A.\ncite: [wire]\n"


def _checked(folder: Path) -> tuple[Checked, EntryCache]:
    kept = EntryCache(folder)
    found = check_project(Config(project=folder), kept)
    kept.save()
    return found, kept


@pytest.fixture
def here(tmp_path: Path) -> Path:
    more = {"content/events/broken.yaml": BROKEN, "content/events/ignoring.yaml": IGNORING}
    return project(tmp_path, {**CLEAN, **more})


def _file(folder: Path) -> Path:
    return folder / FOLDER / "entries.msgpack"


def test_second_run_decodes_only_invalid_files(here: Path) -> None:
    first, cold = _checked(here)
    second, warm = _checked(here)
    assert (cold.hits, warm.misses) == (0, 1)
    assert warm.hits == cold.misses - 1
    assert first.diagnostics == second.diagnostics != ()
    assert first.corpus.briefs == second.corpus.briefs


def test_flagship_briefs_survive_the_cache(tmp_path: Path) -> None:
    (tmp_path / "content").symlink_to(ROOT / "content")
    config = Config(project=ROOT)
    cold, warm = EntryCache(tmp_path), None
    first = check_project(config, cold)
    cold.save()
    warm = EntryCache(tmp_path)
    second = check_project(config, warm)
    assert warm.misses == 0
    assert first.diagnostics == second.diagnostics
    assert first.corpus.briefs == second.corpus.briefs
    assert [str(b.when) for b in first.corpus.briefs.values()] == [str(b.when) for b in second.corpus.briefs.values()]


def test_changed_file_is_decoded_and_deleted_file_dropped(here: Path) -> None:
    _checked(here)
    (here / "content/actors/ministry.yaml").write_text("name: Other name\nsummary: A.\ncite: [wire]\n", "utf-8")
    (here / "content/events/ignoring.yaml").unlink()
    found, warm = _checked(here)
    assert warm.misses == 2
    assert found.corpus.briefs["ministry"].label == "Other name"
    assert b"ignoring" not in _file(here).read_bytes()


def test_nothing_is_written_when_nothing_changed(here: Path) -> None:
    _checked(here)
    before = _file(here).stat().st_mtime_ns
    _checked(here)
    assert _file(here).stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "content", [b"", b"\x00", b"\xff" * 100, pickle.dumps({"a": 1}), msgspec.msgpack.encode(["other", {}])]
)
def test_damaged_or_foreign_cache_counts_as_empty(here: Path, content: bytes) -> None:
    first, _ = _checked(here)
    _file(here).write_bytes(content)
    second, warm = _checked(here)
    assert warm.hits == 0
    assert first.diagnostics == second.diagnostics


def test_cache_with_one_changed_byte_counts_as_empty(here: Path) -> None:
    first, cold = _checked(here)
    content = _file(here).read_bytes()
    for number in range(0, len(content), 17):
        _file(here).write_bytes(content[:number] + bytes([content[number] ^ 1]) + content[number + 1 :])
        kept = EntryCache(here)
        assert check_project(Config(project=here), kept).diagnostics == first.diagnostics
        assert kept.misses == cold.misses


def test_unwritable_cache_is_ignored(here: Path) -> None:
    (here / FOLDER).write_text("a file in the way", "utf-8")
    found, _ = _checked(here)
    assert {d.code for d in found.diagnostics} >= {"BG205"}


def test_symlinked_cache_folder_is_not_followed(here: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (here / FOLDER).symlink_to(elsewhere)
    _checked(here)
    assert list(elsewhere.iterdir()) == []


def test_cache_is_ignored_by_git(here: Path) -> None:
    _checked(here)
    assert (here / FOLDER / ".gitignore").read_text("utf-8") == "*\n"


def test_report_is_the_same_with_and_without_the_cache(minimal: Path) -> None:
    (minimal / "content/actors/other.yaml").write_text("name: Other\nkynd: person\n", "utf-8")
    words = ("briefgen", "check", "--format", "json")
    plain = run(*words, "--no-cache", cwd=minimal)
    assert not (minimal / FOLDER).exists()
    said = [run(*words, cwd=minimal) for _ in range(2)]
    assert (minimal / FOLDER).is_dir()
    assert {each.stdout for each in (plain, *said)} == {plain.stdout}


WITH_FINDING = "name: Office\nsummary: An  office.\nrelated: [ministry]\nthemes: [territory]\ncite: [wire]\n"


def _skipped(folder: Path) -> frozenset[str]:
    return _checked(folder)[0].skipped


def test_single_brief_rules_skip_clean_files(here: Path) -> None:
    (here / "content/actors/office.yaml").write_text(WITH_FINDING, "utf-8")
    first, _ = _checked(here)
    second, _ = _checked(here)
    assert "BG476" in {d.code for d in first.diagnostics}
    assert first.diagnostics == second.diagnostics
    assert second.skipped == first.corpus.briefs.keys() - {"office"}


def test_changed_brief_is_checked_again(here: Path) -> None:
    _checked(here)
    (here / "content/actors/ministry.yaml").write_text("name: M\nsummary: A  ministry.\ncite: [wire]\n", "utf-8")
    found, _ = _checked(here)
    assert "BG476" in {d.code for d in found.diagnostics}
    assert "ministry" not in found.skipped
    assert "ministry" not in _skipped(here)


def test_changed_word_list_checks_all_briefs_again(here: Path) -> None:
    _checked(here)
    assert _skipped(here) != frozenset()
    briefing = here / "content/briefing.yaml"
    briefing.write_text(briefing.read_text("utf-8") + "loaded_words: {ministry: office}\n", "utf-8")
    found, _ = _checked(here)
    assert found.skipped == frozenset()
    assert "BG475" in {d.code for d in found.diagnostics}


def test_changed_actor_name_checks_all_briefs_again(here: Path) -> None:
    actor, event = here / "content/actors/party.yaml", here / "content/events/2025-11-21-puppet.yaml"
    actor.write_text("name: Puppet Theatre\nsummary: A stage.\nrelated: [ministry]\ncite: [wire]\n", "utf-8")
    event.write_text("title: T\ndate: 2025-11-21\nsummary: The Puppet Theatre played.\ncite: [wire]\n", "utf-8")
    found, _ = _checked(here)
    assert "BG475" not in {d.code for d in found.diagnostics}
    actor.write_text("name: Theatre\nsummary: A stage.\nrelated: [ministry]\ncite: [wire]\n", "utf-8")
    found, _ = _checked(here)
    assert [d.span.path for d in found.diagnostics if d.code == "BG475"] == ["content/events/2025-11-21-puppet.yaml"]


def test_limited_check_does_not_use_or_record_findings(here: Path) -> None:
    (here / "content/actors/office.yaml").write_text(WITH_FINDING, "utf-8")
    kept = EntryCache(here)
    check_project(Config(project=here, options=Options(select=("BG4",), ignore=("BG476",))), kept)
    kept.save()
    found, _ = _checked(here)
    assert found.skipped == frozenset()
    assert "BG476" in {d.code for d in found.diagnostics}


FORGED = {
    "id": "ministry",
    "summary": "Forged.",
    "name": "Forged",
}


def _planted(folder: Path, brief: object) -> bytes:
    """Return the content of a cache in the current format, with a forged brief for a real file."""
    path = "content/actors/ministry.yaml"
    kept = [digest((folder / path).read_bytes()), "ministry", "actor", brief, [], True]
    return msgspec.msgpack.encode([code_version(), {path: kept}, ""])


def test_cache_from_a_checkout_counts_as_empty(here: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = here / FOLDER
    _checked(here)
    written = _file(here).read_bytes()
    copy = tmp_path_factory.mktemp("checkout") / "p"
    shutil.copytree(here, copy)
    assert _file(copy).read_bytes() == written
    _, warm = _checked(copy)
    assert warm.hits == 0
    content = _planted(here, FORGED)
    (folder / "entries.msgpack").write_bytes(digest(content) + content)
    found, warm = _checked(here)
    assert (warm.hits, found.corpus.briefs["ministry"].label) == (0, "Ministry")


@pytest.mark.parametrize(
    "brief",
    [
        {**FORGED, "id": "other"},
        {**FORGED, "summary": ""},
        {**FORGED, "themes": ["Not An Id"]},
        {**FORGED, "colour": "red"},
        {"id": "ministry"},
        [],
        None,
        7,
        "x" * 1000,
        {**FORGED, "reviewed": {"date": "never"}},
    ],
    ids=range(10),
)
def test_invalid_brief_in_a_validly_signed_cache_is_ignored(here: Path, brief: object) -> None:
    first, _ = _checked(here)
    content = _planted(here, brief)
    _file(here).write_bytes(disk_cache._sealed(disk_cache._birth(here / FOLDER), content) + content)
    second, warm = _checked(here)
    assert warm.hits == 0
    assert second.diagnostics == first.diagnostics


def test_cached_brief_with_invalid_utf8_is_ignored(here: Path) -> None:
    _checked(here)
    content = _planted(here, {**FORGED, "summary": "~~~~"}).replace(b"~~~~", b"\xff\xff\xff\xff")
    _file(here).write_bytes(disk_cache._sealed(disk_cache._birth(here / FOLDER), content) + content)
    assert _checked(here)[1].hits == 0


@pytest.mark.parametrize(
    "content",
    [
        b"\xdd\xff\xff\xff\xff",
        b"\x93\xa1x\xdf\xff\xff\xff\xff",
        b"\xc6\xff\xff\xff\xff",
        b"\x93" + b"\x91" * 200_000,
        b"\x93\xa1\xc3\x80\xa0",
        b"",
    ],
    ids=["array", "map", "bytes", "deep", "no text", "nothing"],
)
def test_malformed_lengths_and_depths_count_as_empty(here: Path, content: bytes) -> None:
    first, _ = _checked(here)
    _file(here).write_bytes(disk_cache._sealed(disk_cache._birth(here / FOLDER), content) + content)
    second, warm = _checked(here)
    assert warm.hits == 0
    assert second.diagnostics == first.diagnostics


@pytest.mark.parametrize("name", ["entries.msgpack", ".gitignore"])
def test_symlinked_cache_file_is_not_followed(here: Path, tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    first, _ = _checked(here)
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "x"
    elsewhere.write_bytes(b"mine")
    (here / FOLDER / name).unlink()
    (here / FOLDER / name).symlink_to(elsewhere)
    (here / "content/actors/new.yaml").write_text("name: N\nsummary: N.\ncite: [wire]\nrelated: [ministry]\n", "utf-8")
    found, warm = _checked(here)
    assert warm.hits == 0
    assert {d.code for d in found.diagnostics} == {d.code for d in first.diagnostics}
    assert elsewhere.read_bytes() == b"mine"


def test_concurrent_checks_report_the_same(minimal: Path) -> None:
    (minimal / "content/actors/other.yaml").write_text("name: Other\nkynd: person\n", "utf-8")
    words = [sys.executable, "-m", "briefgen", "check", "--format", "json"]
    for _ in range(2):
        running = [
            subprocess.Popen(words, cwd=minimal, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)
        ]
        assert len({process.communicate() for process in running}) == 1
    assert [file.name for file in (minimal / FOLDER).iterdir() if file.name.endswith(".part")] == []
    assert (
        run("briefgen", "check", "--format", "json", cwd=minimal).stdout.encode()
        == subprocess.run(words, cwd=minimal, capture_output=True, check=False).stdout
    )
