"""The brief stands as it was reviewed, but something that it rests on has changed since: a source that it cites, or a brief that
it speaks about. See whether it still says the right thing. `briefgen review` notes the fingerprints by which this is seen.

Bad:

    # content/sources/wire.yaml
    title: A report, corrected later
    publisher: A newspaper
    url: https://example.org/report
    published: 2025-11-30
    reliability: B
    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    themes: [territory]
    cite: [wire]
    reviewed: {date: 2025-11-28, named: 00000a}

Good:

    # content/sources/wire.yaml
    title: A report, corrected later
    publisher: A newspaper
    url: https://example.org/report
    published: 2025-11-30
    reliability: B
    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    themes: [territory]
    cite: [wire]
    reviewed: {date: 2025-11-28, named: 777920}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.review_hash import ReviewHashes
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity

CODE = "BG488"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the briefs of which something that they rest on has another fingerprint than the one in their review."""
    fingerprints = ReviewHashes(corpus)
    for id, brief in corpus.briefs.items():
        changed = fingerprints.changed(brief) if brief.reviewed is not None else ()
        if brief.reviewed is None or not changed:
            continue
        names = ", ".join(f"`{target}`" for target in changed)
        message = f"changed since the review of {brief.reviewed.date}: {names}"
        help = f"see whether this brief still says the right thing, then run `briefgen review {id}`"
        yield Finding(id, ("reviewed", "date"), message, help=help, related=tuple(_related(corpus, changed)))


def _related(corpus: Corpus, changed: tuple[str, ...]) -> Iterator[Related]:
    for target in changed:
        whole, _, version = target.partition("@")
        id = corpus.former.get(whole, whole)
        found = corpus.versions.get(f"{id}@{version}") if version else None
        at = ("versions", found[0].versions.index(found[1]), "id") if found else ()
        yield Related("changed", id, at)
