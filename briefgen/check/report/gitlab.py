"""Report for GitLab: JSON of its Code Quality format (a subset of Code Climate's).

GitLab shows each finding in the merge request, beside the line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from briefgen.check.report._base import without_surrogates
from briefgen.check.report._fingerprints import fingerprints
from briefgen.diagnostics.types import Diagnostic, Severity
from briefgen.text.control_characters import escaped

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
FROM_ROOT = True
"""Paths begin at the root of the git repository."""


def render(diagnostics: Sequence[Diagnostic], files: Mapping[str, Sequence[str]], *, colour: bool = False) -> str:
    """Return one JSON array; ``files`` and ``colour`` are not used."""
    del files, colour
    found = [_issue(*each) for each in zip(diagnostics, fingerprints(diagnostics), strict=True)]
    return escaped(json.dumps(without_surrogates(found), ensure_ascii=False, indent=2)) + "\n"


def _issue(diagnostic: Diagnostic, fingerprint: str) -> dict[str, object]:
    text = f"{diagnostic.message} ({diagnostic.help})" if diagnostic.help else diagnostic.message
    return {
        "description": text,
        "check_name": f"{diagnostic.code} {diagnostic.name}",
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        # a finding about a whole file is shown at its first line
        "location": {"path": diagnostic.span.path, "lines": {"begin": max(1, diagnostic.span.line)}},
    }
