"""Text is segmented into words, sentences and paragraphs as an editor counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text import passages, segment
from briefgen.text.occurrences import Steps

SAME = {
    "capitals": ("The Talks", "the talks"),
    "typographic quotation marks": ("“we will go”, he said", '"we will go," he said'),
    "guillemets": ("«мы пойдём»", '"мы пойдём"'),
    "an apostrophe of any kind": ("don’t об’єкт it`s", "don't об'єкт it's"),
    "dashes of any kind": ("listening—though one – or two", "listening - though one -- or two"),
    "a soft hyphen": ("nego\u00adtiations", "negotiations"),
    "a word broken at the end of a line": ("negoti-\n   ations go on", "negotiations go on"),
    "a hyphen broken at the end of a line": ("long-\nterm", "long-term"),
    "a hyphen that does not break": ("long\u2011term", "long-term"),
    "a space that does not break": ("28\u00a0points", "28 points"),
    "a narrow space": ("1\u202f000", "1 000"),
    "ligatures": ("the ﬁrst oﬃce", "the first office"),
    "full-width letters": ("ＮＡＴＯ", "NATO"),
    "invisible joiners": ("ta\u200blks\ufeff", "talks"),
    "marks of direction": ("\u202btalks\u202c", "talks"),
    "marks of stress": ("Пу\u0301тин", "Путин"),
    "letters taken apart": ("Зеленськии\u0306 e\u0301lan", "Зеленський élan"),
    "sharp s": ("STRASSE", "Straße"),
    "dotted and dotless i": ("İSTANBUL DIYARBAKIR I\u0307zmir", "i\u0307stanbul Diyarbakır İzmir"),
    "spaces and breaks": ("one  two\n\tthree", "one two three"),
    "points of suspension": ("well… yes", "well... yes"),
}
DIFFERENT = {
    "another word": ("they occupy", "they hold"),
    "another figure": ("3.5 %", "35 %"),
    "another unit": ("$300", "€300"),
    "a Latin letter in a Cyrillic word": ("мир", "миp"),
    "another order": ("one two", "two one"),
    "a range and a figure": ("5-6", "56"),
}


@pytest.mark.parametrize(("left", "right"), SAME.values(), ids=SAME)
def test_text_that_differs_only_in_typography_is_equal(left: str, right: str) -> None:
    assert segment.normalised(left) == segment.normalised(right)


@pytest.mark.parametrize(("left", "right"), DIFFERENT.values(), ids=DIFFERENT)
def test_text_with_another_meaning_is_different(left: str, right: str) -> None:
    assert segment.normalised(left) != segment.normalised(right)


def test_scripts_without_spaces_have_one_word_per_character() -> None:
    assert segment.normalised("我们要 peace") == ("我", "们", "要", "peace")


SENTENCES = {
    "One went. Two stayed.": ["One went.", "Two stayed."],
    'He said: "We will go. We must!" Then he left.': ['He said: "We will go.', 'We must!"', "Then he left."],
    "“Shall we?” asked he. They did.": ["“Shall we?” asked he.", "They did."],
    "Mr. Smith met Dr. J. Brown of the U.S. Army. They left.": [
        "Mr. Smith met Dr. J. Brown of the U.S. Army.",
        "They left.",
    ],
    "В 2025 г. началось. Потом ушёл А. Б. Иванов. Всё.": ["В 2025 г. началось.", "Потом ушёл А. Б. Иванов.", "Всё."],
    "It cost 3.5 million. No more.": ["It cost 3.5 million.", "No more."],
    "Well... perhaps. Who knows?": ["Well... perhaps.", "Who knows?"],
    "他说了。我们走。": ["他说了。", "我们走。"],
    "He said no. They left. See no. 5 and art. 7.": ["He said no.", "They left.", "See no. 5 and art. 7."],
    "no end": ["no end"],
    "...": ["..."],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.items(), ids=lambda v: str(v)[:30])
def test_sentences_are_split_as_an_editor_would(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in segment.sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\nTwo.\nThree.", 3),
        ("One line\nand its end.\n\nTwo.", 2),
        ("A text of lines,\nbroken at random, of nego-\ntiations and\nof others.\nAnother.", 2),
        ("One.\r\n\r\nTwo.\r\nStill two.", 2),
        ("One.\fTwo.", 2),
        ("\n\n  One.  \n\n\n\n", 1),
        ("One.\u2029Two.", 2),
    ],
)
def test_paragraphs_end_at_blank_lines_or_else_at_lines(text: str, paragraphs: int) -> None:
    assert len(passages.read(text, "").paragraphs) == paragraphs


def test_a_location_counts_sentences_through_the_document() -> None:
    found = passages.read("One went. Two stayed.\n\nThree came. Four sat.", "en")
    assert found.texts() == ("One went.", "Two stayed.", "Three came.", "Four sat.")
    assert found.location(4, 2) == segment.TextLocation(2, 3, 3)
    assert found.location(4, 3).words() == "paragraph 2, sentences 3–4"
    assert found.location(0, 1).words() == "paragraph 1, sentence 1"


def test_positions_are_whole_words() -> None:
    found = passages.read("to be or not to be. Tobe.", "en").occurrences
    assert list(found.places(("to", "be"), Steps(99))) == [0, 4]
    assert list(found.places(("be",), Steps(99))) == [1, 5]
    assert list(found.places(("o",), Steps(99))) == []


@given(st.text(max_size=300))
def test_every_word_is_in_one_sentence_and_one_paragraph(text: str) -> None:
    found = passages.read(text, "")
    assert list(found.sentences) == sorted(set(found.sentences))
    assert set(found.paragraphs) <= set(found.sentences)
    assert bool(found.words) == bool(found.sentences[:1] == (0,) and found.paragraphs[:1] == (0,))
    assert len(found.texts()) == len(found.sentences)


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(text: str) -> None:
    words = segment.normalised(text)
    assert segment.normalised(" ".join(words)) == words
