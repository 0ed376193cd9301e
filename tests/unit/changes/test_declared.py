"""Declarations in commit messages cover wording alone, never what a text says."""

from __future__ import annotations

import pytest

from briefgen.changes.declared import declarations, refusal
from briefgen.changes.words import pieces


def test_declarations_are_lines_with_an_id_and_a_field() -> None:
    text = (
        "Reword\n\nEditorial: 2031-05-14-first-talks summary\neditorial: a-b#c paraphrase\nNot Editorial: x summary\n"
    )
    assert declarations([text]) == {("2031-05-14-first-talks", "summary"), ("a-b#c", "paraphrase")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The talks went on in the hall.", "The talks continued in the hall."),
        ("It was a long and hard meeting.", "It was a hard and long meeting."),
        ("The river flows south.", "the river flows south."),
    ],
)
def test_other_words_for_the_same_are_accepted(old: str, new: str) -> None:
    assert refusal(pieces(old, new), "en") == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("They have 5 boats.", "They have 6 boats.", "number"),
        ("They have two boats.", "They have three boats.", "number"),
        ("They met in July.", "They met in June.", "time"),
        ("Then Vell spoke.", "Then Ward spoke.", "name"),
        ("Vell spoke.", "Ward spoke.", "name"),
        ("It is final.", "It is not final.", "negation"),
        ("It will go on.", "It may go on.", "modal verb"),
        ("It ends.", "It ends if they agree on it.", "condition"),
        ("They agreed on it.", "They accepted it.", "stance"),
        ("See the draft.", "See [[plan]].", "link"),
        ("So it was.", "So it was [@wire].", "citation"),
        ("on monday", "on tuesday", "time"),
    ],
)
def test_words_that_change_what_is_said_are_refused(old: str, new: str, said: str) -> None:
    assert said in refusal(pieces(old, new), "en")


def test_language_without_word_lists_accepts_no_declaration() -> None:
    assert "no list" in refusal(pieces("a", "b"), "ka")
