"""An event or statement cannot be later than all of its sources.

A source that was published before an event cannot show that it happened. One of the dates is wrong, or the source
that reports the event is missing. A difference of one day is allowed, because the date differs around the world.
For a source that keeps growing, write an open interval as `published`, such as `2025-11-20/..`.

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
from briefgen.model.edtf import Edtf
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.source import Source
from briefgen.text.markup import citations

CODE = "BG414"
SEVERITY = Severity.WARNING

_PAST = ("happened", "reported")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield past events and statements whose sources were all published before them."""
    for event in corpus.of(Event):
        is_past = event.state in _PAST
        newest = _newest_too_old(corpus, event.date, _cited(corpus, event)) if is_past else None
        if newest is not None:
            yield _finding(event.id, ("date",), event.date, newest)
        for index, statement in enumerate(event.statements):
            # a statement without a date has the event's, which is reported already or still to come
            if statement.date is None and (newest is not None or not is_past):
                continue
            date = statement.date or event.date
            source = _newest_too_old(corpus, date, (citation.source for citation in statement.cite))
            if source is not None:
                field = "date" if statement.date else "cite"
                yield _finding(event.id, ("statements", index, field), date, source)


def _newest_too_old(corpus: Corpus, date: Edtf, ids: Iterable[str]) -> Source | None:
    """Return the newest source if all are too old for the date, otherwise None."""
    newest: Source | None = None
    for id in ids:
        source = corpus.find(id, Source)
        if source is None or source.published is None or date.days_after(source.published) <= 1:
            return None
        if newest is None or newest.published is None or newest.published.latest < source.published.latest:
            newest = source
    return newest


def _cited(corpus: Corpus, event: Event) -> Iterator[str]:
    """Yield an event's sources, including those of its statements and prose."""
    for citation in event.cite:
        yield citation.source
    for statement in event.statements:
        yield from (citation.source for citation in statement.cite)
    for field in corpus.prose[event.id]:
        yield from (source for source, _ in citations(field.text))


def _finding(id: str, at: At, date: Edtf, newest: Source) -> Finding:
    message = f"dated {date}, after its latest source was published (`{newest.id}`, {newest.published})"
    help = "correct one of the dates, or cite a later source"
    return Finding(id, at, message, help=help, related=(Related("published here", newest.id, ("published",)),))
