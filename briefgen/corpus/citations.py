"""Collect the citations of a brief: its own, its parts' and its prose's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At
from briefgen.model.kinds._base import Brief, Citation
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.text import markup


def citations_by_part(brief: Brief) -> list[tuple[str, tuple[Citation, ...]]]:
    """Return pairs of an id and its citations, for a brief and each of its parts.

    A statement has the id `event-id#statement-id`, a plan version `plan-id@version-id`.
    Other parts have no id: their citations come with the id of the brief.
    """
    found = [(brief.id, brief.cite)]
    if isinstance(brief, Event):
        found += [(f"{brief.id}#{s.id}", s.cite) for s in brief.statements]
        found += [(brief.id, m.cite) for m in brief.media]
    elif isinstance(brief, Plan):
        for v in brief.versions:
            found += [(f"{brief.id}@{v.id}", cite) for cite in (v.cite, *(d.cite for d in v.documents))]
        found += [(brief.id, c.cite) for c in brief.components]
    elif isinstance(brief, Point):
        found += [(brief.id, v.cite) for v in brief.versions]
    elif isinstance(brief, Source):
        found += [(brief.id, m.cite) for m in brief.media]
    elif isinstance(brief, Dispute):
        found += [(brief.id, a.cite) for a in brief.accounts]
    elif isinstance(brief, Actor):
        found += [(brief.id, r.cite) for r in brief.roles]
        found += [(brief.id, m.cite) for m in brief.members]
    return found


def citations_of(brief: Brief) -> tuple[Citation, ...]:
    """Return every citation in a brief's fields: its own first, then its parts'."""
    return tuple(citation for _, citations in citations_by_part(brief) for citation in citations)


def cited(corpus: Corpus, brief: Brief) -> Iterator[str]:
    """Yield the id of every source that a brief cites, in its fields or in its prose.

    Ids are as written: a former id is not replaced, and an id can occur more than once.
    """
    yield from (citation.source for citation in citations_of(brief))
    for field in corpus.prose[brief.id]:
        yield from (source for source, _ in markup.citations(field.text))


def placed_citations(brief: Brief) -> Iterator[tuple[At, Citation]]:
    """Yield every citation of a brief with its path of keys and indexes in the file."""
    yield from ((("cite", index), citation) for index, citation in enumerate(brief.cite))
    for field in ("statements", "versions", "components", "accounts", "roles", "members", "media"):
        for number, part in enumerate(getattr(brief, field, ())):
            yield from _placed((field, number), part)
            for index, document in enumerate(getattr(part, "documents", ())):
                yield from _placed((field, number, "documents", index), document)


def _placed(at: At, part: Any) -> Iterator[tuple[At, Citation]]:
    yield from (((*at, "cite", index), citation) for index, citation in enumerate(part.cite))
