"""For people: place, code, message, the line with a caret, what to do, and related places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.diagnostics import Diagnostic, Severity, count

WIDTH = 160
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def render(diagnostics: Sequence[Diagnostic], files: Mapping[str, Sequence[str]], *, colour: bool = False) -> str:
    """Return the report; ``files`` gives the lines of each file that is shown."""
    blocks = [_block(diagnostic, files.get(diagnostic.span.path, ()), colour) for diagnostic in diagnostics]
    return "\n".join([*blocks, summary(diagnostics)]) + "\n"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return ``2 errors, 1 warning`` or ``no problems found``."""
    totals = [(number, severity.value) for severity, number in count(diagnostics).items() if number]
    return ", ".join(f"{number} {word}{'s' if number > 1 else ''}" for number, word in totals) or "no problems found"


def _block(diagnostic: Diagnostic, lines: Sequence[str], colour: bool) -> str:
    span = diagnostic.span
    paint = (lambda text, code: f"\x1b[{code}m{text}\x1b[0m") if colour else (lambda text, _code: text)
    head = paint(f"{diagnostic.severity}[{diagnostic.code}]", _COLOURS[diagnostic.severity])
    out = [f"{span.path}:{span.line}:{span.column}: {head} {diagnostic.name}: {diagnostic.message}"]
    if 0 < span.line <= len(lines) and lines[span.line - 1].strip():
        out += _excerpt(lines[span.line - 1], diagnostic)
    elif diagnostic.help:
        out.append(f"       = help: {diagnostic.help}")
    out += [
        f"       = {note.message}: {note.span.path}:{note.span.line}:{note.span.column}" for note in diagnostic.notes
    ]
    return "\n".join(out)


def _excerpt(line: str, diagnostic: Diagnostic) -> list[str]:
    span = diagnostic.span
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    shift = max(0, start - WIDTH // 2) if len(line) > WIDTH else 0
    shown = line[shift : shift + WIDTH]
    caret = "^" * max(1, min(end, shift + WIDTH) - start)
    # a tab before the caret is copied, so that the caret stands below its text
    pad = "".join("\t" if c == "\t" else " " for c in shown[: start - shift])
    return [f"{span.line:5} | {shown}", f"      | {pad}{caret} {diagnostic.help}".rstrip()]
