"""Try each fix of a brief in memory, and offer only those that work.

Guarantee: after an offered fix, reading, decoding and linking no longer report its finding, and the fixed lines have no
new one (`tests/property/test_offered_fixes.py`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec

from briefgen.check.spans import place
from briefgen.corpus.codes import UNKNOWN_REFERENCE
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.load import Loaded, LoadedFile, decoded, decoded_briefing
from briefgen.corpus.resolve import Resolver, Unknown
from briefgen.diagnostics import edits
from briefgen.diagnostics.types import Diagnostic, Edit, Problem, Severity
from briefgen.files.limits import CEILING
from briefgen.model import references
from briefgen.model.codes import MISSING_FIELD
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.yaml.codes import SYNTAX
from briefgen.yaml.text import mark_at

_MOST_TRIED = 2_000_000
"""The most characters of one file that are read again to try its fixes; further fixes are offered by the next check."""
_DECODED = "BG2"
"""The beginning of the codes of files that could be read."""
Key = tuple[str, str]
"""A problem without its place: code and message."""


def offered(
    diagnostics: Iterable[Diagnostic], loaded: Loaded, corpus: Corpus, read: Callable[[str], bytes | None]
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics without the fixes that do not work.

    ``read`` returns the content of a file by its path, or None. Files that are no briefs are not tried.
    """
    every = tuple(diagnostics)
    if not any(each.fix for each in every):
        return every
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for each in every:
        if each.fix:
            by_path[each.span.path].append(each)
    trial = _Trial(loaded, corpus)
    broken: set[int] = set()
    for path, found in by_path.items():
        content = read(path) if trial.knows(path) else None
        if content is not None:
            working = trial.working(path, content, found)
            broken |= {id(each) for each in found if each not in working}
    return tuple(msgspec.structs.replace(each, fix=None) if id(each) in broken else each for each in every)


class _Trial:
    """Applies fixes in memory, and reads, decodes and links the result."""

    def __init__(self, loaded: Loaded, corpus: Corpus) -> None:
        self._entries = {entry.path: entry for entry in loaded.entries}
        self._briefing = loaded.briefing_path
        self._corpus = corpus
        unread = frozenset(entry.id for entry in loaded.entries if entry.brief is None)
        self._resolver = Resolver(corpus, unread | loaded.misplaced)

    def knows(self, path: str) -> bool:
        return path in self._entries or path == self._briefing

    def working(self, path: str, content: bytes, found: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Return the diagnostics of a file whose fixes work."""
        try:
            text, _ = edits.decoded(content)
        except UnicodeDecodeError:
            return []
        before = self._problems(path, text)
        if self._works(path, text, found, before):
            return list(found)
        most = max(1, _MOST_TRIED // max(len(text), 1))
        return [each for each in found[:most] if self._works(path, text, [each], before)]

    def _works(self, path: str, text: str, found: Sequence[Diagnostic], before: Sequence[Problem]) -> bool:
        changes = sorted((edit for each in found if each.fix for edit in each.fix.edits), key=lambda edit: edit.start)
        if any(edit.end > later.start or edit.start == later.start for edit, later in pairwise(changes)):
            return False
        fixed = edits.apply(text, changes)
        after = self._problems(path, fixed)
        known, left = Counter(map(_key, before)), Counter(map(_key, after))
        for each in found:
            key = each.code, each.message
            if key in known and left[key] >= known[key]:
                return False
        new = [each for each in after if left[_key(each)] > known[_key(each)]]
        if not new:
            return True
        # what follows a syntax error was not read before: its problems are not the fix's, unless they are in its lines
        is_syntax = all(each.code == SYNTAX.id for each in found)
        is_readable = not any(each.code.id < _DECODED for each in new)
        return is_syntax and is_readable and not _touches(path, text, fixed, changes, new)

    def _problems(self, path: str, text: str) -> list[Problem]:
        content = text.encode("utf-8", "surrogatepass")
        entry = self._entries.get(path)
        brief: msgspec.Struct | None
        if entry is None:
            brief, problems, _, salvaged = decoded_briefing(path, content, CEILING)
        else:
            made: LoadedFile = decoded(path, entry.kind, content, CEILING)
            brief, problems, salvaged = made.brief, made.problems, made.salvaged
        named = (salvaged.references, salvaged.prose) if salvaged else references.harvest(brief) if brief else ((), ())
        errors = [each for each in problems if each.code.severity is Severity.ERROR]
        return [*errors, *_with_code(self._resolver.check(path, *named)), *self._unlisted(path, brief)]

    def _unlisted(self, path: str, brief: msgspec.Struct | None) -> Iterator[Problem]:
        """Yield the themes and versions of a brief that are listed nowhere; rules report them."""
        if isinstance(brief, Brief):
            for index, theme in enumerate(brief.themes):
                if theme not in self._corpus.briefing.themes:
                    yield UNKNOWN_REFERENCE.problem(path, ("themes", index), theme)
        if isinstance(brief, Point) and (plan := self._corpus.find(brief.plan, Plan)):
            versions = {version.id for version in plan.versions}
            for index, version in enumerate(brief.versions):
                if version.in_ not in versions:
                    yield UNKNOWN_REFERENCE.problem(path, ("versions", index, "in"), version.in_)
            if brief.component and brief.component not in {component.id for component in plan.components}:
                yield UNKNOWN_REFERENCE.problem(path, ("component",), brief.component)


def _touches(path: str, text: str, fixed: str, changes: Sequence[Edit], new: Sequence[Problem]) -> bool:
    """Return whether any of the new problems is in the lines that the edits changed."""
    moved = len(fixed) - len(text)
    first = mark_at(fixed, changes[0].start).line
    last = mark_at(fixed, max(edit.end for edit in changes) + moved).line
    is_narrow = not any("\n" in text[edit.start : edit.end] for edit in changes)
    places = place(new, Path(), {path: fixed.encode("utf-8", "surrogatepass")})
    return any(first <= each.span.line <= last and not (is_narrow and each.code == MISSING_FIELD.id) for each in places)


def _with_code(found: Iterable[Problem | Unknown]) -> Iterator[Problem]:
    for each in found:
        yield each.problem if isinstance(each, Unknown) else each


def _key(problem: Problem) -> Key:
    return problem.code.id, problem.message
