"""The types of diagnostics: codes, problems (no lines yet) and placed diagnostics.

Guarantees that `in_order` returns one deterministic order: by path, line, column, code and message.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable

import msgspec

At = tuple[str | int, ...]
"""A data path inside a file, such as ``("statements", 2, "speaker")``."""


class Severity(enum.StrEnum):
    """How severe a diagnostic is; only the user's configuration changes it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Return 0 for error, 1 for warning, 2 for note."""
        return ("error", "warning", "note").index(self.value)

    def reaches(self, threshold: Severity) -> bool:
        """Return whether this is at least as severe as the threshold."""
        return self.rank <= threshold.rank


class Span(msgspec.Struct, frozen=True, order=True):
    """A range in a file: 1-based lines and columns, with an exclusive end.

    The path is relative to the project. It is empty where the problem that holds the span has the path. Line 0 stands
    for the whole file.
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
    """Edits of one file that fix a problem; safe if they cannot change the meaning."""

    title: str
    edits: tuple[Edit, ...]
    is_safe: bool = False


class UnplacedEdit(msgspec.Struct, frozen=True):
    """An edit by data path, for code that does not know the text of the file.

    Replaces the nth occurrence of ``old`` by ``new``, in the value (or the key) as written in the file. Without ``old``
    it replaces the whole value.
    """

    at: At
    new: str
    old: str = ""
    key: bool = False
    nth: int = 0


class UnplacedFix(msgspec.Struct, frozen=True):
    """A fix by data path; safe if it cannot change the meaning."""

    title: str
    rewrites: tuple[UnplacedEdit, ...]
    is_safe: bool = False


class Note(msgspec.Struct, frozen=True):
    """A second place that explains a problem, such as an earlier definition."""

    message: str
    path: str
    at: At | Span | None = None
    key: bool = False


class Code(msgspec.Struct, frozen=True):
    """One kind of finding: number (never reused), name, severity and manual page."""

    id: str
    name: str
    severity: Severity
    manual: str = ""
    is_firm: bool = False
    """Whether it is always reported, because without a fix there is no brief to build."""

    @property
    def gist(self) -> str:
        """Return the manual's first sentence."""
        paragraph = " ".join(self.manual.split("\n\n")[0].split())
        end = paragraph.find(". ")
        return paragraph if end < 0 else paragraph[: end + 1]

    @staticmethod
    def error(id: str, name: str, manual: str) -> Code:
        """Return a firm code: an error that can be neither suppressed nor deselected.

        Such a finding leaves no brief to publish.
        """
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
        """Return a problem with this code.

        ``key`` points at the key instead of the value, and ``word`` at a word in it.
        """
        return Problem(
            code=self, path=path, at=at, message=message, help=help, notes=notes, fix=fix, key=key, word=word
        )


class Problem(msgspec.Struct, frozen=True):
    """What a reader, a decoder or a rule found, with a data path or a span."""

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
    """How many findings it stands for; more than one where the rest are only counted."""


class PlacedNote(msgspec.Struct, frozen=True):
    """A note with its span."""

    message: str
    span: Span


class Diagnostic(msgspec.Struct, frozen=True):
    """A problem with its span and severity: what a report shows."""

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
    """Return each diagnostic once, by path, line, column, code and message."""
    unique = {(d.span.path, d.span.line, d.span.column, d.code, d.message, d.help): d for d in diagnostics}
    return tuple(unique[key] for key in sorted(unique))


def count(diagnostics: Iterable[Diagnostic]) -> dict[Severity, int]:
    """Return the number of diagnostics of each severity."""
    totals = dict.fromkeys(Severity, 0)
    for diagnostic in diagnostics:
        totals[diagnostic.severity] += 1
    return totals


def worst(diagnostics: Iterable[Diagnostic], threshold: Severity) -> bool:
    """Return whether any diagnostic is at least as severe as the threshold."""
    return any(d.severity.reaches(threshold) for d in diagnostics)
