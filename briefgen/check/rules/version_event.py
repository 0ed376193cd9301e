"""A version comes out once. Where the plan names the event that brought it, that event and no other may introduce it, and
it has to have taken place or still lie ahead.

Bad:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft, event: 2025-11-27-talks}

Good:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft, event: 2025-11-20-draft}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.versions import Introduction, introductions
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.model.kinds.event import Event

CODE = "BG421"
SEVERITY = Severity.ERROR

_DID_NOT_TAKE_PLACE = ("postponed", "cancelled")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the versions that two events bring, and those of events that did not take place."""
    introduced = introductions(corpus)
    for target, (plan, version) in corpus.versions.items():
        brought = introduced.get(target, ())
        index = plan.versions.index(version)
        named = corpus.find(version.event, Event) if version.event else None
        at: At = ("versions", index, "event")
        if named is not None:
            others = tuple(b for b in brought if b.event.id != named.id)
            if others:
                message = f"`{version.id}` comes from `{named.id}` here, `{others[0].event.id}` introduces it"
                yield Finding(plan.id, at, message, help="let one event bring it", related=_related(target, others))
            if named.state in _DID_NOT_TAKE_PLACE:
                yield _cancelled(plan.id, at, named)
        for introduction in brought:
            place: At = ("introduces", introduction.index)
            if introduction.event.state in _DID_NOT_TAKE_PLACE:
                yield _cancelled(introduction.event.id, place, introduction.event)
            if named is None and introduction.event.id != brought[0].event.id:
                message = f"`{brought[0].event.id}` introduces `{target}` already"
                help = "leave it at the event where the version came out"
                related = _related(target, brought[:1])
                yield Finding(introduction.event.id, place, message, help=help, related=related)


def _related(target: str, brought: tuple[Introduction, ...]) -> tuple[Related, ...]:
    return tuple(Related(f"introduces `{target}` here", b.event.id, ("introduces", b.index)) for b in brought)


def _cancelled(id: str, at: At, event: Event) -> Finding:
    message = f"a version cannot come out at `{event.id}`, which was {event.state}"
    help = "name the event where it did, or correct the event's `state`"
    return Finding(id, at, message, help=help, related=(Related("its state", event.id, ("state",)),))
