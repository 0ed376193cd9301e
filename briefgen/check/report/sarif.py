"""SARIF 2.1.0 report (OASIS) for code scanning.

One run with its rules, results, related locations and fixes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from briefgen import __version__
from briefgen.check.catalogue import codes
from briefgen.check.report._base import without_surrogates
from briefgen.check.report._fingerprints import fingerprints
from briefgen.diagnostics.types import Code, Diagnostic, Edit, Severity, Span
from briefgen.text.control_characters import escaped
from briefgen.text.lines import collapsed

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
FROM_ROOT = True
"""Paths begin at the root of the git repository."""


def render(diagnostics: Sequence[Diagnostic], files: Mapping[str, Sequence[str]], *, colour: bool = False) -> str:
    """Return one SARIF log; ``files`` and ``colour`` are not used."""
    del files, colour
    used = list(dict.fromkeys(diagnostic.code for diagnostic in sorted(diagnostics, key=lambda d: d.code)))
    known = {code.id: code for code in codes()}
    prints = fingerprints(diagnostics)
    run = {
        "tool": {
            "driver": {
                "name": "briefgen",
                "semanticVersion": __version__,
                "rules": [_rule(id, known.get(id)) for id in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, used.index(d.code), each) for d, each in zip(diagnostics, prints, strict=True)],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return escaped(json.dumps(without_surrogates(log), ensure_ascii=False, indent=2)) + "\n"


def _rule(id: str, code: Code | None) -> dict[str, Any]:
    if code is None:
        return {"id": id}
    short = collapsed(code.manual.split("\n\n")[0])
    return {
        "id": id,
        "name": "".join(word.capitalize() for word in code.name.split("-")),
        "shortDescription": {"text": code.name.replace("-", " ")},
        "fullDescription": {"text": short},
        "help": {"text": code.manual, "markdown": code.manual},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(diagnostic: Diagnostic, index: int, fingerprint: str) -> dict[str, Any]:
    text = f"{diagnostic.message} ({diagnostic.help})" if diagnostic.help else diagnostic.message
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [_location(diagnostic.span)],
        "partialFingerprints": {"briefgen/v1": fingerprint},
    }
    if diagnostic.notes:
        result["relatedLocations"] = [
            {"id": number, **_location(note.span), "message": {"text": note.message}}
            for number, note in enumerate(diagnostic.notes)
        ]
    if diagnostic.fix:
        change = {
            "artifactLocation": {"uri": _uri(diagnostic.span.path)},
            "replacements": [_replacement(edit) for edit in diagnostic.fix.edits],
        }
        result["fixes"] = [{"description": {"text": diagnostic.fix.title}, "artifactChanges": [change]}]
    return result


def _location(span: Span) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(span.path)}}
    if span.line:
        region = {"startLine": span.line, "startColumn": max(1, span.column)}
        if span.end_line and span.end_column:
            region |= {"endLine": span.end_line, "endColumn": span.end_column}
        physical["region"] = region
    return {"physicalLocation": physical}


def _replacement(edit: Edit) -> dict[str, Any]:
    region = {"charOffset": edit.start, "charLength": edit.end - edit.start}
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def _uri(path: str) -> str:
    return quote(path.encode("utf-8", "replace"), safe="/")
