"""An id is read in addresses and typed from memory. Two ids that look the same (`0` and `o`, `1`, `i` and `l`, `rn` and `m`,
`vv` and `w`) will be taken for each other, by editors and by readers.

Bad:

    # content/events/2025-11-28-c0uncil.yaml
    title: Council
    date: 2025-11-28
    summary: The council met.
    cite: [wire]
    # content/events/2025-11-28-council.yaml
    title: Second council
    date: 2025-11-28
    summary: The council met again.
    cite: [wire]

Good:

    # content/events/2025-11-28-council.yaml
    title: Council
    date: 2025-11-28
    summary: The council met.
    cite: [wire]
    # content/events/2025-11-28-second-council.yaml
    title: Second council
    date: 2025-11-28
    summary: The council met again.
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.text.confusables import skeleton

CODE = "BG307"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every brief whose id looks like that of an earlier one."""
    first: dict[str, str] = {}
    for id in corpus.briefs:
        other = first.setdefault(skeleton(id), id)
        if other != id:
            related = (Related("the other one", other),)
            help = "rename one of the two, so that they differ in a word; delete it if both are one"
            yield Finding(id, (), f"the id `{id}` looks like `{other}`", help=help, related=related)
