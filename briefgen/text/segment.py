"""Segment text into words, sentences and paragraphs.

`normalised` gives the words that the first kind of records was made with. `tokens` gives the words of records made now.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from briefgen.text.messages import gettext

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
        place = {"paragraph": self.paragraph, "sentence": self.sentence}
        if self.last > self.sentence:
            return gettext("paragraph %(paragraph)s, sentences %(sentence)s–%(last)s", last=self.last, **place)
        return gettext("paragraph %(paragraph)s, sentence %(sentence)s", **place)


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


def location(paragraphs: tuple[int, ...], sentences: tuple[int, ...], first: int, count: int) -> TextLocation:
    """Return the location of words, from the first words of paragraphs and sentences."""
    return TextLocation(
        bisect_right(paragraphs, first),
        bisect_right(sentences, first),
        bisect_right(sentences, first + max(count, 1) - 1),
    )


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the start and end offset of each sentence of a text."""
    return tuple(span for start, end in paragraphs(text) for span in sentences_in(text, start, end))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end offset of each paragraph.

    Paragraphs are separated by blank lines. Without blank lines, each line is a paragraph, unless it clearly continues on
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


def sentences_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the start and end offset of each sentence of a paragraph."""
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
    return not abbreviates(before[-1] if before else "", following)


def abbreviates(word: str, following: str) -> bool:
    """Return whether a full stop behind a word belongs to it and ends no sentence.

    ``following`` is the first character of what follows.
    """
    word = word.lstrip("\"'“‘„«([")
    bare = word.replace(".", "").casefold()
    if len(word) == 1 and word.isalpha():
        return True
    if _BEFORE_NUMBER.fullmatch(bare):
        return following.isdigit()
    return bool(_ABBREVIATION.fullmatch(bare)) or ("." in word and len(bare) <= 3 and bare.isalpha())
