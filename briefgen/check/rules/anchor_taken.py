"""A statement's id is where its permanent link leads on the event's page, so it cannot be a name that the page itself uses: one
of its headings, or a number of its list of sources.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - {id: sources, speaker: ministry, paraphrase: It named its sources., cite: [wire]}

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - {id: names-its-sources, speaker: ministry, paraphrase: It named its sources., cite: [wire]}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event

CODE = "BG434"
SEVERITY = Severity.ERROR
IS_LOCAL = True

TAKEN = frozenset({"top", "statements", "more", "about", "connections", "sources"})
"""The headings of an event's page."""
_NUMBERED = re.compile(r"(source|cite)-[0-9]+", re.ASCII)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the statements whose ids are anchors of their page already."""
    for event in corpus.of(Event):
        if event.id in corpus.quiet:
            continue
        for index, statement in enumerate(event.statements):
            if statement.id in TAKEN or _NUMBERED.fullmatch(statement.id):
                message = (
                    f"`{statement.id}` is a place on the page already, so that no link could lead to the statement"
                )
                help = f"call it by what is said, such as `{statement.speaker}-on-it`"
                yield Finding(event.id, ("statements", index, "id"), message, help=help)
