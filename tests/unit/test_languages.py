"""Languages are told by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text import languages


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
    ],
)
def test_a_language_has_its_english_name(code: str, told: str) -> None:
    assert languages.name(code) == told


@given(st.from_regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", fullmatch=True))
def test_every_code_that_a_brief_may_have_is_told_somehow(code: str) -> None:
    assert languages.name(code)
