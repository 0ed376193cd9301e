"""Meetings of an actor in words: with whom, how often, and a link for each.

Several pages show them: the actor's own page, and the network's circle of one person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from briefgen.analysis.meetings import Acquaintance, Meeting, met, parties_not_met
from briefgen.analysis.relations import MEETINGS
from briefgen.analysis.teams import team_of
from briefgen.corpus.corpus import Corpus
from briefgen.model import vocabulary
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event
from briefgen.site.counting import listed
from briefgen.site.shared import Site
from briefgen.text.direction import isolated_in_text
from briefgen.text.messages import gettext, ngettext

MOST_LINKS = 12
"""The number of meetings that one row links to."""


class MeetingLink(msgspec.Struct, frozen=True):
    """One meeting as a link: its event, and where and when it was."""

    event: str
    text: str
    mark: str
    """`reported` or `weakly sourced`; empty for a well supported meeting."""


class MetRow(msgspec.Struct, frozen=True):
    """One acquaintance of an actor, with the newest meetings first."""

    actor: str
    about: str
    """The other's role, and its side."""
    in_person: int
    calls: int
    words: str
    """The counts in words, such as `2 meetings, 1 call`."""
    links: tuple[MeetingLink, ...]
    more: int
    """The number of earlier meetings without a link here."""


class Met(msgspec.Struct, frozen=True):
    """Whom an actor met, and of which parties it met no one."""

    rows: tuple[MetRow, ...]
    not_met: str
    """A sentence; empty where the actor met someone of every other party."""


def met_of(site: Site, actor: Actor) -> Met:
    """Return whom an actor met; its own side comes last."""
    found = met(site.corpus, actor.id)
    own = team_of(site.corpus, actor.id)
    party = own.party if own else None

    def is_own(one: Acquaintance) -> bool:
        team = team_of(site.corpus, one.actor)
        return team is not None and team.party == party

    rows = tuple(met_row(site, one) for one in sorted(found, key=is_own))
    return Met(rows, _not_met(site, actor, has_met=bool(rows)))


def met_row(site: Site, one: Acquaintance) -> MetRow:
    """Return the row of an acquaintance."""
    newest = one.meetings[::-1]
    links = tuple(meeting_link(site, meeting) for meeting in newest[:MOST_LINKS])
    return MetRow(
        actor=one.actor,
        about=about(site, one.actor),
        in_person=one.in_person,
        calls=one.calls,
        words=count_words(one.in_person, one.calls, one.doubted),
        links=links,
        more=len(newest) - len(links),
    )


def count_words(in_person: int, calls: int, doubted: int = 0) -> str:
    """Return counts of meetings in words; `doubted` of them are not well supported."""
    parts = (
        ngettext("%(count)s meeting", "%(count)s meetings", in_person) if in_person else "",
        ngettext("%(count)s call", "%(count)s calls", calls) if calls else "",
        ngettext("%(count)s only reported", "%(count)s only reported", doubted) if doubted else "",
    )
    return ", ".join(filter(None, parts))


def meeting_link(site: Site, meeting: Meeting) -> MeetingLink:
    """Return the link of a meeting; no two events of a briefing have the same text."""
    event = meeting.event
    mark = gettext(vocabulary.BASES[meeting.basis][0]) if meeting.is_doubted else ""
    return MeetingLink(event.id, site.corpus.once(_short_titles).get(event.id, event.title), mark)


def role_of(site: Site, actor: str) -> str:
    """Return an actor's first role on the briefing's day, or its last former role."""
    found = site.corpus.find(actor, Actor)
    if found is None or not found.roles:
        return ""
    if site.as_of and (now := site.roles(actor, site.as_of)):
        return now.split("; ")[0]
    role = found.roles[-1]
    words = site.role(role.title, role.of)
    return gettext("formerly %(role)s", role=words) if site.as_of else words


def about(site: Site, actor: str) -> str:
    """Return the actor's role and its party in words; empty if neither is known."""
    role, side = role_of(site, actor), side_of(site, actor)
    return ", ".join(filter(None, (role, "" if side.casefold() in role.casefold() else side)))


def side_of(site: Site, actor: str) -> str:
    """Return the name of an actor's party; empty for none and for a party itself."""
    team = team_of(site.corpus, actor)
    return "" if team is None or team.tie == "party" else site.label(team.party)


def _not_met(site: Site, actor: Actor, *, has_met: bool) -> str:
    if not has_met:
        return gettext("No talks, meeting, visit or call with another actor is recorded.")
    names = [isolated_in_text(site.label(id)) for id in parties_not_met(site.corpus, actor.id)]
    return gettext("No meeting with anyone of %(names)s is recorded.", names=listed(names)) if names else ""


def _short_titles(corpus: Corpus) -> Mapping[str, str]:
    """Return where and when each meeting was; events that share both have their title, too."""
    events = [event for event in corpus.events if event.kind in MEETINGS]
    short = {event.id: _place_and_day(event) for event in events}
    times = Counter(short.values())
    named = {event.id: f"{event.title}, {event.date.words()}" for event in events}
    again = Counter(named.values())
    return {
        event.id: short[event.id]
        if times[short[event.id]] == 1
        else named[event.id]
        if again[named[event.id]] == 1
        else f"{named[event.id]} ({event.id})"
        for event in events
    }


def _place_and_day(event: Event) -> str:
    where = gettext("telephone") if event.kind == "call" else event.place.name if event.place else event.title
    return f"{where[:1].upper()}{where[1:]}, {event.date.words()}"


def most_met(site: Site, rows: Sequence[MetRow]) -> str:
    """Return who was met most often, with the count; empty without rows."""
    if not rows:
        return ""
    first = max(rows, key=lambda row: (row.in_person, row.calls))
    return f"{isolated_in_text(site.label(first.actor))} ({count_words(first.in_person, first.calls)})"
