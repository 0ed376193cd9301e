"""Whose words a quotation is, by source, original and check."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.config import Config
from briefgen.provenance.translation import translation
from briefgen.site.quotation_words import whose_words
from briefgen.site.shared import Site
from tests.support.small import linked


@pytest.mark.parametrize(
    ("source", "original", "words"),
    [
        ("language: en", "", "in the English of {outlet}; original not seen"),
        ("language: en", "ru", "translated by {outlet}; original at hand"),
        ("language: en", "en", "original words"),
        ("language: ru", "", "our translation; original not seen"),
        ("language: ru", "ru", "our translation; original at hand"),
        ("language: en-GB", "ru", "translated by {outlet}; original at hand"),
        ("type: article", "", "language of the source not noted; original not seen"),
        ("type: article", "ru", "language of the source not noted; original at hand"),
        ("type: transcript\nlanguage: en", "", "original words"),
        ("type: transcript\nlanguage: en\nrelays: [gazette]", "", "in the English of {outlet}; original not seen"),
        ("type: transcript\nlanguage: ru", "", "our translation; original not seen"),
        ("type: document", "", "language of the source not noted; original not seen"),
    ],
)
def test_whose_words_a_quotation_is(source: str, original: str, words: str, tmp_path: Path) -> None:
    given = f"original: {{text: Мы согласны., lang: {original}}}, " if original else ""
    files = {
        "content/events/2025-11-27-talks.yaml": (
            "title: Talks\ndate: 2025-11-27\nsummary: S.\ncite: [wire]\nstatements:\n"
            f"  - {{id: said, speaker: ministry, quote: We agree to this., {given}cite: [wire]}}\n"
        ),
        "content/sources/wire.yaml": f"title: A report\npublisher: The Wire\nreliability: B\n{source}\n",
        "content/sources/gazette.yaml": "title: Another\nreliability: B\n",
    }
    corpus, _ = linked(tmp_path, files)
    site = Site(corpus, Config(project=tmp_path))
    (made,) = corpus.statements.values()
    assert whose_words(site, translation(corpus, made, site.quotations.statements[made.ref])) == words
