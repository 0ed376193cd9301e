"""Text edits by offset: every byte that no edit names stays as it is.

Offsets count code points of a file's decoded text, without its byte-order mark.
"""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Iterable

from briefgen.diagnostics.types import Edit


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made; of two that overlap the one that begins first is made, the other is not."""
    parts: list[str] = []
    done = 0
    for edit in sorted(set(edits), key=lambda edit: (edit.start, edit.end)):
        if edit.start < done:
            continue
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def decoded(content: bytes) -> tuple[str, bytes]:
    """Return a file's text and its byte-order mark, which is empty as a rule; raises UnicodeDecodeError."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    return content[len(mark) :].decode("utf-8"), mark


def unified(path: str, before: str, after: str) -> str:
    """Return a unified diff of one file, as `git diff` and `patch` read it."""
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    whole = (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    return "".join(whole)


def _lines(text: str) -> list[str]:
    """Return the lines with their ends, as git counts them: a line break of Unicode's inside a line is text."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)
