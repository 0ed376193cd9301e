"""Loading: stable order, invalid and stray files reported, symlinks not followed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.corpus.cache import Cache
from briefgen.corpus.load import LoadedFile, load
from briefgen.model.briefing import EMPTY
from briefgen.model.kinds._all import kinds
from tests.conftest import write
from tests.support.small import PROJECT, loaded, project

ACTOR = "name: Office\nsummary: An office.\ncite: [wire]\n"


def _problems(folder: Path) -> list[tuple[str, str, str, str]]:
    found = loaded(folder)
    problems = [*found.problems, *(problem for entry in found.entries for problem in entry.problems)]
    return [(p.code.id, p.path, p.message, p.help) for p in problems]


def test_entries_are_in_the_order_of_their_paths(tmp_path: Path) -> None:
    found = loaded(project(tmp_path, {"content/actors/deep/er/office.yaml": ACTOR, "content/actors/bureau.yml": ACTOR}))
    assert found.problems == ()
    assert [entry.path for entry in found.entries] == [
        "content/actors/bureau.yml",
        "content/actors/deep/er/office.yaml",
        "content/actors/ministry.yaml",
        "content/events/2025-11-27-talks.yaml",
        "content/plans/plan.yaml",
        "content/points/point-01.yaml",
        "content/sources/wire.yaml",
    ]
    assert found.briefing.title == "Small"
    assert found.briefing_path == "content/briefing.yaml"


def test_folder_sets_the_kind_and_file_name_sets_the_id(tmp_path: Path) -> None:
    found = {entry.id: entry for entry in loaded(project(tmp_path, {"content/actors/deep/office.yaml": ACTOR})).entries}
    assert found["office"].kind is kinds()["actor"]
    assert found["office"].brief is not None
    assert found["office"].brief.id == "office"


def test_kinds_are_in_their_order() -> None:
    assert list(kinds()) == ["event", "actor", "plan", "point", "dispute", "source"]


def test_invalid_file_does_not_stop_loading(tmp_path: Path) -> None:
    found = loaded(project(tmp_path, {"content/actors/a.yaml": "name: [", "content/actors/b.yaml": "nam: B\n"}))
    bad = [entry for entry in found.entries if entry.brief is None]
    assert [(entry.id, [p.code.id for p in entry.problems]) for entry in bad] == [
        ("a", ["BG102"]),
        ("b", ["BG201", "BG202"]),
    ]
    assert len(found.entries) == len(PROJECT) - 1 + 2


def test_missing_content_folder_is_one_problem(tmp_path: Path) -> None:
    assert _problems(tmp_path) == [
        ("BG117", "content", "there is no folder `content`", "make it, with `content/briefing.yaml` in it")
    ]
    assert loaded(tmp_path).briefing is EMPTY


def test_missing_briefing_is_one_problem(tmp_path: Path) -> None:
    found = _problems(project(tmp_path, {"content/briefing.yaml": None}))
    assert found == [
        ("BG118", "content/briefing.yaml", "there is no `content/briefing.yaml`", "make it, with at least `title: …`")
    ]


def test_invalid_briefing_is_not_reported_as_missing(tmp_path: Path) -> None:
    assert [p[0] for p in _problems(project(tmp_path, {"content/briefing.yaml": "titel: T\n"}))] == ["BG201"]
    assert [p[0] for p in _problems(project(tmp_path / "b", {"content/briefing.yaml": "- a\n"}))] == ["BG110"]
    assert [p[0] for p in _problems(project(tmp_path / "c", {"content/briefing.yaml": ""}))] == ["BG109"]


def test_symlink_to_a_file_is_rejected(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {})
    secret = write(tmp_path, {"secret.yaml": ACTOR}) / "secret.yaml"
    (folder / "content/actors/office.yaml").symlink_to(secret)
    assert [(code, path) for code, path, _, _ in _problems(folder)] == [("BG113", "content/actors/office.yaml")]


def test_symlink_to_a_folder_is_rejected(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {})
    write(tmp_path, {"elsewhere/office.yaml": ACTOR})
    (folder / "content/actors/more").symlink_to(tmp_path / "elsewhere")
    (folder / "content/actors/.hidden").symlink_to(tmp_path / "elsewhere")
    assert [(code, path) for code, path, _, _ in _problems(folder)] == [
        ("BG113", "content/actors/.hidden"),
        ("BG113", "content/actors/more"),
    ]


def test_symlink_as_content_folder_is_rejected(tmp_path: Path) -> None:
    project(tmp_path / "real", {})
    (tmp_path / "p").mkdir()
    (tmp_path / "p/content").symlink_to(tmp_path / "real/content")
    found = loaded(tmp_path / "p")
    assert found.entries == ()
    assert [p.code.id for p in found.problems] == ["BG113"]


def test_symlink_cycle_terminates(tmp_path: Path) -> None:
    folder = project(tmp_path, {})
    (folder / "content/actors/round").symlink_to(folder / "content/actors")
    assert [p[0] for p in _problems(folder)] == ["BG113"]


@pytest.mark.parametrize(
    ("path", "message", "help"),
    [
        (
            "content/actors/notes.txt",
            "`notes.txt` is not a YAML file",
            "briefs end in `.yaml`: rename it to `notes.yaml`",
        ),
        ("content/actors/a.json", "`a.json` is not a YAML file", "briefs end in `.yaml`"),
        (
            "content/actor/office.yaml",
            "`actor` is not the folder of a kind",
            "did you mean `actors`? move its file to `content/actors/`",
        ),
        (
            "content/zzz/deep/office.yaml",
            "`zzz` is not the folder of a kind",
            "move its file to `content/actors/`",
        ),
        (
            "content/office.yaml",
            "a brief belongs in the folder of its kind, not here",
            "move it to `content/actors/office.yaml`",
        ),
        (
            "content/events/briefing.txt",
            "`briefing.txt` is not a YAML file",
            "briefs end in `.yaml`: rename it to `briefing.yaml`",
        ),
    ],
)
def test_file_of_no_kind_is_reported(tmp_path: Path, path: str, message: str, help: str) -> None:
    assert _problems(project(tmp_path, {path: ACTOR})) == [("BG116", path, message, help)]


@pytest.mark.parametrize(
    "path",
    [
        "content/README.md",
        "content/actors/readme.md",
        "content/.gitkeep",
        "content/actors/.office.yaml.swp",
        "content/actors/office.yaml~",
        "content/actors/_template.yaml",
        "content/_notes/office.yaml",
        "content/.git/config",
    ],
)
def test_temporary_and_hidden_files_are_skipped(tmp_path: Path, path: str) -> None:
    assert _problems(project(tmp_path, {path: ACTOR})) == []


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("The Office", "rename it to `the-office.yaml`"),
        ("office_1", "rename it to `office-1.yaml`"),
        ("-office", "rename it to `office.yaml`"),
        ("office--one", "rename it to `office-one.yaml`"),
        ("office.v2", "rename it to `office-v2.yaml`"),
        ("офис", "rename it to `ofis.yaml`; it has the Cyrillic `о` (U+043E)"),
        ("a" * 81, f"rename it to `{'a' * 80}.yaml`"),
        ("index", "choose another id"),
        ("page", "choose another id"),
        ("con", "choose another id"),
        ("lpt9", "choose another id"),
    ],
)
def test_file_name_that_is_not_an_id_is_reported(tmp_path: Path, name: str, help: str) -> None:
    path = f"content/actors/{name}.yaml"
    assert [(code, p, h) for code, p, _, h in _problems(project(tmp_path, {path: ACTOR}))] == [("BG115", path, help)]


@pytest.mark.parametrize("name", ["a", "1", "a" * 80, "2025-11-27", "a-1-b", "indexes", "com", "com10"])
def test_valid_file_name_is_accepted_as_id(tmp_path: Path, name: str) -> None:
    assert _problems(project(tmp_path, {f"content/actors/{name}.yaml": ACTOR})) == []


def test_file_name_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    folder = project(tmp_path, {})
    raw = os.fsencode(folder / "content/actors") + b"/off\xffice"
    try:
        with open(raw + b".yaml", "w") as file:
            file.write(ACTOR)
        with open(raw + b".txt", "w") as file:
            file.write("x")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    found = _problems(folder)
    assert sorted(code for code, *_ in found) == ["BG115", "BG116"]
    assert [message.encode("utf-8") for _, _, message, _ in found]


def test_too_large_file_is_not_read(tmp_path: Path) -> None:
    folder = project(tmp_path, {"content/actors/a.yaml": "body: " + "x" * 1024 * 1024})
    assert _problems(folder) == [
        (
            "BG111",
            "content/actors/a.yaml",
            "the file has 1.0 MiB, the limit is 1024 KiB",
            "split it into several briefs",
        )
    ]


def test_unreadable_file_is_reported(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    folder = project(tmp_path, {"content/actors/a.yaml": ACTOR, "content/actors/b/c.yaml": ACTOR})
    (folder / "content/actors/a.yaml").chmod(0)
    (folder / "content/actors/b").chmod(0)
    try:
        assert [(code, path) for code, path, _, _ in _problems(folder)] == [
            ("BG114", "content/actors/a.yaml"),
            ("BG114", "content/actors/b"),
        ]
    finally:
        (folder / "content/actors/b").chmod(0o755)


def test_named_pipe_does_not_block_loading(tmp_path: Path) -> None:
    folder = project(tmp_path, {})
    os.mkfifo(folder / "content/actors/office.yaml")
    assert [(code, path) for code, path, _, _ in _problems(folder)] == [("BG114", "content/actors/office.yaml")]


def test_folder_named_like_a_file_is_searched(tmp_path: Path) -> None:
    folder = project(tmp_path, {"content/actors/x.yaml/office.yaml": ACTOR})
    assert "office" in {entry.id for entry in loaded(folder).entries}


def test_cache_decodes_only_changed_files_again(tmp_path: Path) -> None:
    folder = project(tmp_path, {})
    cache: Cache[LoadedFile] = Cache()
    first = load(folder, folder / "content", cache)
    assert (cache.hits, cache.misses) == (0, 5)
    write(folder, {"content/actors/ministry.yaml": ACTOR})
    second = load(folder, folder / "content", cache)
    assert (cache.hits, cache.misses) == (4, 6)
    changed = [a.id for a, b in zip(first.entries, second.entries, strict=True) if a is not b]
    assert changed == ["ministry"]


def test_paths_include_a_configured_content_folder(tmp_path: Path) -> None:
    write(tmp_path, {"data/briefs/briefing.yaml": "title: T\n", "data/briefs/actors/x.yaml": "nam: X\n"})
    found = load(tmp_path, tmp_path / "data/briefs", Cache())
    assert [entry.path for entry in found.entries] == ["data/briefs/actors/x.yaml"]
    assert found.briefing_path == "data/briefs/briefing.yaml"
