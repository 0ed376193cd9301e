"""Suppression comments: `# briefgen: ignore[BG412] reason` accepts a finding.

This module reads them from a file, and `check/suppressions.py` applies them to placed diagnostics. A suppression
without a reason is reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from briefgen.diagnostics.types import Problem, Span
from briefgen.yaml import comments
from briefgen.yaml.codes import MALFORMED_IGNORE
from briefgen.yaml.text import YamlFile

MARK = re.compile(r"#\s*briefgen\s*:", re.IGNORECASE)
_IGNORE = re.compile(r"#\s*briefgen:\s*ignore\[([^\]]*)\]\s*(.*)")
_CODE = re.compile(r"BG\d{3}")


class Ignore(msgspec.Struct, frozen=True):
    """A suppression: its codes, the lines that it applies to, its span and its reason."""

    codes: tuple[str, ...]
    first: int
    last: int
    mark: Span
    reason: str


def read(file: YamlFile) -> tuple[tuple[Ignore, ...], tuple[Problem, ...]]:
    """Return the suppressions of a valid file, and the problems of malformed ones."""
    if "briefgen" not in file.text.casefold():
        return (), ()
    found = [comment for comment in comments.comments(file.text) if MARK.search(comment.text)]
    if not found:
        return (), ()
    lines = comments.content_lines(file.text)
    ignores, problems = [], []
    for comment in found:
        mark = Span("", comment.line, comment.column, comment.line, comment.column + len(comment.text))
        match = _IGNORE.match(comment.text)
        codes = [code.strip() for code in match[1].split(",")] if match else []
        if match is None or not all(_CODE.fullmatch(code) for code in codes):
            message = "this suppression is malformed"
        elif not match[2].strip():
            message = f"the suppression of {', '.join(f'`{code}`' for code in codes)} has no reason"
        else:
            first, last = _covered(comment, lines)
            ignores.append(Ignore(tuple(codes), first, last, mark, match[2].strip()))
            continue
        help = "write `# briefgen: ignore[BG412] the reason`"
        problems.append(MALFORMED_IGNORE.problem(file.path, mark, message, help=help))
    return tuple(ignores), tuple(problems)


def _covered(comment: comments.Comment, lines: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the first and last line that a suppression applies to.

    The first is its own line, or the next line with content if the comment is alone. The last is the end of the text
    that starts there.
    """
    line = comment.line
    if comment.is_alone:
        line = next((first for first, _ in lines if first > comment.line), comment.line)
    return comment.line, max([line, *(last for first, last in lines if first == line)])
