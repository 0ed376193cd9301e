"""Filters of the listings, as data for a script.

A listing on one page carries the values of its rows itself. A listing on several pages has all rows in a data file,
which the script fetches when a reader opens the filter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

import msgspec

from briefgen.corpus.corpus import StatementAt
from briefgen.model import vocabulary
from briefgen.model.edtf import Edtf
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.model.references import split
from briefgen.provenance.degrees import IN_WORDS
from briefgen.provenance.quotations import record_of
from briefgen.site.days import days_of
from briefgen.site.shared import Site
from briefgen.site.timeline_marks import Timeline
from briefgen.text import date_words, languages, messages
from briefgen.text.messages import N_, gettext
from briefgen.text.name_order import by_name

MOST_WORDS = 160
"""The greatest length of a paraphrase in a data file, in characters."""

_NONE = "none"
_CHECKED = {**{str(degree): words for degree, words in IN_WORDS.items()}, "paraphrase": N_("no quotation")}
_RECORD = {"with": N_("with a record"), "without": N_("without one")}
_RELAYS = {"original": N_("original"), "relays": N_("passed on")}


class Facet(msgspec.Struct, frozen=True, array_like=True):
    """A property to filter by: its name in the URL, its label, and its ordered values."""

    key: str
    label: str
    values: tuple[tuple[str, str], ...]


class Filter(msgspec.Struct, frozen=True):
    """The filters and sort orders of a listing, and each row's encoded values by key."""

    noun: str
    order: str
    """The label of the page's own order."""
    orders: tuple[tuple[str, str], ...]
    """The other orders and their labels, by `new`, `old` or a facet's key."""
    dates: str
    """The label of the date range filter; empty if there is none."""
    facets: tuple[Facet, ...]
    values: Mapping[str, str]

    def rows(self, keys: Iterable[str]) -> str:
        """Return the encoded values of rows, in the order of the page, joined by `|`."""
        return "|".join(self.values[key] for key in keys)

    def head(self, total: int, *, is_whole: bool) -> str:
        """Return the settings for the script as JSON.

        The choices are included only if the page has all rows (`is_whole`).
        """
        known = {"noun": self.noun, "total": total}
        return _json({**known, **self._choices()} if is_whole else known)

    def file(self, rows: Iterable[tuple[str, ...]]) -> bytes:
        """Return the data file of a listing as JSON: the choices, and the rows.

        Input rows hold key, address, text and details, and optionally a date in words. Output rows hold the encoded
        values instead of the key.
        """
        data = [(url, text, meta, self.values[key], *when) for key, url, text, meta, *when in rows]
        return _json({**self._choices(), "rows": data}).encode()

    def _choices(self) -> dict[str, object]:
        return {"order": self.order, "orders": self.orders, "dates": self.dates, "facets": self.facets}


T = TypeVar("T")


class _Column(msgspec.Struct, Generic[T], frozen=True):
    """How the values of a facet are read from a row."""

    key: str
    label: str
    of: Callable[[T], Iterable[str]]
    name: Callable[[str], str]
    order: Callable[[str], object] | None = None
    """Returns the sort key of a value; without it, values are sorted by label."""
    none: str = ""
    """The label for rows without a value; empty if such rows are not offered."""


def of_sources(site: Site, sources: Sequence[Source]) -> Filter:
    """Return the filter of a list of sources."""
    columns = (
        _Column[Source]("type", gettext("Type"), lambda s: _some(s.type), vocabulary.plain, none=gettext("not noted")),
        _Column[Source](
            "publisher", gettext("Publisher"), lambda s: _some(s.publisher and _now(site, s.publisher)), site.label
        ),
        _Column[Source](
            "grade", gettext("Grade"), lambda s: _some(s.reliability), _grade, str, none=gettext("not graded")
        ),
        _Column[Source](
            "language", gettext("Language"), lambda s: _some(s.language), languages.name, none=gettext("not noted")
        ),
        _Column[Source]("published", gettext("Published"), _months, _month, str, none=gettext("year not known")),
        _Column[Source](
            "record",
            gettext("Record of its text"),
            lambda s: ("with" if record_of(site.corpus, s.id) else "without",),
            lambda value: gettext(_RECORD[value]),
        ),
        _Column[Source](
            "origin",
            gettext("Original or relay"),
            lambda s: ("relays" if s.relays else "original",),
            lambda value: gettext(_RELAYS[value]),
        ),
    )
    orders = (
        ("new", gettext("newest first")),
        ("old", gettext("oldest first")),
        ("publisher", gettext("by publisher")),
        ("grade", gettext("best grade first")),
    )
    facets, values = _read(columns, [(s.id, s, s.published) for s in sources])
    return Filter(gettext("sources"), gettext("by use"), orders, "", facets, values)


def of_statements(site: Site, statements: Sequence[StatementAt]) -> Filter:
    """Return the filter of a list of statements."""

    quotations = site.quotations.statements
    grades = {source.id: source.reliability for source in site.corpus.of(Source) if source.reliability}

    def sources(made: StatementAt) -> list[str]:
        return [_now(site, citation.source) for citation in made.statement.cite]

    def grade(made: StatementAt) -> Iterable[str]:
        # Grades are letters from A, the best.
        return _some(min((grades[id] for id in sources(made) if id in grades), default=None))

    def checked(made: StatementAt) -> Iterable[str]:
        found = quotations.get(made.ref)
        return (found.status if found else "paraphrase",)

    columns = (
        _Column[StatementAt]("speaker", gettext("Speaker"), lambda m: _named(site, m), site.label),
        _Column[StatementAt]("for", gettext("On behalf of"), lambda m: _some(m.statement.on_behalf_of), site.label),
        _Column[StatementAt](
            "about",
            gettext("About"),
            lambda m: list(dict.fromkeys(split(_now(site, id))[0] for id in m.statement.about)),
            lambda id: _subject(site, id),
            lambda id: _subject_order(site, id),
        ),
        _Column[StatementAt](
            "stance",
            gettext("Stance"),
            lambda m: _some(m.statement.stance),
            lambda stance: gettext(vocabulary.STANCES[stance][1]),
            tuple(vocabulary.STANCES).index,
            none=gettext("no stance"),
        ),
        _Column[StatementAt](
            "checked", gettext("Quotation"), checked, lambda value: gettext(_CHECKED[value]), tuple(_CHECKED).index
        ),
        _Column[StatementAt]("grade", gettext("Best grade"), grade, _grade, str, none=gettext("not graded")),
        _Column[StatementAt]("source", gettext("Source"), sources, site.label),
    )
    orders = (("old", gettext("oldest first")), ("speaker", gettext("by speaker")))
    facets, values = _read(columns, [(m.ref, m, m.date) for m in statements])
    return Filter(gettext("statements"), gettext("newest first"), orders, gettext("Said"), facets, values)


def of_events(site: Site, events: Sequence[Event], timeline: Timeline) -> Filter:
    """Return the filter of a list of events.

    The encoded values of each row end with the event's timeline mark.
    """
    corpus, themes = site.corpus, site.briefing.themes
    order = tuple(themes)
    points: dict[str, list[str]] = {}
    for point in corpus.of(Point):
        for link in corpus.backlinks.get(point.id, ()):
            points.setdefault(link.id, []).append(point.id)

    def actors(event: Event) -> Iterator[str]:
        yield from (_now(site, one.actor) for one in event.participants)
        for statement in event.statements:
            yield from (_now(site, id) for id in (*statement.attributed_to, statement.on_behalf_of) if id)

    columns = (
        _Column[Event]("actor", gettext("Actor"), actors, site.label),
        _Column[Event](
            "theme",
            gettext("Theme"),
            lambda e: [id for id in e.themes if id in themes],
            lambda id: themes[id].title,
            order.index,
            none=gettext("no theme"),
        ),
        _Column[Event]("kind", gettext("Kind"), lambda e: _some(e.kind), vocabulary.plain, none=gettext("not noted")),
        _Column[Event](
            "point",
            gettext("Plan point"),
            lambda e: points.get(e.id, ()),
            lambda id: _subject(site, id),
            lambda id: _subject_order(site, id),
        ),
        _Column[Event](
            "state",
            gettext("State"),
            lambda e: (e.state,),
            lambda state: gettext(vocabulary.STATES[state]),
            tuple(vocabulary.STATES).index,
        ),
    )
    facets, values = _read(columns, [(e.id, e, e.date) for e in events])
    drawn = {mark.id: f"{values[mark.id]}~{mark.code}" for mark in timeline.marks}
    return Filter(
        gettext("events"), gettext("newest first"), (("old", gettext("oldest first")),), gettext("Date"), facets, drawn
    )


def of_actors(actors: Sequence[Actor], groups: Mapping[str, str]) -> Filter:
    """Return the filter of the list of actors.

    `groups` has the heading of each actor's group by its id.
    """
    order = list(dict.fromkeys(groups[actor.id] for actor in actors))
    columns = (
        _Column[Actor]("side", gettext("Side"), lambda a: (groups[a.id],), str, order.index),
        _Column[Actor]("kind", gettext("Kind"), lambda a: _some(a.kind), vocabulary.plain, none=gettext("not noted")),
    )
    facets, values = _read(columns, [(a.id, a, None) for a in actors])
    return Filter(gettext("actors"), gettext("by side"), (), "", facets, values)


def actor_rows(site: Site, actors: Iterable[Actor]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the actors' data file: key, address, name and details."""
    for actor in actors:
        names = " · ".join(alias.name for alias in actor.aliases)
        below = (names, site.prose.plain(actor.summary) if actor.summary else None)
        yield actor.id, site.url_of(actor.id) or "", actor.name, _joined(below)[:MOST_WORDS]


def event_rows(site: Site, events: Iterable[Event]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the events' data file.

    A row holds key, address, title, details and the date in words.
    """
    for event in events:
        kind = event.kind and vocabulary.plain(event.kind)
        state = gettext(vocabulary.STATES[event.state]) if event.state != "happened" else None
        below = (kind, event.place.name if event.place else None, state)
        yield event.id, site.url_of(event.id) or "", event.title, _joined(below), event.date.words()


def source_rows(site: Site, sources: Iterable[Source]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the sources' data file: key, address, label and details."""
    for source in sources:
        publisher = source.publisher and site.label(source.publisher)
        grade = source.reliability and gettext("grade %(grade)s", grade=_grade(source.reliability))
        below = (publisher, source.published.words() if source.published else None, grade)
        yield source.id, site.url_of(source.id) or "", source.label, _joined(below)


def statement_rows(site: Site, statements: Iterable[StatementAt]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the statements' data file: key, address, words and details."""
    for made in statements:
        said = made.statement
        plain = site.prose.plain(said.paraphrase) if said.paraphrase else ""
        short = plain if len(plain) <= MOST_WORDS else plain[:MOST_WORDS].rsplit(" ", 1)[0] + " …"
        for_whom = said.on_behalf_of and gettext("on behalf of %(who)s", who=site.label(said.on_behalf_of))
        stance = said.stance and gettext(vocabulary.STANCES[said.stance][1])
        checked = site.quotations.statements.get(made.ref)
        degree = gettext(IN_WORDS[checked.status]) if checked else None
        below = (site.attribution(said), for_whom, made.date.words(), made.event.title, stance, degree)
        yield made.ref, site.url_of(made.ref) or "", f"“{said.quote}”" if said.quote else short, _joined(below)


def _read(
    columns: Iterable[_Column[T]], rows: Sequence[tuple[str, T, Edtf | None]]
) -> tuple[tuple[Facet, ...], dict[str, str]]:
    """Return the useful facets, and the encoded values of each row by key.

    A facet with equal values in all rows is left out. A row's values are their indexes by facet, then its first and
    last day.
    """
    facets: list[Facet] = []
    numbers: list[list[str]] = []
    for column in columns:
        without = (_NONE,) if column.none else ()
        cells = [tuple(dict.fromkeys(column.of(row))) or without for _, row, _ in rows]
        if len(set(cells)) < 2:
            continue
        values = _values(column, {value for cell in cells for value in cell})
        number = {value: str(n) for n, (value, _) in enumerate(values)}
        facets.append(Facet(column.key, column.label, values))
        numbers.append([",".join([number[value] for value in cell]) for cell in cells])
    coded = zip(*numbers, strict=True) if numbers else ((),) * len(rows)
    days = (days_of(date) for _, _, date in rows)
    return tuple(facets), {
        key: f"{';'.join(parts)}~{day}" for (key, _, _), parts, day in zip(rows, coded, days, strict=True)
    }


def _values(column: _Column[T], found: set[str]) -> tuple[tuple[str, str], ...]:
    """Return the values of a facet with their labels; a missing value comes last."""
    names = {value: column.none if value == _NONE and column.none else column.name(value) for value in found}
    order = column.order

    def rank(value: str) -> tuple[object, ...]:
        is_none = bool(column.none) and value == _NONE
        return is_none, 0 if is_none or order is None else order(value), by_name(names[value]), value

    return tuple((value, names[value]) for value in sorted(found, key=rank))


def _months(source: Source) -> Iterable[str]:
    known = source.published and (source.published.start or source.published.end)
    if not known:
        return ()
    (first, month, _), (last, last_month, _) = known.first, known.last
    if first != last:
        return ()
    return (f"{first:04}", f"{first:04}-{month:02}") if month == last_month else (f"{first:04}",)


def _month(value: str) -> str:
    year, dash, month = value.rpartition("-")
    return (
        date_words.month((int(year), int(month), 0))
        if dash and year
        else gettext("%(year)s, all of it", year=date_words.year(int(value)))
    )


def _subject(site: Site, id: str) -> str:
    brief = site.brief(id)
    return f"{brief.number}. {brief.title}" if isinstance(brief, Point) else site.label(id)


def _subject_order(site: Site, id: str) -> tuple[int, str, int]:
    brief = site.brief(id)
    return (
        (brief.order, brief.plan, brief.number) if isinstance(brief, Point) else (brief.order if brief else 99, "", 0)
    )


def _grade(letter: str) -> str:
    return f"{letter}, {gettext(vocabulary.RELIABILITY[letter])}"


def _named(site: Site, made: StatementAt) -> list[str]:
    return [_now(site, id) for id in made.statement.attributed_to]


def _now(site: Site, id: str) -> str:
    return site.corpus.former.get(id, id)


def _some(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _joined(parts: Iterable[str | None]) -> str:
    return " · ".join(part for part in parts if part)


def _json(data: object) -> str:
    return msgspec.json.encode(data, enc_hook=messages.plain).decode()
