"""Sides: for which party, or else for which topmost body, actors speak.

Corroboration counts all that one side says as one origin, and only another side can confirm or dispute a statement.
Whom a statement counts for is decided in `positions`; the rules are those of docs/evidence.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from briefgen.analysis.positions import bodies_of
from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.model.edtf import Edtf, parse
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.source import Source

ANY_DAY = parse("0001/9999")
"""The date of what has none: every role counts on it."""

OWN_WORDS = frozenset({"transcript", "document", "interview", "broadcast", "post"})
"""The types of sources that give the words of those who speak in them."""


class Voice(msgspec.Struct, frozen=True):
    """One speaker of a statement, and those for whom the statement counts."""

    speaker: str
    """Empty for a report that names no speaker."""
    holder: str
    """The actor whose position it is: the one in `on_behalf_of`, else the speaker."""
    bodies: frozenset[str]
    """The holder, and without `on_behalf_of` every body whose organ it was."""
    sides: tuple[str, ...]


def voices(corpus: Corpus, made: StatementAt) -> tuple[Voice, ...]:
    """Return the voices of a statement; none if it names no speaker and no actor."""
    known = corpus.once(_voices)
    if made.ref not in known:
        known[made.ref] = tuple(_of(corpus, made))
    return known[made.ref]


def sides(corpus: Corpus, made: StatementAt) -> tuple[str, ...]:
    """Return the ids of the sides for which a statement counts, each once."""
    return tuple(dict.fromkeys(side for voice in voices(corpus, made) for side in voice.sides))


def sides_of(corpus: Corpus, actor: str, date: Edtf) -> tuple[str, ...]:
    """Return the ids of an actor's sides on a date: parties, else its topmost bodies."""
    return _sides(corpus, bodies_of(corpus, actor, date), date)


def is_one_side(one: Voice, other: Voice) -> bool:
    """Return whether two voices share a speaker or side, or one is the other's organ."""
    return bool(
        (one.speaker and one.speaker == other.speaker)
        or not set(one.sides).isdisjoint(other.sides)
        or one.holder in other.bodies
        or other.holder in one.bodies
    )


def confirming_sides(corpus: Corpus, made: StatementAt, by: StatementAt) -> tuple[str, ...]:
    """Return the sides of `by` that can confirm a statement; its own never can.

    Empty where the side of either is not known.
    """
    own = voices(corpus, made)
    apart = (voice for voice in voices(corpus, by) if own and not any(is_one_side(voice, each) for each in own))
    return tuple(dict.fromkeys(side for voice in apart for side in voice.sides))


def is_own_confirmation(corpus: Corpus, made: StatementAt, by: StatementAt) -> bool:
    """Return whether `by` certainly speaks only for the side of a statement."""
    return bool(voices(corpus, made) and voices(corpus, by)) and not confirming_sides(corpus, made, by)


def publishing_sides(corpus: Corpus, source: Source) -> tuple[str, ...]:
    """Return the sides of a source's publisher and author; see `reporting_sides`."""
    actors = (_actor(corpus, name) for name in (source.publisher, source.author) if name)
    date = source.published or ANY_DAY
    return tuple(dict.fromkeys(side for each in actors if each for side in reporting_sides(corpus, each, date)))


def reporting_sides(corpus: Corpus, actor: Actor, date: Edtf) -> tuple[str, ...]:
    """Return the sides of an actor; an outlet has only those that it is an organ of."""
    found = sides_of(corpus, actor.id, date)
    return tuple(side for side in found if side != actor.id or actor.kind != "outlet")


def speaking_sides(corpus: Corpus, source: Source) -> tuple[str, ...]:
    """Return the sides whose words a source gives, from the statements that cite it."""
    if source.type not in OWN_WORDS:
        return ()
    cited = corpus.once(_cited_by)[source.id]
    return tuple(dict.fromkeys(side for made in cited for side in sides(corpus, made)))


def joint_sides(corpus: Corpus, source: Source) -> tuple[str, ...]:
    """Return the sides of a joint statement whose words a source gives, if any."""
    if source.type not in OWN_WORDS:
        return ()
    joint = (made for made in corpus.once(_cited_by)[source.id] if len(made.statement.named_speakers) > 1)
    return next((found for found in (sides(corpus, made) for made in joint) if len(found) > 1), ())


def _voices(_corpus: Corpus) -> dict[str, tuple[Voice, ...]]:
    """Return the table of voices, which is filled when they are asked for."""
    return {}


def _of(corpus: Corpus, made: StatementAt) -> Iterable[Voice]:
    behalf = made.statement.on_behalf_of
    holder = corpus.former.get(behalf, behalf) if behalf else ""
    speakers = tuple(dict.fromkeys(corpus.former.get(id, id) for id in made.statement.named_speakers))
    if holder:
        found = _sides(corpus, (holder,), made.date)
        for speaker in speakers or ("",):
            yield Voice(speaker, holder, frozenset((holder,)), found)
        return
    for speaker in speakers:
        bodies = bodies_of(corpus, speaker, made.date)
        yield Voice(speaker, speaker, frozenset(bodies), _sides(corpus, bodies, made.date))


def _sides(corpus: Corpus, bodies: tuple[str, ...], date: Edtf) -> tuple[str, ...]:
    parties = corpus.once(_parties)
    found = tuple(body for body in bodies if body in parties)
    top = (body for body in bodies if set(bodies_of(corpus, body, date)).isdisjoint(set(bodies) - {body}))
    # In a circle of bodies, none is the topmost.
    return found or tuple(top) or bodies


def _parties(corpus: Corpus) -> frozenset[str]:
    return frozenset(corpus.former.get(id, id) for id in corpus.briefing.parties)


def _cited_by(corpus: Corpus) -> defaultdict[str, list[StatementAt]]:
    """Return the statements that cite each source."""
    found: defaultdict[str, list[StatementAt]] = defaultdict(list)
    for made in corpus.statements.values():
        for id in dict.fromkeys(corpus.current(citation.source) for citation in made.statement.cite):
            found[id].append(made)
    return found


def _actor(corpus: Corpus, name: str) -> Actor | None:
    """Return the actor with this id or this name, if it is the only one."""
    found = corpus.find(name, Actor)
    if found is not None:
        return found
    named = corpus.once(_by_name).get(name.casefold(), [])
    return named[0] if len(named) == 1 else None


def _by_name(corpus: Corpus) -> Mapping[str, list[Actor]]:
    found: dict[str, list[Actor]] = defaultdict(list)
    for actor in corpus.of(Actor):
        for name in dict.fromkeys(each.casefold() for each in (actor.name, *(alias.name for alias in actor.aliases))):
            found[name].append(actor)
    return found
