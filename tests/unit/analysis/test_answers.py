"""Answers to disputed questions: signs, order, and numbers of independent sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.analysis.answers import answers, independent_count, letter, sign_of
from briefgen.model.kinds.dispute import Dispute
from tests.support.small import CLEAN, linked


@pytest.mark.parametrize(
    ("claim", "sign"),
    [
        ("Yes, removed.", "yes"),
        ("No.", "no"),
        ("No (24 November).", "no"),
        ("No limit.", ""),
        ("Not known.", "unclear"),
        ("Unclear whether it is.", "unclear"),
        ("Nothing.", ""),
        ("Yesterday.", ""),
    ],
)
def test_sign_follows_from_the_first_word(claim: str, sign: str) -> None:
    assert sign_of(claim) == sign


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 52)] == ["A", "Z", "AA", "BA"]


def test_best_supported_answer_is_first_and_copies_count_once(tmp_path: Path) -> None:
    source = "title: {}\npublished: 2025-11-{}\nreliability: B\n"
    files = {
        "content/sources/one.yaml": source.format("One", "03"),
        "content/sources/two.yaml": source.format("Two", "02"),
        "content/sources/copy.yaml": source.format("Copy", "01") + "relays: [one]\n",
        "content/disputes/how-many.yaml": (
            "title: How many\nsummary: S.\naccounts:\n"
            "  - {claim: Nine., held_by: [copy], cite: [copy, one]}\n"
            "  - {claim: Ten., held_by: [two], cite: [two, one]}\n"
        ),
    }
    corpus, _ = linked(tmp_path, {**CLEAN, **files})
    (dispute,) = corpus.of(Dispute)
    first, second = answers(corpus, dispute)
    assert (first.sign, first.number, len(first.sources)) == ("A", 2, 2)
    assert [one.sources for one in first.sources] == [("two",), ("one",)]
    assert (second.sign, second.number, [one.sources for one in second.sources]) == ("B", 1, [("copy", "one")])
    assert independent_count((first, second)) == 2
