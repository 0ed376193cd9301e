"""A statement's id cannot be an anchor that its event's page already uses.

A statement's permanent link leads to its id on the event's page. So the id cannot be the anchor of a heading,
of an entry in the list of sources, or of the drawing of a sign.

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

TAKEN = frozenset({"top", "statements", "more", "about", "connections", "disputed", "sources", "cite-this-page"})
"""The ids of the headings on an event's page, and of the block that cites the page."""
_PATTERN = re.compile(r"(source|cite|on-[0-9]+)-[0-9]+|bg-sign(-.*)?", re.ASCII)
"""The ids of numbered sources and citations, and of the drawings of signs."""


def check(corpus: Corpus, skip: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Yield statements whose ids are already anchors of their page."""
    for event in corpus.of(Event):
        if event.id in skip:
            continue
        for index, statement in enumerate(event.statements):
            if statement.id in TAKEN or _PATTERN.fullmatch(statement.id):
                message = f"`{statement.id}` is already an anchor on the page, so no link could lead to the statement"
                help = f"choose an id that says what the statement is about, such as `{(*statement.attributed_to, statement.id)[0]}-on-it`"
                yield Finding(event.id, ("statements", index, "id"), message, help=help)
