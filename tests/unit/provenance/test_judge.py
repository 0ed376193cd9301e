"""Judging of quotations against one record, with the text and without it."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.corpus.records import Proof
from briefgen.provenance.closest_passage import nearest
from briefgen.provenance.degrees import DEGREES, FOUND
from briefgen.provenance.judge import judge
from briefgen.provenance.readings import as_it_stands, with_editors_marks
from briefgen.text import passages, shingles
from briefgen.text.occurrences import Steps
from briefgen.text.segment import TextLocation
from tests.support.documents import first_kind, held
from tests.support.work import counted

DOCUMENT = """\
"We will discuss every point of the plan—all twenty-eight—in December," the minister said on 27\u00a0November. He added: "Nobody
has shown us a draft treaty. There is a set of ques-
tions for discussion, and the Government of Northland takes our view into account."

«Переговоры продолжатся в декабре, – сказал министр. – Об’єкт переговоров известен всем». The oﬃce con\u00adfirmed it.

He would sit and wait; he would sit and hope. [Applause] Some of it "sounds funny".
"""


STANDING = {
    "as it stands": ("Nobody has shown us a draft treaty", "word-for-word", (1, 2, 2)),
    "over a change of typography": (
        "We will discuss every point of the plan - all twenty-eight - in December",
        "word-for-word",
        (1, 1, 1),
    ),
    "over a space that does not break": ("said on 27 November", "word-for-word", (1, 1, 1)),
    "over the breaking of lines and words": (
        "a set of questions for discussion, and the Government",
        "word-for-word",
        (1, 3, 3),
    ),
    "over the end of a sentence": ("a draft treaty. There is a set", "word-for-word", (1, 2, 3)),
    "over the end of a sentence that it does not show": ("a draft treaty There is a set", "undecided", (1, 2, 3)),
    "in another script, with another apostrophe": ("Об'єкт переговоров известен всем", "word-for-word", (2, 5, 5)),
    "over a ligature and a soft hyphen": ("The office confirmed it", "word-for-word", (2, 6, 6)),
    "with words left out": ("We will discuss every point … in December, the minister said", "undecided", (1, 1, 1)),
    "with dots for what is left out": ("There is a set ... the Government of Northland", "with-omissions", (1, 3, 3)),
    "with dots in brackets": ("There is a set […] the Government of Northland", "with-omissions", (1, 3, 3)),
    "with spaced dots": ("There is a set . . . the Government of Northland", "with-omissions", (1, 3, 3)),
    "with dots at both ends": ("… takes our view into account …", "word-for-word", (1, 3, 3)),
    "with a changed letter": ("[n]obody has shown us a draft", "word-for-word", (1, 2, 2)),
    "with an editor's words for some": (
        "and the Government of [that country] takes our view into account",
        "editors-words",
        (1, 3, 3),
    ),
    "with a word that an editor changed": ("Nobody has shown us a draft treat[ies]", "editors-words", (1, 2, 2)),
    "with more than an editor's words": ("We will discuss every [other] the minister said on", "undecided", (1, 1, 1)),
    "with the source's own note": ("he would sit and hope. [Applause] Some of it", "word-for-word", (3, 7, 8)),
    "with a letter of another script": ("Переговоры продолжатся в дeкабре", "undecided", (2, 4, 4)),
    "with another capital": ("nobody Has shown us a draft", "undecided", (1, 2, 2)),
}
ABSENT = {
    "another word": "Nobody has shown us a final treaty",
    "a word more": "Nobody has ever shown us a draft treaty",
    "a word less": "Nobody has shown us a treaty",
    "another order": "has nobody shown us a draft treaty",
    "parts in the wrong order": "Nobody has shown us a draft … We will discuss every point",
    "a part that is not there": "We will discuss every point … of the agreement in January",
    "half a word": "obody has shown us a draft treat",
    "five thousand words": "we will discuss every point " * 1000,
}


@pytest.mark.parametrize("has_text", [True, False], ids=["text", "fingerprint"])
@pytest.mark.parametrize(("text", "degree", "place"), STANDING.values(), ids=STANDING)
def test_a_quotation_in_the_document_has_a_degree(
    text: str, degree: str, place: tuple[int, int, int], has_text: bool
) -> None:
    reading = with_editors_marks(text, "en") or as_it_stands(text, "en")
    verdict = judge(held(DOCUMENT, has_text=has_text), text)
    if not has_text and any(len(part.keys) < shingles.SIZE for part in reading.parts) and verdict.location is None:
        assert verdict.degree == "too-short"
    else:
        assert (verdict.degree, verdict.location) == (degree, TextLocation(*place))
    assert bool(verdict.reason) == (verdict.degree == "undecided")


@pytest.mark.parametrize("has_text", [True, False], ids=["text", "fingerprint"])
@pytest.mark.parametrize("text", ABSENT.values(), ids=ABSENT)
def test_a_quotation_not_in_the_document_is_not_found(text: str, has_text: bool) -> None:
    verdict = judge(held(DOCUMENT, has_text=has_text), text)
    assert (verdict.degree, verdict.location) == ("not-found", None)


SHORT = ("sounds funny", "Applause", "draft [of a] treaty", "sit … hope")


@pytest.mark.parametrize("text", SHORT)
def test_a_short_quotation_needs_the_text(text: str) -> None:
    assert judge(held(DOCUMENT, has_text=False), text).degree == "too-short"


def test_a_short_quotation_is_found_in_the_text() -> None:
    assert judge(held(DOCUMENT), "sounds funny").degree == "word-for-word"
    assert judge(held(DOCUMENT), "draft [of a] treaty").degree == "editors-words"


def test_a_short_quotation_not_in_the_text_is_not_found() -> None:
    assert judge(held(DOCUMENT), "sounds sad").degree == "not-found"
    assert judge(held(DOCUMENT, has_text=False), "sounds sad").degree == "too-short"


def test_a_stored_proof_shows_the_degree_of_a_short_quotation() -> None:
    key = shingles.quotation_key("wire", "sounds “funny”", "en")
    proof = Proof(words=key, paragraph=3, sentence=8, degree="with-omissions")
    proved = held(DOCUMENT, has_text=False, proofs=(proof,))
    verdict = judge(proved, 'sounds "funny"')
    assert (verdict.degree, verdict.location) == ("with-omissions", TextLocation(3, 8, 8))
    assert judge(proved, "sound funny").degree == "too-short"


@pytest.mark.parametrize("text", ["…", "[…]", "!?", "“”", "[they]"])
def test_a_quotation_without_words_is_not_found(text: str) -> None:
    assert judge(held(DOCUMENT), text).degree in ("too-short", "not-found")
    assert judge(held(DOCUMENT, has_text=False), text).degree == "too-short"


def test_of_several_places_the_locators_one_is_chosen() -> None:
    found = held("It is time to go home. Yes.\n\nIt is time to go home. No.")
    assert judge(found, "it is time to go").location == TextLocation(1, 1, 1)
    assert judge(found, "it is time to go", ["para. 2"]).location == TextLocation(2, 3, 3)
    assert judge(found, "it is time to go", ["sent. 9"]).location == TextLocation(1, 1, 1)


def test_of_several_places_the_best_one_counts() -> None:
    found = held("We are ready to go if they are.\n\nThey said that We Are ready to go.\n\nWe are ready to go.")
    verdict = judge(found, "We are ready to go", ["para. 1"])
    assert (verdict.degree, verdict.location) == ("word-for-word", TextLocation(3, 3, 3))


def test_words_of_an_excerpt_are_never_not_found() -> None:
    whole = held(DOCUMENT, has_text=False)
    part = msgspec.structs.replace(whole, meta=msgspec.structs.replace(whole.meta, extent="excerpt"))
    assert judge(part, "Nobody has shown us a draft").degree == "word-for-word"
    assert judge(part, "Nobody has shown us a final draft").degree == "not-in-excerpt"


def test_a_record_of_the_first_kind_proves_words_alone() -> None:
    first = first_kind(DOCUMENT)
    verdict = judge(first, "nobody has shown Us a draft")
    assert (verdict.degree, verdict.is_words_only, verdict.location) == ("word-for-word", True, TextLocation(1, 2, 2))
    gap = judge(first, "There is a set of … the Government of Northland")
    assert (gap.degree, gap.is_words_only) == ("undecided", True)
    assert gap.reason
    assert judge(first, "Nobody has shown us a final draft").degree == "not-found"
    assert judge(first, "sounds funny").degree == "too-short"
    proof = Proof(words=shingles.first_quotation_key("wire", "sounds funny"), paragraph=3, sentence=8)
    proved = msgspec.structs.replace(first, meta=msgspec.structs.replace(first.meta, checked=(proof,)))
    assert judge(proved, "Sounds “funny”").is_words_only


WORDS = passages.read(DOCUMENT, "en")


@given(st.integers(0, len(WORDS.words) - 4), st.integers(4, 30))
def test_every_passage_is_found_by_its_fingerprint(first: int, count: int) -> None:
    passage = WORDS.words[first : first + count]
    verdict = judge(held(DOCUMENT, has_text=False), " ".join(passage))
    assert verdict.degree in (("word-for-word", "undecided", "not-found") if len(passage) >= 4 else ("too-short",))
    # a question mark is missing in none of them
    assert verdict.degree != "not-found"


@given(st.lists(st.sampled_from(WORDS.words), min_size=4, max_size=12), st.booleans())
def test_text_and_fingerprint_agree_from_four_words_on(words: list[str], is_split: bool) -> None:
    text = " ".join(words[:4]) + (" … " if is_split and len(words) >= 8 else " ") + " ".join(words[4:])
    assert judge(held(DOCUMENT, has_text=False), text) == judge(held(DOCUMENT), text)


HARD = {
    "a run of one word": " ".join(["a"] * 4_000),
    "parts of one word": " … ".join(["a"] * 4_000) + " … b",
    "parts of four words": " … ".join(["a a a a"] * 1_000) + " … a b c d",
    "parts with brackets between": " [x] ".join(["a a a a"] * 1_000) + " c",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
@pytest.mark.parametrize("has_text", [True, False])
def test_repeated_words_are_searched_in_counted_steps(text: str, has_text: bool) -> None:
    document = held(" ".join(["a"] * 10_000) + " and so on.", has_text=has_text)
    verdict, work = counted(lambda: judge(document, text, (), Steps(20_000)))
    assert verdict.degree in DEGREES
    assert work < 10 * 20_000 + 100 * len(text)


def test_words_found_within_the_steps_are_found() -> None:
    text = " ".join(["a"] * 30)
    found = judge(held(" ".join(["a"] * 300)), text, (), Steps(50))
    assert (found.degree, found.is_partial) == ("word-for-word", False)
    ended = judge(held(" ".join(["a", "b"] * 3000)), "a a … b", (), Steps(50))
    assert (ended.degree, ended.is_partial) == ("not-found", True)


def test_closest_passage_says_when_a_part_was_searched() -> None:
    near = nearest(held(" ".join(["a"] * 10_000)), " ".join(["a"] * 100 + ["b"]))
    assert near is not None
    assert near.is_partial
    assert near.sentence().startswith("closest passage in the part that was searched is paragraph 1, ")


@given(st.text(max_size=120))
def test_any_words_get_a_status(text: str) -> None:
    for has_text in (True, False):
        verdict = judge(held(DOCUMENT, has_text=has_text), text)
        assert verdict.degree in DEGREES
        assert verdict.location is not None or verdict.degree not in FOUND


def test_with_the_text_the_closest_passage_has_differences() -> None:
    near = nearest(held(DOCUMENT), "Nobody has shown us the final treaty, there is a set")
    assert near is not None
    assert near.location == TextLocation(1, 2, 3)
    assert near.differences == ("the source has `a draft`, the quotation `the final`",)
    assert near.sentence().startswith(
        "closest passage is paragraph 1, sentences 2–3, with 9 of its 11 words: the source has"
    )
    more = nearest(held(DOCUMENT), "Nobody has ever shown us draft treaty")
    assert more is not None
    assert more.differences == ("`ever` is not in the source", "`a` is missing after `us`")


def test_without_the_text_the_closest_passage_is_a_location() -> None:
    near = nearest(held(DOCUMENT, has_text=False), "Nobody has shown us a final treaty")
    assert near is not None
    assert (near.location, near.words, near.of, near.differences) == (TextLocation(1, 2, 2), 5, 7, ())


@pytest.mark.parametrize("has_text", [True, False])
def test_without_a_similar_passage_none_is_closest(has_text: bool) -> None:
    assert nearest(held(DOCUMENT, has_text=has_text), "an entirely different sentence about cheese and wine") is None
    assert nearest(held(DOCUMENT, has_text=has_text), "…") is None


def test_the_closest_passage_in_a_long_text_is_found() -> None:
    near = nearest(held(DOCUMENT), "we will discuss every point " * 1000)
    assert near is not None
    assert near.location.paragraph == 1
