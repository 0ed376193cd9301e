"""Dates and ranges are written as the language of the interface writes them."""

from __future__ import annotations

import babel.localedata
import pytest

from briefgen.model.edtf import parse
from briefgen.text import date_words
from briefgen.text.messages import in_language


@pytest.mark.parametrize(
    ("code", "typed", "expected"),
    [
        ("en", "2025-11-27", "27 November 2025"),
        ("uk", "2025-11-27", "27 листопада 2025"),
        ("uk", "2025-11", "листопад 2025"),
        ("uk", "2025-11~", "близько листопада 2025"),
        ("uk", "2025-11/..", "від листопада 2025"),
        ("uk", "../2025-21", "до весни 2025"),
        ("uk", "2025-21", "весна 2025"),
        ("uk", "2025-11-27/2025-11-28", "27–28 листопада 2025"),
        ("uk", "2025-11-27/2025-12-02", "27 листопада – 2 грудня 2025"),
        ("uk", "2025-11-27T14:30+06:00", "27 листопада 2025, 14:30 (UTC+06:00)"),
        ("uk", "-0043-03-15", "15 березня 44 до н. е."),
        ("ru", "2025-11-27/2025-11-28", "27–28 ноября 2025"),
        ("de", "2025-11-27", "27. November 2025"),
        ("de", "2025-11-27/2025-11-28", "27.–28. November 2025"),
        ("fr", "2025-12", "décembre 2025"),
        ("ar", "2025-11-27", "27 نوفمبر 2025"),
        ("zh", "2025-11-27/2025-11-28", "2025年11月27日至28日"),
        ("hu", "2025-11-27", "2025. november 27."),
        ("uk", "Y170000002", "170000002"),
    ],
)
def test_a_date_is_in_the_words_of_the_language(code: str, typed: str, expected: str) -> None:
    with in_language(code):
        assert parse(typed).words() == expected


def test_every_language_of_unicode_has_dates() -> None:
    day, next_day, later = (2025, 11, 27), (2025, 11, 28), (2025, 12, 2)
    for code in sorted({name.partition("_")[0] for name in babel.localedata.locale_identifiers()}):
        with in_language(code):
            for words in (date_words.day(day), date_words.days(day, next_day), date_words.days(day, later)):
                assert "27" in words, code
                assert "2025" in words, code
            assert "2025" in date_words.month(day), code
