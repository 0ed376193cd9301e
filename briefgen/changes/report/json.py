"""JSON report for programs: a stable format, version 1.

The schema is `docs/diff.schema.json`.
"""

from __future__ import annotations

import json
import posixpath
from typing import Any

import msgspec

from briefgen.changes.types import BriefingChange, BriefingDiff, DiffRevision
from briefgen.text.control_characters import escaped

VERSION = 1
_SHA1_DIGITS = 40


def render(diff: BriefingDiff, *, colour: bool = False) -> str:
    """Return one JSON object; ``colour`` is not used.

    Paths begin at the root of the git repository.
    """
    del colour
    document = {
        "version": VERSION,
        "base": _revision(diff.base),
        "head": _revision(diff.head),
        "preview": diff.preview or None,
        "summary": {
            "substantive": len(diff.substantive),
            "editorial": len(diff.editorial),
            "layout_only_files": len(diff.layout_only),
            "for_readers": len(diff.for_readers),
            "briefs": msgspec.to_builtins(diff.briefs),
        },
        "hints": msgspec.to_builtins(diff.hints),
        "changes": [_change(change, diff.root) for change in diff.changes],
        "layout_only": [_from_root(path, diff.root) for path in diff.layout_only],
    }
    return escaped(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _revision(revision: DiffRevision) -> dict[str, str]:
    known = len(revision.commit) == _SHA1_DIGITS
    return {"ref": revision.ref} | ({"commit": revision.commit} if known else {})


def _change(change: BriefingChange, root: str) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(change, enc_hook=str)
    if place := found.get("place"):
        place["path"] = _from_root(place["path"], root)
    return found


def _from_root(path: str, root: str) -> str:
    return posixpath.normpath(posixpath.join(root, path))
