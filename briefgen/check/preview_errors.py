"""Errors that leave a preview: those in briefs and records.

One in a template or in a setting leaves none.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.corpus.records import FOLDER
from briefgen.diagnostics.types import Diagnostic

_UNSOUND = ("BG1", "BG2")
"""How the codes of findings begin that concern the form of a file."""


def leave_a_preview(errors: Iterable[Diagnostic], content: str) -> bool:
    """Return whether all errors concern briefs or records.

    ``content`` is the folder of the briefs.
    """
    return all(found.span.path.startswith((f"{content}/", f"{FOLDER}/")) and found.code < "BG5" for found in errors)


def unsound_paths(errors: Iterable[Diagnostic]) -> frozenset[str]:
    """Return the files whose form is wrong: a preview leaves out their briefs."""
    return frozenset(found.span.path for found in errors if found.code.startswith(_UNSOUND))
