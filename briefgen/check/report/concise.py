"""For `grep` and editors' problem matchers: one line per diagnostic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.check.report._base import visible
from briefgen.diagnostics.types import Diagnostic


def render(diagnostics: Sequence[Diagnostic], files: Mapping[str, Sequence[str]], *, colour: bool = False) -> str:
    """Return ``path:line:column: severity[code] name: message (help)``, one a line; files and colour are not used."""
    del files, colour
    return "".join(f"{_line(diagnostic)}\n" for diagnostic in diagnostics)


def _line(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    said = f"{diagnostic.message} ({diagnostic.help})" if diagnostic.help else diagnostic.message
    place = f"{span.path}:{span.line}:{span.column}"
    line = " ".join(f"{place}: {diagnostic.severity.value}[{diagnostic.code}] {diagnostic.name}: {said}".split())
    return visible(line)
