"""The `Site`: the corpus with the derived values that all pages share.

Addresses, labels, positions, the prose renderer and the grouped backlinks. Plain data; the only HTML is that of
prose.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TypeVar

import msgspec
from markupsafe import Markup

from briefgen.analysis.corroboration import Corroboration, corroboration
from briefgen.analysis.origins import origins
from briefgen.analysis.point_status import PointStatus, point_status
from briefgen.analysis.positions import roles_on, speaks_for, subject_of
from briefgen.analysis.review_hash import ReviewHashes
from briefgen.config import Config
from briefgen.corpus import citations as corpus_citations
from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.model.briefing import Highlights
from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import Brief, Citation, kind_of
from briefgen.model.kinds._parts import Figure
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event, Statement
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.model.references import split
from briefgen.provenance.quotations import Quotations, quotations
from briefgen.site import statement_pages, urls
from briefgen.site.counting import listed
from briefgen.site.days import iso
from briefgen.site.glossary import explained
from briefgen.site.positions import PositionRecord, PositionRecords, position_records
from briefgen.site.short_names import short_names
from briefgen.site.unique_names import UniqueNames
from briefgen.text.messages import N_, gettext
from briefgen.text.name_order import by_name
from briefgen.text.prose import Prose, Target

_CITED, _MENTIONED, _SEE_ALSO = N_("Cited by"), N_("Mentioned in"), N_("See also")

# The headings of backlinks, by kind of the naming brief and its field.
_REASONS = {
    ("event", "participants.actor"): N_("Events"),
    ("event", "statements.speaker"): N_("Spoke at"),
    ("event", "statements.speakers"): N_("Spoke at"),
    ("event", "statements.reported_by"): N_("Reported on"),
    ("event", "statements.on_behalf_of"): N_("Spoken for at"),
    ("event", "statements.figures.by"): N_("Figures at"),
    ("event", "figures.by"): N_("Figures at"),
    ("event", "part_of"): N_("Parts of it"),
    ("event", "statements.about"): N_("Discussed at"),
    ("event", "follows"): N_("Led to"),
    ("event", "introduces"): N_("Versions first published at"),
    ("event", "related"): _SEE_ALSO,
    ("actor", "part_of"): N_("Part of it"),
    ("actor", "roles.of"): N_("Office-holders"),
    ("actor", "members.actor"): N_("Groups that it is a member of"),
    ("actor", "related"): _SEE_ALSO,
    ("plan", "proposers"): N_("Put forward"),
    ("plan", "parties"): N_("Party to"),
    ("plan", "versions.event"): N_("Versions it put forward"),
    ("plan", "versions.proposed_by"): N_("Proposed a version of"),
    ("plan", "related"): _SEE_ALSO,
    ("point", "plan"): N_("Its points"),
    ("point", "binds"): N_("Points that would bind it"),
    ("point", "versions.into"): N_("Points merged or split into it"),
    ("point", "versions.from"): N_("Points made from it"),
    ("point", "versions.to"): N_("Points moved to it"),
    ("point", "versions.figures.by"): N_("Figures in"),
    ("point", "related"): _SEE_ALSO,
    ("dispute", "about"): N_("Contested"),
    ("dispute", "accounts.held_by"): N_("Disputed questions it has spoken to"),
    ("dispute", "related"): _SEE_ALSO,
    ("source", "publisher"): N_("Published"),
    ("source", "relays"): N_("Relayed by"),
    ("source", "related"): _SEE_ALSO,
}

REASON_ANCHORS = {
    reason: reason.lower().replace(" ", "-") for reason in sorted({*_REASONS.values(), _CITED, _MENTIONED})
}
"""The part of an address for each reason of `Site.backlinks`."""

K = TypeVar("K", bound=Brief)


class Cited(msgspec.Struct, frozen=True):
    """One use of a source: the citing brief, the part of it, and the citation."""

    id: str
    ref: str
    citation: Citation


class SourceUse(msgspec.Struct, frozen=True):
    """An entry in a page's list of sources: a source and the page's citations of it."""

    source: Source
    citations: tuple[Citation, ...] = ()
    """The citations with a quote, note or credibility, or of quoted words."""
    locators: tuple[str, ...] = ()
    """The locators of all other citations."""


class Site:
    """The published corpus and everything derived from it; made once per build."""

    def __init__(self, corpus: Corpus, config: Config) -> None:
        self.corpus = corpus
        self.briefing = corpus.briefing
        self.options = config.options
        self.directory_urls = config.directory_urls
        self.site_url = config.site_url
        self.path_in_repository = config.path_in_repository
        self.has_issue_forms = config.has_issue_forms
        self.language = config.interface_language(corpus.briefing.language)
        """Language of labels and dates, as a BCP 47 tag."""
        self.as_of = corpus.as_of
        self.fragments: dict[tuple[int, str, str], Markup] = {}
        """HTML that is the same on all pages of one depth, by depth, name and key."""
        self._roles: dict[tuple[str, str], str] = {}
        self._urls = {
            id: urls.url_of(urls.uri_of(brief), directory_urls=config.directory_urls)
            for id, brief in corpus.briefs.items()
        }
        self._urls |= {old: self._urls[new] for old, new in corpus.former.items() if new in self._urls}

    def url(self, uri: str) -> str:
        """Return the address of a page, given its Markdown file."""
        return urls.url_of(uri, directory_urls=self.directory_urls)

    def url_of(self, ref: str) -> str | None:
        """Return the address of a brief, statement or plan version; None if it has none."""
        id, tail = split(ref)
        if not tail or id not in self._urls:
            return self._urls.get(ref)
        if tail.startswith("@"):
            return f"{self._urls[id]}#version-{tail[1:].replace('#', '-document-')}"
        is_part = isinstance(self.brief(id), Point)
        return (
            f"{self._later_pages.get(self.corpus.current(ref), self._urls[id])}#{'part-' if is_part else ''}{tail[1:]}"
        )

    @cached_property
    def _later_pages(self) -> dict[str, str]:
        """Return the page of each statement that is not on the first page of its event."""
        return {
            f"{event.id}#{event.statements[index].id}": self.url(urls.uri(statement_pages.folder(event, number)))
            for event in self.corpus.events
            if len(event.statements) > statement_pages.PER_PAGE
            for number, indexes in statement_pages.parts(event)
            if number > 1
            for index in indexes
        }

    def label(self, ref: str) -> str:
        """Return the label of a brief, statement or version; the reference if unknown."""
        if "#" in ref or "@" in ref:
            return self._label_of_part(ref)
        brief = self.brief(ref)
        return brief.label if brief else ref

    def name(self, ref: str) -> str:
        """Return a name that no other brief, statement or version has; see `UniqueNames`."""
        return self._unique_names[ref]

    def words_of(self, ref: str) -> str:
        """Return the first words of a statement and its event; of all else, the name."""
        return self._unique_names.words(ref)

    def is_repeated(self, made: StatementAt) -> bool:
        """Return whether another statement has the same words."""
        return self._unique_names.is_repeated(made)

    @cached_property
    def _unique_names(self) -> UniqueNames:
        return UniqueNames(self.corpus, self.label, lambda made: self.attribution(made.statement))

    def _label_of_part(self, ref: str) -> str:
        corpus, now = self.corpus, self.corpus.current(ref)
        if made := corpus.statements.get(now):
            return f"{self.attribution(made.statement)}: {made.event.title}"
        if part := corpus.parts.get(now):
            return f"{part[0].title}, {part[1].id}: {part[1].title}"
        if document := corpus.documents.get(now):
            return f"{document[0].title}: {document[1].label}: {document[2].title}"
        version = corpus.versions.get(now)
        return f"{version[0].title}: {version[1].label}" if version else ref

    def figure(self, figure: Figure) -> str:
        """Return a figure in words: label, number, unit, period and whose it is."""
        if figure.from_ and figure.to:
            period = gettext("from %(start)s to %(end)s", start=figure.from_.words(), end=figure.to.words())
        elif figure.from_:
            period = gettext("from %(date)s", date=figure.from_.words())
        else:
            period = gettext("to %(date)s", date=figure.to.words()) if figure.to else ""
        more = ", ".join(filter(None, (period, self.label(figure.by) if figure.by else "")))
        return f"{figure.label}: {figure.amount}{f' ({more})' if more else ''}"

    def attribution(self, statement: Statement) -> str:
        """Return who made a statement: its speakers, or who reported it."""
        names = listed([self.label(id) for id in statement.attributed_to])
        return names if statement.named_speakers or not names else gettext("Reported by %(who)s", who=names)

    def brief(self, id: str) -> Brief | None:
        """Return the brief with an id or former id, or None."""
        return self.corpus.briefs.get(self.corpus.former.get(id, id))

    @cached_property
    def prose(self) -> Prose:
        """Return the prose renderer, with all link targets and unambiguous actor names."""
        targets = {ref: Target(url, self.name(ref)) for ref, url in self._urls.items()}
        corpus = self.corpus
        for refs in (corpus.statements, corpus.versions, corpus.parts, corpus.documents):
            targets |= {ref: Target(self.url_of(ref) or "", self.label(ref)) for ref in refs}
        terms = explained(self.briefing.terms, directory_urls=self.directory_urls)
        return Prose(targets, self._names, terms)

    @cached_property
    def _names(self) -> dict[str, str]:
        owners: dict[str, set[str]] = defaultdict(set)
        for actor in self.corpus.of(Actor):
            for name in (actor.name, *(alias.name for alias in actor.aliases)):
                owners[name].add(actor.id)
        # A name that two actors share could link to the wrong one.
        return {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}

    @property
    def position_records(self) -> PositionRecords:
        """Return the positions of all actors on all subjects."""
        return position_records(self.corpus)

    @property
    def highlights(self) -> Highlights:
        """Return what the home page shows first, as the editors set it."""
        return self.briefing.highlights or Highlights()

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Return the ids of the briefing's parties that have a brief."""
        return tuple(p for p in self.briefing.parties if self.brief(p) is not None)

    @cached_property
    def party_codes(self) -> dict[str, str]:
        """Return the short name of each party, for signs."""
        return dict(zip(self.parties, short_names([self.label(party) for party in self.parties]), strict=True))

    def position(self, actor: str, subject: str) -> PositionRecord:
        """Return an actor's position on a point, plan or part, with its history."""
        return self.position_records.of(actor, subject)

    def known_from(self, ref: str, subject: str) -> str:
        """Return the ISO day on which a statement about a subject became known."""
        return iso(self.position_records.day(ref, subject))

    def roles(self, actor: str, date: Edtf) -> str:
        """Return an actor's roles on a date as text, separated by semicolons."""
        key = (actor, date.text)
        if key not in self._roles:
            found = self.corpus.find(actor, Actor)
            held = roles_on(found, date) if found else ()
            self._roles[key] = "; ".join(self.role(role.title, role.of) for role in held)
        return self._roles[key]

    def role(self, title: str, of: str | None) -> str:
        """Return a role's title, with the organisation's name unless the title has it."""
        if of is None or self.label(of).casefold() in title.casefold():
            return title
        return f"{title}, {self.label(of)}"

    @cached_property
    def spoken_for(self) -> dict[str, tuple[StatementAt, ...]]:
        """Return the statements that count for each actor, newest first."""
        found: dict[str, list[StatementAt]] = defaultdict(list)
        for made in self.corpus.statements.values():
            for actor in dict.fromkeys((*made.statement.attributed_to, *speaks_for(self.corpus, made))):
                found[actor].append(made)
        return {actor: tuple(reversed(made)) for actor, made in found.items()}

    @cached_property
    def spoken_about(self) -> dict[str, tuple[StatementAt, ...]]:
        """Return the statements about each brief and each part of a point, newest first.

        Those about a version of a plan are also about the plan.
        """
        found: dict[str, list[StatementAt]] = defaultdict(list)
        for made in self.corpus.statements.values():
            for subject in dict.fromkeys(subject_of(self.corpus, about) for about in made.statement.about):
                found[subject].append(made)
        return {subject: tuple(reversed(made)) for subject, made in found.items()}

    def backlinks(self, id: str, *without: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the ids of briefs that name a brief, by reason, which is a message.

        Groups named in `without` are left out. Ids in "Mentioned in" are not repeated from other groups.
        """
        groups: dict[str, dict[str, None]] = defaultdict(dict)
        for link in self.corpus.backlinks.get(id, ()):
            kind = kind_of(self.corpus.briefs[link.id])
            cites = "cite" in link.at
            reason = _CITED if cites else _REASONS.get((kind, link.field), _MENTIONED)
            if reason not in without:
                groups[reason][link.id] = None
        seen: set[str] = set()
        result = []
        for reason in sorted(groups, key=lambda r: (r == _MENTIONED, r == _SEE_ALSO, r)):
            ids = [i for i in groups[reason] if reason != _MENTIONED or i not in seen]
            seen.update(ids)
            if ids:
                result.append((reason, tuple(sorted(ids, key=self._order))))
        return tuple(result)

    def naming(self, id: str, kind: type[K], field: str) -> tuple[K, ...]:
        """Return the briefs of a kind that name a brief in one field, by label."""
        ids = dict.fromkeys(link.id for link in self.corpus.backlinks.get(id, ()) if link.field == field)
        found = [brief for one in ids if (brief := self.corpus.find(one, kind))]
        return tuple(sorted(found, key=lambda b: (by_name(b.label), b.id)))

    def _order(self, id: str) -> tuple[int, object, str]:
        brief = self.corpus.briefs[id]
        if isinstance(brief, Point):
            return brief.order, brief.number, id
        if isinstance(brief, Event):
            return brief.order, brief.date.sort_key, id
        return brief.order, by_name(brief.label), id

    @cached_property
    def cited(self) -> dict[str, tuple[Cited, ...]]:
        """Return the uses of each source, by citing brief and part."""
        found: dict[str, list[Cited]] = defaultdict(list)
        for id, brief in self.corpus.briefs.items():
            for ref, citations in corpus_citations.citations_by_part(brief):
                for citation in citations:
                    source = self.corpus.former.get(citation.source, citation.source)
                    found[source].append(Cited(id, ref, citation))
        return {source: tuple(uses) for source, uses in found.items()}

    def origins(self, sources: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of the origins of sources; see `analysis.origins`."""
        return origins(self.corpus, sources)

    @property
    def quotations(self) -> Quotations:
        """Return all quotations with the results of their check."""
        return quotations(self.corpus)

    @property
    def corroboration(self) -> Corroboration:
        """Return the independent origins of each claim."""
        return corroboration(self.corpus)

    @cached_property
    def fingerprints(self) -> ReviewHashes:
        """Return the review hashes, which show whether a brief changed since its review."""
        return ReviewHashes(self.corpus)

    def status(self, point: Point) -> PointStatus | None:
        """Return the status of a point; None if the negotiated line does not report on it."""
        return point_status(self.corpus, point)

    @cached_property
    def open_disputes(self) -> tuple[Dispute, ...]:
        """Return the open disputes, by title."""
        return tuple(sorted((d for d in self.corpus.of(Dispute) if d.state == "open"), key=lambda d: by_name(d.title)))

    def by_label(self, kind: type[Brief]) -> tuple[Brief, ...]:
        """Return the briefs of a kind, by label."""
        return tuple(sorted(self.corpus.of(kind), key=lambda b: (by_name(b.label), b.id)))
