"""Since when each thing in a briefing could be known: the day on which it is dated, or the first source said it, if that is later.

Stands on the linked corpus. `asof` leaves out by it what was not known on a day, and the slider of the pages shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from briefgen.analysis import dated_passages
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.memo import once
from briefgen.model import references
from briefgen.model.edtf import Day, Edtf
from briefgen.model.kinds._base import Brief, Citation
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Account, Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point, PointVersion
from briefgen.model.kinds.source import Source

ALWAYS: Day = (-(10**9), 1, 1)
NEVER: Day = (10**9, 12, 31)
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?!\d)", re.ASCII)


class Since:
    """The first day of each brief, statement (`event#id`), plan version (`plan@id`) and entry of a point (`point@id`)."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.days: dict[str, Day] = {source.id: _begins(source.published) for source in corpus.of(Source)}
        self._undated()
        for event in corpus.events:
            self._event(event)
        for plan in corpus.of(Plan):
            self._plan(plan)
        for point in corpus.of(Point):
            self._point(point)
        self.days |= dict.fromkeys((actor.id for actor in corpus.of(Actor)), ALWAYS)
        for dispute in corpus.of(Dispute):
            known = sorted(self.account(dispute, account) for account in dispute.accounts)
            self.days[dispute.id] = known[1] if len(known) > 1 else NEVER
        self.days |= {actor.id: self._actor(actor) for actor in corpus.of(Actor)}
        self._unnamed()

    def of(self, ref: str) -> Day:
        """Return the first day of what a reference names; what names nothing was always known."""
        if ref in self.days:
            return self.days[ref]
        whole, mark, part = ref.partition("#") if "#" in ref else ref.partition("@")
        return self.days.get(f"{self._corpus.former.get(whole, whole)}{mark}{part}", ALWAYS)

    def cited(self, citations: Iterable[Citation]) -> Day:
        """Return the day of the first source of several; what cites none was always known."""
        return min((self.of(citation.source) for citation in citations), default=ALWAYS)

    def account(self, dispute: Dispute, account: Account) -> Day:
        """Return the first day of an account of a dispute."""
        held = min((self.of(holder) for holder in account.held_by), default=ALWAYS)
        parts = [self.passage(part, self.near(dispute)) for part in dated_passages.passages(account.claim)]
        return max(self.cited(account.cite), held, min(parts, default=ALWAYS))

    def resolution(self, dispute: Dispute) -> Day:
        """Return the first day on which all that a dispute's resolution rests on was known."""
        parts = [self.passage(part, self.near(dispute)) for part in dated_passages.passages(dispute.resolution or "")]
        rests = [self.of(id) for id, _ in references.citations(dispute.resolution or "")]
        return max([*parts, *(rests or (self.of(citation.source) for citation in dispute.cite))], default=ALWAYS)

    def passage(self, text: str, near: Day) -> Day:
        """Return the first day on which a passage of prose looks ahead to nothing: neither by a day nor by what it names."""
        return max((*self.named(text), *dated_passages.days(text, near)), default=ALWAYS)

    def named(self, text: str) -> Iterable[Day]:
        """Yield the first days of what a text links to and cites."""
        yield from (self.of(target) for target in references.links(text))
        yield from (self.of(id) for id, _ in references.citations(text))

    def near(self, brief: Brief) -> Day:
        """Return the day to which days without a year in a brief are nearest."""
        when = brief.when or self._corpus.as_of
        return _begins(when) if when is not None and _begins(when) > ALWAYS else self.near_today

    @cached_property
    def near_today(self) -> Day:
        """Return the day that the whole briefing describes."""
        return _begins(self._corpus.as_of) if self._corpus.as_of else (2000, 1, 1)

    def _undated(self) -> None:
        """Date the sources without a date by the newest of what they tell: they cannot have told it before."""
        former = self._corpus.former
        newest: dict[str, Day] = {}
        for brief in self._corpus.briefs.values():
            for day, citations in _told(brief, self._corpus):
                for citation in citations:
                    id = former.get(citation.source, citation.source)
                    newest[id] = max(newest.get(id, ALWAYS), day)
        for source in _vague(self._corpus):
            relayed = (self._corpus.find(id, Source) for id in source.relays)
            passed_on = [_begins(other.published) for other in relayed if other]
            known = max([newest.get(source.id, ALWAYS), _in_address(source.url), *passed_on])
            self._not_before(source, known)

    def _unnamed(self) -> None:
        """Date these sources by the first that names them, if that is later: nothing tells that they were there before.

        What cites them needs no second look: none of it is older than the first of it.
        """
        vague = {source.id: source for source in _vague(self._corpus)}
        named = self._corpus.backlinks
        left = set(vague)
        while left:
            moved = [
                vague[id]
                for id in sorted(left)
                if id in named and self._not_before(vague[id], min(self._part(link.id, link.at) for link in named[id]))
            ]
            # what was moved may be the first that names another
            left = {id for source in moved for id in source.relays if id in vague}

    def _not_before(self, source: Source, day: Day) -> bool:
        """Move a source to a later day, within what its own date leaves open; return whether it moved."""
        day = min(day, source.published.latest) if source.published is not None else day
        is_moved = day > self.days[source.id]
        if is_moved:
            self.days[source.id] = day
        return is_moved

    def _event(self, event: Event) -> None:
        begins = _begins(event.date)
        said = []
        for statement in event.statements:
            day = max(begins, _begins(statement.date), self.cited(statement.cite))
            self.days[f"{event.id}#{statement.id}"] = day
            said.append(day)
        told = min([self.cited(event.cite), *said]) if event.cite else ALWAYS
        self.days[event.id] = max(begins, told)

    def _plan(self, plan: Plan) -> None:
        before = ALWAYS
        days = []
        for version in plan.versions:
            # versions stand in their order: one without a date came out after the one before it
            dated = _begins(version.date) if version.date else self.of(version.event) if version.event else before
            day = max(dated, self.cited(version.cite))
            self.days[f"{plan.id}@{version.id}"] = day
            days.append(day)
            before = dated
        self.days[plan.id] = min(days) if days else self.cited(plan.cite)

    def _point(self, point: Point) -> None:
        entries = [self._entry(point, entry) for entry in point.versions]
        plan = self.of(point.plan)
        self.days[point.id] = max(plan, min(entries) if entries else self.cited(point.cite))

    def _entry(self, point: Point, entry: PointVersion) -> Day:
        day = max(self.of(f"{point.plan}@{entry.in_}"), self.cited(entry.cite))
        self.days[f"{point.id}@{entry.in_}"] = day
        return day

    def _actor(self, actor: Actor) -> Day:
        """Return the first day on which a source told of an actor, or anything else here named it."""
        if not actor.cite or actor.id in self._corpus.briefing.parties:
            return ALWAYS
        links = self._corpus.backlinks.get(actor.id, ())
        return min([self.cited(actor.cite), *(self._part(link.id, link.at) for link in links)])

    def _part(self, id: str, at: tuple[str | int, ...]) -> Day:
        """Return the first day of the statement, version, role, account or brief that a place is in."""
        brief = self._corpus.briefs[id]
        first = self.of(id)
        if len(at) < 2 or not isinstance(at[1], int):
            return first
        if isinstance(brief, Event) and at[0] == "statements":
            return max(first, self.days[f"{id}#{brief.statements[at[1]].id}"])
        if isinstance(brief, Plan) and at[0] == "versions":
            return max(first, self.days[f"{id}@{brief.versions[at[1]].id}"])
        if isinstance(brief, Point) and at[0] == "versions":
            return max(first, self.days[f"{id}@{brief.versions[at[1]].in_}"])
        if isinstance(brief, Actor) and at[0] == "roles":
            return max(first, _begins(brief.roles[at[1]].from_))
        if isinstance(brief, Dispute) and at[0] == "accounts":
            return max(first, self.account(brief, brief.accounts[at[1]]))
        return first


def _vague(corpus: Corpus) -> list[Source]:
    """Return the sources of which no day is known on which they were published."""
    return [s for s in corpus.of(Source) if s.published is None or s.published.earliest != s.published.latest]


def _in_address(url: str | None) -> Day:
    """Return the day that newspapers put into their addresses."""
    match = _DAY_IN_ADDRESS.search(url or "")
    return (int(match[1]), int(match[2]), int(match[3])) if match else ALWAYS


def _told(brief: Brief, corpus: Corpus) -> Iterator[tuple[Day, tuple[Citation, ...]]]:
    """Yield the days of what a brief says that happened, each with the sources that tell it."""
    if isinstance(brief, Event):
        begins = _begins(brief.date)
        # what is ahead is told before it happens
        if brief.state in ("happened", "reported"):
            yield begins, brief.cite
        yield from ((max(begins, _begins(s.date)), s.cite) for s in brief.statements)
    elif isinstance(brief, Plan):
        yield from ((_begins(version.date), version.cite) for version in brief.versions)
    elif isinstance(brief, Point):
        for entry in brief.versions:
            found = corpus.versions.get(f"{corpus.former.get(brief.plan, brief.plan)}@{entry.in_}")
            if found is not None:
                yield _begins(found[1].date), entry.cite
    elif isinstance(brief, Actor):
        yield from ((max(_begins(role.from_), _begins(role.to)), role.cite) for role in brief.roles)


def _begins(date: Edtf | None) -> Day:
    return date.earliest if date is not None else ALWAYS


def since(corpus: Corpus) -> Since:
    """Return since when each thing in a corpus could be known, computed once."""
    return once(corpus, Since)
