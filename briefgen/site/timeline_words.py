"""Sentences of the timeline: what its events span, and what its drawing shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefgen.model.kinds.event import Event
from briefgen.site.shared import Site
from briefgen.site.timeline_axis import span_words
from briefgen.site.timeline_layout import TimelineDrawing, month_of
from briefgen.site.timeline_marks import Timeline
from briefgen.text import messages
from briefgen.text.messages import gettext, ngettext


def timeline_sentence(timeline: Timeline, events: Sequence[Event]) -> str:
    """Return the first sentence of the timeline; empty without events."""
    if not events:
        return ""
    days = span_words(min(mark.begin for mark in timeline.marks), max(mark.end for mark in timeline.marks))
    count = ngettext("%(count)s event", "%(count)s events", len(events))
    (month, most), *others = Counter(month_of(event.date) for event in events).most_common(2)
    if not others or others[0][1] == most:
        return gettext("%(events)s, %(days)s.", events=count, days=days)
    return gettext(
        "%(events)s, %(days)s; more of them in %(month)s than in any other month (%(number)s).",
        events=count,
        days=days,
        month=month,
        number=messages.decimal(most),
    )


def lane_name(site: Site, party: str) -> str:
    """Return the name of a lane; `party` is empty for the events of no party."""
    return site.label(party) if party else gettext("Others")


def drawing_sentence(site: Site, drawing: TimelineDrawing) -> str:
    """Return what the drawing shows, as its name for screen readers."""
    if len(drawing.bands) < 2:
        return gettext("Events by date.")
    counts = (
        gettext("%(party)s %(number)s", party=lane_name(site, band.party), number=messages.decimal(band.count))
        for band in drawing.bands
    )
    return gettext("Events by date, each in the lane of the party that acted: %(lanes)s.", lanes=", ".join(counts))
