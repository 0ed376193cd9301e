"""What the reports share: the lines of the files that diagnostics point into, and text that a terminal can show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from briefgen.diagnostics.types import Diagnostic
from briefgen.files.atomic import read_plain
from briefgen.files.limits import CEILING
from briefgen.yaml import reader

# what would move the cursor, ring a bell or turn the direction of writing; a tab is shown as it is
CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_IN_JSON = re.compile(CONTROL.pattern.replace("\x0a", "\x0b", 1))


def visible(text: str) -> str:
    """Return the text with a sign in place of each character that a terminal would obey instead of showing."""
    return CONTROL.sub("\ufffd", text)


def escaped(text: str) -> str:
    """Return a JSON document with such characters written as escapes: it says the same, and a terminal obeys none of them."""
    return _IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def lines_of(diagnostics: Iterable[Diagnostic], project: Path) -> dict[str, list[str]]:
    """Return each named file's lines by its path; a file that is gone or cannot be read has none."""
    return {path: _lines(project / path) for path in sorted(_named(diagnostics))}


def _named(diagnostics: Iterable[Diagnostic]) -> set[str]:
    return {span.path for d in diagnostics for span in (d.span, *(note.span for note in d.notes))}


def _lines(file: Path) -> list[str]:
    try:
        content = read_plain(file, CEILING.file_bytes)
    except OSError:
        return []
    return reader.lines(content.decode("utf-8-sig", "replace")) if isinstance(content, bytes) else []
