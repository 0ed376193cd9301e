"""Inline ignores: `# briefgen: ignore[BG412] reason` takes a finding back, in the open and with its reason.

Read with the file, applied to placed diagnostics. Promises that no ignore is silent: one without a reason, and one that
nothing needs any longer, is itself a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from briefgen.diagnostics.types import Code, Diagnostic, Problem, Severity, Span
from briefgen.yaml import comments
from briefgen.yaml.reader import YamlFile

MALFORMED_IGNORE = Code.error(
    "BG120",
    "malformed-ignore",
    """An ignore names its codes in square brackets and gives its reason: `# briefgen: ignore[BG412] the reason`.
It stands at the end of the line of the finding, or alone on the line above it.

Bad:

    # content/events/2025-11-01-signing.yaml
    title: Signing
    date: 2025-11-01
    summary: It was announced.
    cite: [wire]
    # briefgen: ignore[BG404]

Good:

    # content/events/2025-11-01-signing.yaml
    title: Signing
    date: 2025-11-01
    state: scheduled  # briefgen: ignore[BG404] the day is disputed
    summary: It was announced.
    cite: [wire]
""",
)
UNUSED_IGNORE = Code(
    "BG121",
    "unused-ignore",
    Severity.WARNING,
    """The ignore takes nothing back: the finding is gone, or never was. What cannot be read or typed (1xx, 2xx) and what names
nothing (301 to 305) cannot be ignored.

Bad:

    # content/events/2025-11-01-signing.yaml
    title: Signing
    date: 2025-11-01
    state: cancelled  # briefgen: ignore[BG404] the day is disputed
    summary: It was announced.
    cite: [wire]

Good:

    # content/events/2025-11-01-signing.yaml
    title: Signing
    date: 2025-11-01
    state: cancelled
    summary: It was announced.
    cite: [wire]
""",
)

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


def apply(
    diagnostics: Iterable[Diagnostic],
    ignores: dict[str, tuple[Ignore, ...]],
    is_wanted: Callable[[str], bool],
) -> tuple[tuple[Diagnostic, ...], tuple[Problem, ...]]:
    """Return the diagnostics that no ignore takes back, and a problem for each ignore that takes back nothing.

    Codes that are switched off were not looked for, so an ignore of theirs is left alone.
    """
    used: set[tuple[str, Span, str]] = set()
    kept = []
    for diagnostic in diagnostics:
        hit = None if diagnostic.is_firm else _match(diagnostic, ignores.get(diagnostic.span.path, ()))
        if hit is None:
            kept.append(diagnostic)
        else:
            used.add((diagnostic.span.path, hit.mark, diagnostic.code))
    unused = [
        _unused(path, ignore, code)
        for path, all_of_file in sorted(ignores.items())
        for ignore in all_of_file
        for code in ignore.codes
        if (path, ignore.mark, code) not in used and is_wanted(code)
    ]
    return tuple(kept), tuple(unused)


def _match(diagnostic: Diagnostic, ignores: tuple[Ignore, ...]) -> Ignore | None:
    line = diagnostic.span.line
    return next((i for i in ignores if diagnostic.code in i.codes and i.first <= line <= i.last), None)


def _unused(path: str, ignore: Ignore, code: str) -> Problem:
    message = f"there is no `{code}` here to ignore"
    return UNUSED_IGNORE.problem(path, ignore.mark, message, help=f"take `{code}` out of the comment, or delete it")
