"""The cache on disk: decoded entries by the hash of their files, so that a second check parses only what changed.

msgpack decoded by type, never pickle: a cache folder must not be able to run code. Safe to delete; a damaged or foreign
file counts as empty, and so does one that was not written where it lies: a cache that comes with a checkout, a pull request or
an archive is never believed. Promises the same entries as without it.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

import briefgen
from briefgen.corpus.cache import Cache, digest
from briefgen.corpus.load import LoadedFile, kinds
from briefgen.files.atomic import read_plain, write_atomically
from briefgen.model.edtf import Edtf, NotADate, parse
from briefgen.model.kinds._base import Brief, kind_of
from briefgen.yaml.suppressions import Ignore

FOLDER = ".briefgen"
_DIGEST = 16
_MOST = 200_000_000
"""Bytes; a larger file is none of ours."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """One entry without problems, as the cache file holds it."""

    digest: bytes
    id: str
    kind: str
    brief: msgspec.Raw
    ignores: tuple[Ignore, ...] = ()
    is_quiet: bool = False
    """Whether the rules that look at one brief alone found nothing in it."""


class _File(msgspec.Struct, frozen=True, array_like=True):
    made_by: str
    entries: dict[str, _Kept]
    key: str = ""
    """What stands for those rules and all that they know beside the brief."""


class EntryCache(Cache[LoadedFile]):
    """Entries in memory over entries on disk; a kept brief is decoded when it is asked for."""

    def __init__(self, project: Path) -> None:
        super().__init__()
        self._file = project / FOLDER / "entries.msgpack"
        self._key, self._kept = self._read()
        self._is_noted = True
        self._loud: frozenset[str] | None = None
        self._new: dict[str, tuple[bytes, LoadedFile]] = {}
        self._used: set[str] = set()
        self._asked: set[str] = set()

    def get(self, path: str, content: bytes) -> LoadedFile | None:
        """Return what was kept for exactly this content at this path."""
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
        """Keep the entry until the content changes; on disk only when nothing is wrong with it."""
        super().put(path, content, entry)
        self._used.add(path)
        self._kept.pop(path, None)
        self._new.pop(path, None)
        if entry.brief is not None and not entry.problems:
            self._new[path] = (digest(content), entry)

    def quiet(self, key: str) -> frozenset[str]:
        """Return the paths of the entries from disk in which the rules of this key found nothing."""
        if key != self._key:
            return frozenset()
        return frozenset(path for path, kept in self._kept.items() if kept.is_quiet and path in self._used)

    def note(self, key: str, loud: frozenset[str]) -> None:
        """Remember in which paths the rules of this key found something; all others that were asked for are quiet."""
        changed = {
            path: msgspec.structs.replace(kept, is_quiet=path not in loud)
            for path, kept in self._kept.items()
            if path in self._asked and (key != self._key or kept.is_quiet is (path in loud))
        }
        self._is_noted = self._is_noted and not changed and key == self._key
        self._kept |= changed
        self._key, self._loud = key, loud

    def save(self) -> None:
        """Write the cache for the next run, without the files that nobody asked for; where that is not allowed, do without."""
        entries = {path: kept for path, kept in self._kept.items() if path in self._asked}
        if not self._new and len(entries) == len(self._kept) and self._is_noted:
            return
        is_noted = self._loud is not None
        loud = self._loud or frozenset()
        entries |= {path: _kept(*new, is_quiet=is_noted and path not in loud) for path, new in self._new.items()}
        folder = self._file.parent
        try:
            if folder.is_symlink():
                return
            folder.mkdir(exist_ok=True)
            write_atomically(folder / ".gitignore", b"*\n")
            content = msgspec.msgpack.encode(_File(_fingerprint(), entries, self._key))
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
        return (found.key, found.entries) if found.made_by == _fingerprint() else ("", {})


def _birth(folder: Path) -> str:
    """Return what no other copy of a cache folder has: which file its list of ignored files is on this disk, and since when.

    Git, an archive or another machine can bring the bytes of a cache, but not these.
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


def _kept(content: bytes, entry: LoadedFile, *, is_quiet: bool) -> _Kept:
    assert entry.brief is not None
    brief = msgspec.Raw(_ENCODER.encode(entry.brief))
    return _Kept(content, entry.id, kind_of(entry.kind), brief, entry.ignores, is_quiet)


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


_READERS = (
    "kinds/*.py",
    "load.py",
    "decode.py",
    "yamlfile.py",
    "limits.py",
    "flood.py",
    "urls.py",
    "yamlcomments.py",
    "hidden.py",
    "ignores.py",
    "edtf.py",
)


@cache
def _fingerprint() -> str:
    """Return the hash of all that decides what an entry is: the models and what reads them."""
    house = Path(briefgen.__file__).parent
    text = blake2b(f"{briefgen.__version__} {msgspec.__version__}".encode(), digest_size=16)
    for file in sorted(file for pattern in _READERS for file in house.glob(pattern)):
        text.update(file.name.encode() + b"\0" + file.read_bytes())
    return text.hexdigest()
