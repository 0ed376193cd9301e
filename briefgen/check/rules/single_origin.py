"""What happened is told as a fact, and a fact wants more than one report: sources that pass on the same report count as one.
Noted is an event whose sources all go back to one origin where that origin is not usually reliable (C or worse), or where
several sources make it look like more.

An origin graded A or B may stand alone. Where somebody spoke in public or something came out, the report is of what can be
heard or read: `kind: statement`, `press-conference`, `publication`, `leak`. The message says by which relays each source goes
back to the origin. The page on the quality of the evidence counts all events of a single origin.

Bad:

    # content/sources/agency.yaml
    title: What the report said
    publisher: An agency
    url: https://example.net/agency
    published: 2025-11-30
    reliability: B
    relays: [wire]
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire, agency]

Good:

    # content/sources/agency.yaml
    title: What its reporter saw
    publisher: An agency
    url: https://example.net/agency
    published: 2025-11-30
    reliability: B
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire, agency]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.corroboration import OWN_EVIDENCE, relaying
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.citations import cited, origins
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.source import Source

CODE = "BG458"
SEVERITY = Severity.NOTE

_HELP = "cite a source that does not go back to it, or say `state: reported`"


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the events told as facts that one report alone speaks for."""
    for event in corpus.of(Event):
        if event.state != "happened" or event.kind in OWN_EVIDENCE:
            continue
        ids = {corpus.former.get(id, id) for id in cited(corpus, event)}
        if not _may_share(corpus, ids):
            continue
        found = origins(corpus, sorted(ids))
        origin = corpus.find(found[0], Source) if len(found) == 1 else None
        if origin is None or origin.reliability == "A":
            continue
        if len(ids - {origin.id}) + (origin.id in ids) > 1:
            message = (
                f"its {len(ids)} sources go back to one, `{origin.id}`: {relaying(corpus, sorted(ids), origin.id)}"
            )
        elif origin.reliability in ("C", "D", "E", "F"):
            message = f"told as a fact on the word of `{origin.id}` alone, graded {origin.reliability}"
        else:
            continue
        yield Finding(event.id, ("cite",), message, help=_HELP, related=(Related("the one origin", origin.id),))


def _may_share(corpus: Corpus, ids: set[str]) -> bool:
    """Return whether one origin is possible: of two or more sources, at most one can be an origin itself."""
    if len(ids) < 2:
        return bool(ids)
    sources = [corpus.find(id, Source) for id in ids]
    return sum(source is None or not source.relays for source in sources) < 2
