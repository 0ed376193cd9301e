"""For people: place, code, message, the line with a caret, what to do, and related places."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from briefgen.check.report._base import CONTROL as _CONTROL
from briefgen.check.report._base import visible
from briefgen.diagnostics.types import Diagnostic, Severity, Span, count

WIDTH = 160
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def render(diagnostics: Sequence[Diagnostic], files: Mapping[str, Sequence[str]], *, colour: bool = False) -> str:
    """Return the report; ``files`` gives the lines of each file that is shown."""
    blocks = [_block(diagnostic, files, colour) for diagnostic in diagnostics]
    return "\n".join([*blocks, summary(diagnostics)]) + "\n"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return ``2 errors, 1 warning`` and how many can be mended, or ``no problems found``."""
    totals = [(number, severity.value) for severity, number in count(diagnostics).items() if number]
    said = ", ".join(f"{number} {word}{'s' if number > 1 else ''}" for number, word in totals)
    fixes = [diagnostic.fix for diagnostic in diagnostics if diagnostic.fix]
    safe = sum(fix.is_safe for fix in fixes)
    mended = [f"{safe} can be mended with --fix"] if safe else []
    if unsafe := len(fixes) - safe:
        mended.append(f"{unsafe} more with --unsafe-fixes" if safe else f"{unsafe} can be mended with --unsafe-fixes")
    return f"{said} ({', '.join(mended)})" if mended else said or "no problems found"


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
    # a tab before the caret is copied, so that the caret stands below its text
    pad = "".join("\t" if c == "\t" else " " * _columns(c) for c in shown[: start - shift])
    return [f"{span.line:5} | {visible(shown)}", f"      | {pad}{caret} {help}".rstrip()]


def _columns(character: str) -> int:
    """Return how many columns of a terminal a character takes, once it is made visible."""
    if _CONTROL.match(character):
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
