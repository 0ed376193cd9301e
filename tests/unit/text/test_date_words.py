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


@pytest.mark.parametrize(
    ("code", "month", "day"),
    [
        ("en", "Nov", "27 Nov"),
        ("en-GB", "Nov", "27 Nov"),
        ("uk", "лист.", "27 лист."),
        ("ja", "11月", "11月27日"),
        ("fr", "nov.", "27 nov."),
        ("de", "Nov", "27. Nov."),
    ],
)
def test_days_of_an_axis_have_few_letters(code: str, month: str, day: str) -> None:
    with in_language(code):
        assert (date_words.short_month(11), date_words.short_day(11, 27)) == (month, day)


def test_a_language_never_gets_the_months_of_another() -> None:
    """Japanese and Hebrew share data in Babel, which writes into it."""
    with in_language("ja"):
        date_words.month((2025, 9, 1))
    with in_language("he"):
        assert date_words.month((2025, 9, 1)) == "ספטמבר 2025"
