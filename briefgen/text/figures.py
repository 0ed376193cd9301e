"""Figures in a text, with the signs and units that belong to them.

A sign right before a figure, and a unit or exponent right behind it, are part of the figure: `-5`, `$100`, `3.67%`,
`10^6`. So no passage can begin or end between them. Thousands are read by the rules of the text's language, from
Unicode CLDR through Babel. Without a language, figures are compared as they are written.
"""

from __future__ import annotations

import re
import unicodedata

from briefgen.text.languages import thousands_mark

_CURRENCY = "$¢£¤¥₠-⃀"
_SUPERSCRIPT = "⁰¹²³⁴-⁹"
_FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_LETTER = r"[^\W\d_⁰¹²³⁴-⁹]"

_SPACE = r"(?: |[ \t]?\r?\n[ \t]?)"
_BEFORE = rf"(?:(?:[±≤≥<>≈~≠=×]|[{_CURRENCY}]){_SPACE}?|(?<![\w)\]%‰°])[-—+]){{0,3}}"
_DIGITS = rf"(?:\d{{1,3}}(?:{_SPACE}\d{{3}}(?!\d)){{1,7}}+(?:[.,]\d++)?|\d++(?:[.,'/:]\d++)*+)"
_EXPONENT = rf"(?:\^[-+]?\d{{1,4}}|[⁻⁺]?[{_SUPERSCRIPT}]++)?"
_UNIT = rf"(?:{_SPACE}?[%‰°](?:[CF](?!\w))?|{_SPACE}?[{_CURRENCY}](?!{_SPACE}?\d))?"
_ONE = rf"(?:{_DIGITS}{_EXPONENT}[{_FRACTIONS}]?|[{_FRACTIONS}]){_UNIT}"
PATTERN = rf"{_BEFORE}{_ONE}(?:[-—]{_BEFORE}{_ONE})*+(?:['-]?{_LETTER}(?:['-]?[^\W_⁰¹²³⁴-⁹])*+)?+"
"""The pattern of a figure with its signs, its unit, and letters that follow without a space."""
SIGNS = rf"[%‰°±≤≥<>≈≠×÷+{_CURRENCY}]|=++"
"""The pattern of a sign that belongs to no figure; it counts as a word."""

_GROUPED = re.compile(rf"(?<![\d.,'/:])\d{{1,3}}(?:{_SPACE}\d{{3}}(?!\d)){{1,7}}+")
_NUMBER = re.compile(r"\d+(?:[.,'/: ]\d+)*")
_RAISED = re.compile(rf"(?<!\d)(\d++)(\^[-+]?\d++|[⁻⁺]?[{_SUPERSCRIPT}]++)")
_SPACED_SIGN = re.compile(rf"(?<!\s)\s++(?=[%‰°{_CURRENCY}])|(?<=[±≤≥<>≈~≠=×{_CURRENCY}])\s++")
_FRACTION = re.compile(rf"(\d?)([{_FRACTIONS}])")
_SPACES = re.compile(r"\s++")
_TO_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")


def canonical(text: str, language: str) -> tuple[str, str]:
    """Return the forms by which a figure is found and compared.

    They differ where a superscript may be an exponent or the number of a note. Only 10 takes an exponent for certain.
    """
    mark = thousands_mark(language)
    text = _GROUPED.sub(lambda match: _SPACES.sub("" if mark else " ", match[0]), text.replace("—", "-"))
    text = _SPACED_SIGN.sub("", text)
    text = _NUMBER.sub(lambda match: _without_thousands(match[0], mark), text)
    text = _FRACTION.sub(_spelled_fraction, text)
    found = _RAISED.sub(lambda match: match[0] if match[1] == "10" or match[2][0] == "^" else match[1], text)
    return _plain(found), _plain(text)


def _plain(text: str) -> str:
    text = _RAISED.sub(lambda match: f"{match[1]}^{match[2].lstrip('^').translate(_TO_DIGITS)}", text)
    return text.casefold()


def _spelled_fraction(match: re.Match[str]) -> str:
    return f"{match[1]}{'_' if match[1] else ''}{unicodedata.normalize('NFKC', match[2]).replace('⁄', '/')}"


def _without_thousands(number: str, mark: str) -> str:
    """Return a number without the marks between thousands, if it is written by the language's rules."""
    marks = "'" if mark == "'" else mark.strip()
    if not marks:
        return number
    grouped = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(marks)}\d{{3}})+((?:[.,]\d+)?)", number)
    if grouped is None or grouped[1].startswith(marks):
        return number
    whole = number.removesuffix(grouped[1]) if grouped[1] else number
    return whole.replace(marks, "") + grouped[1]
