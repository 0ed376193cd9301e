"""Resolve references to ids, and explain those that lead to nothing."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from briefgen.corpus.codes import FORMER_ID, TANGLED_BLOCKS, UNKNOWN_CITATION, UNKNOWN_REFERENCE, WRONG_KIND
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.names import Names
from briefgen.diagnostics.types import At, Note, Problem, UnplacedEdit, UnplacedFix
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief, kind_of
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.source import Source
from briefgen.model.references import ProseField, Reference
from briefgen.text import markup, urls
from briefgen.text.markdown import is_too_long

_SEPARATORS = re.compile("[,;&+/]| and ")
_MOST_PARTS = 20
_MOST_KNOWN = 10_000
MOST_COMPARED = 300_000
"""The most ids of parts compared with unknown ones; further unknown ones get no suggestion."""


class Unknown(msgspec.Struct, frozen=True):
    """A reference to an id that does not exist, with the problem to report.

    ``near`` is the nearest id that exists, or empty.
    """

    target: str
    near: str
    problem: Problem


class Resolver:
    """Checks references against the existing ids, and suggests the nearest id.

    ``broken`` holds the ids of files that did not decode or are in the wrong place.
    """

    def __init__(self, corpus: Corpus, broken: frozenset[str]) -> None:
        self._corpus = corpus
        self._broken = broken
        self._kinds = {id: kind_of(brief) for id, brief in corpus.briefs.items()}
        self._names = Names(corpus, broken)
        self._compared = 0

    def check(
        self, path: str, references: Iterable[Reference], prose: Iterable[ProseField]
    ) -> Iterable[Problem | Unknown]:
        """Yield the problems of a file's references; those to unknown ids as `Unknown`."""
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

    def _resolve(
        self, path: str, target: str, at: At, wanted: tuple[str, ...], word: str
    ) -> Iterable[Problem | Unknown]:
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

    def _resolve_part(self, path: str, target: str, at: At, word: str) -> Iterable[Problem | Unknown]:
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
            self._compared += len(parts)
            near = difflib.get_close_matches(part, parts, 1, 0.6) if self._compared <= MOST_COMPARED else []
            help = f"did you mean `{whole}{mark}{near[0]}`?" if near else f"it has {_listing(parts)}"
            fix = _rewrite(at, target, f"{whole}{mark}{near[0]}") if near else None
            problem = UNKNOWN_REFERENCE.problem(
                path, at, f"`{whole}` has no {what} `{part}`", help=help, word=word, fix=fix
            )
            yield Unknown(f"{whole}{mark}{part}", f"{whole}{mark}{near[0]}" if near else "", problem)

    def _former(self, path: str, target: str, at: At, word: str) -> Problem:
        now = self._corpus.former[target]
        message = f"`{target}` is now called `{now}`"
        opening = "[[" if word.startswith("[[") else "[@" if word else ""
        fix = _rewrite(at, f"{opening}{target}", f"{opening}{now}", is_safe=True)
        return FORMER_ID.problem(path, at, message, help=f"write `{now}`", word=word, fix=fix)

    def _cited(self, path: str, target: str, at: At) -> Iterable[Problem | Unknown]:
        brief = self._corpus.find(target, Source)
        if brief is None and target not in self._broken:
            near = self._names.find(target, ("source",))
            help = f"did you mean `[@{near}]`?" if near else "add the source to `content/sources/`"
            fix = _rewrite(at, f"[@{target}", f"[@{near}") if near else None
            problem = UNKNOWN_CITATION.problem(
                path, at, f"unknown source `{target}`", help=help, word=f"@{target}", fix=fix
            )
            yield Unknown(target, near, problem)
        elif target in self._corpus.former:
            yield self._former(path, target, at, f"@{target}")

    def _wrong(self, path: str, target: str, at: At, wanted: tuple[str, ...], brief: Brief) -> Problem:
        message = f"`{target}` is {_a(kind_of(brief))}, here belongs {_either(wanted)}"
        near = self._names.find(target, wanted)
        notes = (Note("it is defined here", self._corpus.paths[target]),)
        help = f"did you mean `{near}`?" if near else f"name {_either(wanted)} here"
        return WRONG_KIND.problem(path, at, message, help=help, notes=notes)

    def _unknown(self, path: str, target: str, at: At, wanted: tuple[str, ...], word: str) -> Unknown:
        near = self._names.find(target, wanted)
        folder = kinds()[wanted[0]].folder if wanted[0] in kinds() else ""
        help = (
            f"did you mean `{near}`?"
            if near
            else f"make `content/{folder}/{target}.yaml`"
            if len(wanted) == 1 and folder
            else "write the id of a brief that exists, or make this one first"
        )
        fix = _rewrite(at, f"[[{target}" if word else target, f"[[{near}" if word else near) if near else None
        problem = UNKNOWN_REFERENCE.problem(path, at, f"unknown id `{_short(target)}`", help=help, word=word, fix=fix)
        return Unknown(target, near, problem)

    def malformed(self, problem: Problem, reference: Reference) -> Problem:
        """Return the problem of a reference that is no id, with the id that was meant."""
        typed, wanted = reference.target, reference.kinds
        if urls.is_safe(urls.completed(typed) or typed):
            return self._address(problem, reference)
        if wanted in (("statement",), ("version",)):
            return self._part(problem, reference)
        parts = [part.strip() for part in _SEPARATORS.split(typed) if part.strip()]
        if len(parts) < 2 and len(typed.split()) > 1 and all(self._is_one(part, wanted) for part in typed.split()):
            parts = typed.split()
        if len(parts) < 2 and (near := self._names.find(typed, wanted)):
            return _with_fix(problem, reference, near, f"did you mean `{near}`?")
        found = [self._names.find(part, wanted) for part in parts] if 1 < len(parts) <= _MOST_PARTS else []
        if found and all(found):
            return replace(problem, help=_one_by_one(reference.at, found))
        listed = _either(wanted) if len(wanted) < 4 else "a brief"
        return replace(problem, help=f"write the id of {listed}: the name of its file without `.yaml`; {problem.help}")

    def _is_one(self, text: str, wanted: tuple[str, ...]) -> bool:
        return self._kinds.get(text, "") in wanted

    def _address(self, problem: Problem, reference: Reference) -> Problem:
        if near := self._names.at_address(urls.completed(reference.target) or reference.target):
            return _with_fix(problem, reference, near, f"write `{near}`, the id of the source with this address")
        if "source" not in reference.kinds:
            return replace(problem, help=f"write the id of {_either(reference.kinds)}, not an address")
        help = (
            "no source has this address: run `briefgen new source ID`, put the address in `url`, and write the ID here"
        )
        return replace(problem, help=help)

    def _part(self, problem: Problem, reference: Reference) -> Problem:
        """Return the problem of a malformed reference to a statement or a version."""
        is_statement = reference.kinds == ("statement",)
        mark = "#" if is_statement else "@"
        whole, _, part = reference.target.replace("@" if is_statement else "#", mark).partition(mark)
        known = list(self._corpus.statements if is_statement else self._corpus.versions)
        parts = {ref: ref.partition(mark) for ref in known}
        hits = [ref for ref in known if not part and parts[ref][2] == whole]
        hits = hits or [ref for ref in known if parts[ref][0] == whole and part in ("", parts[ref][2])]
        typed = reference.target.casefold().replace(" ", "-")
        near = hits[0] if len(hits) == 1 else next(iter(difflib.get_close_matches(typed, known[:_MOST_KNOWN], 1)), "")
        if near:
            return _with_fix(problem, reference, near, f"did you mean `{near}`? {problem.help}")
        return replace(problem, help=f"{problem.help}, such as `{hits[0]}`") if hits else problem


def _with_fix(problem: Problem, reference: Reference, near: str, help: str) -> Problem:
    return replace(problem, help=help, fix=UnplacedFix(f"write `{near}`", (UnplacedEdit(reference.at, near),)))


def _one_by_one(at: At, ids: list[str]) -> str:
    """Return the help for several ids in the place of one."""
    names = [step for step in at if isinstance(step, str)]
    listed = " and ".join(f"`{id}`" for id in ids)
    # the last step of a shorthand, such as `source`, is not in the file
    is_item = isinstance(at[-1], int) or (len(at) > 1 and isinstance(at[-2], int) and at[-1] in ("source", "actor"))
    if is_item:
        return f"write {listed} as items of their own"
    other = f", and write another item of `{names[0]}` for the other" if len(names) > 1 else ""
    return f"`{names[-1]}` takes one id: keep one of {listed}{other}"


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
