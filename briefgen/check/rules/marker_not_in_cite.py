"""A brief's `cite` lists every source that its prose cites.

`cite` lists what the brief as a whole is based on, and readers and tools assess the brief by it. This source is
cited only by a mark in the prose, `[@source-id]`. It is among the numbered sources of the page, but not in the
list.

A brief without its own `cite` is not checked, because it cites in the prose throughout.

Bad:

    # content/sources/gazette.yaml
    title: Another report
    publisher: Another newspaper
    url: https://example.net/another
    published: 2025-11-30
    reliability: B
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    body: They met for two hours [@gazette].
    cite: [wire]

Good:

    # content/sources/gazette.yaml
    title: Another report
    publisher: Another newspaper
    url: https://example.net/another
    published: 2025-11-30
    reliability: B
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    body: They met for two hours [@gazette].
    cite: [wire, gazette]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.citations import citations_of
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.text.markup import citations

CODE = "BG460"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield fields whose marks cite sources that the brief does not list."""
    for id, fields in corpus.prose.items():
        brief = corpus.briefs[id]
        if not brief.cite or b"[@" not in corpus.encoded[id]:
            continue
        listed = {corpus.former.get(c.source, c.source) for c in citations_of(brief)}
        for field in fields:
            marked = {source: corpus.former.get(source, source) for source, _ in citations(field.text)}
            new = {source: now for source, now in marked.items() if now not in listed and now in corpus.briefs}
            if new:
                listed.update(new.values())
                names = ", ".join(f"`{now}`" for now in dict.fromkeys(new.values()))
                message = f"cited here, but not in `cite`: {names}"
                yield Finding(
                    id, field.at, message, help=f"add to the brief's `cite`: {names}", word=f"@{next(iter(new))}"
                )
