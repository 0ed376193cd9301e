"""Verification of quotations against records, with the text and without it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.corpus.records import Proof, Record, made
from briefgen.model.edtf import parse
from briefgen.provenance.closest_passage import PassageSearches, nearest
from briefgen.provenance.quotations import Quotation, judge, parts, quotations
from briefgen.text import locators, segment, shingles
from briefgen.text.segment import TextLocation
from tests.support.small import CLEAN, linked
from tests.support.work import counted

DOCUMENT = """\
"We will discuss every point of the plan—all twenty-eight—in December," the minister said on 27\u00a0November. He added: "Nobody
has shown us a draft treaty. There is a set of ques-
tions for discussion, and the Government of Northland takes our view into account."

«Переговоры продолжатся в декабре, – сказал министр. – Об’єкт переговоров известен всем». The oﬃce con\u00adfirmed it.

He would sit and wait; he would sit and hope. [Applause] Some of it "sounds funny".
"""


def held(text: str = DOCUMENT, *, has_text: bool = True, id: str = "wire", proofs: tuple[Proof, ...] = ()) -> Record:
    """Return a record of a document."""
    found = made(id, text.encode(), parse("2025-11-30"))
    record = msgspec.structs.replace(found.meta, checked=proofs)
    return msgspec.structs.replace(found, meta=record, content=text if has_text else None)


FOUND = {
    "as it stands": ("Nobody has shown us a draft treaty", 1, 2, 2),
    "over a change of typography": (
        "we will discuss every point of the plan - all twenty-eight - in December",
        1,
        1,
        1,
    ),
    "over a space that does not break": ("said on 27 November", 1, 1, 1),
    "over the breaking of lines and words": ("a set of questions for discussion, and the Government", 1, 3, 3),
    "over the end of a sentence": ("a draft treaty. There is a set", 1, 2, 3),
    "in another script, with another apostrophe": ("Об'єкт переговоров известен всем", 2, 5, 5),
    "over a ligature and a soft hyphen": ("The office confirmed it", 2, 6, 6),
    "with words left out": ("We will discuss every point … in December, the minister said", 1, 1, 1),
    "with dots for what is left out": ("we will discuss every point ... Nobody has shown us", 1, 1, 2),
    "with dots in brackets": ("We will discuss every point […] the minister said on", 1, 1, 1),
    "with spaced dots": ("We will discuss every point . . . the minister said on", 1, 1, 1),
    "with dots at both ends": ("… takes our view into account …", 1, 3, 3),
    "with a changed letter": ("[n]obody has shown us a draft", 1, 2, 2),
    "with an editor's words for some": ("and the Government of [that country] takes our view into account", 1, 3, 3),
    "with an editor's words for none": ("he would sit and hope [sic] [applause] some of it", 3, 7, 8),
    "with a word that an editor changed": ("Nobody has shown us a draft treat[ies] There is a set of", 1, 2, 3),
    "with a name in the place of another": ("and the Government of [Northland]'s takes our view into", 1, 3, 3),
    "where the document has brackets itself": ("He would sit and hope. [Applause] Some of it", 3, 7, 8),
    "at the second place where the rest fits": ("He would sit … and hope. Applause Some", 3, 7, 8),
}
ABSENT = {
    "another word": "Nobody has shown us a final treaty",
    "a word more": "Nobody has ever shown us a draft treaty",
    "a word less": "Nobody has shown us a treaty",
    "another order": "has nobody shown us a draft treaty",
    "parts in the wrong order": "Nobody has shown us a draft … We will discuss every point",
    "more than an editor's words": "We will discuss every [one] the minister said on",
    "a part that is not there": "We will discuss every point … of the agreement in January",
    "half a word": "obody has shown us a draft treat",
    "a Latin letter in a Cyrillic word": "Переговоры продолжатся в дeкабре",
    "five thousand words": "we will discuss every point " * 1000,
}


@pytest.mark.parametrize("has_text", [True, False], ids=["text", "fingerprint"])
@pytest.mark.parametrize(("text", "paragraph", "first", "last"), FOUND.values(), ids=FOUND)
def test_a_quotation_in_the_document_is_verified(
    text: str, paragraph: int, first: int, last: int, has_text: bool
) -> None:
    short = not has_text and any(len(part.words) < shingles.SIZE for part in parts(text))
    status, place = judge(held(has_text=has_text), text)
    if short and status != "verified":
        assert status == "too-short"
    else:
        assert (status, place) == ("verified", TextLocation(paragraph, first, last))


@pytest.mark.parametrize("has_text", [True, False], ids=["text", "fingerprint"])
@pytest.mark.parametrize("text", ABSENT.values(), ids=ABSENT)
def test_a_quotation_not_in_the_document_is_not_found(text: str, has_text: bool) -> None:
    assert judge(held(has_text=has_text), text) == ("not-found", None)


SHORT = ("sounds funny", "Applause", "draft [of a] treaty", "sit … hope")


@pytest.mark.parametrize("text", SHORT)
def test_a_short_quotation_needs_the_text(text: str) -> None:
    assert judge(held(has_text=False), text) == ("too-short", None)
    assert judge(held(), text)[0] == "verified"


def test_a_short_quotation_not_in_the_text_is_not_found() -> None:
    assert judge(held(), "sounds sad") == ("not-found", None)
    assert judge(held(has_text=False), "sounds sad") == ("too-short", None)


def test_a_stored_proof_verifies_a_short_quotation() -> None:
    kept = Proof(words=shingles.quotation_key("wire", "sounds funny"), paragraph=3, sentence=8)
    proved = held(has_text=False, proofs=(kept,))
    assert judge(proved, "“Sounds” funny") == ("verified", TextLocation(3, 8, 8))
    assert judge(proved, "sound funny") == ("too-short", None)


@pytest.mark.parametrize("text", ["…", "[…]", "!?", "“”", "[they]"])
def test_a_quotation_without_words_is_not_verified(text: str) -> None:
    assert judge(held(), text)[0] == "too-short"
    assert judge(held(has_text=False), text)[0] == "too-short"


def test_of_several_places_the_locators_one_is_chosen() -> None:
    found = held("It is time to go home. Yes.\n\nIt is time to go home. No.")
    assert judge(found, "it is time to go") == ("verified", TextLocation(1, 1, 1))
    assert judge(found, "it is time to go", ["para. 2"]) == ("verified", TextLocation(2, 3, 3))
    assert judge(found, "it is time to go", ["sent. 9"]) == ("verified", TextLocation(1, 1, 1))


WORDS = segment.read(DOCUMENT).words


@given(st.integers(0, len(WORDS) - 4), st.integers(4, 30))
def test_every_passage_is_found_by_its_fingerprint(first: int, count: int) -> None:
    passage = WORDS[first : first + count]
    status, _ = judge(held(has_text=False), " ".join(passage))
    assert status == ("verified" if len(passage) >= 4 else "too-short")


@given(st.lists(st.sampled_from(WORDS), min_size=4, max_size=12), st.booleans())
def test_text_and_fingerprint_agree_from_four_words_on(words: list[str], is_split: bool) -> None:
    text = " ".join(words[:4]) + (" … " if is_split and len(words) >= 8 else " ") + " ".join(words[4:])
    assert judge(held(has_text=False), text) == judge(held(), text)


HARD = {
    "a run of one word": " ".join(["a"] * 4_000),
    "parts of one word": " … ".join(["a"] * 4_000) + " … b",
    "parts of four words": " … ".join(["a a a a"] * 1_000) + " … a b c d",
    "parts with brackets between": " [x] ".join(["a a a a"] * 1_000) + " c",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
@pytest.mark.parametrize("has_text", [True, False])
def test_repeated_words_are_searched_in_counted_steps(
    text: str, has_text: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = held(" ".join(["a"] * 10_000) + " and so on.", has_text=has_text)
    monkeypatch.setattr("briefgen.provenance.quotations.STEPS", 20_000)
    (status, _), work = counted(lambda: judge(document, text))
    assert status in ("not-found", "too-short", "verified")
    assert work < 10 * 20_000 + 100 * len(text)


def test_words_found_within_the_steps_are_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.provenance.quotations.STEPS", 50)
    text = " ".join(["a"] * 30)
    assert judge(held(" ".join(["a"] * 300)), text)[0] == "verified"
    assert judge(held(" ".join(["a"] * 300)), f"{text} … b")[0] == "not-found"


def test_closest_passage_says_when_a_part_was_searched() -> None:
    near = nearest(held(" ".join(["a"] * 10_000)), " ".join(["a"] * 100 + ["b"]))
    assert near is not None
    assert near.is_partial
    assert near.sentence().startswith("closest passage in the part that was searched is paragraph 1, ")


def test_searches_of_one_report_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.provenance.closest_passage.MOST_WORDS_SEARCHED", 160_000)
    searches = PassageSearches()
    assert [searches.may_search([held()]) for _ in range(5)] == [True, True, True, False, False]
    assert not PassageSearches().may_search([held(), held(), held(), held()])


@given(st.text(max_size=120))
def test_any_words_get_a_status(text: str) -> None:
    for has_text in (True, False):
        status, place = judge(held(has_text=has_text), text)
        assert (status == "verified") == (place is not None)


def test_with_the_text_the_closest_passage_has_differences() -> None:
    near = nearest(held(), "Nobody has shown us the final treaty, there is a set")
    assert near is not None
    assert near.location == TextLocation(1, 2, 3)
    assert near.differences == ("the source has `a draft`, the quotation `the final`",)
    assert near.sentence().startswith(
        "closest passage is paragraph 1, sentences 2–3, with 9 of its 11 words: the source has"
    )
    more = nearest(held(), "Nobody has ever shown us draft treaty")
    assert more is not None
    assert more.differences == ("`ever` is not in the source", "`a` is missing after `us`")


def test_without_the_text_the_closest_passage_is_a_location() -> None:
    near = nearest(held(has_text=False), "Nobody has shown us a final treaty")
    assert near is not None
    assert (near.location, near.words, near.of, near.differences) == (TextLocation(1, 2, 2), 5, 7, ())


@pytest.mark.parametrize("has_text", [True, False])
def test_without_a_similar_passage_none_is_closest(has_text: bool) -> None:
    assert nearest(held(has_text=has_text), "an entirely different sentence about cheese and wine") is None
    assert nearest(held(has_text=has_text), "…") is None


def test_the_closest_passage_in_a_long_text_is_found() -> None:
    near = nearest(held(), "we will discuss every point " * 1000)
    assert near is not None
    assert near.location.paragraph == 1


LOCATORS = {
    "para. 4": ((4,), ()),
    "sent. 5-6": ((), (5, 6)),
    "Sentences 5–6, 9": ((), (5, 6, 9)),
    "paras 3, 5 and 7": ((3, 5, 7), ()),
    "para. 4, sent. 9": ((4,), (9,)),
    "¶ 2": ((2,), ()),
    "paragraph 2; p. 12": ((2,), ()),
    "p. 12": ((), ()),
    "00:14:05": ((), ()),
    "para. 4, 00:14:05": ((4,), ()),
    "sent. 6-5": ((), ()),
    "sent. 1-999999": ((), (1, 999999)),
    "presentation 5": ((), ()),
    "": ((), ()),
}


@pytest.mark.parametrize(("text", "expected"), LOCATORS.items(), ids=lambda v: str(v))
def test_locators_give_paragraphs_and_sentences(text: str, expected: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    found = locators.read(text)
    assert (found.paragraphs, found.sentences) == expected


def test_locators_sort_in_document_order() -> None:
    texts = [None, "p. 12", "para. 4, sent. 9", "para. 4", "p. 2", "appendix"]
    assert sorted(texts, key=locators.sort_key) == ["p. 2", "para. 4", "para. 4, sent. 9", "p. 12", None, "appendix"]


EVENT = CLEAN["content/events/2025-11-27-talks.yaml"]
TWO = {
    "content/sources/gazette.yaml": "title: Another report\nlanguage: ru\n",
    "content/actors/ministry.yaml": CLEAN["content/actors/ministry.yaml"],
}


def one(folder: Path, statement: str, *records: Record) -> Quotation:
    """Return the quotation of a project with one quotation."""
    text = f"{EVENT}statements:\n  - id: said\n    speaker: ministry\n" + statement
    corpus, problems = linked(folder, {**TWO, "content/events/2025-11-27-talks.yaml": text})
    assert problems == ()
    (found,) = quotations(msgspec.structs.replace(corpus, records={held.id: held for held in records})).all
    return found


def test_a_quotation_without_a_record_is_not_checked(tmp_path: Path) -> None:
    found = one(tmp_path, "    quote: We will go\n    cite: [wire]\n")
    assert (found.status, found.source, found.absent) == ("not-checked", "", ())


def test_a_quotation_is_verified_by_any_of_its_sources(tmp_path: Path) -> None:
    found = one(tmp_path, "    quote: Nobody has shown us a draft\n    cite: [gazette, wire]\n", held())
    assert (found.status, found.source, found.location) == ("verified", "wire", TextLocation(1, 2, 2))


def test_one_source_without_a_record_leaves_it_not_checked(tmp_path: Path) -> None:
    found = one(tmp_path, "    quote: Nobody has seen a draft\n    cite: [gazette, wire]\n", held())
    assert (found.status, found.absent) == ("not-checked", ("wire",))


def test_a_quotation_in_none_of_its_sources_is_not_found(tmp_path: Path) -> None:
    cited = "    quote: Nobody has seen a draft\n    cite: [gazette, wire]\n"
    found = one(tmp_path, cited, held(), held(id="gazette"))
    assert (found.status, found.absent) == ("not-found", ("gazette", "wire"))


def test_a_translation_is_verified_by_the_original(tmp_path: Path) -> None:
    said = "    quote: The talks will be continued in December\n    original: {text: Переговоры продолжатся в декабре, lang: ru}\n"
    found = one(tmp_path, f"{said}    cite: [gazette]\n", held(id="gazette", has_text=False))
    assert (found.status, found.location) == ("verified", TextLocation(2, 4, 4))
    assert found.at == ("statements", 0, "original", "text")


def test_a_citation_with_its_own_quote_is_checked_by_it(tmp_path: Path) -> None:
    cite = "    cite: [{source: wire, quote: Nobody has shown us a draft, locator: sent. 2}]\n"
    found = one(tmp_path, f"    paraphrase: There is none.\n{cite}", held())
    assert (found.status, found.at) == ("verified", ("statements", 0, "cite", 0, "quote"))
    assert found.ref == "2025-11-27-talks#said"


def test_the_record_named_by_document_is_the_sources_record(tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path, {"content/sources/wire.yaml": "title: A report\ndocument: paper\n"})
    paper = held(id="paper")
    corpus = msgspec.structs.replace(corpus, records={"paper": paper})
    from briefgen.provenance.quotations import record_of

    assert record_of(corpus, "wire") is paper
    assert record_of(corpus, "nobody") is None
