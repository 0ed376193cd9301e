"""Pairs of a source and a quotation: honest ones are found, and others are not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml

from briefgen.provenance.degrees import FOUND
from briefgen.provenance.judge import judge
from tests.conftest import ROOT
from tests.support.documents import held

_FOLDER = ROOT / "tests/data/quotations"
_AROUND = "An opening sentence stands here.\n\n{}\n\nA closing sentence stands here."


def _pairs(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the language and the items of each entry of a file."""
    for language, entries in yaml.safe_load((_FOLDER / name).read_text("utf-8")).items():
        yield from ((language, *entry) for entry in entries)


def _meant(source: str) -> str:
    """Return a source with the line ends and paragraphs that its placeholders stand for."""
    return source.replace(" ⏎ ", "\n").replace(" ¶ ", "\n\n")


HONEST = tuple(_pairs("found.yaml"))
REFUSED = tuple(_pairs("refused.yaml"))


@pytest.mark.parametrize("has_text", [True, False], ids=["text", "fingerprint"])
def test_honest_quotations_are_found_word_for_word(has_text: bool) -> None:
    wrong = []
    for language, source, text in HONEST:
        found = judge(held(_AROUND.format(_meant(source)), language=language, has_text=has_text), text)
        if found.degree != "word-for-word" and not (found.degree == "too-short" and not has_text):
            wrong.append((language, source, text, found.degree, found.reason))
    assert wrong == []


@pytest.mark.parametrize("has_text", [True, False], ids=["text", "fingerprint"])
def test_other_quotations_are_not_found_word_for_word(has_text: bool) -> None:
    wrong = []
    for language, source, text, degree in REFUSED:
        found = judge(held(_AROUND.format(_meant(source)), language=language, has_text=has_text), text)
        if found.degree != degree and not (found.degree == "too-short" and not has_text):
            wrong.append((language, source, text, degree, found.degree, found.reason))
    assert wrong == []


def test_there_are_300_different_pairs() -> None:
    assert len(set(HONEST)) == len(HONEST) >= 150
    assert len(set(REFUSED)) == len(REFUSED) >= 150
    assert {degree for *_, degree in REFUSED} == {"not-found", "undecided", "with-omissions", "editors-words"}
    assert FOUND - {"word-for-word"} < {degree for *_, degree in REFUSED}
