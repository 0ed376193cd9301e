"""Readers find a brief by links from others. An actor, a plan or a dispute that no brief names, and that names none itself
(each page lists who names it), is reached only through the list of its kind. Events have the timeline, points have their
plan; sources are counted by who cites them.

Bad:

    # content/disputes/how-many.yaml
    title: How many points?
    summary: Two numbers were given.
    accounts:
      - {claim: Nineteen, held_by: [wire]}
      - {claim: Twenty, held_by: [wire]}
    cite: [wire]

Good:

    # content/disputes/how-many.yaml
    title: How many points?
    summary: Two numbers were given.
    about: [plan]
    accounts:
      - {claim: Nineteen, held_by: [wire]}
      - {claim: Twenty, held_by: [wire]}
    cite: [wire]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model import references
from briefgen.model.kinds._base import Brief, kind_of
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.source import Source

CODE = "BG494"
SEVERITY = Severity.NOTE

_HELP: dict[type[Brief], str] = {
    Actor: "name it where it acted or spoke: `participants`, `speaker`, `part_of`, `[[{id}]]` in prose, or `related`",
    Dispute: "say what it is about: `about: [id]`",
    Plan: "add its points, or the event that it came out at: `introduces: [{id}@version-id]`",
}


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the published actors, disputes and plans that stand alone."""
    others = len(corpus.briefs) - len(corpus.of(Source))
    if not corpus.is_whole or others < 2:
        return
    headline = corpus.briefing.headline or ""
    named = {corpus.former.get(id, id) for id in (*corpus.briefing.parties, *references.links(headline))}
    alone = [
        brief
        for kind in _HELP
        for brief in corpus.of(kind)
        if brief.status == "published" and brief.id not in named and not _has_neighbours(corpus, brief)
    ]
    if not alone:
        return
    bodies = "\n".join(b.body for b in corpus.briefs.values() if b.body and b.autolink == "true")
    for brief in alone:
        if isinstance(brief, Actor) and _is_mentioned(brief, bodies):
            continue
        help = _HELP[type(brief)].format(id=brief.id)
        what = kind_of(brief)
        yield Finding(brief.id, ("title" if what != "actor" else "name",), f"no brief leads to this {what}", help=help)


def _has_neighbours(corpus: Corpus, brief: Brief) -> bool:
    """Return whether another brief names it, or it names one that is no source, whose page then leads back to it."""
    if brief.id in corpus.named:
        return True
    targets: Iterable[str] = (
        *(reference.target for reference in corpus.references[brief.id]),
        *(target for field in corpus.prose[brief.id] for target in references.links(field.text)),
    )
    found = (corpus.briefs.get(corpus.former.get(whole, whole)) for whole in map(_whole, targets))
    return any(not isinstance(other, Source) for other in found)


def _whole(target: str) -> str:
    return target.partition("#")[0].partition("@")[0]


def _is_mentioned(actor: Actor, bodies: str) -> bool:
    """Return whether a body names the actor, which makes a link by itself."""
    names = (actor.name, *(alias.name for alias in actor.aliases))
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", bodies) for name in names if name in bodies)
