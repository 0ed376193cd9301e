"""Blanking code, addresses and quotations keeps the length and lines of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text import typography
from briefgen.text.typography import FILLER

_PIECES = [*"ab \n`[]()<>|@\"'“”„«»‘’~-#.:/", "https://x.org/", "    ", "```", "[[a|b]]", "[@s, 1]"]
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)


def _kept(text: str) -> str:
    return text.replace(FILLER, "")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("plain words", "plain words"),
        ("a `code` b", "a  b"),
        ("a\n\n    code\n\nb", "a\n\n\n\nb"),
        ("~~~\ncode\n~~~\nb", "\n\n\nb"),
        ("see [[id]] and [[id|these words]]", "see  and these words"),
        ("so [@wire, para. 3].", "so ."),
        ("the [words](https://example.org/a_(b)) stay", "the [words stay"),
        ("at https://example.org/a?b=c#d.", "at ."),
        ("at www.example.org, too", "at , too"),
        ("<https://example.org> and <b>", " and "),
        ("3 < 4", "3 < 4"),
    ],
)
def test_code_addresses_and_markup_are_blanked(text: str, kept: str) -> None:
    assert _kept(typography.words_alone(text)) == kept


@pytest.mark.parametrize(
    "quoted",
    [
        '"a b"',
        "“a b”",
        "„a b“",
        "„a b”",
        "«a b»",
        "»a b«",
        "‹a b›",
        "‘it’s b’",
        "‚a b‘",
        "”a b”",
        "「a b」",
        "'a b'",
        '"a\nb"',
    ],
)
def test_quotations_in_any_marks_are_blanked(quoted: str) -> None:
    assert _kept(typography.without_quotations(f"he said {quoted}, twice")).replace("\n", "") == "he said , twice"


@pytest.mark.parametrize(
    "text", ["don't say it's so", "the parties’ and the state’s", 'a "lone mark', 'one "a\n\nb" two']
)
def test_apostrophes_and_unpaired_marks_are_not_blanked(text: str) -> None:
    assert typography.without_quotations(text) == text


@given(_TEXTS)
def test_blanking_keeps_length_and_lines(text: str) -> None:
    for blanked in (typography.words_alone(text), typography.without_code(text), typography.without_quotations(text)):
        assert len(blanked) == len(text)
        assert [i for i, c in enumerate(blanked) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


@given(st.text("ab \n\\", min_size=1, max_size=30), st.data())
def test_surroundings_contain_the_place_and_are_unique(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = typography.surroundings(text, start, end)
    if found is not None:
        assert found[0] <= start < end <= found[1]
        assert text.count(text[found[0] : found[1]]) == 1


@pytest.mark.parametrize(
    ("language", "pair"),
    [
        ("en", ("“", "”")),
        ("en-GB", ("“", "”")),
        ("DE", ("„", "“")),
        ("uk", ("«", "»")),
        ("sv", ("”", "”")),
        ("xx", None),
    ],
)
def test_quotation_marks_are_those_of_the_language(language: str, pair: tuple[str, str] | None) -> None:
    assert typography.quotation_marks(language) == pair
