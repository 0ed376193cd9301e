"""A published brief that names a draft shows readers a name without a link, because the draft's page is not built.

Bad:

    # content/events/2025-11-20-leak.yaml
    title: Leak
    date: 2025-11-20
    summary: A list came out.
    status: draft
    cite: [wire]
    # content/events/2025-11-28-reaction.yaml
    title: Reaction
    date: 2025-11-28
    summary: The other side answered.
    follows: [2025-11-20-leak]
    cite: [wire]

Good:

    # content/events/2025-11-28-reaction.yaml
    title: Reaction
    date: 2025-11-28
    summary: The other side answered.
    follows: [2025-11-27-talks]
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity

CODE = "BG409"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the references of published briefs to drafts."""
    drafts = {id for id, brief in corpus.briefs.items() if brief.status == "draft"}
    if not drafts:
        return
    for id, brief in corpus.briefs.items():
        if brief.status == "draft":
            continue
        for reference in corpus.references[id]:
            target = reference.target.partition("#")[0].partition("@")[0]
            if target in drafts:
                help = "publish the draft, or take the reference out until then"
                yield Finding(id, reference.at, f"`{target}` is a draft", help=help)
