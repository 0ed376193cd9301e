"""Detect confusable letters: words of mixed scripts, and ids that look the same.

Knows only letters that are nearly identical, in Latin, Cyrillic and Greek. docs/decisions.md explains why this is not a
library.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import msgspec

# letters at the same index of two strings look the same
_LATIN_1 = "ABCEHIJKMOPTXYaceijopxyËëÏïƏə"
_CYRILLIC = (
    "\u0410\u0412\u0421\u0415\u041d\u0406\u0408\u041a\u041c\u041e\u0420\u0422\u0425\u0423"
    "\u0430\u0441\u0435\u0456\u0458\u043e\u0440\u0445\u0443\u0401\u0451\u0407\u0457\u04d8\u04d9"
)
_LATIN_2 = "ABEHIKMNOPTXYZaioupvóÓ"
_GREEK = (
    "\u0391\u0392\u0395\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7\u03a5\u0396"
    "\u03b1\u03b9\u03bf\u03c5\u03c1\u03bd\u03cc\u038c"
)
# letters that are too rare for a typing error, so they replace Latin ones on purpose
_LATIN_3 = "SshdqwvVI"
_RARE = "\u0405\u0455\u04bb\u0501\u051b\u051d\u0475\u0474\u04c0"
_TO_LATIN = dict(zip(_CYRILLIC + _GREEK + _RARE, _LATIN_1 + _LATIN_2 + _LATIN_3, strict=True))
_FROM_LATIN = {
    "Cyrillic": dict(zip(_LATIN_1, _CYRILLIC, strict=True)),
    "Greek": dict(zip(_LATIN_2, _GREEK, strict=True)),
}
# the same for words without case: a capital that looks like another one makes the small letters the same
_LOWER_TO_LATIN = {other.casefold(): latin.casefold() for other, latin in _TO_LATIN.items() if latin.isascii()}
_LOWER_FROM_LATIN: dict[str, dict[str, str]] = {"Cyrillic": {}, "Greek": {}}
for _other, _latin in reversed(_LOWER_TO_LATIN.items()):
    _LOWER_FROM_LATIN["Greek" if _other < "\u0400" else "Cyrillic"][_latin] = _other

_OTHER = re.compile("[\u0370-\u03ff\u1f00-\u1fff]+|[\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_SAME_SHAPE = str.maketrans("01i", "oll")


class Mixed(msgspec.Struct, frozen=True):
    """A word of mixed scripts that looks like one script, and the word that was meant."""

    word: str
    meant: str
    script: str
    """The script it looks like."""

    @property
    def odd(self) -> tuple[tuple[str, str], ...]:
        """Return each letter of another script once, with the letter that was meant."""
        pairs = zip(self.word, self.meant, strict=True)
        return tuple(dict.fromkeys((one, other) for one, other in pairs if one != other))


def skeleton(id: str) -> str:
    """Return the visual form of an id; ids with the same skeleton are confusable."""
    return id.translate(_SAME_SHAPE).replace("rn", "m").replace("vv", "w")


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """Return the script of a letter, such as `Cyrillic`, or "" for other characters."""
    return unicodedata.name(letter, "").partition(" ")[0].capitalize() if letter.isalpha() else ""


def in_one_script(word: str) -> str:
    """Return a word in lower case with look-alike letters in one script.

    Words that look the same become equal. A word of look-alike letters alone becomes Latin.
    """
    if word.isascii() or not _OTHER.search(word):
        return word
    if all(letter.isascii() or letter in _LOWER_TO_LATIN for letter in word):
        return "".join(_LOWER_TO_LATIN.get(letter, letter) for letter in word)
    script = (
        "Greek" if any(script_of(letter) == "Greek" for letter in word if letter not in _LOWER_TO_LATIN) else "Cyrillic"
    )
    return "".join(_LOWER_FROM_LATIN[script].get(_LOWER_TO_LATIN.get(letter, letter), letter) for letter in word)


def described(letter: str) -> str:
    """Return a letter with its script and code point, to distinguish look-alikes."""
    script = script_of(letter)
    return f"the {script} `{letter}` (U+{ord(letter):04X})" if script else f"`{letter}` (U+{ord(letter):04X})"


def outside_ascii(text: str) -> str:
    """Return a description of the first non-ASCII letter of an id, or ""."""
    return next((described(letter) for letter in text if letter.isalpha() and not letter.isascii()), "")


def has_mixed_words(text: str) -> bool:
    """Return whether letters of two scripts are adjacent; fast for text in one script."""
    for match in _OTHER.finditer(text):
        beside = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        if any(letter and script_of(letter) in ("Latin", "Cyrillic", "Greek") for letter in beside):
            return True
    return False


def mixed_words(text: str) -> Iterator[Mixed]:
    """Yield each word once whose letters of other scripts look like its own script."""
    if not has_mixed_words(text):
        return
    around = Counter(map(script_of, text))
    for word in dict.fromkeys(_LETTERS.findall(text)):
        if has_mixed_words(word) and (mixed := _mixed(word, around)):
            yield mixed


def _mixed(word: str, around: Counter[str]) -> Mixed | None:
    """Return the word that was meant, or None if it is not confusable.

    If two scripts fit, the one with more letters in the word wins, and then the one with more letters in the text.
    """
    scripts = Counter(map(script_of, word))
    # short ones are symbols, such as a Greek letter with a Latin index
    if "Greek" in scripts and len(word) < 3:
        return None
    for script in sorted(scripts, key=lambda s: (-scripts[s], -around[s], s)):
        meant = [_as_if(letter, script) for letter in word]
        if all(meant):
            return Mixed(word, "".join(meant), script)
    return None


def _as_if(letter: str, script: str) -> str:
    """Return the letter of a script that looks like this one, or ""."""
    if script_of(letter) == script:
        return letter
    latin = letter if script_of(letter) == "Latin" else _TO_LATIN.get(letter, "")
    return latin if script == "Latin" else _FROM_LATIN.get(script, {}).get(latin, "")
