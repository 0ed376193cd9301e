"""Atomic writes of one file and of a set: permissions, errors, restored files."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from briefgen.files.atomic import NotRestored, write_all, write_atomically
from tests.conftest import write


def _files(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): file.read_text() for file in folder.rglob("*") if file.is_file()}


def _failing(monkeypatch: pytest.MonkeyPatch, *numbers: int) -> None:
    """Let the calls of `os.replace` with these numbers fail."""
    count, plain = 0, os.replace

    def replace(one: Path, other: Path) -> None:
        nonlocal count
        count += 1
        if count in numbers:
            raise OSError(errno.EIO, "Input/output error", str(one), None, str(other))
        plain(one, other)

    monkeypatch.setattr(os, "replace", replace)


def test_changed_file_keeps_its_permissions(tmp_path: Path) -> None:
    file = write(tmp_path, {"x.yaml": "old"}) / "x.yaml"
    file.chmod(0o640)
    assert write_atomically(file, b"new")
    assert (file.read_text(), file.stat().st_mode & 0o7777) == ("new", 0o640)


def test_error_names_the_file_and_not_the_partial_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"x.yaml": "old"})
    _failing(monkeypatch, 1)
    with pytest.raises(OSError, match=r"x\.yaml") as raised:
        write_atomically(tmp_path / "x.yaml", b"new")
    assert (raised.value.filename, _files(tmp_path)) == (str(tmp_path / "x.yaml"), {"x.yaml": "old"})


def test_set_of_files_is_written_and_deleted_in_order(tmp_path: Path) -> None:
    write(tmp_path, {"a": "old", "b": "same", "c": "gone"})
    assert write_all(tmp_path, {"a": b"new", "b": b"same", "d/e": b"new", "c": None}) == ("a", "d/e", "c")
    assert _files(tmp_path) == {"a": "new", "b": "same", "d/e": "new"}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_failed_set_of_files_is_restored(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _files(write(tmp_path, {"a": "old", "c": "old", "gone": "old"}))
    _failing(monkeypatch, number)
    with pytest.raises(OSError, match="Input/output error"):
        write_all(tmp_path, {"a": b"new", "b": b"new", "c": b"new", "gone": None})
    assert _files(tmp_path) == before


def test_set_that_cannot_be_restored_names_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a": "old", "b": "old"})
    _failing(monkeypatch, *range(2, 10))
    with pytest.raises(NotRestored) as raised:
        write_all(tmp_path, {"a": b"new", "b": b"new"})
    assert (raised.value.paths, raised.value.filename) == (("a",), str(tmp_path / "b"))
    assert _files(tmp_path) == {"a": "new", "b": "old"}
