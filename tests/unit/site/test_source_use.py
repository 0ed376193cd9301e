"""The list of sources: by use, with role and grade in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.config import read
from briefgen.site import source_use
from briefgen.site.shared import Site
from tests.support.small import linked

_EVENT = (
    "title: Talks\ndate: 2025-11-27\nsummary: Two sides met [@other].\ncite: [wire]\nstatements:\n"
    "  - {id: a, speaker: ministry, quote: We met., cite: [wire, copy]}\n"
    "  - {id: b, speaker: ministry, quote: We did not., cite: [wire]}\n"
)
_FILES = {
    "content/sources/wire.yaml": "title: A report\nreliability: B\n",
    "content/sources/copy.yaml": "title: A copy\nreliability: D\nrelays: [wire]\n",
    "content/sources/other.yaml": "title: Another\n",
    "content/sources/unused.yaml": "title: Unused\n",
    "content/sources/both.yaml": "title: Both\nreliability: A\nrelays: [wire, other]\n",
    "content/events/2025-11-27-talks.yaml": _EVENT,
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    corpus, _ = linked(tmp_path, _FILES)
    return Site(corpus, read(tmp_path)[0])


def test_most_used_source_is_first_and_unused_ones_last(site: Site) -> None:
    rows = source_use.by_use(site)
    assert rows[0].source.id == "wire"
    assert [row.source.id for row in rows][-2:] == ["both", "unused"]
    assert [(anchor, len(found)) for anchor, _, found in source_use.grouped(rows)][-1] == ("not-cited", 2)


def test_words_say_use_role_and_grade(site: Site) -> None:
    said = {row.source.id: " · ".join(source_use.words(site, row)) for row in source_use.by_use(site)}
    assert said["wire"].startswith("2 statements · ")
    assert said["wire"].endswith(" · report · republished by 2 sources · usually reliable")
    assert said["copy"] == "1 statement · 1 page · republishes A report · not usually reliable"
    assert said["other"] == "1 page · report · republished by 1 source · not graded"
    assert said["both"] == "republishes 2 sources · completely reliable"


def test_sentence_counts_sources_of_half_of_the_statements(site: Site) -> None:
    said = source_use.sentence(site, source_use.by_use(site))
    assert said == "One of 5 sources stands behind at least half of the 2 statements."


def test_without_statements_the_sentence_counts_sources(tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path, {"content/sources/wire.yaml": "title: A report\n"})
    site = Site(corpus, read(tmp_path)[0])
    rows = source_use.by_use(site)
    assert source_use.sentence(site, rows) == "1 source, in the order of use."
