"""Facts of events, statements, versions and entries as lines of plain text.

`briefgen show` prints them, with the same words as the pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model import vocabulary
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event, Statement
from briefgen.model.kinds.plan import Plan, PlanVersion
from briefgen.model.kinds.point import Point, PointVersion
from briefgen.site.shared import Site


def of_event(site: Site, event: Event) -> dict[str, str]:
    """Return the whole that an event is part of, its parts and its figures, by label."""
    parts = (other.id for other in site.corpus.events if site.corpus.current(other.part_of or "") == event.id)
    return {
        "Part of": site.label(event.part_of) if event.part_of else "",
        "Its parts": "; ".join(map(site.label, parts)),
        "Figures": "; ".join(map(site.figure, event.figures)),
    }


def of_statement(site: Site, statement: Statement) -> Iterator[str]:
    """Yield who reported a statement, its condition and its figures."""
    if statement.reported_by:
        yield f"reported by {site.label(statement.reported_by)}; no named speaker"
    if statement.condition:
        yield f"condition: {site.prose.plain(statement.condition).removesuffix('.')}"
    yield from map(site.figure, statement.figures)


def of_version(site: Site, plan: Plan, version: PlanVersion) -> Iterator[str]:
    """Yield a version's status, authors, base, language, coverage and documents."""
    if version.status:
        yield vocabulary.VERSION_STATES[version.status]
    if version.proposed_by:
        yield f"proposed by {'; '.join(map(site.label, version.proposed_by))}"
    if version.branch_of:
        yield f"counter-text to {site.label(f'{plan.id}@{version.branch_of}')}"
    if version.language:
        yield f"in {version.language}"
    if version.coverage:
        yield f"coverage: {version.coverage}"
    yield from (f"document #{document.id}: {document.title}" for document in version.documents)


def of_entry(site: Site, entry: PointVersion) -> Iterator[str]:
    """Yield an entry's original words, its figures, and the points that it leads to."""
    if entry.original:
        yield f"“{entry.original.text}” ({entry.original.lang})"
    yield from map(site.figure, entry.figures)
    if entry.to:
        yield f"to {site.label(entry.to)}"
    for name, ids in (("into", entry.into), ("from", entry.from_)):
        if ids:
            yield f"{name} {'; '.join(map(site.label, ids))}"


def of_members(site: Site, actor: Actor) -> Iterator[str]:
    """Yield the members of a group with their periods."""
    for member in actor.members:
        since = f", from {member.from_.words()}" if member.from_ else ""
        until = f", to {member.to.words()}" if member.to else ""
        yield f"{site.label(member.actor)}{since}{until}"


def of_parts(site: Site, point: Point) -> Iterator[str]:
    """Yield the parts of a point with their texts."""
    for part in point.parts:
        yield f"#{part.id}  {part.title}{f': {site.prose.plain(part.text)}' if part.text else ''}"
