"""Explain YAML syntax errors in plain words, with a fix where one is certain."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import yaml

from briefgen.diagnostics.edits import apply, replacing
from briefgen.diagnostics.types import Fix, Problem, Span
from briefgen.yaml.codes import CONTROL_CHARACTER, SYNTAX
from briefgen.yaml.repairs import Repair, candidates
from briefgen.yaml.source_lines import source_lines
from briefgen.yaml.text import YamlFile, lines, mark_at

Attempt = Callable[[str], tuple[yaml.MarkedYAMLError | None, int]]
"""Reads a text; returns its first syntax error, or None, and the number of other problems."""
_MOST_TRIED = 1_000_000
"""The most characters that are read again to try repairs of one file."""
_MOST_REPAIRS = 80
_MOST_ERRORS = 5
"""The most syntax errors of one file that its fix corrects."""
_AT_CONTEXT = ("while scanning a simple key", "while parsing a flow", "while scanning a quoted scalar")
"""Errors that the parser notices later than the mistake; their context is the place of the mistake."""
_WORDING = (
    (
        "mapping values are not allowed",
        "a colon followed by a space inside text",
        "put the whole text in quotes, or start a folded block with `>-`",
    ),
    (
        "found character that cannot start any token",
        "text may not start with this character",
        "put the text in quotes; indent with spaces, never with tabs",
    ),
    (
        "did not find expected key",
        "this line does not fit the lines above it",
        "check the indentation and the quotes above",
    ),
    ("could not find expected ':'", "a field's name without a colon", "write `field: value`"),
    ("found unexpected end of stream", "a quote is opened and never closed", "close the quote"),
    (
        "did not find expected '-' indicator",
        "this line does not belong to the list above it",
        "start it with `- `, or change the indentation",
    ),
    (
        "did not find expected ',' or ']'",
        "a list in square brackets is never closed",
        "add `]`, or put text with brackets in quotes",
    ),
    (
        "did not find expected ',' or '}'",
        "a mapping in braces is never closed",
        "add `}`, or put text with braces in quotes",
    ),
    ("did not find expected node content", "something is missing or superfluous here", "check commas and brackets"),
    ("found undefined alias", "`*` starts an alias", "put the text in quotes"),
    (
        "block sequence entries are not allowed",
        "a list cannot start here",
        "put `- ` on a line of its own, or the text in quotes",
    ),
    ("while scanning an anchor", "`&` starts an anchor", "put the text in quotes"),
    ("while scanning an alias", "`*` starts an alias", "put the text in quotes"),
    (
        "unknown escape character",
        "a backslash in double quotes starts an escape that YAML does not know",
        "use single quotes",
    ),
    ("found a tab character", "a tab", "indent with spaces"),
)


def syntax_problem(file: YamlFile, error: yaml.MarkedYAMLError, attempt: Attempt) -> Problem:
    """Return the problem of a syntax error that libyaml reports, with its place.

    ``attempt`` reads a text again. The candidate repair that leaves the fewest problems explains the error. The fix
    corrects the errors after it as well, because none of them can be corrected while the file cannot be read.
    Without a repair, the problem has libyaml's place and a general help.
    """
    at_context = error.context_mark and (error.context or "").startswith(_AT_CONTEXT)
    place = error.context_mark if at_context else error.problem_mark or error.context_mark
    if best := _best_repair(file.text, error, attempt):
        mark = mark_at(file.text, best.place)
        return SYNTAX.problem(file.path, mark, best.message, help=best.help, fix=_whole_fix(file.text, best, attempt))
    mark = _inside(file.text, place.line + 1, place.column + 1) if place else Span("", 1, 1)
    said = f"{error.context or ''} {error.problem or ''}".strip()
    for known, message, help in _WORDING:
        if known in said:
            return SYNTAX.problem(file.path, mark, message, help=help)
    return SYNTAX.problem(
        file.path, mark, said or "not YAML", help="check quotes, colons and indentation near this place"
    )


def _whole_fix(text: str, first: Repair, attempt: Attempt) -> Fix | None:
    """Return the fix after which the text can be read, or None if more than a few errors follow the first."""
    after = apply(text, first.edits)
    error, others = attempt(after)
    if error is None:
        # a fix over several lines could make a text of the fields below it
        is_narrow = not any("\n" in text[edit.start : edit.end] for edit in first.edits)
        return Fix(first.title, first.edits) if is_narrow or not others else None
    for number in range(1, _MOST_ERRORS):
        next = _best_repair(after, error, attempt)
        if next is None:
            return None
        after = apply(after, next.edits)
        error, _ = attempt(after)
        if error is None:
            return Fix(f"{first.title}, and correct {number} more below", (replacing(text, after),))
    return None


def _best_repair(text: str, error: yaml.MarkedYAMLError, attempt: Attempt) -> Repair | None:
    """Return the repair after which the text has the fewest problems, or None if none helps."""
    place = error.problem_mark or error.context_mark
    if place is None:
        return None
    guesses = candidates(source_lines(text), place.line, error.context_mark.line if error.context_mark else None)
    best: tuple[tuple[int, int], Repair] | None = None
    for repair in islice(guesses, min(_MOST_REPAIRS, max(1, _MOST_TRIED // len(text)))):
        left, others = attempt(apply(text, repair.edits))
        line = _line(left) if left else 0
        if left and line <= max(place.line, mark_at(text, repair.edits[-1].end).line - 1):
            continue
        weight = (1, -line) if left else (0, others)
        if best is None or weight < best[0]:
            best = weight, repair
        if weight == (0, 0):
            break
    return best[1] if best else None


def _line(error: yaml.MarkedYAMLError) -> int:
    place = error.problem_mark or error.context_mark
    return int(place.line) if place else 0


def _inside(text: str, line: int, column: int) -> Span:
    """Return a span inside the text.

    If the last line has no line end, libyaml may report a place on the line after it.
    """
    found = lines(text)
    return Span("", line, column) if line <= len(found) else Span("", len(found), len(found[-1]) + 1)


def control_character_problem(file: YamlFile, error: yaml.reader.ReaderError) -> Problem:
    """Return the problem of the first character that YAML does not allow."""
    # search again, because libyaml counts bytes and the Python reader counts characters
    for index, character in enumerate(file.text):
        if not _is_printable(character):
            message = f"the control character U+{ord(character):04X}"
            return CONTROL_CHARACTER.problem(file.path, mark_at(file.text, index), message, help="delete it")
    return CONTROL_CHARACTER.problem(file.path, Span("", 1, 1), str(error.reason), help="delete it")


def _is_printable(character: str) -> bool:
    point = ord(character)
    return (
        0x20 <= point <= 0x7E
        or character in "\t\n\r\x85\ufeff"
        or 0xA0 <= point <= 0xD7FF
        or 0xE000 <= point <= 0xFFFD
        or point >= 0x10000
    )
