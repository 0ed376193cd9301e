"""A source that came out before an event cannot show that it happened. The event, or the statement, has a wrong date, a
source has one, or the one that tells of it is missing. One day is allowed for, because the date changes around the world.
A source that goes on growing is `published` over a time, such as `2025-11-20/..`.

Bad:

    # content/sources/agency.yaml
    title: An announcement
    publisher: A newspaper
    url: https://example.org/announcement
    published: 2025-11-20
    reliability: B
    # content/events/2025-11-28-reaction.yaml
    title: Reaction
    date: 2025-11-28
    summary: The other side answered.
    cite: [agency]

Good:

    # content/sources/agency.yaml
    title: An announcement
    publisher: A newspaper
    url: https://example.org/announcement
    published: 2025-11-20
    reliability: B
    # content/events/2025-11-28-reaction.yaml
    title: Reaction
    date: 2025-11-28
    summary: The other side answered, as it had announced.
    cite: [agency, wire]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.model import references
from briefgen.model.edtf import Edtf
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.source import Source

CODE = "BG414"
SEVERITY = Severity.WARNING

_PAST = ("happened", "reported")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the past events, and the statements, whose sources all came out before them."""
    for event in corpus.of(Event):
        is_past = event.state in _PAST
        newest = _newest_too_old(corpus, event.date, _cited(corpus, event)) if is_past else None
        if newest is not None:
            yield _finding(event.id, ("date",), event.date, newest)
        for index, statement in enumerate(event.statements):
            # without a date of its own it has the event's, about which enough was said
            if statement.date is None and (newest is not None or not is_past):
                continue
            date = statement.date or event.date
            source = _newest_too_old(corpus, date, (citation.source for citation in statement.cite))
            if source is not None:
                field = "date" if statement.date else "cite"
                yield _finding(event.id, ("statements", index, field), date, source)


def _newest_too_old(corpus: Corpus, date: Edtf, ids: Iterable[str]) -> Source | None:
    """Return the newest of the sources if all of them are too old for the date, or None."""
    newest: Source | None = None
    for id in ids:
        source = corpus.find(id, Source)
        if source is None or source.published is None or date.days_after(source.published) <= 1:
            return None
        if newest is None or newest.published is None or newest.published.latest < source.published.latest:
            newest = source
    return newest


def _cited(corpus: Corpus, event: Event) -> Iterator[str]:
    """Yield the sources of an event, those of its statements and its prose included."""
    for citation in event.cite:
        yield citation.source
    for statement in event.statements:
        yield from (citation.source for citation in statement.cite)
    for field in corpus.prose[event.id]:
        yield from (source for source, _ in references.citations(field.text))


def _finding(id: str, at: At, date: Edtf, newest: Source) -> Finding:
    message = f"dated {date}, after the last of its sources came out (`{newest.id}`, {newest.published})"
    help = "correct the date here or there, or cite a source that can tell of it"
    return Finding(id, at, message, help=help, related=(Related("published here", newest.id, ("published",)),))
