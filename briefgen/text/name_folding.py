"""Fold a name for comparison: case, diacritics, punctuation and script.

The result is only compared, never shown. It is the same for `François`, `FRANCOIS` and `francois`, and close for a name
and its transliteration.
"""

from __future__ import annotations

import re
import unicodedata

_WORDS = re.compile(r"[^\W_]+")
# letters that Unicode does not decompose
STROKES = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ß": "ss"}
)
_CYRILLIC = dict(zip("абвгґдеєзиіїйклмнопрстуўфыэъь", "abvggdeeziiiiklmnoprstuufye  ", strict=True))
_CYRILLIC |= {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ё": "yo"}
_CYRILLIC |= {"ъ": "", "ь": "", "ў": "u", "ј": "j", "ђ": "dj", "ћ": "c", "љ": "lj", "њ": "nj", "џ": "dz", "ы": "y"}
_GREEK = dict(zip("αβγδεζηικλμνξοπρστυφω", "avgdeziiklmnxoprstyfo", strict=True))
_GREEK |= {"ς": "s", "θ": "th", "χ": "ch", "ψ": "ps"}
_ROMAN = str.maketrans({**_CYRILLIC, **_GREEK})


def folded(name: str) -> str:
    """Return the words of a name in lower case, without diacritics and punctuation."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_WORDS.findall(plain.translate(STROKES).replace("'", "").replace("’", "")))


def romanised(name: str) -> str:
    """Return the folded name with Cyrillic and Greek letters as Latin ones."""
    # `й` and `ї` decompose, so the letters are replaced before
    return folded(unicodedata.normalize("NFC", name.casefold()).translate(_ROMAN))
