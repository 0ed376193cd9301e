"""Text report for people: place, code, message, source line with caret, help."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from briefgen.diagnostics.types import Diagnostic, Severity, Span, count
from briefgen.text.control_characters import CONTROL as _CONTROL
from briefgen.text.control_characters import visible

WIDTH = 160
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def render(diagnostics: Sequence[Diagnostic], files: Mapping[str, Sequence[str]], *, colour: bool = False) -> str:
    """Return the report; ``files`` maps each path to the lines of that file."""
    blocks = [_block(diagnostic, files, colour) for diagnostic in diagnostics]
    return "\n".join([*blocks, summary(diagnostics)]) + "\n"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the counts, such as ``2 errors, 1 warning``, and how many can be fixed."""
    totals = [(number, severity.value) for severity, number in count(diagnostics).items() if number]
    counts = ", ".join(f"{number} {word}{'s' if number > 1 else ''}" for number, word in totals)
    fixes = [diagnostic.fix for diagnostic in diagnostics if diagnostic.fix]
    safe = sum(fix.is_safe for fix in fixes)
    fixable = [f"{safe} can be fixed with --fix"] if safe else []
    if unsafe := len(fixes) - safe:
        fixable.append(f"{unsafe} more with --unsafe-fixes" if safe else f"{unsafe} can be fixed with --unsafe-fixes")
    return f"{counts} ({', '.join(fixable)})" if fixable else counts or "no problems found"


def _block(diagnostic: Diagnostic, files: Mapping[str, Sequence[str]], colour: bool) -> str:
    span = diagnostic.span
    paint = (lambda text, code: f"\x1b[{code}m{text}\x1b[0m") if colour else (lambda text, _code: text)
    head = paint(f"{diagnostic.severity}[{diagnostic.code}]", _COLOURS[diagnostic.severity])
    place = f"{visible(span.path)}:{span.line}:{span.column}"
    out = [f"{place}: {head} {diagnostic.name}: {visible(diagnostic.message)}"]
    help = visible(diagnostic.help)
    line = _line(span, files)
    if line:
        out += _excerpt(line, span, help)
    elif help:
        out.append(f"       = help: {help}")
    for note in diagnostic.notes:
        out.append(f"       = {visible(note.message)}: {visible(note.span.path)}:{note.span.line}:{note.span.column}")
        if note.span != span and (shown := _line(note.span, files)):
            out.append(f"{note.span.line:5} | {visible(shown)[:WIDTH]}")
    return "\n".join(out)


def _line(span: Span, files: Mapping[str, Sequence[str]]) -> str:
    lines = files.get(span.path, ())
    line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
    return line if line.strip() else ""


def _excerpt(line: str, span: Span, help: str) -> list[str]:
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    shift = max(0, start - WIDTH // 2) if len(line) > WIDTH else 0
    shown = line[shift : shift + WIDTH]
    caret = "^" * max(1, sum(map(_columns, line[start : min(end, shift + WIDTH)])))
    # a tab before the caret is copied, so that the caret is below its text
    pad = "".join("\t" if c == "\t" else " " * _columns(c) for c in shown[: start - shift])
    return [f"{span.line:5} | {visible(shown)}", f"      | {pad}{caret} {help}".rstrip()]


def _columns(character: str) -> int:
    """Return how many terminal columns a character takes after `visible`."""
    if _CONTROL.match(character):
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
