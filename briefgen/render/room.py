"""Limits on the length of rendered pages, counted while they are rendered."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.files.limits import Limits


class TooLong(Exception):
    """A limit of length is exceeded; has the name of the limit and a message."""

    def __init__(self, limit: str, said: str) -> None:
        super().__init__(said)
        self.limit = limit


class Room:
    """Counts rendered characters against the limits of a page and of all pages."""

    def __init__(self, limits: Limits, size: int) -> None:
        self._page = limits.page_characters
        self._whole = limits.rendered(size)
        self._left = self._whole

    def joined(self, parts: Iterable[str]) -> str:
        """Return the parts of a page as one text.

        Raises TooLong as soon as they exceed a limit, so that memory stays small.
        """
        kept = []
        length = 0
        for part in parts:
            length += len(part)
            self.take(len(part))
            if length > self._page:
                raise TooLong("page_characters", f"is longer than {self._page:,} characters")
            kept.append(part)
        return "".join(kept)

    def take(self, length: int) -> None:
        """Count characters; raises TooLong if they exceed the limit of all pages."""
        self._left -= length
        if self._left < 0:
            raise TooLong("rendered_characters", f"and the pages before it are longer than {self._whole:,} characters")
