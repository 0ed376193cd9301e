"""Order of names in lists, for the language of the interface.

It follows the root collation of Unicode CLDR: accents decide last, and the language's own script comes first. Of the rules of
single languages, only those for Cyrillic letters are known, because Unicode's code points have another order there.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from briefgen.text.confusables import script_of
from briefgen.text.messages import language, locale_of
from briefgen.text.name_folding import STROKES

_LAST = "\uffff"
# a letter with the one that it follows; й and ї are letters and not и and і with an accent
_FOLLOWS = {
    "ґ": "г",
    "ђ": "д",
    "є": "е",
    "ѕ": "з",
    "і": "и",
    "ї": "и",
    "й": "и",
    "ј": "и",
    "љ": "л",
    "њ": "н",
    "ћ": "т",
    "ў": "у",
    "џ": "ч",
}
_PLACES = {ord(letter): f"{before}{_LAST}{n:02}" for n, (letter, before) in enumerate(_FOLLOWS.items())}


def by_name(name: str) -> tuple[int, str, str]:
    """Return the sort key of a name in the language of the interface.

    Digits come first, then the script of that language, then other scripts.
    """
    return _key(language(), name)


def first_letter(name: str) -> str:
    """Return the first letter or digit of a name as a capital without accents.

    The result is empty if the name has neither.
    """
    first = next((char for char in unicodedata.normalize("NFC", name.casefold()) if char.isalnum()), "")
    return first.upper() if first in _FOLLOWS else _plain(first)[:1].upper()


@lru_cache(maxsize=1 << 16)
def _key(code: str, name: str) -> tuple[int, str, str]:
    lower = unicodedata.normalize("NFC", name.casefold())
    start = next((n for n, char in enumerate(lower) if char.isalnum()), 0)
    script = script_of(lower[start]) if lower else ""
    rank = (1 if script == _own_script(code) else 2) if script else 0
    return rank, _plain(lower[start:].translate(_PLACES)), lower


def _plain(lower: str) -> str:
    letters = unicodedata.normalize("NFKD", lower.translate(STROKES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _own_script(code: str) -> str:
    name = locale_of(code).display_name or ""
    return next((found for letter in name if (found := script_of(letter))), "")
