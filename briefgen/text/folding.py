"""Fold words for search: no capitals, accents, apostrophes, ligatures or symbols.

`site_templates/assets/scripts/text-folding.js` folds queries in the same way. Invariant: both fold all text alike
(`tests/unit/text/test_folding.py`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from briefgen.text.segment import UNSPACED

APOSTROPHES = "'’‘‛`´′ʹʻʼʽʾʿˈˊˋꞌ՚׳＇"
HYPHENS = "-‐‑‒–−﹣－"
STOPS = ".,:&·．，：＆"
"""Characters that join two words into one if there is no space: `O'Brien`, `US-led`, `600,000`, `R&D`."""
SYMBOLS = "№℠℡™℻"
"""Symbols that have a compatibility form of letters, which no reader types."""
# strokes, ligatures and special letters that have no decomposition; Cyrillic letters of one sound with a plain one
_LETTERS = (
    "łl đd ðd ɖd ɗd øo œoe ɵo æae ħh ŧt ⱦt ŋn ɲn ƞn ßss þth ıi ɨi əa ƀb ɓb ȼc ƈc ɇe ǥg ɟj ɉj ꝁk ƙk ƚl ƥp ɍr ƭt ʉu ɏy ƴy ƶz "
    "ςσ ґг ғг қк ҝк ңн өо үу ұу һх ҳх әа җж ҷч ىي ةه کك یي"
)
_ZEROS = "٠۰०০๐"
"""The digit zero of further scripts; the other nine digits follow it."""
_TABLE = str.maketrans(
    {pair[0]: pair[1:] for pair in _LETTERS.split()}
    | {chr(ord(zero) + value): str(value) for zero in _ZEROS for value in range(10)}
    | dict.fromkeys("ـ")
)
# accents, vowel points and variation selectors; marks of other scripts are letters of their own
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+")  # fmt: skip
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_WORD = re.compile("w++(?:[jh]w++)*+|u++")
_ASCII = re.compile(f"[A-Za-z0-9]++(?:[{re.escape(APOSTROPHES + HYPHENS + STOPS)}][A-Za-z0-9]++)*+")


class Word(msgspec.Struct, frozen=True):
    """A word of a text: its place and its folded form.

    In the folded form, `-` joins the parts of a compound.
    """

    start: int
    end: int
    folded: str


def letters(text: str) -> str:
    """Return a text with its letters and digits folded; signs and spaces remain."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_NO_SYMBOLS)).lower()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", plain).translate(_TABLE))


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text for an index.

    In scripts without spaces, each character is a word. Its folded form contains the next character too, so that a
    query of two characters or more finds only their sequence.
    """
    if text.isascii():
        for match in _ASCII.finditer(text):
            yield Word(match.start(), match.end(), _parts(match[0].lower()))
        return
    for match in _WORD.finditer(text.translate(_SHAPES)):
        start, end = match.span()
        if match[0][0] == "u":
            for at in range(start, end):
                yield Word(at, at + 1, letters(text[at : min(at + 2, end)]))
        elif folded := _parts(letters(text[start:end])):
            yield Word(start, end, folded)


def _parts(folded: str) -> str:
    """Return a folded word with one hyphen between its parts and no other sign."""
    if folded.isascii() and folded.isalnum():
        return folded
    shape = folded.translate(_SHAPES)
    return "-".join(
        "".join(one for one in folded[m.start() : m.end()] if not _is_invisible(one)) for m in _PART.finditer(shape)
    )


_PART = re.compile("[wu]++")


def _is_invisible(one: str) -> bool:
    return unicodedata.category(one) == "Cf"


class _Shapes(dict[int, str]):
    """The role of each character in a word, for `str.translate`; filled on first use.

    `w` is a part of a word, `u` a character of a script without spaces, `j` and `h` join, and a space separates.
    """

    def __missing__(self, code: int) -> str:
        one = chr(code)
        category = unicodedata.category(one)
        if one in APOSTROPHES or one in STOPS:
            shape = "j"
        elif one in HYPHENS:
            shape = "h"
        elif category[0] in "LMN":
            shape = "u" if _IS_UNSPACED.match(one) else "w"
        else:
            # soft hyphens, joiners and direction marks stand inside words; the zero-width space separates
            shape = "w" if category == "Cf" and code != 0x200B else " "
        self[code] = shape
        return shape


_SHAPES = _Shapes()
_NO_SYMBOLS = dict.fromkeys(map(ord, SYMBOLS))
