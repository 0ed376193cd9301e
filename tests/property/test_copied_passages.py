"""Law: words copied from a text with all their marks are found word for word.

The texts are pages of this repository, and prose in six languages. A passage may stop before a condition, or before a
negation that ends its sentence; it is then undecided.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from briefgen.corpus.records import Record
from briefgen.provenance.judge import judge
from briefgen.text.tokens import folded, readable, tokenise
from tests.conftest import ROOT
from tests.support.documents import held

_TEXTS = (
    *sorted((ROOT / "tests/data/quotations/texts").glob("*.txt")),
    *(ROOT / name for name in ("README.md", "docs/architecture.md", "docs/authoring.md", "docs/security.md")),
)
_WORD = re.compile(r"\S+")
# a sign and its figure, or a question and its mark, are not taken apart
_HELD_TOGETHER = re.compile(r"[\d%‰°±≤≥<>≈≠=×÷+$€£?？\-—–]")
_TURNS_ROUND = ("the source goes on with a condition", "the sentence of the source ends with a negation")
_VARIANTS = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "«": '"', "»": '"', "…": "...", "\u00a0": " "})

_LONG_DASH = re.compile(r"(?<!\d)—|—(?!\d)")


@cache
def _document(path: Path) -> tuple[str, tuple[tuple[int, int], ...], Record, Record]:
    """Return a text, the places of its words, and its records with and without the text."""
    text = path.read_text("utf-8")[:40_000]
    language = path.stem.rpartition("-")[2] if path.suffix == ".txt" else "en"
    record = held(text, language=language)
    spans = tuple(match.span() for match in _WORD.finditer(text))
    return text, spans, record, msgspec.structs.replace(record, content=None)


@given(st.sampled_from(_TEXTS), st.integers(0, 100_000), st.integers(1, 40), st.booleans(), st.booleans())
def test_copied_passage_is_found_word_for_word(
    path: Path, at: int, count: int, is_on_one_line: bool, is_varied: bool
) -> None:
    text, spans, with_text, without = _document(path)
    first = at % len(spans)
    last = min(first + count, len(spans)) - 1
    for before, after in ((first - 1, first), (last, last + 1)):
        if before >= 0 and after < len(spans):
            assume(not any(_HELD_TOGETHER.search(text[slice(*spans[index])]) for index in (before, after)))
    passage = text[spans[first][0] : spans[last][1]]
    passage = " ".join(passage.split()) if is_on_one_line else passage
    passage = _LONG_DASH.sub(" – ", passage.translate(_VARIANTS)) if is_varied else passage
    for record in (with_text, without):
        found = judge(record, passage)
        is_cut = found.degree == "undecided" and found.reason in _TURNS_ROUND
        assert found.degree in ("word-for-word", "too-short") or is_cut, (passage, found)
        assert found.degree != "too-short" or record is without or not tokenise(readable(passage), "").keys


@given(st.text(max_size=200))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = readable(text)
    assert folded(tokenise(readable(once), "en")) == folded(tokenise(once, "en"))
