"""Link the entries: every brief by id, every reference resolved or reported, every backlink filled. Immutable.

The references of a file that did not decode are checked as far as its shape shows them; nothing is reported about ids that
such a file would define.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

import msgspec

from briefgen.corpus.codes import DUPLICATE_ID, FORMER_ID, UNKNOWN_CITATION, UNKNOWN_REFERENCE, WRONG_KIND
from briefgen.corpus.load import RESERVED, Loaded, LoadedFile, kinds
from briefgen.corpus.records import Record
from briefgen.diagnostics.truncate import truncate
from briefgen.diagnostics.types import At, Note, Problem, UnplacedEdit, UnplacedFix
from briefgen.files.codes import BAD_NAME
from briefgen.model import edtf
from briefgen.model import references as model_references
from briefgen.model.briefing import EMPTY, Briefing
from briefgen.model.kinds._base import Brief, kind_of
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event, Statement
from briefgen.model.kinds.plan import Plan, PlanVersion
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.model.references import ProseField, Reference

K = TypeVar("K", bound=Brief)

NO_BASE: Mapping[str, str] = MappingProxyType({})
"""No earlier state to compare with."""


class Backlink:
    """That one brief names another: which, and in which field."""

    __slots__ = ("at", "field", "id")

    def __init__(self, id: str, at: At) -> None:
        self.id = id
        self.at = at
        self.field = ".".join(str(step) for step in at if isinstance(step, str))

    def __repr__(self) -> str:
        return f"Backlink({self.id!r}, {self.field!r})"


class StatementAt:
    """A statement with the event it was made at: the unit that positions, lists and citations speak of."""

    __slots__ = ("date", "event", "ref", "statement")

    def __init__(self, event: Event, statement: Statement) -> None:
        self.event = event
        self.statement = statement
        self.ref = f"{event.id}#{statement.id}"
        self.date = statement.date or event.date


class Corpus:
    """All briefs with their links. Built only by `link`; nothing changes it afterwards."""

    def __init__(
        self, briefing: Briefing, briefs: Mapping[str, Brief], paths: Mapping[str, str], former: Mapping[str, str]
    ) -> None:
        self.briefing = briefing
        self.briefs = briefs
        self.paths = paths
        self.former = former
        self.is_whole = True
        """Whether every file could be read, so that what no brief names is named nowhere."""
        self.quiet: frozenset[str] = frozenset()
        """Briefs in which the rules that look at one brief alone are known to find nothing."""
        self.before = NO_BASE
        """The ids and paths of an earlier state of the content, where one was given to compare with."""
        self.records: Mapping[str, Record] = {}
        """The records of source documents in `seeds/`."""
        self.stands_on: edtf.Edtf | None = None
        """The day on which it stands, where that is not its newest."""
        self.cut: frozenset[str] = frozenset()
        """The briefs that passages about later days were left out of; an empty id is the briefing."""
        self.derived: dict[object, object] = {}  # see derived.py
        self.references: dict[str, list[Reference]] = {}
        self.prose: dict[str, list[ProseField]] = {}
        for id, brief in briefs.items():
            self.references[id], self.prose[id] = model_references.harvest(brief)

    def of(self, kind: type[K]) -> tuple[K, ...]:
        """Return the briefs of a kind, by id."""
        return self._by_kind.get(kind, ())  # type: ignore[return-value]  # the dict is keyed by the type of its values

    @cached_property
    def _by_kind(self) -> dict[type[Brief], tuple[Brief, ...]]:
        found: dict[type[Brief], list[Brief]] = defaultdict(list)
        for brief in self.briefs.values():
            found[type(brief)].append(brief)
        return {kind: tuple(briefs) for kind, briefs in found.items()}

    def find(self, id: str, kind: type[K]) -> K | None:
        """Return the brief of that id if it has that kind."""
        brief = self.briefs.get(self.former.get(id, id))
        return brief if isinstance(brief, kind) else None

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
        """Return each plan's points by number."""
        found: dict[str, list[Point]] = defaultdict(list)
        for point in self.of(Point):
            found[self.former.get(point.plan, point.plan)].append(point)
        return {plan: tuple(sorted(points, key=lambda p: (p.number, p.id))) for plan, points in found.items()}

    @cached_property
    def versions(self) -> dict[str, tuple[Plan, PlanVersion]]:
        """Return all plan versions by ``plan-id@version-id``."""
        return {f"{plan.id}@{version.id}": (plan, version) for plan in self.of(Plan) for version in plan.versions}

    @cached_property
    def backlinks(self) -> dict[str, tuple[Backlink, ...]]:
        """Return who names each brief (and each ``event#statement``): the inverse of the references, by id and field."""
        found: dict[str, list[Backlink]] = defaultdict(list)
        for id in self.briefs:
            for target, at in self._named(id):
                whole = target.partition("#")[0].partition("@")[0]
                if whole != id:
                    found[whole].append(Backlink(id, at))
                if "#" in target:
                    found[target].append(Backlink(id, at))
        return {target: tuple(links) for target, links in found.items()}

    @cached_property
    def named(self) -> Mapping[str, bool]:
        """Return every id that another brief names, and whether one does so otherwise than under `related`."""
        found: dict[str, bool] = {}
        for id in self.briefs:
            for target, at in self._named(id):
                whole = target.partition("#")[0].partition("@")[0] if "#" in target or "@" in target else target
                if whole != id:
                    found[whole] = at[0] != "related" or found.get(whole, False)
        return found

    @cached_property
    def encoded(self) -> Mapping[str, bytes]:
        """Return each brief as JSON, for one cheap look at all that it says before a dear one at its fields."""
        encode = msgspec.json.Encoder(enc_hook=str).encode
        return {id: encode(brief) for id, brief in self.briefs.items()}

    def _named(self, id: str) -> Iterable[tuple[str, At]]:
        for reference in self.references[id]:
            yield self._current(reference.target), reference.at
        written = self.encoded[id]
        for field in self.prose[id] if b"[[" in written or b"[@" in written else ():
            for target in model_references.links(field.text):
                yield self._current(target), field.at
            for target, _ in model_references.citations(field.text):
                yield self._current(target), field.at

    def _current(self, target: str) -> str:
        if not self.former:
            return target
        whole, mark, part = target.partition("#") if "#" in target else target.partition("@")
        return f"{self.former.get(whole, whole)}{mark}{part}"

    @cached_property
    def as_of(self) -> edtf.Edtf | None:
        """Return the day the briefing describes: what it says, or its newest event that is not in the future."""
        if self.briefing.as_of is not None:
            return self.briefing.as_of
        past = [event.date for event in self.events if event.state in ("happened", "reported")]
        return max(past, key=lambda date: date.sort_key, default=None)

    def names_a_source(self, id: str) -> bool:
        """Return whether a brief cites any source, in a field or in its prose."""
        return any("cite" in reference.at for reference in self.references[id]) or any(
            True for field in self.prose[id] for _ in model_references.citations(field.text)
        )

    def without_drafts(self) -> Corpus:
        """Return the corpus of the published briefs alone."""
        if all(brief.status == "published" for brief in self.briefs.values()):
            return self
        kept = {id: brief for id, brief in self.briefs.items() if brief.status == "published"}
        published = Corpus(self.briefing, kept, {id: self.paths[id] for id in kept}, self.former)
        published.records = self.records
        return published


def link(loaded: Loaded) -> tuple[Corpus, tuple[Problem, ...]]:
    """Return the corpus of the entries that decoded, and every reference that leads nowhere or to a wrong kind."""
    problems: list[Problem] = []
    briefs: dict[str, Brief] = {}
    paths: dict[str, str] = {}
    broken: set[str] = set()
    for entry in sorted(loaded.entries, key=lambda e: (e.id, e.path)):
        if entry.id in paths:
            problems.append(_duplicate(entry, paths[entry.id]))
            continue
        paths[entry.id] = entry.path
        if entry.brief is None:
            broken |= {entry.id, *(entry.salvaged.formerly if entry.salvaged else ())}
        else:
            briefs[entry.id] = entry.brief
    former: dict[str, str] = {}
    for id, brief in briefs.items():
        for index, old in enumerate(brief.formerly):
            at: At = ("formerly", index)
            if old in RESERVED:
                problems.append(BAD_NAME.problem(paths[id], at, f"`{old}` is a reserved name", help="remove it"))
            elif old in paths or old in former:
                other = paths[old] if old in paths else paths[former[old]]
                message = f"`{old}` is in use, so it cannot be a former id"
                problems.append(DUPLICATE_ID.problem(paths[id], at, message, notes=(Note("used here", other),)))
            else:
                former[old] = id
    corpus = Corpus(loaded.briefing, briefs, paths, former)
    corpus.is_whole = not broken and not problems and not loaded.problems and loaded.briefing is not EMPTY
    resolver = _Resolver(corpus, broken)
    for id in briefs:
        problems += truncate(resolver.check(paths[id], corpus.references[id], corpus.prose[id]))
    for entry in loaded.entries:
        if entry.salvaged and paths[entry.id] == entry.path:
            problems += truncate(resolver.check(entry.path, entry.salvaged.references, entry.salvaged.prose))
    problems += truncate(resolver.check(loaded.briefing_path, *model_references.harvest(loaded.briefing)))
    return corpus, tuple(problems)


def _duplicate(entry: LoadedFile, other: str) -> Problem:
    return DUPLICATE_ID.problem(
        entry.path,
        None,
        f"`{entry.id}` is the id of two briefs",
        help="rename one of the files",
        notes=(Note("the other one is here", other),),
    )


_MOST_SEARCHES = 300


class _Resolver:
    """Judges references against what exists, with the nearest name as help."""

    def __init__(self, corpus: Corpus, broken: set[str]) -> None:
        self._corpus = corpus
        self._broken = broken
        self._kinds = {id: kind_of(brief) for id, brief in corpus.briefs.items()}
        self._names: dict[tuple[str, ...], list[str]] = {}
        self._nearest: dict[tuple[str, tuple[str, ...]], str] = {}

    def check(self, path: str, references: Iterable[Reference], prose: Iterable[ProseField]) -> Iterable[Problem]:
        for reference in references:
            # nearly all are right, and need no more than this look
            if not reference.is_loose and self._kinds.get(reference.target) not in reference.kinds:
                yield from self._resolve(path, reference.target, reference.at, reference.kinds, "")
        everything = (*kinds(), "statement", "version")
        for field in prose:
            # a target that stands there again is told once: the finding would be the same
            for target in dict.fromkeys(model_references.links(field.text)):
                yield from self._resolve(path, target, field.at, everything, f"[[{target}")
            for target in dict.fromkeys(id for id, _ in model_references.citations(field.text)):
                yield from self._cited(path, target, field.at)

    def _resolve(self, path: str, target: str, at: At, wanted: tuple[str, ...], word: str) -> Iterable[Problem]:
        if "#" in target or "@" in target:
            yield from self._resolve_part(path, target, at, word)
            return
        brief = self._corpus.briefs.get(target)
        if brief is not None:
            if kind_of(brief) not in wanted:
                yield self._wrong(path, target, at, wanted, brief)
        elif target in self._corpus.former:
            now = self._corpus.former[target]
            if kind_of(self._corpus.briefs[now]) not in wanted:
                yield self._wrong(path, now, at, wanted, self._corpus.briefs[now])
            yield self._former(path, target, at, word)
        elif target not in self._broken:
            yield self._unknown(path, target, at, wanted, word)

    def _resolve_part(self, path: str, target: str, at: At, word: str) -> Iterable[Problem]:
        mark = "#" if "#" in target else "@"
        whole, _, part = target.partition(mark)
        wanted: type[Brief] = Event if mark == "#" else Plan
        brief = self._corpus.find(whole, wanted)
        if brief is None:
            yield from self._resolve(path, whole, at, (kind_of(wanted),), word)
            return
        if whole in self._corpus.former:
            yield self._former(path, whole, at, word)
        parts = [part.id for part in getattr(brief, "statements" if isinstance(brief, Event) else "versions", ())]
        if part not in parts:
            what = "statement" if mark == "#" else "version"
            near = difflib.get_close_matches(part, parts, 1, 0.6)
            help = f"did you mean `{whole}{mark}{near[0]}`?" if near else f"it has {_listing(parts)}"
            fix = _rewrite(at, target, f"{whole}{mark}{near[0]}") if near else None
            yield UNKNOWN_REFERENCE.problem(
                path, at, f"`{whole}` has no {what} `{part}`", help=help, word=word, fix=fix
            )

    def _former(self, path: str, target: str, at: At, word: str) -> Problem:
        now = self._corpus.former[target]
        message = f"`{target}` is now called `{now}`"
        opening = "[[" if word.startswith("[[") else "[@" if word else ""
        fix = _rewrite(at, f"{opening}{target}", f"{opening}{now}", is_safe=True)
        return FORMER_ID.problem(path, at, message, help=f"write `{now}`", word=word, fix=fix)

    def _cited(self, path: str, target: str, at: At) -> Iterable[Problem]:
        brief = self._corpus.find(target, Source)
        if brief is None and target not in self._broken:
            near = self._near(target, ("source",))
            help = f"did you mean `[@{near}]`?" if near else "add the source to `content/sources/`"
            fix = _rewrite(at, f"[@{target}", f"[@{near}") if near else None
            yield UNKNOWN_CITATION.problem(
                path, at, f"no source is called `{target}`", help=help, word=f"@{target}", fix=fix
            )
        elif target in self._corpus.former:
            yield self._former(path, target, at, f"@{target}")

    def _wrong(self, path: str, target: str, at: At, wanted: tuple[str, ...], brief: Brief) -> Problem:
        message = f"`{target}` is {_a(kind_of(brief))}, here belongs {_either(wanted)}"
        near = self._near(target, wanted)
        notes = (Note("it is defined here", self._corpus.paths[target]),)
        help = f"did you mean `{near}`?" if near else f"name {_either(wanted)} here"
        return WRONG_KIND.problem(path, at, message, help=help, notes=notes)

    def _unknown(self, path: str, target: str, at: At, wanted: tuple[str, ...], word: str) -> Problem:
        near = self._near(target, wanted)
        folder = kinds()[wanted[0]].folder if wanted[0] in kinds() else ""
        help = (
            f"did you mean `{near}`?"
            if near
            else f"make `content/{folder}/{target}.yaml`"
            if len(wanted) == 1 and folder
            else "write the id of a brief that exists, or make this one first"
        )
        fix = _rewrite(at, f"[[{target}" if word else target, f"[[{near}" if word else near) if near else None
        return UNKNOWN_REFERENCE.problem(
            path, at, f"nothing is called `{_short(target)}`", help=help, word=word, fix=fix
        )

    def _near(self, target: str, wanted: tuple[str, ...]) -> str:
        key = (target, wanted)
        if key not in self._nearest:
            # looking for the nearest of thousands of names takes milliseconds: a flood of wrong ones goes without
            self._nearest[key] = self._search(target, wanted) if len(self._nearest) < _MOST_SEARCHES else ""
        return self._nearest[key]

    def _search(self, target: str, wanted: tuple[str, ...]) -> str:
        if wanted not in self._names:
            fitting = [id for id, brief in self._corpus.briefs.items() if kind_of(brief) in wanted]
            self._names[wanted] = sorted({*fitting, *self._broken})
        near = difflib.get_close_matches(target, self._names[wanted], 1, 0.7)
        return near[0] if near else self._by_name(target, wanted)

    def _by_name(self, target: str, wanted: tuple[str, ...]) -> str:
        """Return the id whose last word or alias is what the editor typed, such as `putin`."""
        if "actor" not in wanted:
            return ""
        tail = f"-{target}"
        hits = [actor.id for actor in self._corpus.of(Actor) if actor.id.endswith(tail)]
        return hits[0] if len(hits) == 1 else ""


def _rewrite(at: At, old: str, new: str, *, is_safe: bool = False) -> UnplacedFix:
    return UnplacedFix(f"write `{new.lstrip('[@')}`", (UnplacedEdit(at, new, old),), is_safe)


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"


def _either(kinds: tuple[str, ...]) -> str:
    return " or ".join(_a(kind) for kind in kinds)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}…"


def _listing(parts: list[str]) -> str:
    return ", ".join(f"`{part}`" for part in parts[:8]) + (" …" if len(parts) > 8 else "") if parts else "none"
