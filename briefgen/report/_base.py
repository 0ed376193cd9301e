"""What the reports are given: the lines of the files that diagnostics point into."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefgen import yamlfile
from briefgen.diagnostics import Diagnostic


def lines_of(diagnostics: Iterable[Diagnostic], project: Path) -> dict[str, list[str]]:
    """Return each named file's lines by its path; a file that is gone or cannot be read has none."""
    return {path: _lines(project / path) for path in sorted({d.span.path for d in diagnostics})}


def _lines(file: Path) -> list[str]:
    try:
        with file.open("rb") as stream:
            return yamlfile.lines(stream.read(yamlfile.MAX_BYTES).decode("utf-8-sig", "replace"))
    except OSError:
        return []
