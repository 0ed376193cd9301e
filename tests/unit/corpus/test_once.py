"""Memoised values of a corpus: computed once, and freed with the corpus."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

from briefgen import config
from briefgen.build import build_project
from briefgen.corpus.cache import Cache
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.load import LoadedFile
from tests.conftest import ROOT
from tests.support.small import CLEAN, linked


def test_function_runs_once_per_corpus(tmp_path: Path) -> None:
    made: list[Corpus] = []

    def count(corpus: Corpus) -> int:
        made.append(corpus)
        return len(made)

    one, _ = linked(tmp_path / "one", CLEAN)
    two, _ = linked(tmp_path / "two", CLEAN)
    assert [one.once(count), one.once(count), two.once(count), one.once(count)] == [1, 1, 2, 1]


def test_rebuild_frees_the_previous_corpus() -> None:
    """`mkdocs serve` rebuilds at every save, so a leak would grow for hours."""
    settings, _ = config.read(ROOT / "tests/data/golden/full")
    cache: Cache[LoadedFile] = Cache()
    built = [weakref.ref(build_project(settings, cache).corpus) for _ in range(3)]
    gc.collect()
    assert [corpus() for corpus in built] == [None, None, None]
