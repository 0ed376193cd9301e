"""`cite` lists what the brief as a whole rests on; by this list readers and machines judge it. A source that only a mark in the
prose cites, `[@source-id]`, stands among the numbered sources of the page, and is missing from the list.

A brief without a `cite` of its own cites in place throughout, which is another way to do it.

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
from briefgen.model import references

CODE = "BG460"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the fields whose marks cite sources that neither the brief nor a part of it lists."""
    for id, fields in corpus.prose.items():
        brief = corpus.briefs[id]
        if not brief.cite or b"[@" not in corpus.encoded[id]:
            continue
        listed = {corpus.former.get(c.source, c.source) for c in citations_of(brief)}
        for field in fields:
            marked = {source: corpus.former.get(source, source) for source, _ in references.citations(field.text)}
            new = {source: now for source, now in marked.items() if now not in listed and now in corpus.briefs}
            if new:
                listed.update(new.values())
                names = ", ".join(f"`{now}`" for now in dict.fromkeys(new.values()))
                message = f"cited here and not in `cite`: {names}"
                yield Finding(
                    id, field.at, message, help=f"add to the brief's `cite`: {names}", word=f"@{next(iter(new))}"
                )
