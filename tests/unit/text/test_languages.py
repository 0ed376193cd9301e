"""Language codes have English names."""

from __future__ import annotations

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text import languages

ENGLISH = frozenset(Locale("en").languages.values())


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "English"),
        ("uk", "Ukrainian"),
        ("UK", "Ukrainian"),
        ("pt-BR", "Portuguese (Brazil)"),
        ("zh-Hant", "Chinese (Traditional)"),
        # Babel has a name but no locale for it
        ("tlh", "Klingon"),
        ("qqq", "qqq"),
        ("en-12345678", "en-12345678"),
        # Babel has no locale for these, and drops the script
        ("uk-Latn", "Ukrainian (Latin)"),
        ("ru-Latn-RU", "Russian (Russia, Latin)"),
        ("uk-Cyrl", "Ukrainian"),
        ("und-Cyrl", "Cyrillic"),
        ("und", "unknown"),
    ],
)
def test_a_code_has_its_english_name(code: str, expected: str) -> None:
    assert languages.name(code) == expected


@given(st.from_regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", fullmatch=True))
def test_a_code_without_english_name_is_returned_unchanged(code: str) -> None:
    name, other = languages.name(code), languages.name(code.swapcase())
    if name == code:
        assert other == code.swapcase()
    else:
        assert other == name
        assert any(name == known or name.startswith(f"{known} (") for known in ENGLISH)


@pytest.mark.parametrize(
    ("lang", "script", "tag"),
    [("uk", "Latn", "uk-Latn"), ("uk", None, "uk"), (None, "Cyrl", "und-Cyrl"), (None, None, "")],
)
def test_a_tag_combines_language_and_script(lang: str | None, script: str | None, tag: str) -> None:
    assert languages.tag(lang, script) == tag
