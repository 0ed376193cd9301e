"""Try each fix of a brief in memory, and offer only those that work.

Guarantee: after an offered fix, reading, decoding and linking no longer report its finding, and no new one
(`tests/property/test_offered_fixes.py`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from briefgen.corpus.corpus import Corpus
from briefgen.corpus.load import Loaded, LoadedFile, decoded, decoded_briefing
from briefgen.corpus.resolve import Resolver, Unknown
from briefgen.diagnostics import edits
from briefgen.diagnostics.types import Diagnostic, Problem, Severity
from briefgen.files.limits import CEILING
from briefgen.model import references
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point

_MOST_TRIED = 2_000_000
"""The most characters of one file that are read again to try its fixes; further fixes are offered by the next check."""
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

    def _works(self, path: str, text: str, found: Sequence[Diagnostic], before: Counter[Key]) -> bool:
        changes = sorted((edit for each in found if each.fix for edit in each.fix.edits), key=lambda edit: edit.start)
        if any(edit.end > later.start or edit.start == later.start for edit, later in pairwise(changes)):
            return False
        after = self._problems(path, edits.apply(text, changes))
        for each in found:
            key = each.code, each.message
            if key in before and after[key] >= before[key]:
                return False
        return not after - before

    def _problems(self, path: str, text: str) -> Counter[Key]:
        content = text.encode("utf-8", "surrogatepass")
        entry = self._entries.get(path)
        brief: msgspec.Struct | None
        if entry is None:
            brief, problems, _, salvaged = decoded_briefing(path, content, CEILING)
        else:
            made: LoadedFile = decoded(path, entry.kind, content, CEILING)
            brief, problems, salvaged = made.brief, made.problems, made.salvaged
        named = (salvaged.references, salvaged.prose) if salvaged else references.harvest(brief) if brief else ((), ())
        found = Counter(_key(each) for each in problems if each.code.severity is Severity.ERROR)
        found.update(_key(each) for each in _with_code(self._resolver.check(path, *named)))
        found.update(self._unlisted(brief))
        return found

    def _unlisted(self, brief: msgspec.Struct | None) -> Iterator[Key]:
        """Yield the themes and versions of a brief that are listed nowhere; rules report them."""
        if isinstance(brief, Brief):
            yield from (("", theme) for theme in brief.themes if theme not in self._corpus.briefing.themes)
        if isinstance(brief, Point) and (plan := self._corpus.find(brief.plan, Plan)):
            known = {version.id for version in plan.versions} | {component.id for component in plan.components}
            named = (*(version.in_ for version in brief.versions), *filter(None, (brief.component,)))
            yield from (("", id) for id in named if id not in known)


def _with_code(found: Iterable[Problem | Unknown]) -> Iterator[Problem]:
    for each in found:
        yield each.problem if isinstance(each, Unknown) else each


def _key(problem: Problem) -> Key:
    return problem.code.id, problem.message
