"""Tokenise a text into words and figures, to compare quotations with it.

Each word has a key, by which it is found: without case, accents, hyphens, apostrophes and look-alike letters. Its
spelling and its features are compared afterwards. Features are stored in records, so that a checkout without the text
compares them too. docs/provenance.md lists what is compared.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain

import msgspec

from briefgen.text import figures, word_classes
from briefgen.text.characters import unified
from briefgen.text.confusables import in_one_script
from briefgen.text.segment import UNSPACED, abbreviates

CLASS = 0b111
"""The bits of the word's class, a number of `word_classes`."""
LOWER, INITIAL, UPPER, MIXED = range(4)
"""The cases of a word: no capital, one at the start, capitals only, any other. See `case_of`."""
_CASE = 3
HYPHEN = 1 << 5
"""The word has a hyphen."""
BROKEN = 1 << 6
"""The word has a hyphen only where its line ends, so the hyphen may not belong to it."""
APOSTROPHE = 1 << 7
SPELLED = 1 << 8
"""The spelling differs from the key: accents, look-alike letters, or a raised number."""
NO_MARK, PAUSE, STOP, QUESTION, OUTER_QUESTION, TRAILING = range(6)
"""The marks behind a word. `OUTER_QUESTION` follows a closing quotation mark. See `mark_of`."""
_MARK = 9
NOTE = 1 << 12
"""A note of the transcriber such as `(applause)` follows."""
BRACKETED = 1 << 13
"""The word stands in square brackets."""
TURN = 1 << 14
"""The word begins the label of a speaker, and so his or her turn."""
ALL = (1 << 15) - 1
"""The bits that records store."""
FREE_CASE = 1 << 15
"""An editor changed the case of the first letter, as in `[W]e`. Records do not store this."""

_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_INDIC = "\u0900-\u0963\u0971-\u0dff"
_RUN = rf"(?![{UNSPACED}])(?:[^\W_{UNSPACED}]|[{_INDIC}])(?:[^\W_{UNSPACED}]|[{_MARKS}{_INDIC}])*+"
_TOKEN = re.compile(
    rf"(?P<figure>{figures.PATTERN})|(?P<sign>{figures.SIGNS})|[{UNSPACED}]|{_RUN}(?:(?:'|-(?:[ \t]*+\r?\n[ \t]*+)?){_RUN})*+"
)

# White space that no document contains stands for what is read away.
_NOTED, _FREE = "\x1f", "\x1e"
_NOTES = (
    "applause|laughter|laughs|laughing|cheers|cheering|chuckles|оплески|сміх|сміється|аплодисменты|аплодисментов|смех|смеется|"
    "смеётся|applaudissements|rires|applaus|beifall|gelächter|heiterkeit|lachen|lacht"
)
_NOTED_BRACKETS = re.compile(
    rf"[(\[]\s?(?:{_NOTES})(?:[ ,]{{1,2}}(?:and |und |et |та |и )?(?:{_NOTES})){{0,3}}\.?\s?[)\]]", re.IGNORECASE
)
_UNHEARD_WORDS = (
    "inaudible|unintelligible|indistinct|crosstalk|off[ -]mic|нерозбірливо|нечутно|неразборчиво|не слышно|unverständlich|"
    "incompréhensible"
)
_UNHEARD = re.compile(rf"[(\[]\s?(?:{_UNHEARD_WORDS})[^()\[\]\n]{{0,40}}[)\]]", re.IGNORECASE)
_SIC = re.compile(r" ?[(\[]\s?sic!?\s?[)\]]", re.IGNORECASE)
_NOTE_NUMBER = re.compile(r"(?<=[^\s\[(])(?:\[\d{1,3}\])+(?![^\W\d_])")
_RAISED = "⁰¹²³⁴-⁹"
_SQUARE_UNIT = re.compile(r"(?<![^\W\d_])((?:[kcdm]?m|к?м|см|ft|mi|yd)[²³])(?!\w)")
_RAISED_NOTE = re.compile(rf"(?<=[^\s\d{_RAISED}])[{_RAISED}]++(?:,[{_RAISED}]++)*+(?![^\W\d_])")
_CHANGED_LETTER = re.compile(r"(?<!\w)\[(\w)\](?=\w)")
_BRACKETS = re.compile(r"\[[^\[\]]{1,400}\]")
# A label opens a line, or stands behind a sentence and before a quotation.
_SPEAKER = r"[^\W\d_][^\s:]{0,30}(?:[ \t]{1,3}[^\W\d_][^\s:]{0,30}){0,4}"
_LABEL = re.compile(rf"^[ \t]*+(?P<label>{_SPEAKER})[ \t]?:(?=\s)", re.MULTILINE)
_INNER_LABEL = re.compile(rf"(?<=[.!?…\"”»’] )(?P<label>{_SPEAKER}):(?= ?[\"“«„])")

_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")
_CLOSERS = "”»\"’'›」』"
_STOP = re.compile(rf"(?<![.!])[.!]++[{_CLOSERS})\]]*+(?=\s)|[。！]")
_PAUSE = re.compile(r"[,;:،、，；：—]|\s--?\s")
_ACCENTS = re.compile(f"[{_MARKS}]")


class Tokens(msgspec.Struct, frozen=True):
    """The words of a text: keys, spellings, features and offsets, by index."""

    text: str
    """The text in which the offsets count: notes and typography are read away."""
    keys: tuple[str, ...]
    spellings: tuple[str, ...]
    features: array[int]
    starts: array[int]
    ends: array[int]

    def surface(self, index: int) -> str:
        """Return a word as it is written."""
        return self.text[self.starts[index] : self.ends[index]]

    def closes(self, index: int) -> bool:
        """Return whether a closing quotation mark follows a word."""
        after = self.starts[index + 1] if index + 1 < len(self.keys) else len(self.text)
        return any(one in _CLOSERS for one in self.text[self.ends[index] : after])


def case_of(features: int) -> int:
    """Return the case of a word: `LOWER`, `INITIAL`, `UPPER` or `MIXED`."""
    return features >> _CASE & 0b11


def mark_of(features: int) -> int:
    """Return the mark behind a word, such as `STOP`."""
    return features >> _MARK & 0b111


def readable(text: str) -> str:
    """Return a text without notes and variants of typography, for `tokenise`."""
    text = unified(text.translate({0x1E: None, 0x1F: None}) if "\x1e" in text or "\x1f" in text else text)
    if "[" in text or "(" in text:
        text = _SIC.sub("", text)
        text = _NOTED_BRACKETS.sub(_NOTED, text)
        text = _CHANGED_LETTER.sub(rf"{_FREE}\1", text)
        text = _NOTE_NUMBER.sub("", text)
    if not text.isascii():
        text = _SQUARE_UNIT.sub(lambda match: unicodedata.normalize("NFKC", match[1]), text)
        text = _RAISED_NOTE.sub("", text)
    return text


def tokenise(text: str, language: str) -> Tokens:
    """Return the words of a `readable` text; `language` is its code, or ""."""
    keys: list[str] = []
    spellings: list[str] = []
    features, starts, ends = array("H"), array("L"), array("L")
    for match in _TOKEN.finditer(text):
        key, spelling, bits = (_figure if match.lastindex else _word)(match[0], language)
        start, end = match.span()
        keys.append(key)
        spellings.append(spelling)
        features.append(bits)
        starts.append(start)
        ends.append(end)
    _add_marks(text, features, starts, ends)
    _add_spans(text, features, starts)
    return Tokens(text, tuple(keys), tuple(spellings), features, starts, ends)


def folded(tokens: Tokens) -> str:
    """Return a text as it is compared; variants of typography become equal."""
    words = zip(tokens.spellings, tokens.features, strict=True)
    return " ".join(f"{spelling}/{features:x}" for spelling, features in words)


@lru_cache(maxsize=4096)
def _figure(surface: str, language: str) -> tuple[str, str, int]:
    key, spelling = figures.canonical(surface, language)
    # a hyphen between a digit and a letter, as in `28-point`
    bits = HYPHEN if (hyphenated := re.sub(r"(?<=\d)-(?=[^\W\d_])", "", key)) != key else 0
    case = _case([letter for letter in surface if letter.isalpha()])
    bits |= SPELLED if key != spelling else 0
    return hyphenated, re.sub(r"(?<=\d)-(?=[^\W\d_])", "", spelling), word_classes.NUMBER | case << _CASE | bits


@lru_cache(maxsize=16384)
def _word(surface: str, language: str) -> tuple[str, str, int]:
    bits = word_classes.class_of(surface, language)
    bare = surface
    if "'" in surface:
        bits |= APOSTROPHE
        bare = bare.replace("'", "")
    if "-" in surface:
        bits |= BROKEN if "-" not in re.sub(r"-\s+", "", surface) else HYPHEN
        bare = re.sub(r"-\s*", "", bare)
    letters = [letter for letter in bare if letter.isalpha()]
    case = _case(letters)
    bits |= case << _CASE
    if bare.isascii():
        key = bare.lower()
        return key, key, bits
    spelling = bare.lower()
    primary = language.partition("-")[0].lower()
    if primary != "be":
        spelling = spelling.replace("ё", "е")
    if primary == "de" and case == LOWER:
        spelling = spelling.replace("ß", "ss")
    key = in_one_script(unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", bare.casefold()))))
    return key, spelling, bits | (SPELLED if key != spelling else 0)


def _case(letters: Iterable[str]) -> int:
    cased = [letter.isupper() for letter in letters if letter.upper() != letter.lower()]
    if not any(cased):
        return LOWER
    if cased[0] and not any(cased[1:]):
        return INITIAL
    return UPPER if all(cased) else MIXED


def _add_marks(text: str, features: array[int], starts: array[int], ends: array[int]) -> None:
    last = len(starts) - 1
    known: dict[str, tuple[int, bool]] = {}
    for index in range(last + 1):
        between = text[ends[index] : starts[index + 1] if index < last else len(text)]
        if between == " ":
            continue
        found = known.get(between)
        if found is None:
            found = known[between] = _mark(between)
        mark, is_noted = found
        if mark == STOP and (
            index == last
            or text[starts[index + 1]].islower()
            or (
                "!" not in between
                and "。" not in between
                and abbreviates(_dotted(text, ends[index]), text[starts[index + 1]])
            )
        ):
            mark = NO_MARK
        features[index] |= mark << _MARK | (NOTE if is_noted else 0)
        if _FREE in between and index < last:
            features[index + 1] |= FREE_CASE
    if text.startswith(_FREE) and starts:
        features[0] |= FREE_CASE


def _dotted(text: str, end: int) -> str:
    """Return the word that ends at an offset, with the dots inside it, as in `U.S`."""
    return text[max(0, end - 12) : end].rsplit(None, 1)[-1]


def _mark(between: str) -> tuple[int, bool]:
    """Return the mark in the characters between two words, and whether a note is among them."""
    is_noted = _NOTED in between
    for index, one in enumerate(between):
        if one in "?？؟":
            is_outer = any(closer in between[:index] for closer in _CLOSERS)
            return (OUTER_QUESTION if is_outer else QUESTION), is_noted
    if _ELLIPSIS.search(between):
        return TRAILING, is_noted
    if _STOP.search(between):
        return STOP, is_noted
    return (PAUSE if _PAUSE.search(between) else NO_MARK), is_noted


def _add_spans(text: str, features: array[int], starts: array[int]) -> None:
    """Add the features that whole passages have: brackets, turns, and what was not heard."""
    if "[" in text:
        _add(features, starts, ((m.start(), m.end()) for m in _BRACKETS.finditer(text)), lambda one: one | BRACKETED)
    if "[" in text or "(" in text:
        unheard = ((m.start(), m.end()) for m in _UNHEARD.finditer(text))
        _add(features, starts, unheard, lambda one: one & ~CLASS | word_classes.UNHEARD)
    if ":" in text:
        found = chain(_LABEL.finditer(text), _INNER_LABEL.finditer(text))
        labels = (m for m in found if all(word[0].isupper() for word in m["label"].split()))
        _add(features, starts, ((m.start("label"), m.start("label") + 1) for m in labels), lambda one: one | TURN)


def _add(
    features: array[int], starts: array[int], spans: Iterable[tuple[int, int]], change: Callable[[int], int]
) -> None:
    for start, end in spans:
        for index in range(bisect_left(starts, start), bisect_left(starts, end)):
            features[index] = change(features[index])
