"""Segment text into normalised words, sentences and paragraphs.

A document and a quotation from it are both normalised by `normalised`. Differences in typography, line breaks or
capitals therefore do not count.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

import msgspec

from briefgen.text.lines import collapsed

# scripts without spaces: each character counts as one word
UNSPACED = "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Character ranges of scripts that are written without spaces between words."""
_HAS_UNSPACED = re.compile(f"[{UNSPACED}]")
# currency and per cent signs change the meaning of a number; other punctuation is dropped
_WORD = re.compile("[^\\W_]+|[%‰$¢£¤¥₠-⃀]")
_WORD_UNSPACED = re.compile(f"[{UNSPACED}]|(?:(?![{UNSPACED}])[^\\W_])+|[%‰$¢£¤¥₠-⃀]")
# soft hyphens, joiners, direction marks, and for letters that have no composed form: stress accents, and the dot of `İ`
_INVISIBLE = dict.fromkeys(
    [
        0xAD,
        0x34F,
        0x61C,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        0x300,
        0x301,
        0x307,
    ]
)
_ONE_KIND = str.maketrans(
    dict.fromkeys("‘’‚‛ʼʻʹ′`´＇", "'") | dict.fromkeys("‐‑⁃﹣－¬", "-") | dict.fromkeys("İı", "i")
)
_BROKEN_LINE = re.compile(r"(?<=[^\W\d_])-[ \t]*[\r\n]+[ \t]*(?=[^\W\d_])")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)-(?=\d)")
_INSIDE_WORD = re.compile(r"(?<=[^\W_])['-](?=[^\W_])")

_BLANK_LINE = re.compile(r"[\n\v\f\x85\u2028\u2029][ \t]*[\n\v\f\x85\u2028\u2029]\s*|\f\s*")
_LINE = re.compile(r"[\n\v\f\x85\u2028\u2029]\s*")
# the end of a sentence: its mark, closing quotes or brackets, and what looks like a new start
# A run of marks is read once, from its first mark. So a long run that ends no sentence takes linear time.
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s++(?:[\"'“‘„«(\[—–-]++\s?)?+(?:[^\W\d_]|\d))|[。！？]++[”』」]?"
)
_ABBREVIATION = re.compile(
    "mr|mrs|ms|dr|prof|gen|col|lt|maj|capt|sgt|adm|sen|rep|gov|st|amb|dept|vs|etc|approx|jan|feb|mar|apr|jun|jul|aug|sep|sept|"
    "oct|nov|dec|eg|ie|cf|inc|ltd|corp|гг|вв|тыс|тис|млн|млрд|руб|грн|им|ул|стр|ст|акад|проф|см|напр|др|пр|рр|обл|просп"
)
# abbreviations only if a number follows
_BEFORE_NUMBER = re.compile("nos?|art|fig|vol|ed|pp|paras?|sent|sec")


class TextLocation(msgspec.Struct, frozen=True):
    """The paragraph and the first and last sentence of a passage.

    All are counted from 1 through the document.
    """

    paragraph: int
    sentence: int
    last: int

    def words(self) -> str:
        """Return the location in words, for readers."""
        many = f"sentences {self.sentence}–{self.last}" if self.last > self.sentence else f"sentence {self.sentence}"
        return f"paragraph {self.paragraph}, {many}"


def normalised(text: str) -> tuple[str, ...]:
    """Return the normalised words of a text, for comparison.

    Applies NFKC and case folding, unifies quotation marks and dashes, and drops punctuation. Hyphens and apostrophes
    inside a word are removed, also at a line break.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_ONE_KIND)
        text = unicodedata.normalize("NFKC", text.casefold()).translate(_INVISIBLE)
    else:
        text = text.translate(_ONE_KIND).lower()
    if "-" in text:
        text = _BETWEEN_DIGITS.sub(" ", _BROKEN_LINE.sub("", text))
    text = _INSIDE_WORD.sub("", text)
    return tuple((_WORD_UNSPACED if _HAS_UNSPACED.search(text) else _WORD).findall(text))


class _Segments(msgspec.Struct, frozen=True):
    words: tuple[str, ...]
    paragraphs: tuple[int, ...]
    sentences: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


class Passages:
    """A document's words, sentences and paragraphs; segmented on first use."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _segments(self) -> _Segments:
        text = self._text
        spans: list[tuple[int, int]] = []
        words: list[str] = []
        paragraphs: list[int] = []
        sentences: list[int] = []
        for start, end in _paragraphs(text):
            first = len(words)
            for span in _sentences(text, start, end):
                found = normalised(text[span[0] : span[1]])
                if found:
                    sentences.append(len(words))
                    spans.append(span)
                    words += found
            if len(words) > first:
                paragraphs.append(first)
        return _Segments(tuple(words), tuple(paragraphs), tuple(sentences), tuple(spans))

    @property
    def words(self) -> tuple[str, ...]:
        """Return the normalised words."""
        return self._segments.words

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """Return the index of each paragraph's first word."""
        return self._segments.paragraphs

    @property
    def sentences(self) -> tuple[int, ...]:
        """Return the index of each sentence's first word."""
        return self._segments.sentences

    def texts(self) -> tuple[str, ...]:
        """Return each sentence of the original text, on one line."""
        return tuple(collapsed(self._text[start:end]) for start, end in self._segments.spans)

    def location(self, first: int, count: int) -> TextLocation:
        """Return the location of a passage of ``count`` words from index ``first``."""
        return location(self.paragraphs, self.sentences, first, count)

    @cached_property
    def _joined(self) -> str:
        return f" {' '.join(self.words)} "

    def positions(self, words: tuple[str, ...]) -> Iterator[int]:
        """Yield the index of the first word of each occurrence of these words in a row."""
        needle = f" {' '.join(words)} "
        at = self._joined.find(needle)
        number, counted = 0, 0
        while at >= 0:
            number += self._joined.count(" ", counted, at)
            counted = at
            yield number
            at = self._joined.find(needle, at + 1)


def read(text: str) -> Passages:
    """Return a document's text as passages, without BOM and with unified line ends."""
    return Passages(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def location(paragraphs: tuple[int, ...], sentences: tuple[int, ...], first: int, count: int) -> TextLocation:
    """Return the location of words, from the first words of paragraphs and sentences."""
    return TextLocation(
        bisect_right(paragraphs, first),
        bisect_right(sentences, first),
        bisect_right(sentences, first + max(count, 1) - 1),
    )


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the start and end offset of each sentence of a text."""
    return tuple(span for start, end in _paragraphs(text) for span in _sentences(text, start, end))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the paragraphs.

    These are separated by blank lines. Without blank lines, each line is a paragraph, unless it clearly continues on
    the next one.
    """
    by_blank_lines = bool(_BLANK_LINE.search(text.strip()))
    start = 0
    for match in (_BLANK_LINE if by_blank_lines else _LINE).finditer(text):
        if not by_blank_lines and _continues(text, match):
            continue
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _continues(text: str, line_break: re.Match[str]) -> bool:
    before, after = (
        text[max(line_break.start() - 1, 0) : line_break.start()],
        text[line_break.end() : line_break.end() + 1],
    )
    return before in ("-", "¬", "\xad", ",") or after.islower()


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _END.finditer(text, start, end):
        if _is_end(text, begin, match):
            yield _skip_spaces(text, begin), match.end()
            begin = match.end()
    if text[begin:end].strip():
        yield _skip_spaces(text, begin), end


def _skip_spaces(text: str, begin: int) -> int:
    while text[begin].isspace():
        begin += 1
    return begin


def _is_end(text: str, begin: int, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 8].lstrip(" \t\r\n\"'“‘„«([—–-")[:1]
    if match[0][0] in "。！？":
        return True
    if following.islower():
        return False
    if match[0][0] != "." or match[0].startswith(".."):
        return True
    before = text[max(begin, match.start() - 12) : match.start()].rsplit(None, 1)
    word = (before[-1] if before else "").lstrip("\"'“‘„«([")
    bare = word.replace(".", "").casefold()
    if len(word) == 1 and word.isalpha():
        return False
    if _BEFORE_NUMBER.fullmatch(bare):
        return not following.isdigit()
    return not (_ABBREVIATION.fullmatch(bare) or ("." in word and len(bare) <= 3 and bare.isalpha()))
