"""Parties of an event: which one acted, and which others took part.

Participants come first, then the speakers of its statements, each counted for its party as `teams` decides.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.analysis.teams import team_of
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.event import Event


def acting_parties(corpus: Corpus, event: Event) -> tuple[str, ...]:
    """Return the parties that took part in an event, the one that acted first.

    The order is that of the participants. Speakers count only where no participant belongs to a party.
    """
    there = _parties(corpus, (one.actor for one in event.participants))
    return there or _parties(corpus, (id for said in event.statements for id in said.named_speakers))


def _parties(corpus: Corpus, actors: Iterable[str]) -> tuple[str, ...]:
    teams = (team_of(corpus, actor) for actor in actors)
    return tuple(dict.fromkeys(team.party for team in teams if team is not None))
