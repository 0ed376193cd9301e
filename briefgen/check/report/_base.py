"""Shared parts of the reports: source lines to show, and paths from the root."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from briefgen.diagnostics.types import Diagnostic, Span
from briefgen.files.atomic import NO_OVERRIDES, read_plain
from briefgen.files.limits import CEILING
from briefgen.yaml.text import lines


def without_surrogates(value: Any) -> Any:
    """Return the value without lone surrogates, which UTF-8 cannot carry."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: without_surrogates(each) for key, each in value.items()}
    return [without_surrogates(each) for each in value] if isinstance(value, list) else value


def from_root(diagnostics: Sequence[Diagnostic], folder: str) -> tuple[Diagnostic, ...]:
    """Return the diagnostics with paths that begin at the repository's root.

    ``folder`` is the project's path in its repository. Programs that read a report know only the repository.
    """

    def moved(span: Span) -> Span:
        return msgspec.structs.replace(span, path=below(folder, span.path))

    return tuple(
        msgspec.structs.replace(
            diagnostic,
            span=moved(diagnostic.span),
            notes=tuple(msgspec.structs.replace(note, span=moved(note.span)) for note in diagnostic.notes),
        )
        for diagnostic in diagnostics
    )


def below(folder: str, path: str) -> str:
    """Return a project's path as one from the root of its repository."""
    return posixpath.normpath(posixpath.join(folder, path))


def lines_of(
    diagnostics: Iterable[Diagnostic], project: Path, unsaved: Mapping[str, bytes] = NO_OVERRIDES
) -> dict[str, list[str]]:
    """Return the lines of each file that the diagnostics name, by its path.

    A file that is missing or cannot be read has no lines. ``unsaved`` holds contents that replace those of files.
    """
    found = {path: _lines(project / path) for path in sorted(_named(diagnostics) - unsaved.keys())}
    return found | {path: lines(content.decode("utf-8-sig", "replace")) for path, content in unsaved.items()}


def _named(diagnostics: Iterable[Diagnostic]) -> set[str]:
    return {span.path for d in diagnostics for span in (d.span, *(note.span for note in d.notes))}


def _lines(file: Path) -> list[str]:
    try:
        content = read_plain(file, CEILING.file_bytes)
    except OSError:
        return []
    return lines(content.decode("utf-8-sig", "replace")) if isinstance(content, bytes) else []
