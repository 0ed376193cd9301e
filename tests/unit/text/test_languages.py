"""Languages are told by name."""

from __future__ import annotations

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text import languages

ENGLISH = frozenset(Locale("en").languages.values())


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("en", "English"),
        ("uk", "Ukrainian"),
        ("UK", "Ukrainian"),
        ("pt-BR", "Portuguese (Brazil)"),
        ("zh-Hant", "Chinese (Traditional)"),
        # Babel has no locale for it, but a name
        ("tlh", "Klingon"),
        ("qqq", "qqq"),
        ("en-12345678", "en-12345678"),
        # Babel has no locale for these, and would drop the script
        ("uk-Latn", "Ukrainian (Latin)"),
        ("ru-Latn-RU", "Russian (Russia, Latin)"),
        ("uk-Cyrl", "Ukrainian"),
        ("und-Cyrl", "Cyrillic"),
        ("und", "unknown"),
    ],
)
def test_a_language_has_its_english_name(code: str, told: str) -> None:
    assert languages.name(code) == told


@given(st.from_regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", fullmatch=True))
def test_any_code_is_named_in_english_or_given_back_unchanged(code: str) -> None:
    told, other = languages.name(code), languages.name(code.swapcase())
    if told == code:
        assert other == code.swapcase()
    else:
        assert other == told
        assert any(told == name or told.startswith(f"{name} (") for name in ENGLISH)


@pytest.mark.parametrize(
    ("lang", "script", "tag"),
    [("uk", "Latn", "uk-Latn"), ("uk", None, "uk"), (None, "Cyrl", "und-Cyrl"), (None, None, "")],
)
def test_a_script_without_language_has_a_tag_too(lang: str | None, script: str | None, tag: str) -> None:
    assert languages.tag(lang, script) == tag
