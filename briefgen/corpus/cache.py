"""In-memory cache of decoded files, keyed by path and content hash.

A second build decodes only changed files: `mkdocs serve` keeps the plugin, and so the cache, in memory.
`disk_cache` adds a copy on disk.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Generic, TypeVar

T = TypeVar("T")


class Cache(Generic[T]):
    """Entries by path and content hash.

    `hits` and `misses` count the calls of `get`, for the tests and `make bench`.
    """

    def __init__(self) -> None:
        self._entries: dict[str, tuple[bytes, T]] = {}
        self.hits = 0
        self.misses = 0

    def get(self, path: str, content: bytes) -> T | None:
        """Return the entry stored for this path and exactly this content, or None."""
        kept = self._entries.get(path)
        if kept is not None and kept[0] == digest(content):
            self.hits += 1
            return kept[1]
        self.misses += 1
        return None

    def put(self, path: str, content: bytes, entry: T) -> None:
        """Store the entry; it is valid until the content of the file changes."""
        self._entries[path] = (digest(content), entry)

    def clean_files(self, key: str) -> frozenset[str]:
        """Return the paths in which the rules identified by `key` found nothing.

        Only entries that `get` has returned count. This class records nothing, so the result is empty.
        """
        del key
        return frozenset()

    def record(self, key: str, files_with_findings: frozenset[str]) -> None:
        """Record which files the rules identified by `key` found problems in.

        Every other file that `get` was asked for has no findings. This class records nothing.
        """
        del key, files_with_findings


class SecondCache(Cache[T]):
    """Cache that looks in another one first, and keeps its own entries to itself.

    Files with equal content in two states of a project then have the same entry, which makes a comparison fast.
    """

    def __init__(self, first: Cache[T]) -> None:
        super().__init__()
        self._first = first

    def get(self, path: str, content: bytes) -> T | None:
        """Return the entry stored for this path and exactly this content, or None."""
        found = self._first.get(path, content)
        return super().get(path, content) if found is None else found


def digest(content: bytes) -> bytes:
    """Return the 16-byte BLAKE2b hash of a file's content."""
    return blake2b(content, digest_size=16).digest()
