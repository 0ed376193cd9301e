"""What is wrong, as plain values: codes, problems (unplaced) and diagnostics (placed).

First layer of the pipeline; knows nothing of files, YAML or rules. Promises a total, deterministic order.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable

import msgspec

At = tuple[str | int, ...]
"""A data path inside a file, such as ``("statements", 2, "speaker")``."""


class Severity(enum.StrEnum):
    """How bad a diagnostic is; only the user's configuration changes it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Return 0 for error, 1 for warning, 2 for note."""
        return ("error", "warning", "note").index(self.value)

    def reaches(self, threshold: Severity) -> bool:
        """Return whether this is at least as bad as the threshold."""
        return self.rank <= threshold.rank


class Span(msgspec.Struct, frozen=True, order=True):
    """A range in a file: path relative to the project, 1-based lines and columns, end exclusive.

    Line 0 is the whole file. The path is empty where the problem that holds the span names the file.
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


class Edit(msgspec.Struct, frozen=True):
    """Replace the text between two offsets (in code points) by another text."""

    start: int
    end: int
    text: str


class Fix(msgspec.Struct, frozen=True):
    """A set of edits of one file that fixes a problem; safe when it cannot change the meaning."""

    title: str
    edits: tuple[Edit, ...]
    is_safe: bool = False


class UnplacedEdit(msgspec.Struct, frozen=True):
    """An edit by data path, before anybody knows where the path stands.

    Inside the value (or the key) as it is written in the file, the nth occurrence of ``old`` becomes ``new``; without
    ``old`` the whole value as it is written.
    """

    at: At
    new: str
    old: str = ""
    key: bool = False
    nth: int = 0


class UnplacedFix(msgspec.Struct, frozen=True):
    """A fix before it is placed; safe when it cannot change the meaning."""

    title: str
    rewrites: tuple[UnplacedEdit, ...]
    is_safe: bool = False


class Note(msgspec.Struct, frozen=True):
    """A second place that helps to understand a problem, such as where the other definition stands."""

    message: str
    path: str
    at: At | Span | None = None
    key: bool = False


class Code(msgspec.Struct, frozen=True):
    """One kind of finding: its number (never reused), its readable name, its severity and its manual page."""

    id: str
    name: str
    severity: Severity
    manual: str = ""
    is_firm: bool = False
    """Whether it is always reported: what it names leaves no brief to build."""

    @property
    def gist(self) -> str:
        """Return the manual's first sentence."""
        paragraph = " ".join(self.manual.split("\n\n")[0].split())
        end = paragraph.find(". ")
        return paragraph if end < 0 else paragraph[: end + 1]

    @staticmethod
    def error(id: str, name: str, manual: str) -> Code:
        """Return the code of something that leaves no brief to publish, and so can be neither ignored nor switched off."""
        return Code(id, name, Severity.ERROR, manual, is_firm=True)

    def problem(
        self,
        path: str,
        at: At | Span | None,
        message: str,
        *,
        help: str = "",
        notes: tuple[Note, ...] = (),
        fix: UnplacedFix | Fix | None = None,
        key: bool = False,
        word: str = "",
    ) -> Problem:
        """Return a problem of this kind; ``key`` points at the key instead of the value, ``word`` at a word in it."""
        return Problem(
            code=self, path=path, at=at, message=message, help=help, notes=notes, fix=fix, key=key, word=word
        )


class Problem(msgspec.Struct, frozen=True):
    """What the reader, the decoder or a rule found: a data path or a mark, no line numbers yet."""

    code: Code
    path: str
    at: At | Span | None
    message: str
    help: str = ""
    notes: tuple[Note, ...] = ()
    fix: UnplacedFix | Fix | None = None
    key: bool = False
    word: str = ""
    count: int = 1
    """How many findings it tells of; more than one where the rest of a flood is only counted."""


class PlacedNote(msgspec.Struct, frozen=True):
    """A note whose place is known by line and column."""

    message: str
    span: Span


class Diagnostic(msgspec.Struct, frozen=True):
    """A placed problem: what an editor sees."""

    code: str
    name: str
    severity: Severity
    message: str
    help: str
    span: Span
    notes: tuple[PlacedNote, ...] = ()
    fix: Fix | None = None
    is_firm: bool = False


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics by path, line, column, code and message, each once."""
    unique = {(d.span.path, d.span.line, d.span.column, d.code, d.message, d.help): d for d in diagnostics}
    return tuple(unique[key] for key in sorted(unique))


def count(diagnostics: Iterable[Diagnostic]) -> dict[Severity, int]:
    """Return how many diagnostics there are of each severity."""
    totals = dict.fromkeys(Severity, 0)
    for diagnostic in diagnostics:
        totals[diagnostic.severity] += 1
    return totals


def worst(diagnostics: Iterable[Diagnostic], threshold: Severity) -> bool:
    """Return whether any diagnostic is at or above the threshold."""
    return any(d.severity.reaches(threshold) for d in diagnostics)
