"""Inline ignores: `# briefgen: ignore[BG412] reason` takes a finding back, in the open and with its reason.

Read with the file; `check/suppressions.py` applies them to placed diagnostics. One without a reason is itself a finding.
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
    """What one comment takes back: the codes, on which lines, and where the comment stands."""

    codes: tuple[str, ...]
    first: int
    last: int
    mark: Span
    reason: str


def read(file: YamlFile) -> tuple[tuple[Ignore, ...], tuple[Problem, ...]]:
    """Return the ignores of a file that parses, and what is wrong with their form."""
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
            message = "this is not how an ignore is written"
        elif not match[2].strip():
            message = f"the ignore of {', '.join(f'`{code}`' for code in codes)} gives no reason"
        else:
            first, last = _covered(comment, lines)
            ignores.append(Ignore(tuple(codes), first, last, mark, match[2].strip()))
            continue
        help = "write `# briefgen: ignore[BG412] the reason`"
        problems.append(MALFORMED_IGNORE.problem(file.path, mark, message, help=help))
    return tuple(ignores), tuple(problems)


def _covered(comment: comments.Comment, lines: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the first and last line that a comment speaks for: its own, or the next one that holds something, each with the text it begins."""
    line = comment.line
    if comment.is_alone:
        line = next((first for first, _ in lines if first > comment.line), comment.line)
    return comment.line, max([line, *(last for first, last in lines if first == line)])
