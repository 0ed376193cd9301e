"""The earliest day on which each item could have been known.

That is its own date or the date of its first source, whichever is later. Works on the linked corpus. `as_of`
removes items by these days, and the date slider on the pages uses them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from briefgen.analysis import dated_passages
from briefgen.corpus.corpus import Corpus
from briefgen.model.edtf import Day, Edtf
from briefgen.model.kinds._base import Brief, Citation
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Account, Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point, PointVersion
from briefgen.model.kinds.source import Source
from briefgen.text import markup

ALWAYS: Day = (-(10**9), 1, 1)
"""The day of items that count as always known."""
NEVER: Day = (10**9, 12, 31)
"""The day of items that are never known."""
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?!\d)", re.ASCII)


class Since:
    """The first day on which each part of a corpus was known.

    `days` is keyed by brief id, `event#statement`, `plan@version` and `point@version`.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.days: dict[str, Day] = {source.id: _begins(source.published) for source in corpus.of(Source)}
        self._date_undated_sources()
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
        self._delay_to_first_mention()

    def of(self, ref: str) -> Day:
        """Return the first day of the item with this reference; `ALWAYS` if it is unknown.

        A part of a point was known with the point, a document with its version.
        """
        if ref in self.days:
            return self.days[ref]
        now = self._corpus.current(ref)
        return self.days.get(now, self.days.get(now.partition("#")[0], ALWAYS))

    def cited(self, citations: Iterable[Citation]) -> Day:
        """Return the day of the earliest cited source; `ALWAYS` without citations."""
        return min((self.of(citation.source) for citation in citations), default=ALWAYS)

    def account(self, dispute: Dispute, account: Account) -> Day:
        """Return the first day on which an account of a dispute was known."""
        held = min((self.of(holder) for holder in account.held_by), default=ALWAYS)
        near = self.near(dispute)
        parts = [self.passage(part, near) for part in dated_passages.passages(account.claim)]
        return max(self.cited(account.cite), held, min(parts, default=ALWAYS))

    def resolution(self, dispute: Dispute) -> Day:
        """Return the first day on which everything that a resolution rests on was known."""
        parts = [self.passage(part, self.near(dispute)) for part in dated_passages.passages(dispute.resolution or "")]
        rests = [self.of(id) for id, _ in markup.citations(dispute.resolution or "")]
        return max([*parts, *(rests or (self.of(citation.source) for citation in dispute.cite))], default=ALWAYS)

    def passage(self, text: str, near: Day) -> Day:
        """Return the latest day that a passage mentions, by a date or by a reference.

        From this day on, the passage contains no hindsight. `near` completes dates without a year.
        """
        return max((*self.named(text), *dated_passages.days(text, near)), default=ALWAYS)

    def named(self, text: str) -> Iterable[Day]:
        """Yield the first days of the items that a text links to or cites."""
        yield from (self.of(target) for target in markup.links(text))
        yield from (self.of(id) for id, _ in markup.citations(text))

    def near(self, brief: Brief) -> Day:
        """Return the day that dates without a year in a brief are closest to."""
        when = brief.when or self._corpus.as_of
        return _begins(when) if when is not None and _begins(when) > ALWAYS else self.near_today

    @cached_property
    def near_today(self) -> Day:
        """Return the day that the briefing describes: its `as_of` date."""
        return _begins(self._corpus.as_of) if self._corpus.as_of else (2000, 1, 1)

    def _date_undated_sources(self) -> None:
        """Date each source without an exact date by the newest thing it reports.

        It cannot have been published before.
        """
        former = self._corpus.former
        newest: dict[str, Day] = {}
        for brief in self._corpus.briefs.values():
            for day, citations in _reported_days(brief, self._corpus):
                for citation in citations:
                    id = former.get(citation.source, citation.source)
                    newest[id] = max(newest.get(id, ALWAYS), day)
        for source in _without_exact_day(self._corpus):
            relayed = (self._corpus.find(id, Source) for id in source.relays)
            passed_on = [_begins(other.published) for other in relayed if other]
            known = max([newest.get(source.id, ALWAYS), _in_address(source.url), *passed_on])
            self._move_to(source, known)

    def _delay_to_first_mention(self) -> None:
        """Move sources without an exact date to their first mention, if that is later.

        There is no evidence that they existed before. A mention by an item that counts as always known, such as a
        party, is no evidence either. Items that cite them need no update: none is older than the first.
        """
        vague = {source.id: source for source in _without_exact_day(self._corpus)}
        left = set(vague)
        while left:
            moved = [
                vague[id] for id in sorted(left) if self._move_to(vague[id], min(self._days_named(id), default=ALWAYS))
            ]
            # A source that moved may be the first to name another one.
            left = {id for source in moved for id in source.relays if id in vague}

    def _days_named(self, id: str) -> Iterator[Day]:
        """Yield the days of the dated parts of briefs that name a source."""
        days = (self._part(link.id, link.at) for link in self._corpus.backlinks.get(id, ()))
        return (day for day in days if day > ALWAYS)

    def _move_to(self, source: Source, day: Day) -> bool:
        """Move a source to a later day within the range of its date.

        Return whether it moved.
        """
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
        reported = min([self.cited(event.cite), *said]) if event.cite else ALWAYS
        self.days[event.id] = max(begins, reported)

    def _plan(self, plan: Plan) -> None:
        before = ALWAYS
        days = []
        for version in plan.versions:
            # Versions are listed in order, so one without a date came after the previous one.
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
        """Return the first day on which a source or another brief named an actor."""
        if not actor.cite or actor.id in self._corpus.briefing.parties:
            return ALWAYS
        links = self._corpus.backlinks.get(actor.id, ())
        return min([self.cited(actor.cite), *(self._part(link.id, link.at) for link in links)])

    def _part(self, id: str, at: tuple[str | int, ...]) -> Day:
        """Return the first day of the part of a brief that contains a path.

        Parts are statements, versions, roles and accounts; elsewhere the day of the brief itself counts.
        """
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


def _without_exact_day(corpus: Corpus) -> list[Source]:
    """Return the sources whose exact day of publication is unknown."""
    return [s for s in corpus.of(Source) if s.published is None or s.published.earliest != s.published.latest]


def _in_address(url: str | None) -> Day:
    """Return the date in a newspaper's URL (`/2018/02/27/`), else `ALWAYS`."""
    match = _DAY_IN_ADDRESS.search(url or "")
    return (int(match[1]), int(match[2]), int(match[3])) if match else ALWAYS


def _reported_days(brief: Brief, corpus: Corpus) -> Iterator[tuple[Day, tuple[Citation, ...]]]:
    """Yield the days of the facts that a brief reports, each with its citations."""
    if isinstance(brief, Event):
        begins = _begins(brief.date)
        # Sources report planned events before these take place.
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
    """Return the first days of a corpus, computed once per corpus."""
    return corpus.once(Since)
