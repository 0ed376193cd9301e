from __future__ import annotations

import pytest

from briefgen.text.messages import in_language
from briefgen.text.name_order import by_name, first_letter

UKRAINIAN = [
    "Авдіївка",
    "Ганна",
    "Ґанок",
    "Дніпро",
    "Енергія",
    "Єрмак",
    "Жук",
    "Ирій",
    "Інна",
    "Їжак",
    "Йосип",
    "Київ",
    "Яценюк",
]


def test_ukrainian_names_are_in_the_order_of_their_alphabet() -> None:
    with in_language("uk"):
        assert sorted(UKRAINIAN, key=by_name) == UKRAINIAN


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", ["1 May", "Zagreb", "Київ", "القاهرة"]),
        ("uk", ["1 May", "Київ", "Zagreb", "القاهرة"]),
        ("ar", ["1 May", "القاهرة", "Zagreb", "Київ"]),
    ],
)
def test_names_in_the_script_of_the_language_come_first(code: str, expected: list[str]) -> None:
    with in_language(code):
        assert sorted(["Київ", "القاهرة", "Zagreb", "1 May"], key=by_name) == expected


def test_accents_case_and_quotation_marks_decide_last() -> None:
    names = ["Cote", "Coté", "“Cóte”", "cotf", "Łódź", "Lublin"]
    assert sorted(names, key=by_name) == names


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("émile", "E"),
        ("їжак", "Ї"),
        ("Йосип", "Й"),
        ("“Ґанок”", "Ґ"),
        ("ёлка", "Е"),
        ("3 points", "3"),
        ("…", ""),
        ("", ""),
    ],
)
def test_first_letter_is_a_capital_without_accents(name: str, letter: str) -> None:
    assert first_letter(name) == letter
