"""Confusable letters: words of mixed scripts, and ids that look the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text import confusables

ER, ES, KA, IE, I_UK, O_CY = "\u0420", "\u0441", "\u041a", "\u0435", "\u0456", "\u043e"
ALPHA, OMICRON = "\u0391", "\u03bf"
TE_KA = "\u0442\u043a"


@pytest.mark.parametrize(
    ("word", "meant", "script"),
    [
        (f"{ER}utin", "Putin", "Latin"),
        (f"{KA}yiv", "Kyiv", "Latin"),
        (f"{ALPHA}thens", "Athens", "Latin"),
        (f"Z{IE}lensk{OMICRON}", "Zelensko", "Latin"),
        ("K\u0438\u0457\u0432", f"{KA}\u0438\u0457\u0432", "Cyrillic"),
        (f"{TE_KA}o{TE_KA}", f"{TE_KA}{O_CY}{TE_KA}", "Cyrillic"),
        ("Jу\u0433o", "\u0408у\u0433\u043e", "Cyrillic"),
        ("A\u03b8\u03ae\u03bd\u03b1", f"{ALPHA}\u03b8\u03ae\u03bd\u03b1", "Greek"),
        (f"{ER}\u03b8\u03ae\u03bd", "\u03a1\u03b8\u03ae\u03bd", "Greek"),
    ],
)
def test_a_word_with_confusable_letters_is_found(word: str, meant: str, script: str) -> None:
    assert list(confusables.mixed_words(f"and {word}, {word}")) == [confusables.Mixed(word, meant, script)]


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv and \u041a\u0438\u0457\u0432",
        "web-\u0441\u0430\u0439\u0442",
        "\u0425-101, \u0422-34A, 5\u041a, S300\u041f\u041c",
        "5 \u03bcm, 3 k\u03a9, \u0394T, \u03b1s",
        "VIP\u044b, PDF\u043a\u0430, SMS\u043a\u0430",
        "Erdoğan, Đinđić, Łódź, ﬁnal",
        "T\u30b7\u30e3\u30c4",
        "\u0421\u0421\u0421\u0420",
        "",
    ],
)
def test_text_without_confusable_letters_is_accepted(text: str) -> None:
    assert list(confusables.mixed_words(text)) == []


def test_the_surrounding_text_decides_between_two_scripts() -> None:
    word = f"{ES}o"
    assert [m.script for m in confusables.mixed_words(f"{word} by itself")] == ["Latin"]
    assert [m.script for m in confusables.mixed_words(f"{word} \u0441\u0442\u043e\u044e")] == ["Cyrillic"]


def test_each_odd_letter_is_listed_once() -> None:
    mixed = confusables.Mixed(f"{ER}{O_CY}l{O_CY}", "Polo", "Latin")
    assert mixed.odd == ((ER, "P"), (O_CY, "o"))


def test_a_letter_is_described_by_script_and_code_point() -> None:
    assert confusables.described(ER) == f"the Cyrillic `{ER}` (U+0420)"
    assert confusables.described("\u05d0") == "the Hebrew `\u05d0` (U+05D0)"
    assert confusables.described("%") == "`%` (U+0025)"
    assert confusables.outside_ascii(f"v{O_CY}vk") == f"the Cyrillic `{O_CY}` (U+043E)"
    assert confusables.outside_ascii("plain-id_1 €") == ""


@given(st.text(st.characters(categories=("Lu", "Ll", "Zs", "Po"), max_codepoint=0x2000), max_size=60))
def test_the_meant_word_has_one_script_and_the_same_length(text: str) -> None:
    for mixed in confusables.mixed_words(text):
        assert mixed.word in text
        assert {confusables.script_of(letter) for letter in mixed.meant} == {mixed.script}
        assert len(mixed.meant) == len(mixed.word)
        assert list(confusables.mixed_words(mixed.meant)) == []


def test_confusable_pairs_have_two_scripts_and_one_case() -> None:
    for other, latin in confusables._TO_LATIN.items():
        assert confusables.script_of(latin) == "Latin"
        assert confusables.script_of(other) in ("Cyrillic", "Greek")
        assert latin.isupper() is other.isupper(), unicodedata.name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("round-1", "round-i"), ("round-i", "round-l"), ("c0uncil", "council"), ("comer", "corner"), ("vvolf", "wolf")],
)
def test_ids_that_look_the_same_have_the_same_skeleton(one: str, other: str) -> None:
    assert confusables.skeleton(one) == confusables.skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("round-1-1", "round-11"), ("point-05", "point-06"), ("plan-a", "plan-b")])
def test_ids_that_look_different_have_different_skeletons(one: str, other: str) -> None:
    assert confusables.skeleton(one) != confusables.skeleton(other)
