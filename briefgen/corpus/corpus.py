"""The corpus: all linked briefs of a project, with references and backlinks."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar, cast

import msgspec

from briefgen.corpus.link_results import NO_RESULTS, LinkResults
from briefgen.corpus.records import Record
from briefgen.diagnostics.types import At
from briefgen.model import edtf
from briefgen.model import references as model_references
from briefgen.model.briefing import Briefing
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.event import Event, Statement
from briefgen.model.kinds.plan import Document, Plan, PlanVersion
from briefgen.model.kinds.point import Point, PointPart
from briefgen.model.kinds.source import Source
from briefgen.model.references import ProseField, Reference, split
from briefgen.text import markup

K = TypeVar("K", bound=Brief)
T = TypeVar("T")

NO_BASE: Mapping[str, str] = MappingProxyType({})
"""The default of `before`: no earlier state to compare with."""
NO_RECORDS: Mapping[str, Record] = MappingProxyType({})
"""The default of `records`: no records of source documents."""


class Backlink:
    """A reference from another brief: its id, its place and its field."""

    __slots__ = ("at", "field", "id")

    def __init__(self, id: str, at: At) -> None:
        self.id = id
        self.at = at
        # one text for all references from a field: a project has hundreds of thousands of them
        self.field = sys.intern(".".join(step for step in at if isinstance(step, str)))

    def __repr__(self) -> str:
        return f"Backlink({self.id!r}, {self.field!r})"


class MediaFile(msgspec.Struct, frozen=True):
    """A file of `content/media/`: its path in the project, its format and its bytes."""

    path: str
    format: str
    content: bytes


NO_MEDIA: Mapping[str, MediaFile] = MappingProxyType({})
"""The default of `media`: no files."""


class StatementAt:
    """A statement with its event, its reference `event-id#statement-id` and its date."""

    __slots__ = ("date", "event", "ref", "statement")

    def __init__(self, event: Event, statement: Statement) -> None:
        self.event = event
        self.statement = statement
        self.ref = f"{event.id}#{statement.id}"
        self.date = statement.date or event.date


class Corpus(msgspec.Struct, frozen=True, eq=False, dict=True, weakref=True):
    """All briefs of a project with their links; immutable.

    `link` creates it with every attribute set. Views, such as `without_drafts`, are copies without the memoised values.

    Invariant: no code sets an attribute of a corpus (`tests/unit/corpus/test_corpus.py`).
    """

    briefing: Briefing
    briefs: Mapping[str, Brief]
    paths: Mapping[str, str]
    former: Mapping[str, str]
    is_whole: bool = True
    """Whether every file decoded and no id is ambiguous.

    Only then does a missing reference prove that an item is unused.
    """
    before: Mapping[str, str] = NO_BASE
    """Paths by id of an earlier state of the content; empty where none was given to compare with."""
    records: Mapping[str, Record] = NO_RECORDS
    """The sound records of source documents in `seeds/`, by id."""
    media: Mapping[str, MediaFile] = NO_MEDIA
    """The sound files in `content/media/`, by their path there."""
    links: LinkResults = NO_RESULTS
    """The results of checking outbound links, by address; empty where none are stored."""
    stands_on: edtf.Edtf | None = None
    """The day of an as-of view; None where the corpus is complete."""
    cut: frozenset[str] = frozenset()
    """The ids of briefs whose prose an as-of view shortened; an empty id stands for the briefing."""

    @cached_property
    def _harvested(self) -> Mapping[str, tuple[list[Reference], list[ProseField]]]:
        return {id: model_references.harvest(brief) for id, brief in self.briefs.items()}

    @cached_property
    def references(self) -> Mapping[str, list[Reference]]:
        """Return the references of each brief by its id, in the order of the fields."""
        return {id: references for id, (references, _) in self._harvested.items()}

    @cached_property
    def prose(self) -> Mapping[str, list[ProseField]]:
        """Return the prose fields of each brief by its id, in the order of the fields."""
        return {id: prose for id, (_, prose) in self._harvested.items()}

    @cached_property
    def _made(self) -> dict[object, object]:
        return {}

    def once(self, make: Callable[[Corpus], T]) -> T:
        """Return ``make(self)``, memoised: the function runs once per corpus.

        The corpus itself holds the value, so both are freed together. An outside table would leak, even with weak keys:
        its values refer to their corpus and keep it alive.
        """
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    def of(self, kind: type[K]) -> tuple[K, ...]:
        """Return the briefs of a kind, sorted by id."""
        return self._by_kind.get(kind, ())  # type: ignore[return-value]  # the dict is keyed by the type of its values

    @cached_property
    def _by_kind(self) -> dict[type[Brief], tuple[Brief, ...]]:
        found: dict[type[Brief], list[Brief]] = defaultdict(list)
        for brief in self.briefs.values():
            found[type(brief)].append(brief)
        return {kind: tuple(briefs) for kind, briefs in found.items()}

    def find(self, id: str, kind: type[K]) -> K | None:
        """Return the brief with this current or former id, or None if its kind differs."""
        brief = self.briefs.get(self.former.get(id, id))
        return brief if isinstance(brief, kind) else None

    @cached_property
    def illustrated(self) -> tuple[Event | Source, ...]:
        """Return the events and sources with images or PDF files, sorted by kind and id."""
        both: tuple[Event | Source, ...] = (*self.of(Event), *self.of(Source))
        return tuple(brief for brief in both if brief.media)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Return the events, oldest first."""
        return tuple(sorted(self.of(Event), key=lambda event: (event.date.sort_key, event.id)))

    @cached_property
    def statements(self) -> dict[str, StatementAt]:
        """Return all statements by ``event-id#statement-id``, oldest first."""
        made = [StatementAt(event, statement) for event in self.events for statement in event.statements]
        made.sort(key=lambda m: m.date.sort_key)
        return {m.ref: m for m in made}

    @cached_property
    def points(self) -> dict[str, tuple[Point, ...]]:
        """Return the points of each plan by the plan's id, sorted by number."""
        found: dict[str, list[Point]] = defaultdict(list)
        for point in self.of(Point):
            found[self.former.get(point.plan, point.plan)].append(point)
        return {plan: tuple(sorted(points, key=lambda p: (p.number, p.id))) for plan, points in found.items()}

    @cached_property
    def versions(self) -> dict[str, tuple[Plan, PlanVersion]]:
        """Return all plan versions by ``plan-id@version-id``."""
        return {f"{plan.id}@{version.id}": (plan, version) for plan in self.of(Plan) for version in plan.versions}

    @cached_property
    def parts(self) -> dict[str, tuple[Point, PointPart]]:
        """Return all parts of points by ``point-id#part-id``."""
        return {f"{point.id}#{part.id}": (point, part) for point in self.of(Point) for part in point.parts}

    @cached_property
    def documents(self) -> dict[str, tuple[Plan, PlanVersion, Document]]:
        """Return all documents of plan versions by ``plan-id@version-id#document-id``."""
        return {
            f"{ref}#{document.id}": (plan, version, document)
            for ref, (plan, version) in self.versions.items()
            for document in version.documents
        }

    @cached_property
    def backlinks(self) -> dict[str, tuple[Backlink, ...]]:
        """Return the backlinks of each brief and of each part of one.

        Parts are keyed by their reference, such as ``event-id#statement-id``. Includes links and citations in prose. A brief's references to itself or its own parts are no backlinks of the brief.
        """
        found: dict[str, list[Backlink]] = defaultdict(list)
        for id in self.briefs:
            for target, at in self._named(id):
                whole, tail = split(target)
                if whole != id:
                    found[whole].append(Backlink(id, at))
                if tail:
                    found[target].append(Backlink(id, at))
        return {target: tuple(links) for target, links in found.items()}

    @cached_property
    def named(self) -> Mapping[str, bool]:
        """Return every id that another brief refers to.

        The value is False where all such references are in the field `related`.
        """
        found: dict[str, bool] = {}
        for id in self.briefs:
            for target, at in self._named(id):
                whole, _ = split(target)
                if whole != id:
                    found[whole] = at[0] != "related" or found.get(whole, False)
        return found

    @cached_property
    def encoded(self) -> Mapping[str, bytes]:
        """Return each brief as JSON bytes, by id.

        A substring search in it is much cheaper than a walk through the fields, so rules can skip most briefs.
        """
        encode = msgspec.json.Encoder(enc_hook=str).encode
        return {id: encode(brief) for id, brief in self.briefs.items()}

    def _named(self, id: str) -> Iterable[tuple[str, At]]:
        for reference in self.references[id]:
            yield self.current(reference.target), reference.at
        written = self.encoded[id]
        for field in self.prose[id] if b"[[" in written or b"[@" in written else ():
            for target in markup.links(field.text):
                yield self.current(target), field.at
            for target, _ in markup.citations(field.text):
                yield self.current(target), field.at

    def current(self, target: str) -> str:
        """Return a reference with the current id of its brief."""
        if not self.former:
            return target
        whole, tail = split(target)
        return f"{self.former.get(whole, whole)}{tail}"

    @cached_property
    def as_of(self) -> edtf.Edtf | None:
        """Return the date that the briefing describes.

        It is the briefing's own `as_of`. Without one, it is the date of the newest event that happened or is reported.
        None where there is no such event.
        """
        if self.briefing.as_of is not None:
            return self.briefing.as_of
        past = [event.date for event in self.events if event.state in ("happened", "reported")]
        return max(past, key=lambda date: date.sort_key, default=None)

    def names_a_source(self, id: str) -> bool:
        """Return whether the brief with this id cites a source in a field or in prose."""
        is_known = "_harvested" in self.__dict__
        # the references of one brief cost little, those of all briefs much
        references, prose = self._harvested[id] if is_known else model_references.harvest(self.briefs[id])
        return any("cite" in reference.at for reference in references) or any(
            True for field in prose for _ in markup.citations(field.text)
        )

    def without_paths(self, paths: Container[str]) -> Corpus:
        """Return a view without the briefs of some files."""
        kept = {id: path for id, path in self.paths.items() if path not in paths}
        if len(kept) == len(self.paths):
            return self
        briefs = {id: brief for id, brief in self.briefs.items() if id in kept}
        return msgspec.structs.replace(self, briefs=briefs, paths=kept, is_whole=False)

    def without_drafts(self) -> Corpus:
        """Return a view with the published briefs only."""
        if all(brief.status == "published" for brief in self.briefs.values()):
            return self
        kept = {id: brief for id, brief in self.briefs.items() if brief.status == "published"}
        return msgspec.structs.replace(self, briefs=kept, paths={id: self.paths[id] for id in kept})
