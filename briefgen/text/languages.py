"""Languages by name: briefs note them by code, and readers are told what the code stands for. The names are Unicode's (CLDR), by Babel."""

from __future__ import annotations

import functools

from babel import Locale, UnknownLocaleError


@functools.cache
def name(code: str) -> str:
    """Return what a language is called in English: `Ukrainian` for `uk`, `Portuguese (Brazil)` for `pt-BR`.

    `code` is a BCP 47 tag as `kinds._base.Language` has it. One that Unicode has no name for is given back as it is.
    """
    try:
        told = Locale.parse(code, sep="-").get_display_name("en")
    except (UnknownLocaleError, ValueError):
        told = _english().languages.get(code.lower())
    return told or code


@functools.cache
def _english() -> Locale:
    return Locale("en")
