"""Explain YAML syntax errors in plain words, with a fix where one is certain."""

from __future__ import annotations

import re

import yaml

from briefgen.diagnostics.types import Edit, Fix, Problem, Span
from briefgen.yaml.codes import CONTROL_CHARACTER, SYNTAX
from briefgen.yaml.quote import quote
from briefgen.yaml.text import YamlFile, lines, mark_at

_COLON = "mapping values are not allowed"
_FIELD = re.compile(r"( *+(?:- ++)*+[a-z_]++: ++)([^\s'\"|>\[{&*!%@`#][^#\n]*+)(#.*)?")
_WORDING = (
    (
        _COLON,
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


def syntax_problem(file: YamlFile, error: yaml.MarkedYAMLError) -> Problem:
    """Return the problem of a syntax error that libyaml reports, with its place."""
    place = error.problem_mark or error.context_mark
    mark = _inside(file.text, place.line + 1, place.column + 1) if place else Span("", 1, 1)
    said = f"{error.context or ''} {error.problem or ''}".strip()
    for known, message, help in _WORDING:
        if known in said:
            fix = _quoted(file.text, mark.line) if known == _COLON else None
            return SYNTAX.problem(file.path, mark, message, help=help, fix=fix)
    return SYNTAX.problem(
        file.path, mark, said or "not YAML", help="check quotes, colons and indentation near this place"
    )


def _quoted(text: str, line: int) -> Fix | None:
    """Return the fix that quotes the text of a one-line field, if the line is one."""
    all_lines = text.split("\n")
    match = _FIELD.fullmatch(all_lines[line - 1].rstrip("\r")) if line <= len(all_lines) else None
    if match is None or (match[3] and not match[2].endswith(" ")):
        return None
    if ": " not in match[2][1:]:
        return None
    value = match[2].rstrip(" ") if match[3] else match[2]
    start = sum(len(before) + 1 for before in all_lines[: line - 1]) + match.start(2)
    return Fix("put the text in quotes", (Edit(start, start + len(value), quote(value)),))


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
