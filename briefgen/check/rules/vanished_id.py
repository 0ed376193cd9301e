"""An id that the briefing once had still leads to a brief.

Readers have saved its address. A renamed brief keeps its old id in `formerly`. If a brief is deleted, the brief
that replaces it lists the id there. The rule compares with an earlier revision: `briefgen check --base main`.

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
    """Yield every id of the earlier revision that no brief has now."""
    for id, path in corpus.before.items():
        if id not in corpus.paths and id not in corpus.former:
            message = f"`{id}` (`{path}`) no longer exists, so its address is broken"
            help = f"add `formerly: [{id}]` to the brief that replaces it"
            yield Finding("", (), message, help=help)
