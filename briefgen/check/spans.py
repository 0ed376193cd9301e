"""Turn problems into diagnostics by locating data paths in files.

Each file that has a problem is composed at most once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from briefgen.diagnostics.truncate import truncate
from briefgen.diagnostics.types import (
    At,
    Diagnostic,
    Edit,
    Fix,
    PlacedNote,
    Problem,
    Span,
    UnplacedEdit,
    UnplacedFix,
    in_order,
)
from briefgen.files.atomic import NO_OVERRIDES, read_plain
from briefgen.files.limits import CEILING
from briefgen.yaml import reader, spans


def place(
    problems: Iterable[Problem], project: Path, overrides: Mapping[str, bytes] = NO_OVERRIDES
) -> tuple[Diagnostic, ...]:
    """Return the problems as diagnostics with line and column, sorted and unique.

    Reads only the files that the problems name. ``overrides`` maps paths to contents that replace those on disk. A
    problem whose file cannot be read is located at line 1, column 1.
    """
    waiting: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        waiting[problem.path].append(problem)
    files = _Files(project, overrides)
    return in_order(files.diagnostic(problem) for path in sorted(waiting) for problem in truncate(waiting[path]))


def content_of(path: str, project: Path, overrides: Mapping[str, bytes]) -> bytes | None:
    """Return the content of a file or what replaces it, or None if it cannot be read."""
    if path in overrides:
        return overrides[path]
    try:
        content = read_plain(project / path, CEILING.file_bytes)
    except OSError:
        return None
    return content if isinstance(content, bytes) else None


class _Files:
    """The composed files by path; each is read at most once."""

    def __init__(self, project: Path, overrides: Mapping[str, bytes]) -> None:
        self._project = project
        self._overrides = overrides
        self._places: dict[str, spans.Places | None] = {}

    def diagnostic(self, problem: Problem) -> Diagnostic:
        return Diagnostic(
            code=problem.code.id,
            name=problem.code.name,
            severity=problem.code.severity,
            message=problem.message,
            help=problem.help,
            span=self._span(problem.path, problem.at, key=problem.key, word=problem.word),
            notes=tuple(PlacedNote(n.message, self._span(n.path, n.at, key=n.key, word="")) for n in problem.notes),
            fix=self._fix(problem.path, problem.fix),
            is_firm=problem.code.is_firm,
        )

    def _fix(self, path: str, fix: UnplacedFix | Fix | None) -> Fix | None:
        if not isinstance(fix, UnplacedFix):
            return fix
        places = self._of(path)
        edits = [self._edit(places, rewrite) for rewrite in fix.rewrites] if places else []
        found = tuple(edit for edit in edits if edit is not None)
        return Fix(fix.title, found, fix.is_safe) if found and len(found) == len(edits) else None

    @staticmethod
    def _edit(places: spans.Places, rewrite: UnplacedEdit) -> Edit | None:
        found = places.range(rewrite.at, key=rewrite.key, word=rewrite.old, nth=rewrite.nth)
        return Edit(*found, rewrite.new) if found else None

    def _span(self, path: str, at: At | Span | None, *, key: bool, word: str) -> Span:
        if at is None:
            return Span(path, 1, 1)
        if isinstance(at, Span):
            return _span(path, at)
        places = self._of(path)
        return _span(path, places.locate(at, key=key, word=word)) if places else Span(path, 1, 1)

    def _of(self, path: str) -> spans.Places | None:
        if path not in self._places:
            self._places[path] = self._compose(path)
        return self._places[path]

    def _compose(self, path: str) -> spans.Places | None:
        content = content_of(path, self._project, self._overrides)
        file = reader.read(path, content, CEILING) if content is not None else None
        if file is None or isinstance(file, Problem):
            return None
        return spans.compose(file)


def _span(path: str, mark: Span) -> Span:
    return Span(path, mark.line, mark.column, mark.end_line or mark.line, mark.end_column or mark.column)
