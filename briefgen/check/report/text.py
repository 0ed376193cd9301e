"""Text report for people: place, code, message, source line with caret, help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.check.report._excerpt import WIDTH, line_of, marked
from briefgen.diagnostics.types import Diagnostic, Severity, count
from briefgen.text.control_characters import visible

NEEDS_LINES = True
"""The report shows lines of the files."""
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
    line = line_of(span, files)
    if line:
        shown, marks = marked(line, span)
        out += [f"{span.line:5} | {shown}", f"      | {marks} {help}".rstrip()]
    elif help:
        out.append(f"       = help: {help}")
    for note in diagnostic.notes:
        out.append(f"       = {visible(note.message)}: {visible(note.span.path)}:{note.span.line}:{note.span.column}")
        if note.span != span and (noted := line_of(note.span, files)):
            out.append(f"{note.span.line:5} | {visible(noted)[:WIDTH]}")
    return "\n".join(out)
