"""Wording, word by word: both texts are whole, and typography is no change."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.changes.report._parts import cut
from briefgen.changes.types import WordPiece
from briefgen.changes.words import is_rewritten, is_typography, pieces
from briefgen.text.worddiff import normal

_TEXTS = st.lists(
    st.sampled_from(["a", "b", "cc", "“", "(", ")", "d.", "600,000", "\n\n", "—", "漢字"]), max_size=9
).map(" ".join)


def _in_one_space(text: str) -> str:
    return "\n\n".join(normal(part) for part in re.split(r"\n[ \t]*\n\s*", text.strip()))


@given(_TEXTS, _TEXTS)
def test_pieces_are_both_texts(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(piece.text for piece in found if piece.op != "new") == _in_one_space(old)
    assert "".join(piece.text for piece in found if piece.op != "gone") == _in_one_space(new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('He said "no"', "He said “no”"),
        ("a - b", "a — b"),
        ("one\ntwo", "one  two"),
        ("5\u00a0km", "5 km"),
        ("di\u00adplomat", "diplomat"),
        ("ﬁrst", "first"),
    ],
)
def test_quotation_marks_dashes_and_spaces_are_typography(old: str, new: str) -> None:
    assert is_typography(old, new, keeps_paragraphs=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("600,000", "600 000"),
        ("600,000", "600.000"),
        ("-5", "5"),
        ("5%", "5‰"),
        ("can't", "cant"),
        ("20-point", "20 point"),
        ("No", "no"),
        ("Now?", "Now"),
        ("Now", "Now."),
        ("> 5", "< 5"),
        ("cannot", "can't"),
    ],
)
def test_signs_that_carry_meaning_are_no_typography(old: str, new: str) -> None:
    assert not is_typography(old, new, keeps_paragraphs=True)


def test_paragraph_break_counts_in_words_of_others_alone() -> None:
    assert not is_typography("one two", "one\n\ntwo", keeps_paragraphs=True)
    assert is_typography("one two", "one\n\ntwo", keeps_paragraphs=False)


def test_text_with_few_common_words_is_rewritten() -> None:
    assert is_rewritten("Elections within 100 days.", "A humanitarian committee; exchange of prisoners.")
    assert not is_rewritten("The army would have 600,000 people.", "The army would have 800,000 people.")


def test_long_unchanged_stretches_are_cut_at_word_ends() -> None:
    long = "word " * 40
    found = cut((WordPiece("same", long), WordPiece("new", "x "), WordPiece("same", long), WordPiece("gone", "y")))
    assert [len(piece.text) < 120 for piece in found] == [True] * 4
    assert found[0].text.startswith("… word")
    assert found[2].text.count("…") == 1
    assert all(set(piece.text.replace("…", "").split()) <= {"word", "x", "y"} for piece in found)
