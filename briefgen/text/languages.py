"""Names of language codes, from Unicode CLDR through Babel."""

from __future__ import annotations

import functools

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from briefgen.text.messages import gettext, language, locale_of

_UNKNOWN = "und"


def name(code: str) -> str:
    """Return the name of a language, such as `Ukrainian` for `uk`.

    The name is in the language of the interface. `pt-BR` is `Portuguese (Brazil)`. `code` is a BCP 47 tag as in `model.kinds._base.Language`. A code that Unicode has
    no name for is returned unchanged.
    """
    is_unknown = code.lower().split("-")[0] == _UNKNOWN
    return _name(code, language()) or (gettext("unknown") if is_unknown else code)


@functools.cache
def _name(code: str, shown_in: str) -> str:
    """Return the name of a language in another one; empty if Unicode has none."""
    shown = locale_of(shown_in)
    script = _script(code, shown)
    if code.lower().split("-")[0] == _UNKNOWN:
        return script
    try:
        locale = Locale.parse(code, sep="-")
        found = locale.get_display_name(shown) or ""
        # Babel drops a script for which it has no locale, such as Ukrainian in Latin letters
        return _with_script(found, script) if found and script and not locale.script else found
    except (UnknownLocaleError, ValueError):
        return str(shown.languages.get(code.lower()) or "")


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


def _script(code: str, shown: Locale) -> str:
    """Return the name of the script in a tag.

    Empty if there is no script, or if it is the usual one of the language.
    """
    language, *rest = code.split("-")
    script = rest[0].title() if rest and len(rest[0]) == 4 else ""
    usual = get_global("likely_subtags").get(language.lower(), "").split("_")
    return "" if script in usual else str(shown.scripts.get(script, ""))


def _with_script(language: str, script: str) -> str:
    return f"{language.removesuffix(')')}, {script})" if language.endswith(")") else f"{language} ({script})"


@functools.cache
def advice(code: str) -> str | None:
    """Return the code that a wrong language code most likely means.

    None for a correct code, and empty if there is no likely one. Two letters are wrong if Unicode has no such language, three if two letters are usual for
    it. Other three letters are accepted, because Unicode names only some of the languages that have such a code.
    """
    primary, dash, rest = code.partition("-")
    primary = primary.lower()
    usual = get_global("language_aliases").get(primary, "").partition("_")[0]
    if len(usual) == 2 and len(primary) == 3:
        return f"{usual}{dash}{rest}"
    if len(primary) == 3 or primary in locale_of("en").languages or usual:
        return None
    # the code of a country is the most common error: `ua` for Ukrainian
    spoken = get_official_languages(primary.upper(), de_facto=True)
    return f"{spoken[0]}{dash}{rest}" if spoken else ""
