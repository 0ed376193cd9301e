"""Report for GitHub Actions: one workflow command per diagnostic.

GitHub shows each as an annotation beside the line in a pull request.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.diagnostics.types import Diagnostic, Severity
from briefgen.text.control_characters import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
FROM_ROOT = True
"""Paths begin at the root of the git repository."""


def render(diagnostics: Sequence[Diagnostic], files: Mapping[str, Sequence[str]], *, colour: bool = False) -> str:
    """Return one command per line; ``files`` and ``colour`` are not used."""
    del files, colour
    return "".join(_command(diagnostic) for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    properties = {"file": span.path, "line": span.line}
    if span.end_line in (0, span.line):
        # GitHub rejects columns on an annotation of several lines
        properties |= {"col": span.column, "endColumn": max(span.column, span.end_column - 1)}
    else:
        properties["endLine"] = span.end_line
    properties["title"] = f"{diagnostic.code} {diagnostic.name}"
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    text = f"{diagnostic.message} ({diagnostic.help})" if diagnostic.help else diagnostic.message
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_message(text)}\n"


def _message(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
