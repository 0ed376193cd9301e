"""A statement says in one way who made it.

`speaker` is for one actor, `speakers` for a joint statement. `reported_by` is for a report that names no speaker: it is
reported, not said. Two of them contradict each other.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - {id: one, speaker: ministry, reported_by: gazette, paraphrase: They came., cite: [wire]}
    # content/actors/gazette.yaml
    name: Gazette
    kind: outlet
    summary: A newspaper.
    cite: [wire]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - {id: one, reported_by: gazette, on_behalf_of: ministry, paraphrase: They came., cite: [wire]}
    # content/actors/gazette.yaml
    name: Gazette
    kind: outlet
    summary: A newspaper.
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event, Statement

CODE = "BG452"
SEVERITY = Severity.ERROR

_HELP = {
    "speakers": "keep `speaker` for one actor, or `speakers` for a joint statement",
    "reported_by": "keep the speaker if the report names one; else write `on_behalf_of` for whose position it reports",
}


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every second field that says who made a statement."""
    for event in corpus.of(Event):
        for index, statement in enumerate(event.statements):
            used = [name for name in Statement.one_of if getattr(statement, name)]
            for name in used[1:]:
                message = f"`{name}` beside `{used[0]}`"
                related = (Related(f"`{used[0]}` is here", event.id, ("statements", index, used[0])),)
                at = ("statements", index, name)
                yield Finding(event.id, at, message, help=_HELP[name], related=related, key=True)
