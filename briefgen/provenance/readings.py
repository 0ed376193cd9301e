"""Read a quotation: its words, and what ellipses and square brackets stand for.

A quotation is first read as it stands. Only then is an ellipsis read as an omission, and a square bracket as an editor's
words. Round brackets are always the source's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from briefgen.text.tokens import Tokens, readable, tokenise

_OMITTED = r"[\[(]\s?(?:…|\.(?:\s?\.){2,}+)\s?[\])]|…|\.(?:\s?\.){2,}+"
_EDITORS = r"\w{0,40}\[[^\[\]]*+\](?:'?\w{1,40})?"
_BREAK = re.compile(f"(?P<omitted>{_OMITTED})|(?P<editors>{_EDITORS})")


class Joint(msgspec.Struct, frozen=True):
    """What stands between two parts of a quotation, or before or behind all of them."""

    is_omission: bool = False
    brackets: tuple[Tokens, ...] = ()
    """The words of each square bracket."""


class Reading(msgspec.Struct, frozen=True):
    """The parts of a quotation that must stand in its source, and their joints.

    There is one more joint than parts.
    """

    parts: tuple[Tokens, ...]
    joints: tuple[Joint, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Return the keys of all words of all parts."""
        return tuple(key for part in self.parts for key in part.keys)


def as_it_stands(text: str, language: str) -> Reading:
    """Return a quotation as one part; without words it has none."""
    tokens = tokenise(readable(text), language)
    return Reading((tokens,), (Joint(), Joint())) if tokens.keys else Reading((), (Joint(),))


def with_editors_marks(text: str, language: str) -> Reading | None:
    """Return a quotation split at ellipses and square brackets; None if it has none."""
    text = readable(text)
    if not _BREAK.search(text):
        return None
    parts: list[Tokens] = []
    joints: list[Joint] = []
    is_omission = False
    brackets: list[Tokens] = []
    for piece in _pieces(text):
        if isinstance(piece, re.Match):
            if piece["omitted"]:
                is_omission = True
            elif (words := tokenise(piece["editors"], language)).keys:
                brackets.append(words)
        elif (words := tokenise(piece, language)).keys:
            joints.append(Joint(is_omission, tuple(brackets)))
            parts.append(words)
            is_omission, brackets = False, []
    return Reading(tuple(parts), (*joints, Joint(is_omission, tuple(brackets))))


def _pieces(text: str) -> Iterator[str | re.Match[str]]:
    start = 0
    for match in _BREAK.finditer(text):
        yield text[start : match.start()]
        yield match
        start = match.end()
    yield text[start:]
