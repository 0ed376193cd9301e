"""A term is not the name of an actor, because the actor's page explains the name.

Actors have a page, and their names lead to it. A second explanation can differ from the first. Leave the term out, or
accept it with a comment if readers meet a short name before they reach the page.

Bad:

    # content/briefing.yaml
    title: Small
    as_of: 2025-11-30
    parties: [ministry]
    themes:
      territory: Territory
    terms:
      - {term: Ministry, meaning: A department of the government.}

Good:

    # content/briefing.yaml
    title: Small
    as_of: 2025-11-30
    parties: [ministry]
    themes:
      territory: Territory
    terms:
      - {term: de facto, meaning: 'In fact, whatever the law says.'}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.editorial_voice import BRIEFING
from briefgen.check.rules._base import Finding, Related
from briefgen.check.rules._terms import spellings
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.model.kinds.actor import Actor

CODE = "BG499"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the spellings of terms that are a name of an actor, capitals included."""
    if not corpus.briefing.terms:
        return
    names: dict[str, tuple[str, At]] = {}
    for actor in corpus.of(Actor):
        names.setdefault(actor.name, (actor.id, ("name",)))
        for number, alias in enumerate(actor.aliases):
            names.setdefault(alias.name, (actor.id, ("aliases", number, "name")))
    for index, term in enumerate(corpus.briefing.terms):
        for spelling, at in spellings(term, index):
            if spelling in names:
                id, there = names[spelling]
                related = (Related("the name", id, there),)
                message = f"the term `{spelling}` is a name of the actor `{id}`"
                help = "remove the term: the page of the actor explains the name"
                yield Finding(BRIEFING, at, message, help=help, related=related)
