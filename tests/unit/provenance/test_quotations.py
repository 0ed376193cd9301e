"""Quotations of a corpus: what they are claimed of, and the best of their sources."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from briefgen.corpus.records import Record
from briefgen.provenance.closest_passage import PassageSearches
from briefgen.provenance.quotations import Quotation, quotations, record_of
from briefgen.text import locators
from briefgen.text.segment import TextLocation
from tests.support.documents import held
from tests.support.small import CLEAN, linked

DOCUMENT = """\
"We will discuss every point," the minister said on 27 November. He added: "Nobody has shown us a draft treaty."

«Переговоры продолжатся в декабре, – сказал министр».
"""


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


def test_another_cited_source_may_prove_the_words(tmp_path: Path) -> None:
    found = one(tmp_path, "    quote: Nobody has shown us a draft\n    cite: [gazette, wire]\n", held(DOCUMENT))
    assert (found.status, found.source, found.location) == ("word-for-word", "wire", TextLocation(1, 2, 2))


def test_words_missing_in_the_first_source_are_not_found(tmp_path: Path) -> None:
    cited = "    quote: Nobody has seen a draft\n    cite: [wire, gazette]\n"
    found = one(tmp_path, cited, held(DOCUMENT))
    assert (found.status, found.claimed, found.absent) == ("not-found", ("wire",), ("wire",))


def test_words_are_claimed_of_the_marked_source(tmp_path: Path) -> None:
    cited = "    quote: Nobody has seen a draft\n    cite: [gazette, {source: wire, words: true}]\n"
    found = one(tmp_path, cited, held(DOCUMENT))
    assert (found.status, found.claimed, found.sources) == ("not-found", ("wire",), ("gazette", "wire"))


def test_words_in_another_source_do_not_excuse_the_claimed_one(tmp_path: Path) -> None:
    cited = "    quote: Nobody has shown us a draft\n    cite: [gazette, wire]\n"
    found = one(tmp_path, cited, held(DOCUMENT), held("Another report has no such words at all.", id="gazette"))
    assert (found.status, found.absent) == ("not-found", ("gazette",))


def test_one_source_without_a_record_leaves_it_not_checked(tmp_path: Path) -> None:
    found = one(tmp_path, "    quote: Nobody has seen a draft\n    cite: [gazette, wire]\n", held(DOCUMENT))
    assert (found.status, found.absent) == ("not-checked", ("wire",))


def test_a_quotation_in_none_of_its_sources_is_not_found(tmp_path: Path) -> None:
    cited = "    quote: Nobody has seen a draft\n    cite: [gazette, wire]\n"
    found = one(tmp_path, cited, held(DOCUMENT), held(DOCUMENT, id="gazette"))
    assert (found.status, found.absent) == ("not-found", ("gazette", "wire"))


def test_a_translation_is_found_by_the_original(tmp_path: Path) -> None:
    said = "    quote: The talks will be continued in December\n    original: {text: Переговоры продолжатся в декабре, lang: ru}\n"
    found = one(tmp_path, f"{said}    cite: [gazette]\n", held(DOCUMENT, id="gazette", language="ru", has_text=False))
    assert (found.status, found.location) == ("word-for-word", TextLocation(2, 3, 3))
    assert found.at == ("statements", 0, "original", "text")


def test_a_citation_with_its_own_quote_is_checked_by_it(tmp_path: Path) -> None:
    cite = "    cite: [{source: wire, quote: Nobody has shown us a draft, locator: sent. 2}]\n"
    found = one(tmp_path, f"    paraphrase: There is none.\n{cite}", held(DOCUMENT))
    assert (found.status, found.at) == ("word-for-word", ("statements", 0, "cite", 0, "quote"))
    assert found.ref == "2025-11-27-talks#said"


def test_the_record_named_by_document_is_the_sources_record(tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path, {"content/sources/wire.yaml": "title: A report\ndocument: paper\n"})
    paper = held(DOCUMENT, id="paper")
    corpus = msgspec.structs.replace(corpus, records={"paper": paper})
    assert record_of(corpus, "wire") is paper
    assert record_of(corpus, "nobody") is None


def test_searches_of_one_report_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.provenance.closest_passage.MOST_WORDS_SEARCHED", 160_000)
    searches = PassageSearches()
    assert [searches.may_search([held(DOCUMENT)]) for _ in range(5)] == [True, True, True, False, False]
    assert not PassageSearches().may_search([held(DOCUMENT)] * 4)
