"""Report for `grep` and editors' problem matchers: one line per diagnostic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.diagnostics.types import Diagnostic
from briefgen.text.control_characters import visible
from briefgen.text.lines import collapsed


def render(diagnostics: Sequence[Diagnostic], files: Mapping[str, Sequence[str]], *, colour: bool = False) -> str:
    """Return one line per diagnostic; ``files`` and ``colour`` are not used.

    Each line is ``path:line:column: severity[code] name: message (help)``.
    """
    del files, colour
    return "".join(f"{_line(diagnostic)}\n" for diagnostic in diagnostics)


def _line(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    text = f"{diagnostic.message} ({diagnostic.help})" if diagnostic.help else diagnostic.message
    place = f"{span.path}:{span.line}:{span.column}"
    line = collapsed(f"{place}: {diagnostic.severity.value}[{diagnostic.code}] {diagnostic.name}: {text}")
    return visible(line)
