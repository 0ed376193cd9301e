"""Cost of checking 10,000 quotations: `python -m tests.bench.quotations`.

The documents are 200 texts of 2,000 words. For comparison, the same process measures a plain text search, which is a lower bound.
"""

from __future__ import annotations

import random
from time import process_time

from briefgen.corpus.records import Record, made
from briefgen.model.edtf import parse
from briefgen.provenance.judge import judge
from briefgen.text import shingles

DOCUMENTS, WORDS, QUOTATIONS = 200, 2_000, 10_000


def documents(seed: int = 1) -> list[list[str]]:
    """Return documents with a few frequent and many rare words."""
    chance = random.Random(seed)
    return [[f"w{int(50_000 ** chance.random())}" for _ in range(WORDS)] for _ in range(DOCUMENTS)]


def main() -> None:
    """Print the CPU seconds of each way, and the ratio to the plain search."""
    chance = random.Random(2)
    taken_apart = documents()
    texts = [" ".join(w + "." * (i % 17 == 16) for i, w in enumerate(words)) for words in taken_apart]
    whole = [made(f"s{i}", text.encode(), parse("2025-11-30")) for i, text in enumerate(texts)]
    files = [shingles.encode(one.print) for one in whole]
    quoted = []
    for _ in range(QUOTATIONS):
        number, count = chance.randrange(DOCUMENTS), chance.randrange(6, 40)
        start = chance.randrange(WORDS - count)
        quoted.append((number, " ".join(taken_apart[number][start : start + count]).capitalize()))
    began = process_time()
    lowered = [text.replace(".", "").casefold() for text in texts]
    assert all(text.casefold() in lowered[number] for number, text in quoted)
    plain = process_time() - began
    print(f"plain search of the texts    {plain:6.2f} s")
    for name, is_at_hand in (("against fingerprints", False), ("against texts", True)):
        began = process_time()
        held = [
            Record(one.id, "", one.meta, shingles.decode(file), one.content if is_at_hand else None)
            for one, file in zip(whole, files, strict=True)
        ]
        found = sum(judge(held[number], text).degree == "word-for-word" for number, text in quoted)
        seconds = process_time() - began
        assert found == QUOTATIONS
        print(f"{name:28} {seconds:6.2f} s   {seconds / plain:.1f} of the plain search")


if __name__ == "__main__":
    main()
