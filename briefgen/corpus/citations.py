"""What a brief rests on: its citations at every depth, and the origins that its sources go back to.

Stands on the linked corpus, for rules and pages alike: both count corroboration by origin, never by outlet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At
from briefgen.model import references
from briefgen.model.kinds._base import Brief, Citation
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source


def citations_by_part(brief: Brief) -> list[tuple[str, tuple[Citation, ...]]]:
    """Return the citations of a brief and of each of its parts, by the id of the part, or of the brief where it has none."""
    found = [(brief.id, brief.cite)]
    if isinstance(brief, Event):
        found += [(f"{brief.id}#{s.id}", s.cite) for s in brief.statements]
    elif isinstance(brief, Plan):
        found += [(f"{brief.id}@{v.id}", v.cite) for v in brief.versions]
        found += [(brief.id, c.cite) for c in brief.components]
    elif isinstance(brief, Point):
        found += [(brief.id, v.cite) for v in brief.versions]
    elif isinstance(brief, Dispute):
        found += [(brief.id, a.cite) for a in brief.accounts]
    elif isinstance(brief, Actor):
        found += [(brief.id, r.cite) for r in brief.roles]
    return found


def citations_of(brief: Brief) -> tuple[Citation, ...]:
    """Return every citation of a brief, the brief's own first, then those of its parts in their order."""
    return tuple(citation for _, citations in citations_by_part(brief) for citation in citations)


def cited(corpus: Corpus, brief: Brief) -> Iterator[str]:
    """Yield the id of every source that a brief cites, as it is written: in a field, in one of its parts or in its prose."""
    yield from (citation.source for citation in citations_of(brief))
    for field in corpus.prose[brief.id]:
        yield from (source for source, _ in references.citations(field.text))


def origins(corpus: Corpus, sources: Iterable[str]) -> tuple[str, ...]:
    """Return the sources that the given ones go back to, through `relays`: corroboration is counted by origin."""
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = list(reversed(tuple(sources)))
    while waiting:
        id = corpus.former.get(waiting[-1], waiting[-1])
        waiting.pop()
        if id in seen:
            continue
        seen.add(id)
        source = corpus.find(id, Source)
        if source is not None and source.relays:
            waiting += reversed(source.relays)
        else:
            found[id] = None
    return tuple(found)


def placed_citations(brief: Brief) -> Iterator[tuple[At, Citation]]:
    """Yield every citation of a brief with its place in the file."""
    yield from ((("cite", index), citation) for index, citation in enumerate(brief.cite))
    for field in ("statements", "versions", "components", "accounts", "roles"):
        for number, part in enumerate(getattr(brief, field, ())):
            yield from (((field, number, "cite", index), citation) for index, citation in enumerate(part.cite))
