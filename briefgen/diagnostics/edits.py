"""Apply text edits by offset, and write unified diffs.

Text outside the edits is unchanged. Offsets count code points of the decoded text, without its byte-order mark.
"""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Iterable

from briefgen.diagnostics.types import Edit


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits applied.

    Of two edits that overlap, only the one that starts first is applied.
    """
    parts: list[str] = []
    done = 0
    for edit in sorted(set(edits), key=lambda edit: (edit.start, edit.end)):
        if edit.start < done:
            continue
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def replacing(before: str, after: str) -> Edit:
    """Return the edit that replaces what differs between two texts, as one span."""
    most = min(len(before), len(after))
    start = next((n for n in range(most) if before[n] != after[n]), most)
    end = next((n for n in range(most - start) if before[-1 - n] != after[-1 - n]), most - start)
    return Edit(start, len(before) - end, after[start : len(after) - end])


def decoded(content: bytes) -> tuple[str, bytes]:
    """Return the decoded text of a file and its byte-order mark, or `b""`.

    Raises UnicodeDecodeError for content that is not UTF-8.
    """
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    return content[len(mark) :].decode("utf-8"), mark


def unified(path: str, before: str, after: str) -> str:
    """Return a unified diff of one file, in the format of `git diff` and `patch`."""
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    whole = (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    return "".join(whole)


def _lines(text: str) -> list[str]:
    """Return the lines with their ends, as git counts them: at line feeds only."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)
