"""Search records: one for each brief and each statement, made from the corpus.

Defines what can be found, by which words and filters; the search engine is another module's concern. A statement's
record links to its place on the page of its event. A result shows a summary, never a field that its page leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from briefgen.corpus import citations
from briefgen.corpus.corpus import StatementAt
from briefgen.model import vocabulary
from briefgen.model.kinds._base import Brief, kind_of
from briefgen.model.kinds._parts import Figure
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.provenance.degrees import IN_WORDS, rank
from briefgen.provenance.quotations import Quotation
from briefgen.site.days import days_of
from briefgen.site.shared import Site
from briefgen.text import folding
from briefgen.text.messages import N_, gettext
from briefgen.text.name_order import by_name

LEAST_NAME = 4
"""The least length of a word for typo correction, in letters.

Shorter words resemble too many others.
"""

_SUMMARY, _FIRST_WORDS = 240, 120
"""The most characters of a summary and of a statement in a result."""
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(rf"[^\W\d_]++(?:[{folding.APOSTROPHES}][^\W\d_]++)*+")
"""A word of a name; an apostrophe inside belongs to it."""


class SearchRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A search result: its address, its words and its filter values."""

    key: str
    """Unique, and valid as a file name."""
    url: str
    kind: str
    title: str
    names: tuple[str, ...] = ()
    """Its name and aliases; a match in them ranks above a match in text."""
    text: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Words of the aliases of its actors, so that a search for an alias finds it."""
    date: str = ""
    """In words."""
    days: str = ""
    """An ISO day, or `first/last` of a range; empty if the date is unknown."""
    themes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    grade: str = ""
    """The best reliability grade of its sources."""
    quotation: str = ""
    """The best degree of its quotations."""
    summary: str = ""
    """What a result shows below its title; empty for a statement."""
    by: str = ""
    """Who said a statement, or who published a source and its grade."""
    said: str = ""
    """The first words of a statement, which are the title of its result."""
    event: str = ""
    """The title of a statement's event."""


class Choices(msgspec.Struct, frozen=True):
    """The values of each filter with their labels, in display order."""

    kind: tuple[tuple[str, str], ...]
    theme: tuple[tuple[str, str], ...]
    actor: tuple[tuple[str, str], ...]
    grade: tuple[tuple[str, str], ...]
    quotation: tuple[tuple[str, str], ...]
    days: tuple[str, ...]


def briefs(site: Site) -> Iterator[SearchRecord]:
    """Yield the record of each brief that is not a source, by kind and id."""
    yield from _records(site, (brief for brief in site.corpus.briefs.values() if not isinstance(brief, Source)))


def sources(site: Site) -> Iterator[SearchRecord]:
    """Yield the record of each source, by id."""
    yield from _records(site, site.corpus.of(Source))


def _records(site: Site, found: Iterable[Brief]) -> Iterator[SearchRecord]:
    for brief in sorted(found, key=lambda b: (b.order, b.id)):
        actors = _current(site, _actors(brief))
        when = brief.when or (brief.date if isinstance(brief, Event) else None)
        yield SearchRecord(
            key=f"{brief.folder}.{brief.id}",
            url=site.url_of(brief.id) or "",
            kind=kind_of(brief),
            title=brief.label,
            names=_names(brief),
            text=tuple(_texts(site, brief)),
            date=when.words() if when else "",
            days=days_of(when),
            themes=brief.themes,
            actors=actors,
            also=(
                *_also(site, (id for id in actors if id != brief.id)),
                *_named(site, brief, actors),
                *_occasions(brief),
            ),
            grade=_grade(site, (brief.id,) if isinstance(brief, Source) else citations.cited(site.corpus, brief)),
            quotation=_checked(_quotations(site, brief)),
            summary=_cut(site.prose.plain(brief.summary), _SUMMARY) if brief.summary else "",
            by=_publisher(site, brief) if isinstance(brief, Source) else "",
        )


def statements(site: Site) -> Iterator[SearchRecord]:
    """Yield the record of each statement, oldest first."""
    for made in site.corpus.statements.values():
        said = made.statement
        actors = _current(site, (*said.attributed_to, *_some(said.on_behalf_of)))
        quotation = site.quotations.statements.get(made.ref)
        yield SearchRecord(
            key=f"{made.event.id}.{said.id}",
            url=site.url_of(made.ref) or "",
            kind="statement",
            title=site.label(made.ref),
            text=tuple(_said(site, made)),
            date=made.date.words(),
            days=days_of(made.date),
            themes=made.event.themes,
            actors=actors,
            also=_also(site, actors),
            grade=_grade(site, (citation.source for citation in said.cite)),
            quotation=_checked((quotation,) if quotation else ()),
            by=site.attribution(said),
            said=_first_words(site, made),
            event=made.event.title,
        )


def choices(site: Site, records: Iterable[SearchRecord]) -> Choices:
    """Return the filter values that occur in the records."""
    kinds: set[str] = set()
    themes: set[str] = set()
    actors: set[str] = set()
    grades: set[str] = set()
    quotations: set[str] = set()
    days: set[str] = set()
    for record in records:
        kinds.add(record.kind)
        themes.update(record.themes)
        actors.update(record.actors)
        grades.update(_some(record.grade))
        quotations.update(_some(record.quotation))
        days.update(_some(record.days))
    named = {id: site.label(id) for id in actors}
    return Choices(
        kind=tuple(
            (kind, word) for kind, word in {**vocabulary.KINDS, "statement": N_("statement")}.items() if kind in kinds
        ),
        theme=tuple((id, theme.title) for id, theme in site.briefing.themes.items() if id in themes),
        actor=tuple(sorted(named.items(), key=lambda pair: (by_name(pair[1]), pair[0]))),
        grade=tuple((grade, f"{grade}, {gettext(vocabulary.RELIABILITY[grade])}") for grade in sorted(grades)),
        quotation=tuple((id, label) for id, label in IN_WORDS.items() if id in quotations),
        days=tuple(sorted(days)),
    )


def names(site: Site) -> tuple[str, ...]:
    """Return the words that typo correction may suggest, each once, sorted.

    These are words of actors' names and aliases, of places, and capitalised words of titles and summaries.
    """
    found: set[str] = set()
    for brief in site.corpus.briefs.values():
        if isinstance(brief, Actor):
            for name in _names(brief):
                found.update(_NAME.findall(name))
        elif not isinstance(brief, Source):
            if isinstance(brief, Event) and brief.place:
                found.update(_NAME.findall(brief.place.name))
            found.update(_capitalised(brief.label))
            found.update(_capitalised(site.prose.plain(brief.summary)))
    # Of two words that differ only in capitals, keep the one with fewer.
    return tuple(sorted({word.casefold(): word for word in sorted(found) if len(word) >= LEAST_NAME}.values()))


def _capitalised(text: str) -> Iterator[str]:
    """Yield the capitalised words that do not begin a sentence."""
    for match in _WORD.finditer(text):
        if match[0][0].isupper() and text[: match.start()].rstrip(" “\"'(—–-")[-1:] not in (
            "",
            ".",
            "!",
            "?",
            ":",
            "…",
        ):
            yield match[0]


def _names(brief: Brief) -> tuple[str, ...]:
    if isinstance(brief, Actor):
        return tuple(dict.fromkeys((brief.name, *(alias.name for alias in brief.aliases))))
    # Readers search for a point by its number.
    return (
        (brief.label, gettext("Point %(number)s", number=brief.number)) if isinstance(brief, Point) else (brief.label,)
    )


def _named(site: Site, brief: Brief, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of further actors that the title or summary calls by an alias."""
    text = f"{brief.label}\n{site.prose.plain(brief.summary) if brief.summary else ''}"
    found = (
        site.corpus.find(id, Actor) for id in site.prose.named(text) if id not in known or isinstance(brief, Point)
    )
    return tuple(actor.name for actor in found if actor and actor.id != brief.id and actor.name not in text)


_MEETINGS = frozenset({"talks", "meeting", "visit"})
_OCCASIONS = ("talks", "meeting")


def _occasions(brief: Brief) -> tuple[str, ...]:
    """Return the words by which readers look for an event of its kind, such as `talks`."""
    if not isinstance(brief, Event) or brief.kind in (None, "other"):
        return ()
    return (*(_OCCASIONS if brief.kind in _MEETINGS else ()), vocabulary.plain(brief.kind))


def _also(site: Site, actors: Iterable[str]) -> tuple[str, ...]:
    found = (site.corpus.find(id, Actor) for id in actors)
    return tuple(other for actor in found if actor and (other := _other_words(actor)))


def _other_words(actor: Actor) -> str:
    """Return the words of an actor's aliases that its name lacks.

    The text is kept short because many records repeat it.
    """
    own = {folding.letters(word) for word in _NAME.findall(actor.name)}
    others = ((folding.letters(word), word) for alias in actor.aliases for word in _NAME.findall(alias.name))
    return " ".join({folded: word for folded, word in others if folded not in own}.values())


def _texts(site: Site, brief: Brief) -> Iterator[str]:
    """Yield the texts of a brief, summary first, without its statements."""
    if brief.summary:
        yield site.prose.plain(brief.summary)
    if isinstance(brief, Event):
        yield from _some(brief.place.name if brief.place else None)
        yield from _figures(site, brief.figures)
    if isinstance(brief, Event | Source):
        yield from (item.alt for item in brief.media)
    if isinstance(brief, Actor):
        yield from (role.title for role in brief.roles)
        yield from (site.label(member.actor) for member in brief.members)
    if isinstance(brief, Plan):
        for version in brief.versions:
            yield version.label
            yield from (document.title for document in version.documents)
    if isinstance(brief, Point):
        yield from (part.title for part in brief.parts)
        for entry in brief.versions:
            yield from _figures(site, entry.figures)
            yield from _some(entry.original.text if entry.original else None)
    if isinstance(brief, Source):
        yield from (site.label(publisher) for publisher in _some(brief.publisher))
        yield from _some(brief.author)
    for field in site.corpus.prose[brief.id]:
        if field.at != ("summary",) and field.at[0] not in ("statements", "cite"):
            yield site.prose.plain(field.text)


def _said(site: Site, made: StatementAt) -> Iterator[str]:
    said = made.statement
    yield from _some(said.quote)
    if said.original:
        yield said.original.text
    if said.paraphrase:
        yield site.prose.plain(said.paraphrase)
    if said.stance:
        yield gettext(vocabulary.STANCES[said.stance][1])
    for subject in said.about:
        yield site.label(subject)
    if said.condition:
        yield site.prose.plain(said.condition)
    yield from _figures(site, said.figures)


def _first_words(site: Site, made: StatementAt) -> str:
    """Return the first words of a statement, those of its quotation in quotation marks."""
    said = made.statement
    if said.quote:
        return f"“{_cut(said.quote, _FIRST_WORDS)}”"
    return _cut(site.prose.plain(said.paraphrase), _FIRST_WORDS) if said.paraphrase else site.label(made.ref)


def _publisher(site: Site, source: Source) -> str:
    """Return who published a source, and its grade."""
    grade = gettext("graded %(grade)s", grade=source.reliability) if source.reliability else ""
    return ", ".join(filter(None, (site.label(source.publisher) if source.publisher else "", grade)))


def _cut(text: str, most: int) -> str:
    """Return a text of at most about `most` characters, cut between words."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def _figures(site: Site, figures: Iterable[Figure]) -> Iterator[str]:
    yield from (site.figure(figure) for figure in figures)


def _actors(brief: Brief) -> Iterator[str]:
    if isinstance(brief, Actor):
        yield brief.id
    elif isinstance(brief, Event):
        yield from (participant.actor for participant in brief.participants)
        for said in brief.statements:
            yield from said.attributed_to
            yield from _some(said.on_behalf_of)
    elif isinstance(brief, Plan):
        yield from (*brief.proposers, *brief.parties)
        for version in brief.versions:
            yield from version.proposed_by
    elif isinstance(brief, Point):
        yield from brief.binds
    elif isinstance(brief, Dispute):
        for account in brief.accounts:
            yield from account.held_by
    elif isinstance(brief, Source):
        yield from _some(brief.publisher)


def _current(site: Site, ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids that belong to actors, as current ids, each once."""
    found = (site.corpus.find(id, Actor) for id in ids)
    return tuple(dict.fromkeys(actor.id for actor in found if actor))


def _grade(site: Site, sources: Iterable[str]) -> str:
    # Grades are letters from A, the best.
    graded = (site.corpus.find(id, Source) for id in sources)
    return min((source.reliability for source in graded if source and source.reliability), default="")


def _quotations(site: Site, brief: Brief) -> tuple[Quotation, ...]:
    if isinstance(brief, Source):
        return site.quotations.by_source.get(brief.id, ())
    if isinstance(brief, Event):
        refs = (f"{brief.id}#{said.id}" for said in brief.statements)
        return tuple(site.quotations.statements[ref] for ref in refs if ref in site.quotations.statements)
    return ()


def _checked(quotations: Iterable[Quotation]) -> str:
    """Return the best degree of some quotations, or "" if there are none."""
    return min((quotation.status for quotation in quotations), key=rank, default="")


def _some(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()
