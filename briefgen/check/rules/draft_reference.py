"""A published brief must not refer to a draft.

The draft's page is not built, so readers see its name without a link. The same holds for the briefing, whose
`highlights` and `parties` name briefs.

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

from collections.abc import Iterable, Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.references import Reference, harvest, split

CODE = "BG409"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield references from published briefs and from the briefing to drafts."""
    drafts = {id for id, brief in corpus.briefs.items() if brief.status == "draft"}
    if not drafts:
        return
    for id, brief in corpus.briefs.items():
        if brief.status == "draft":
            continue
        yield from _to_drafts(id, corpus.references[id], drafts)
    # An empty id means the briefing itself.
    yield from _to_drafts("", harvest(corpus.briefing)[0], drafts)


def _to_drafts(id: str, references: Iterable[Reference], drafts: set[str]) -> Iterator[Finding]:
    for reference in references:
        target, _ = split(reference.target)
        if target in drafts:
            help = "publish the draft, or remove the reference until then"
            yield Finding(id, reference.at, f"`{target}` is a draft", help=help)
