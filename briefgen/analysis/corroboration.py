"""Corroboration: independent reports of what was said, and of what happened.

Works on the linked corpus; rules and pages use the same counts. "Was it said?" is asked of statements: reports are
independent if no report stands behind both. "Is it so?" is asked of events, entries and accounts: all that one side
says is one origin. Only citations that count for a basis are counted here. The rules are those of docs/evidence.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import msgspec

from briefgen.analysis.basis import Basis, basis_of_statement, counting
from briefgen.analysis.origins import independent_sets, origins_of
from briefgen.analysis.positions import statement_named
from briefgen.analysis.sides import (
    ANY_DAY,
    confirming_sides,
    joint_sides,
    publishing_sides,
    reporting_sides,
    sides,
    speaking_sides,
)
from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import Citation
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Account, Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.source import Source

OWN_EVIDENCE = ("statement", "press-conference", "publication", "leak")
"""Kinds of events that can be witnessed directly: one report is enough evidence."""

RECORDS = ("transcript", "document")
RECORDS_OF_WORDS = (*RECORDS, "interview", "broadcast")
OFFICIAL_TEXTS = frozenset({*RECORDS, "post"})
"""The types of sources in which a body states its own position."""
_TRUSTED = ("A", "B")
_OF_KNOWN_ORIGIN = ("A", "B", "C")
_UNKNOWN = "unknown-origin"
"""Stands for the origin of each source that is graded D or worse and relays nothing. No id has a space."""
_SIDE = "side:"

Keys = frozenset[str]
"""What may stand behind a source: sources with a common key are not independent."""


class Group(msgspec.Struct, frozen=True):
    """Cited sources that go back to the same original reports."""

    origins: tuple[str, ...]
    sources: tuple[str, ...]


class IndependentSource(msgspec.Struct, frozen=True):
    """A side or report that counts once, and the cited sources that it stands behind."""

    keys: Keys
    sources: tuple[str, ...]

    @property
    def sides(self) -> tuple[str, ...]:
        """Return the sides that say so; empty for a report of no side."""
        return _sides_in(self.keys)


class Backing(msgspec.Struct, frozen=True):
    """The sources of a claim, grouped by their origins."""

    groups: tuple[Group, ...] = ()
    """All cited sources, also those that do not count."""
    count: int = 0
    """The number of certainly independent sources that count."""
    counted: frozenset[str] = frozenset()
    """The ids of the sources that count."""
    only_side: str = ""
    """The side that alone says so; empty if others say so, too, or if nothing counts."""
    independent: tuple[IndependentSource, ...] = ()
    """The independent sources that `count` is the number of; each source that counts is in one."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of the cited sources."""
        return tuple(source for group in self.groups for source in group.sources)

    @property
    def origins(self) -> tuple[str, ...]:
        """Return the ids of the original reports behind the sources, each once."""
        return tuple(dict.fromkeys(origin for group in self.groups for origin in group.origins))


class Standing(msgspec.Struct, frozen=True):
    """The evidence for and against a statement or an event."""

    own: Backing
    confirming: tuple[str, ...] = ()
    """References of statements linked to it by `corroborates`, in either direction."""
    confirmed_by: tuple[tuple[str, Basis], ...] = ()
    """The other sides that confirm a statement, each with the basis of its best confirmation."""
    disputing: tuple[str, ...] = ()
    """References of statements linked to it by `disputes`, in either direction."""
    disputes: tuple[str, ...] = ()
    """Ids of the open disputes about it."""
    is_single: bool = False
    """Whether pages should warn that one report, or none, says so; see `Corroboration.is_single`."""
    is_official: bool = False
    """Whether an official text of the statement's own side is cited and counts."""

    @property
    def count(self) -> int:
        """Return the number of independent sources that count."""
        return self.own.count

    @property
    def is_contested(self) -> bool:
        """Return whether a statement or an open dispute contradicts it."""
        return bool(self.disputing or self.disputes)


def best(corpus: Corpus, sources: Iterable[str]) -> str | None:
    """Return the id of the source with the best reliability grade (Admiralty A to F).

    The first one wins among equals. None if no source is graded.
    """
    graded = [(found.reliability, id) for id in sources if (found := corpus.find(id, Source)) and found.reliability]
    return min(graded, key=lambda pair: pair[0])[1] if graded else None


def is_official_text(corpus: Corpus, source: Source) -> bool:
    """Return whether a source is a text in which a body states its own position.

    It relays nothing, and its publisher or author speaks for a side. Its grade says that the text is genuine, not that
    what it says is so.
    """
    return source.type in OFFICIAL_TEXTS and not source.relays and bool(publishing_sides(corpus, source))


class Corroboration:
    """The origins of each source of a corpus; the evidence for statements and events."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._so: dict[str, tuple[Keys, ...]] = {}
        self._standings: dict[str, Standing] = {}

    def origins(self, source: str) -> tuple[str, ...]:
        """Return the ids of a source's original reports; its own id if it relays none."""
        return origins_of(self.corpus, source)

    def said(self, citations: Iterable[Citation], credibility: int | None = None) -> Backing:
        """Return the sources of a statement; `credibility` is the statement's own."""
        return self._backing(tuple(citations), credibility, lambda source: (self._reports(source),))

    def so(self, citations: Iterable[Citation]) -> Backing:
        """Return the sources that report that something is so; one side is one origin."""
        return self._backing(tuple(citations), None, self._says)

    def account(self, account: Account) -> Backing:
        """Return the sources of a dispute's account: those cited and those that hold it.

        Where sides hold it, the other sources only pass on what these say. Those count by themselves that are named as
        holders, or that an outlet among the holders published.
        """
        held = {self.corpus.current(id) for id in account.held_by if self.corpus.find(id, Source)}
        everything = self.so(
            (*account.cite, *(Citation(source=id) for id in account.held_by if self.corpus.find(id, Source)))
        )
        actors = [actor for id in account.held_by if (actor := self.corpus.find(id, Actor))]
        date = self._first_report(account)
        found = {actor.id: reporting_sides(self.corpus, actor, date) for actor in actors}
        said = [frozenset({_SIDE + side}) for several in found.values() for side in several]
        if not said or not everything.counted:
            return everything
        own = {id for id in everything.counted if id in held or found.get(self._publisher(id)) == ()}
        passed_on = [(id, keys) for id in sorted(everything.counted - own) for keys in said]
        return self._with_keys(everything, [*passed_on, *((id, keys) for id in sorted(own) for keys in self._says(id))])

    def _first_report(self, account: Account) -> Edtf:
        """Return the day of an account: that of its first source."""
        dates = [s.published for c in account.cite if (s := self.corpus.find(c.source, Source)) and s.published]
        return min(dates, key=lambda date: date.earliest, default=ANY_DAY)

    def is_single(self, backing: Backing, records: tuple[str, ...]) -> bool:
        """Return whether pages should warn that a claim rests on a single origin.

        No warning is needed if a trusted primary record is cited. That is a source of a type in `records`, graded A
        or B, without relays. Nor if the claim has one source only, and all its origins are graded A or B. Several
        sources with one origin look like more evidence than there is. A claim for which no source counts is warned of.
        """
        if backing.count != 1:
            return backing.count == 0
        found = [source for id in backing.sources if (source := self.corpus.find(id, Source))]
        if any(s.type in records and s.reliability in _TRUSTED and not s.relays for s in found):
            return False
        origins = [self.corpus.find(id, Source) for id in backing.origins]
        return len(backing.sources) > 1 or any(o is None or o.reliability not in _TRUSTED for o in origins)

    @cached_property
    def contested(self) -> dict[str, tuple[str, ...]]:
        """Return the ids of the open disputes about each brief, by the brief's id."""
        found: dict[str, list[str]] = defaultdict(list)
        for dispute in self.corpus.of(Dispute):
            if dispute.state == "open":
                for id in dict.fromkeys(self.corpus.former.get(id, id) for id in dispute.about):
                    found[id].append(dispute.id)
        return {id: tuple(disputes) for id, disputes in found.items()}

    def names(self, targets: Iterable[str], ref: str) -> bool:
        """Return whether `targets` contain the statement `ref`, also by a former event id."""
        return any((made := statement_named(self.corpus, target)) and made.ref == ref for target in targets)

    def event(self, event: Event) -> Standing:
        """Return the evidence for an event, from the sources in its own `cite` list."""
        own = self.so(event.cite)
        is_single = event.kind not in OWN_EVIDENCE and self.is_single(own, RECORDS)
        return Standing(own, disputes=self.contested.get(event.id, ()), is_single=is_single)

    @cached_property
    def statements(self) -> dict[str, Standing]:
        """Return the evidence for each statement, by its `event-id#statement-id`."""
        return {ref: self.statement(ref) for ref in self.corpus.statements}

    def statement(self, ref: str) -> Standing:
        """Return the evidence for one statement, given as `event-id#statement-id`."""
        if ref not in self._standings:
            made, (confirming, disputing) = self.corpus.statements[ref], self._ties
            own = self.said(made.statement.cite, made.statement.credibility)
            self._standings[ref] = Standing(
                own,
                confirming=tuple(confirming.get(ref, ())),
                confirmed_by=self._confirmed_by(made, confirming.get(ref, ())),
                disputing=tuple(disputing.get(ref, ())),
                is_single=self.is_single(own, RECORDS_OF_WORDS),
                is_official=self._is_official(made, own),
            )
        return self._standings[ref]

    def is_on_one_report(self, ref: str) -> bool:
        """Return `is_single` of one statement; cheaper than `statement`."""
        if ref in self._standings:
            return self._standings[ref].is_single
        said = self.corpus.statements[ref].statement
        return self.is_single(self.said(said.cite, said.credibility), RECORDS_OF_WORDS)

    def _confirmed_by(self, made: StatementAt, confirming: Iterable[str]) -> tuple[tuple[str, Basis], ...]:
        """Return the other sides that confirm a statement with one that is not weakly sourced."""
        found: dict[str, Basis] = {}
        for ref in confirming:
            by = self.corpus.statements[ref]
            basis = basis_of_statement(self.corpus, by)
            if basis == "weak" or not self.names(by.statement.corroborates, made.ref):
                continue
            for side in confirming_sides(self.corpus, made, by):
                if found.get(side, "reported") == "reported":
                    found[side] = basis
        return tuple(sorted(found.items()))

    def _is_official(self, made: StatementAt, own: Backing) -> bool:
        """Return whether a body's own text reports the statement, graded A or B."""
        speaking = set(sides(self.corpus, made))
        cited = (source for id in sorted(own.counted) if (source := self.corpus.find(id, Source)))
        return any(
            source.reliability in _TRUSTED
            and is_official_text(self.corpus, source)
            and not speaking.isdisjoint(publishing_sides(self.corpus, source))
            for source in cited
        )

    def _backing(
        self, citations: Sequence[Citation], credibility: int | None, keys_of: Callable[[str], Iterable[Keys]]
    ) -> Backing:
        groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for id in dict.fromkeys(self.corpus.current(citation.source) for citation in citations):
            groups[tuple(sorted(self.origins(id)))].append(id)
        counted = dict.fromkeys(each.source.id for each in counting(self.corpus, citations, credibility))
        listed = Backing(tuple(Group(o, tuple(s)) for o, s in groups.items()), counted=frozenset(counted))
        return self._with_keys(listed, [(id, keys) for id in counted for keys in keys_of(id)])

    def _with_keys(self, backing: Backing, keyed: Sequence[tuple[str, Keys]]) -> Backing:
        """Return the backing with its independent sources, from the keys of each source that counts."""
        chosen = independent_sets(keys for _, keys in keyed)
        behind: list[dict[str, None]] = [{} for _ in chosen]
        for id, keys in keyed:
            for number, one in enumerate(chosen):
                if not one.isdisjoint(keys):
                    behind[number][id] = None
                    break
        found = tuple(IndependentSource(one, tuple(ids)) for one, ids in zip(chosen, behind, strict=True))
        everything = frozenset().union(*(keys for _, keys in keyed))
        sides = _sides_in(everything)
        only = sides[0] if len(sides) == len(everything) == 1 else ""
        return msgspec.structs.replace(backing, count=len(found), only_side=only, independent=found)

    def _reports(self, source: str) -> Keys:
        """Return the original reports behind a source that reports a statement."""
        cited = self.corpus.find(source, Source)
        found = frozenset(self.origins(source))
        return found if cited is None or not _has_unknown_origin(cited) else found | {_UNKNOWN}

    def _says(self, source: str) -> tuple[Keys, ...]:
        """Return who says so according to a source: sides, and reports of no side.

        A joint statement of several sides is one origin for each of them.
        """
        if source not in self._so:
            found = [self._origin(origin) for origin in self.origins(source)]
            whole = frozenset(key for each in found for keys in each for key in keys)
            self._so[source] = found[0] if len(found) == 1 else (whole,)
        return self._so[source]

    def _origin(self, id: str) -> tuple[Keys, ...]:
        source = self.corpus.find(id, Source)
        if source is None:
            return (frozenset({id}),)
        if joint := joint_sides(self.corpus, source):
            return tuple(frozenset({_SIDE + side}) for side in joint)
        found = publishing_sides(self.corpus, source) or speaking_sides(self.corpus, source)
        if found:
            return (frozenset(_SIDE + side for side in found),)
        return (frozenset({_UNKNOWN if _has_unknown_origin(source) else id}),)

    def _publisher(self, source: str) -> str:
        found = self.corpus.find(source, Source)
        return self.corpus.former.get(found.publisher, found.publisher) if found and found.publisher else ""

    @cached_property
    def _ties(self) -> tuple[dict[str, dict[str, None]], dict[str, dict[str, None]]]:
        """Return the confirming and the disputing statements of each, in both directions."""
        both: tuple[dict[str, dict[str, None]], ...] = (defaultdict(dict), defaultdict(dict))
        for ref, made in self.corpus.statements.items():
            for found, targets in zip(both, (made.statement.corroborates, made.statement.disputes), strict=True):
                for target in targets:
                    other = statement_named(self.corpus, target)
                    if other is not None and other.ref != ref:
                        found[ref][other.ref] = None
                        found[other.ref][ref] = None
        return both[0], both[1]


def _sides_in(keys: Keys) -> tuple[str, ...]:
    return tuple(sorted(key.removeprefix(_SIDE) for key in keys if key.startswith(_SIDE)))


def corroboration(corpus: Corpus) -> Corroboration:
    """Return the corroboration of a corpus, computed once per corpus."""
    return corpus.once(Corroboration)


def _has_unknown_origin(source: Source) -> bool:
    return source.reliability not in _OF_KNOWN_ORIGIN and not source.relays
