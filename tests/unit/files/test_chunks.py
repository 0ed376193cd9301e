"""Reads and copies in chunks: regular files only, whole or not at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from briefgen.files.chunks import CHUNK, copy_plain, digest_of, open_plain


def test_digest_and_copy_of_many_chunks_are_right(tmp_path: Path) -> None:
    content = os.urandom(CHUNK) * 2 + b"end"
    (tmp_path / "a").write_bytes(content)
    assert digest_of(tmp_path / "a") == hashlib.sha256(content).hexdigest()
    assert copy_plain(tmp_path / "a", tmp_path / "new/b")
    assert (tmp_path / "new/b").read_bytes() == content
    assert not copy_plain(tmp_path / "a", tmp_path / "new/b")
    assert os.listdir(tmp_path / "new") == ["b"]


def test_links_pipes_and_folders_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("link", "pipe", "folder"):
        with pytest.raises(OSError, match=r"."):
            open_plain(tmp_path / name)


def test_failed_copy_keeps_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("old")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="regular file"):
        copy_plain(tmp_path / "pipe", tmp_path / "b")
    assert (tmp_path / "b").read_text() == "old"
    assert sorted(os.listdir(tmp_path)) == ["b", "pipe"]
