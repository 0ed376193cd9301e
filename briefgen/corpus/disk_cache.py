"""On-disk cache of decoded files: a second check parses only changed files.

The format is msgpack decoded by type, never pickle, because a cache file must not be able to run code.

Guarantees (`tests/unit/corpus/test_disk_cache.py`):

- A check returns the same diagnostics with the cache as without it.
- The folder is safe to delete. A damaged file, or one of another version of briefgen, counts as empty.
- A cache that was not written in this folder on this disk counts as empty.
  So a cache inside a checkout, a pull request or an archive has no effect.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from briefgen.corpus.cache import Cache, digest
from briefgen.corpus.load import LoadedFile
from briefgen.files.atomic import read_plain, write_atomically
from briefgen.files.code_version import code_version
from briefgen.model.edtf import Edtf, NotADate, parse
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief, kind_of
from briefgen.yaml.suppressions import Ignore

FOLDER = ".briefgen"
_DIGEST = 16
_MOST = 200_000_000
"""Bytes; larger cache files are neither written nor read."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """One file without decoding problems, as stored in the cache file."""

    digest: bytes
    id: str
    kind: str
    brief: msgspec.Raw
    ignores: tuple[Ignore, ...] = ()
    is_clean: bool = False
    """Whether the rules that look at one brief at a time found nothing in it."""


class _File(msgspec.Struct, frozen=True, array_like=True):
    made_by: str
    entries: dict[str, _Kept]
    key: str = ""
    """Identifies those rules and all their other input; see `check.runner.local_rules_key`."""


class EntryCache(Cache[LoadedFile]):
    """Cache with a copy on disk; a brief from disk is decoded when it is first used."""

    def __init__(self, project: Path) -> None:
        super().__init__()
        self._file = project / FOLDER / "entries.msgpack"
        self._key, self._kept = self._read()
        self._is_recorded = True
        self._files_with_findings: frozenset[str] | None = None
        self._new: dict[str, tuple[bytes, LoadedFile]] = {}
        self._used: set[str] = set()
        self._asked: set[str] = set()

    def get(self, path: str, content: bytes) -> LoadedFile | None:
        """Return the entry stored for this path and exactly this content, or None."""
        self._asked.add(path)
        kept = self._kept.get(path)
        if path in self._used or kept is None:
            return super().get(path, content)
        if kept.digest != digest(content) or (entry := _entry(path, kept)) is None:
            self.misses += 1
            return None
        self.hits += 1
        self._used.add(path)
        super().put(path, content, entry)
        return entry

    def put(self, path: str, content: bytes, entry: LoadedFile) -> None:
        """Store the entry; it is valid until the content of the file changes.

        Only entries without problems are written to disk.
        """
        super().put(path, content, entry)
        self._used.add(path)
        self._kept.pop(path, None)
        self._new.pop(path, None)
        if entry.brief is not None and not entry.problems:
            self._new[path] = (digest(content), entry)

    def clean_files(self, key: str) -> frozenset[str]:
        """Return the paths in which the rules identified by `key` found nothing.

        Only entries that came from disk in this run count. The set is empty when the key is not the recorded one.
        """
        if key != self._key:
            return frozenset()
        return frozenset(path for path, kept in self._kept.items() if kept.is_clean and path in self._used)

    def record(self, key: str, files_with_findings: frozenset[str]) -> None:
        """Record which files the rules identified by `key` found problems in.

        Every other file that `get` was asked for has no findings.
        """
        changed = {
            path: msgspec.structs.replace(kept, is_clean=path not in files_with_findings)
            for path, kept in self._kept.items()
            if path in self._asked and (key != self._key or kept.is_clean is (path in files_with_findings))
        }
        self._is_recorded = self._is_recorded and not changed and key == self._key
        self._kept |= changed
        self._key, self._files_with_findings = key, files_with_findings

    def save(self) -> None:
        """Write the cache for the next run, if anything changed.

        Files that `get` was not asked for are dropped. A failure to write is ignored.
        """
        entries = {path: kept for path, kept in self._kept.items() if path in self._asked}
        if not self._new and len(entries) == len(self._kept) and self._is_recorded:
            return
        is_recorded = self._files_with_findings is not None
        findings = self._files_with_findings or frozenset()
        entries |= {path: _kept(*new, is_clean=is_recorded and path not in findings) for path, new in self._new.items()}
        folder = self._file.parent
        try:
            if folder.is_symlink():
                return
            folder.mkdir(exist_ok=True)
            write_atomically(folder / ".gitignore", b"*\n")
            content = msgspec.msgpack.encode(_File(code_version(), entries, self._key))
            if len(content) < _MOST:
                write_atomically(self._file, _sealed(_birth(folder), content) + content)
        except OSError:
            return

    def _read(self) -> tuple[str, dict[str, _Kept]]:
        try:
            if self._file.parent.is_symlink():
                return "", {}
            written = read_plain(self._file, _MOST)
            if isinstance(written, int):
                return "", {}
            content = memoryview(written)[_DIGEST:]
            if written[:_DIGEST] != _sealed(_birth(self._file.parent), content):
                return "", {}
            found = msgspec.msgpack.decode(content, type=_File)
        except (OSError, msgspec.DecodeError, ValueError, RecursionError, MemoryError):
            return "", {}
        return (found.key, found.entries) if found.made_by == code_version() else ("", {})


def _birth(folder: Path) -> str:
    """Return the inode and change time of the cache folder's `.gitignore`.

    A cache copied by git, an archive or another machine has the same bytes, but not these numbers.
    """
    found = (folder / ".gitignore").lstat()
    return f"{found.st_ino} {found.st_ctime_ns}"


def _sealed(birth: str, content: bytes | memoryview) -> bytes:
    seal = blake2b(birth.encode(), digest_size=_DIGEST)
    seal.update(content)
    return seal.digest()


def _entry(path: str, kept: _Kept) -> LoadedFile | None:
    kind = kinds().get(kept.kind)
    if kind is None:
        return None
    try:
        brief = _decoder(kept.kind).decode(kept.brief)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    return LoadedFile(path, kept.id, kind, brief, (), kept.ignores) if brief.id == kept.id else None


def _kept(content: bytes, entry: LoadedFile, *, is_clean: bool) -> _Kept:
    assert entry.brief is not None
    brief = msgspec.Raw(_ENCODER.encode(entry.brief))
    return _Kept(content, entry.id, kind_of(entry.kind), brief, entry.ignores, is_clean)


def _plain(value: Any) -> Any:
    if isinstance(value, Edtf):
        return value.text
    raise NotImplementedError(type(value))


def _typed(type: Any, value: Any) -> Any:
    if type is Edtf and isinstance(value, str):
        return parse(value)
    raise NotADate("a date is one piece of text")


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain)


@cache
def _decoder(kind: str) -> msgspec.msgpack.Decoder[Brief]:
    return msgspec.msgpack.Decoder(kinds()[kind], dec_hook=_typed)
