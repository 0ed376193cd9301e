"""Languages by name: briefs note them by code, and readers are told what the code stands for. The names are Unicode's (CLDR), by Babel."""

from __future__ import annotations

import functools

from babel import Locale, UnknownLocaleError
from babel.core import get_global

_UNKNOWN = "und"


@functools.cache
def name(code: str) -> str:
    """Return what a language is called in English: `Ukrainian` for `uk`, `Portuguese (Brazil)` for `pt-BR`.

    `code` is a BCP 47 tag as `kinds._base.Language` has it. One that Unicode has no name for is given back as it is.
    """
    script = _script(code)
    if code.lower().split("-")[0] == _UNKNOWN:
        return script or "unknown"
    try:
        locale = Locale.parse(code, sep="-")
        told = locale.get_display_name("en")
        # Babel drops a script in which it has no texts of the language, such as Ukrainian in Latin letters
        return _with_script(told, script) if told and script and not locale.script else told or code
    except (UnknownLocaleError, ValueError):
        return _english().languages.get(code.lower()) or code


def tag(lang: str | None, script: str | None) -> str:
    """Return the BCP 47 tag of a language and a script; empty where neither is known."""
    return "-".join(filter(None, (lang or (_UNKNOWN if script else ""), script)))


def _script(code: str) -> str:
    """Return the English name of the script in a tag; empty where there is none, or the one that the language usually has."""
    language, *rest = code.split("-")
    script = rest[0].title() if rest and len(rest[0]) == 4 else ""
    usual = get_global("likely_subtags").get(language.lower(), "").split("_")
    return "" if script in usual else _english().scripts.get(script, "")


def _with_script(told: str, script: str) -> str:
    return f"{told.removesuffix(')')}, {script})" if told.endswith(")") else f"{told} ({script})"


@functools.cache
def _english() -> Locale:
    return Locale("en")
