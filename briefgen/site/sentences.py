"""Sentences that the data writes: words with placeholders, and their values.

A sentence is kept whole, so that it can be translated. `render.sentences` turns it into HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec


class SentenceLink(msgspec.Struct, frozen=True):
    """A link to a brief, a statement, a version, or a page of the site."""

    to: str
    """A reference such as `point-01`, or the address of a page, which ends in `/`."""
    text: str = ""
    """The text of the link; by default the label of the reference."""

    @property
    def is_page(self) -> bool:
        """Return whether the link leads to an address of the site and not to a reference."""
        return self.to.endswith("/")


Value = str | int | tuple[SentenceLink, ...]


class Sentence(msgspec.Struct, frozen=True):
    """Words with placeholders such as `{points}`, and the value of each placeholder."""

    words: str
    values: Mapping[str, Value] = {}

    def plain(self, label: Callable[[str], str]) -> str:
        """Return the sentence without links; `label` returns the label of a reference."""
        return self.words.format(**{name: _plain(value, label) for name, value in self.values.items()})


def _plain(value: Value, label: Callable[[str], str]) -> str:
    if isinstance(value, tuple):
        return ", ".join(link.text or label(link.to) for link in value)
    return str(value)
