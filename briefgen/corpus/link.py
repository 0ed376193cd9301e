"""Link the loaded files into a corpus: resolve every reference, or report it.

References in a file that did not decode are checked as far as they can be recognised. References to the ids that such a
file would define are not reported.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from briefgen.corpus.codes import (
    DUPLICATE_ID,
    FORMER_ID,
    TANGLED_BLOCKS,
    UNKNOWN_CITATION,
    UNKNOWN_REFERENCE,
    WRONG_KIND,
)
from briefgen.corpus.corpus import NO_BASE, NO_RECORDS, Corpus
from briefgen.corpus.load import Loaded, LoadedFile
from briefgen.corpus.records import Record
from briefgen.diagnostics.truncate import truncate
from briefgen.diagnostics.types import At, Note, Problem, UnplacedEdit, UnplacedFix
from briefgen.files.codes import BAD_NAME
from briefgen.model import references as model_references
from briefgen.model.briefing import EMPTY
from briefgen.model.ids import RESERVED
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief, kind_of
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.source import Source
from briefgen.model.references import ProseField, Reference
from briefgen.text import markup
from briefgen.text.commonmark import is_too_long


def link(
    loaded: Loaded, *, records: Mapping[str, Record] = NO_RECORDS, before: Mapping[str, str] = NO_BASE
) -> tuple[Corpus, tuple[Problem, ...]]:
    """Return the corpus of the files that decoded, and the problems of their links.

    Problems: duplicate ids, and references to an unknown id, to a former id or to the wrong kind.
    ``records`` holds the records of source documents by id, ``before`` the paths by id of an earlier state.
    """
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
    is_whole = not broken and not problems and not loaded.problems and loaded.briefing is not EMPTY
    corpus = Corpus(loaded.briefing, briefs, paths, former, is_whole, before, records)
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


_MOST_COMPARED = 300_000
"""The most ids compared with unknown ones; further unknown ids get no suggestion."""


class _Resolver:
    """Checks references against the existing ids, and suggests the nearest id."""

    def __init__(self, corpus: Corpus, broken: set[str]) -> None:
        self._corpus = corpus
        self._broken = broken
        self._kinds = {id: kind_of(brief) for id, brief in corpus.briefs.items()}
        self._names: dict[tuple[str, ...], list[str]] = {}
        self._compared = 0
        self._nearest: dict[tuple[str, tuple[str, ...]], str] = {}

    def check(self, path: str, references: Iterable[Reference], prose: Iterable[ProseField]) -> Iterable[Problem]:
        for reference in references:
            # Fast path: nearly all references are valid.
            if not reference.is_loose and self._kinds.get(reference.target) not in reference.kinds:
                yield from self._resolve(path, reference.target, reference.at, reference.kinds, "")
        everything = (*kinds(), "statement", "version")
        for field in prose:
            if is_too_long(field.text):
                message = "the block quotes and lists of this text take too many steps to read"
                help = "leave a line empty before and after each block quote"
                yield TANGLED_BLOCKS.problem(path, field.at, message, help=help)
            # Report a repeated target once per field: the findings would be identical.
            for target in dict.fromkeys(markup.links(field.text)):
                yield from self._resolve(path, target, field.at, everything, f"[[{target}")
            for target in dict.fromkeys(id for id, _ in markup.citations(field.text)):
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
            near = self._near_part(target, part, parts)
            help = f"did you mean `{whole}{mark}{near}`?" if near else f"it has {_listing(parts)}"
            fix = _rewrite(at, target, f"{whole}{mark}{near}") if near else None
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
                path, at, f"unknown source `{target}`", help=help, word=f"@{target}", fix=fix
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
        return UNKNOWN_REFERENCE.problem(path, at, f"unknown id `{_short(target)}`", help=help, word=word, fix=fix)

    def _near(self, target: str, wanted: tuple[str, ...]) -> str:
        key = (target, wanted)
        if key not in self._nearest:
            self._nearest[key] = self._search(target, wanted)
        return self._nearest[key]

    def _near_part(self, target: str, part: str, parts: list[str]) -> str:
        key = (target, ())
        if key not in self._nearest:
            self._nearest[key] = self._closest(part, parts, 0.6)
        return self._nearest[key]

    def _closest(self, word: str, known: list[str], cutoff: float) -> str:
        self._compared += len(known)
        near = difflib.get_close_matches(word, known, 1, cutoff) if self._compared <= _MOST_COMPARED else []
        return near[0] if near else ""

    def _search(self, target: str, wanted: tuple[str, ...]) -> str:
        if wanted not in self._names:
            fitting = [id for id, brief in self._corpus.briefs.items() if kind_of(brief) in wanted]
            self._names[wanted] = sorted({*fitting, *self._broken})
        near = self._closest(target, self._names[wanted], 0.7)
        return near or (self._by_name(target, wanted) if self._compared <= _MOST_COMPARED else "")

    def _by_name(self, target: str, wanted: tuple[str, ...]) -> str:
        """Return the only actor's id that ends with the typed word, such as `putin`, or an empty string."""
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
