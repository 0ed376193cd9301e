"""JSON report for programs: a stable format, version 1."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.diagnostics.types import Diagnostic, count
from briefgen.text.control_characters import escaped

FROM_ROOT = True
"""Paths begin at the root of the git repository."""


def render(diagnostics: Sequence[Diagnostic], files: Mapping[str, Sequence[str]], *, colour: bool = False) -> str:
    """Return one JSON object; ``files`` and ``colour`` are not used."""
    del files, colour
    totals = count(diagnostics)
    document = {
        "version": 1,
        "diagnostics": [_object(diagnostic) for diagnostic in diagnostics],
        "summary": {f"{severity}s": number for severity, number in totals.items()},
    }
    return escaped(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _object(diagnostic: Diagnostic) -> dict[str, Any]:
    span = diagnostic.span
    fix = diagnostic.fix
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line or span.line,
        "end_column": span.end_column or span.column,
        "fix": None
        if fix is None
        else {
            "title": fix.title,
            "safe": fix.is_safe,
            "edits": [{"start": e.start, "end": e.end, "text": e.text} for e in fix.edits],
        },
        "notes": [
            {"message": n.message, "path": n.span.path, "line": n.span.line, "column": n.span.column}
            for n in diagnostic.notes
        ],
    }
