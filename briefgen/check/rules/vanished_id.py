"""An id that the briefing once had is an address that readers have kept. A brief that is renamed keeps the old one in
`formerly`; one that is given up leaves its id to the brief that took its place. Found by comparing with an earlier
revision: `briefgen check --base main`.

Bad:

    # before: content/events/2025-11-19-leak.yaml
    # content/events/2025-11-19-list-published.yaml
    title: List published
    date: 2025-11-19
    summary: A list came out.
    cite: [wire]

Good:

    # before: content/events/2025-11-19-leak.yaml
    # content/events/2025-11-19-list-published.yaml
    title: List published
    date: 2025-11-19
    summary: A list came out.
    formerly: [2025-11-19-leak]
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity

CODE = "BG320"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every id of the earlier state that leads nowhere now."""
    for id, path in corpus.before.items():
        if id not in corpus.paths and id not in corpus.former:
            message = f"`{id}` (`{path}`) is gone, and its address with it"
            help = f"add `formerly: [{id}]` to the brief that took its place"
            yield Finding("", (), message, help=help)
