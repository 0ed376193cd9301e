"""A document's words, sentences and paragraphs, and where words stand in it."""

from __future__ import annotations

from array import array
from functools import cached_property

import msgspec

from briefgen.text import segment
from briefgen.text.lines import collapsed
from briefgen.text.occurrences import Occurrences
from briefgen.text.segment import TextLocation
from briefgen.text.tokens import ALL, Tokens, readable, tokenise


class _Segments(msgspec.Struct, frozen=True):
    tokens: Tokens
    features: array[int]
    paragraphs: tuple[int, ...]
    sentences: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


class Passages:
    """A document's words, sentences and paragraphs; segmented on first use."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self.language = language
        """The code of the document's language, or ""."""

    @cached_property
    def _segments(self) -> _Segments:
        text = readable(self._text)
        tokens = tokenise(text, self.language)
        spans: list[tuple[int, int]] = []
        paragraphs: list[int] = []
        sentences: list[int] = []
        word, count = 0, len(tokens.keys)
        for start, end in segment.paragraphs(text):
            first = word
            for span in segment.sentences_in(text, start, end):
                begin = word
                while word < count and tokens.starts[word] < span[1]:
                    word += 1
                if word > begin:
                    sentences.append(begin)
                    spans.append(span)
            if word > first:
                paragraphs.append(first)
        features = array("H", (one & ALL for one in tokens.features))
        return _Segments(tokens, features, tuple(paragraphs), tuple(sentences), tuple(spans))

    @property
    def words(self) -> tuple[str, ...]:
        """Return the key of each word."""
        return self._segments.tokens.keys

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return the spelling of each word."""
        return self._segments.tokens.spellings

    @property
    def features(self) -> array[int]:
        """Return the features of each word."""
        return self._segments.features

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """Return the index of each paragraph's first word."""
        return self._segments.paragraphs

    @property
    def sentences(self) -> tuple[int, ...]:
        """Return the index of each sentence's first word."""
        return self._segments.sentences

    def texts(self) -> tuple[str, ...]:
        """Return the text of each sentence, on one line."""
        text = self._segments.tokens.text
        return tuple(collapsed(text[start:end]) for start, end in self._segments.spans)

    def location(self, first: int, count: int) -> TextLocation:
        """Return the location of a passage of ``count`` words from index ``first``."""
        return segment.location(self.paragraphs, self.sentences, first, count)

    @cached_property
    def occurrences(self) -> Occurrences[str]:
        """Return the index of the words."""
        return Occurrences(self.words)

    def needle(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return what to search `occurrences` for to find these words."""
        return words

    def misspelled(self, first: int, tokens: Tokens) -> list[int]:
        """Return the indexes of words that the document spells otherwise at ``first``.

        The words must have the same keys there.
        """
        theirs = self.spellings[first : first + len(tokens.keys)]
        return [index for index, (one, other) in enumerate(zip(theirs, tokens.spellings, strict=True)) if one != other]


def read(text: str, language: str) -> Passages:
    """Return a document's text as passages, without BOM and with unified line ends."""
    return Passages(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), language)
