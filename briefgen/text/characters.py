"""Unify characters that differ only in typography, before quotations are compared.

Kinds of apostrophes, hyphens and spaces, ligatures, full-width forms, invisible characters and stress marks. Signs,
superscripts and fractions stay, because NFKC would change their meaning. docs/provenance.md lists the cases.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = "'‘’‚‛ʼʻʹ′`´＇"
_HYPHENS = "‐‑‒–⁃−﹣－"
_LONG_DASHES = "—―"
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ONE_KIND = {
    **dict.fromkeys(APOSTROPHES, "'"),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_LONG_DASHES, "—"),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys("٪﹪", "%"),
    "℃": "°C",
    "℉": "°F",
    "¬": "\u00ad",
    "⁄": "/",
}
_INVISIBLE = frozenset(
    map(
        chr,
        (
            847,
            1564,
            6158,
            *range(8203, 8208),
            *range(8234, 8239),
            *range(8288, 8304),
            65279,
            *tuple(range(65024, 65040)),
        ),
    )
)
_SOFT_HYPHEN = re.compile(r"\u00ad(?:[ \t]*+\r?\n[ \t]*+)?")
_STRESS = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]")
_STRESSED = re.compile("[\u0300\u0301]")


def unified(text: str) -> str:
    """Return the text with one character for each group of typographic variants.

    Line ends and the case of letters stay. The result may be shorter or longer than the text.
    """
    if text.isascii():
        return text.replace("`", "'")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = text.translate({ord(one): _plain(one) for one in set(text) if not one.isascii() or one == "`"})
    if "\u00ad" in text:
        text = _SOFT_HYPHEN.sub("", text)
    if _STRESSED.search(text):
        text = _STRESS.sub("", text)
    return text


@lru_cache(maxsize=8192)
def _plain(one: str) -> str:
    """Return what stands for a character."""
    if one in _INVISIBLE:
        return ""
    if one in _ONE_KIND:
        return _ONE_KIND[one]
    category = unicodedata.category(one)
    kind = unicodedata.decomposition(one).partition(">")[0]
    is_letter_or_digit = category[0] == "L" or category == "Nd" or kind == "<sub" or "\uff01" <= one <= "\uff5e"
    return unicodedata.normalize("NFKC", one) if is_letter_or_digit else one
