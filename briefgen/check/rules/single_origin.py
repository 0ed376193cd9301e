"""An event that is stated as a fact needs more than one independent report.

Sources that relay the same report count as one. The rule reports an event whose sources all go back to one origin,
in two cases. Either that origin is not usually reliable (C or worse), or several sources make it look like more. It also
reports an event of which several sources give only what one side says.

An origin graded A is never reported, and one graded B only if several sources are cited. Events of the kinds
`statement`, `press-conference`, `publication` and `leak` are not checked, because there the report is of what
anyone can hear or read. The message lists the relays that lead from each source to the origin. The page on the
quality of the evidence counts all events with a single origin.

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

from briefgen.analysis.corroboration import OWN_EVIDENCE, corroboration
from briefgen.analysis.origins import relaying, single_origin
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.citations import cited
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.source import Source

CODE = "BG458"
SEVERITY = Severity.NOTE

_HELP = "cite an independent source, or write `state: reported`"


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield events stated as facts that rest on a single report."""
    for event in corpus.of(Event):
        if event.state != "happened" or event.kind in OWN_EVIDENCE:
            continue
        yield from _of_one_side(corpus, event)
        ids = {corpus.former.get(id, id) for id in cited(corpus, event)}
        if not _may_share(corpus, ids):
            continue
        origin = single_origin(corpus, sorted(ids))
        if origin is None or origin.reliability == "A":
            continue
        if len(ids - {origin.id}) + (origin.id in ids) > 1:
            message = (
                f"its {len(ids)} sources go back to one, `{origin.id}`: {relaying(corpus, sorted(ids), origin.id)}"
            )
        elif origin.reliability in ("C", "D", "E", "F"):
            message = f"stated as a fact, but `{origin.id}` is its only source, graded {origin.reliability}"
        else:
            continue
        yield Finding(event.id, ("cite",), message, help=_HELP, related=(Related("the only origin", origin.id),))


def _of_one_side(corpus: Corpus, event: Event) -> Iterator[Finding]:
    own = corroboration(corpus).event(event).own
    if own.only_side and len(own.origins) > 1:
        message = f"only one side says so, `{own.only_side}`, whose texts are all that is cited and counts"
        related = (Related("the only side", own.only_side),)
        yield Finding(event.id, ("cite",), message, help=_HELP, related=related)


def _may_share(corpus: Corpus, ids: set[str]) -> bool:
    """Return whether the sources may have one origin.

    If two or more sources share an origin, at most one of them relays nothing.
    """
    if len(ids) < 2:
        return bool(ids)
    sources = [corpus.find(id, Source) for id in ids]
    return sum(source is None or not source.relays for source in sources) < 2
