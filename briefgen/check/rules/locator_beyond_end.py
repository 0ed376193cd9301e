"""A locator names a paragraph or a sentence that the source's document does not have. Readers who look there find nothing.

Checked where the source has a record in `seeds/`. Sentences are counted through the whole document, from 1;
`briefgen source coverage` lists them.

Bad:

    # seeds/texts/wire.txt
    The host said at noon: "The talks will go on." Then all went home.
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    body: All went home [@wire, sent. 4].
    cite: [wire]

Good:

    # seeds/texts/wire.txt
    The host said at noon: "The talks will go on." Then all went home.
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    body: All went home [@wire, sent. 2].
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.source import Source
from briefgen.provenance.coverage import beyond
from briefgen.provenance.quotations import record_of

CODE = "BG435"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the locators that lead past the end of a document, or before its beginning."""
    if not corpus.records:
        return
    for source in corpus.of(Source):
        held = record_of(corpus, source.id)
        if held is None:
            continue
        size = f"{_many(held.meta.paragraphs, 'paragraph')} and {_many(held.meta.sentences, 'sentence')}"
        for use in beyond(corpus, source.id):
            message = f"`{use.locator}` is no place in `{source.id}`, which has {size}"
            help = f"`briefgen source coverage {source.id}` lists the sentences with their numbers"
            yield Finding(use.id, use.at, message, help=help, word=use.locator)


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
