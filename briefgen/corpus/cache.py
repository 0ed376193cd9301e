"""Decoded files by the hash of their bytes, so that a second build reads only what changed.

In memory, for MkDocs keeps the plugin alive while it serves; `entrycache` keeps them on disk.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Generic, TypeVar

T = TypeVar("T")


class Cache(Generic[T]):
    """Entries by path and content; `hits` and `misses` count for tests and `make bench`."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[bytes, T]] = {}
        self.hits = 0
        self.misses = 0

    def get(self, path: str, content: bytes) -> T | None:
        """Return what was kept for exactly this content at this path."""
        kept = self._entries.get(path)
        if kept is not None and kept[0] == digest(content):
            self.hits += 1
            return kept[1]
        self.misses += 1
        return None

    def put(self, path: str, content: bytes, entry: T) -> None:
        """Keep the entry until the content changes."""
        self._entries[path] = (digest(content), entry)

    def quiet(self, key: str) -> frozenset[str]:
        """Return the paths of entries, as they were got, in which what the key stands for found nothing."""
        del key
        return frozenset()

    def note(self, key: str, loud: frozenset[str]) -> None:
        """Remember that what the key stands for has looked at every entry, and in which paths it found something."""
        del key, loud


def digest(content: bytes) -> bytes:
    """Return the hash that stands for a content."""
    return blake2b(content, digest_size=16).digest()
