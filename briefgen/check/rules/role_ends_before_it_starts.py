"""Nobody leaves an office before taking it: one of the two dates is wrong, or they changed places.

Bad:

    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    themes: [territory]
    roles:
      - {title: Chair of the talks, from: 2025-11, to: 2025-03}
    cite: [wire]

Good:

    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    themes: [territory]
    roles:
      - {title: Chair of the talks, from: 2025-03, to: 2025-11}
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.actor import Actor

CODE = "BG411"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every role whose last day lies before its first."""
    for actor in corpus.of(Actor):
        for index, role in enumerate(actor.roles):
            if role.from_ and role.to and role.to.is_before(role.from_):
                message = f"the role ends ({role.to}) before it starts ({role.from_})"
                help = "correct one of the two, or let them change places"
                related = (Related("it starts here", actor.id, ("roles", index, "from")),)
                yield Finding(actor.id, ("roles", index, "to"), message, help=help, related=related)
