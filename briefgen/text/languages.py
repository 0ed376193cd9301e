"""English names of language codes, from Unicode CLDR through Babel."""

from __future__ import annotations

import functools

from babel import Locale, UnknownLocaleError
from babel.core import get_global

_UNKNOWN = "und"


@functools.cache
def name(code: str) -> str:
    """Return the English name of a language, such as `Ukrainian` for `uk`.

    `pt-BR` is `Portuguese (Brazil)`. `code` is a BCP 47 tag as in `model.kinds._base.Language`. A code that Unicode has
    no name for is returned unchanged.
    """
    script = _script(code)
    if code.lower().split("-")[0] == _UNKNOWN:
        return script or "unknown"
    try:
        locale = Locale.parse(code, sep="-")
        found = locale.get_display_name("en")
        # Babel drops a script for which it has no locale, such as Ukrainian in Latin letters
        return _with_script(found, script) if found and script and not locale.script else found or code
    except (UnknownLocaleError, ValueError):
        return _english().languages.get(code.lower()) or code


def tag(lang: str | None, script: str | None) -> str:
    """Return the BCP 47 tag of a language and a script, or "" if neither is known."""
    return "-".join(filter(None, (lang or (_UNKNOWN if script else ""), script)))


@functools.cache
def thousands_mark(code: str) -> str:
    """Return the mark between thousands in a language, such as `,` for English.

    Apostrophes and spaces are plain ones. The result is "" without a language or for an unknown one.
    """
    try:
        mark = str(Locale.parse(code, sep="-").number_symbols["latn"]["group"]) if code else ""
    except (UnknownLocaleError, ValueError, KeyError):
        language, dash, _ = code.rpartition("-")
        return thousands_mark(language) if dash else ""
    return "'" if mark in "’'" else " " if mark.isspace() else mark


def _script(code: str) -> str:
    """Return the English name of the script in a tag.

    Empty if there is no script, or if it is the usual one of the language.
    """
    language, *rest = code.split("-")
    script = rest[0].title() if rest and len(rest[0]) == 4 else ""
    usual = get_global("likely_subtags").get(language.lower(), "").split("_")
    return "" if script in usual else _english().scripts.get(script, "")


def _with_script(language: str, script: str) -> str:
    return f"{language.removesuffix(')')}, {script})" if language.endswith(")") else f"{language} ({script})"


@functools.cache
def _english() -> Locale:
    return Locale("en")
