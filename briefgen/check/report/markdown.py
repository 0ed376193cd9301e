"""Report for the summary of a job: Markdown, with findings grouped by cause.

Hosts show few annotations beside the lines, so this report has what they leave out. Findings with the same code and message
have one cause. The report stays below the size that hosts accept, and counts what it leaves out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefgen.check.report._excerpt import line_of, marked
from briefgen.diagnostics.types import Diagnostic, Severity, Span, count
from briefgen.text.markdown_cells import block, code, message

FROM_ROOT = True
"""Paths begin at the root of the git repository."""
NEEDS_LINES = True
"""The report shows lines of the files."""
_IN_FULL = 10
_CAUSES = 60
_FILES = 200
_LINES = 20
# hosts cut a long summary in the middle of a line
_LONGEST = 300


Cause = tuple[Diagnostic, ...]
"""Findings with the same code and message, in the order of their places."""


def render(diagnostics: Sequence[Diagnostic], files: Mapping[str, Sequence[str]], *, colour: bool = False) -> str:
    """Return the report; ``colour`` is not used.

    ``files`` maps each path to the lines of that file.
    """
    del colour
    if not diagnostics:
        return "## Check passed\n\nNo problems found.\n"
    found = causes(diagnostics)
    lines = [_title(diagnostics), "", *_introduction(found, len(diagnostics)), *_table(found), ""]
    shown = found[:_IN_FULL]
    heading = "In full" if len(found) == len(shown) else f"The first {len(shown)} in full"
    lines += [f"### {heading}", ""]
    for number, cause in enumerate(shown, 1):
        lines += [*_in_full(number, cause, files), ""]
    lines += ["<details><summary>All findings by file</summary>", ""]
    lines += [*_others(found), *_by_file(diagnostics), "", "</details>"]
    return "\n".join(lines) + "\n"


def causes(diagnostics: Iterable[Diagnostic]) -> list[Cause]:
    """Return the causes, in the order in which they deserve attention.

    The severest come first, then those of most findings, then those that a person must correct.
    """
    groups: dict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        groups[diagnostic.code, diagnostic.message].append(diagnostic)

    def order(cause: Cause) -> tuple[int, int, bool, Span, str]:
        first = cause[0]
        return first.severity.rank, -len(cause), first.fix is not None, first.span, first.message

    return sorted((tuple(group) for group in groups.values()), key=order)


def _title(diagnostics: Sequence[Diagnostic]) -> str:
    totals = count(diagnostics)
    files = len({d.span.path for d in diagnostics})
    return f"## {'Check failed' if totals[Severity.ERROR] else 'Check'}: {_counts(totals)} in {_counted(files, 'file')}"


def _counts(totals: Mapping[Severity, int]) -> str:
    return ", ".join(_counted(number, severity.value) for severity, number in totals.items() if number)


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _introduction(found: Sequence[Cause], number: int) -> Iterator[str]:
    if len(found) < number:
        yield from (f"They have **{_counted(len(found), 'cause')}**.", "")
    fixable = sum(cause[0].fix is not None for cause in found)
    if fixable:
        which = "it" if len(found) == 1 else "all of them" if fixable == len(found) else f"{fixable} of them"
        yield from (
            f"A program can correct {which}. Run",
            "",
            *block(["$ briefgen check --unsafe-fixes"], "console"),
            "",
        )
        left = len(found) - fixable
        rest = f" The other {left} need{'s' if left == 1 else ''} you." if left else ""
        yield from (f"and read what it changed.{rest}", "")


def _table(found: Sequence[Cause]) -> Iterator[str]:
    yield "| # | what | findings | where | can be corrected by a program |"
    yield "| --- | --- | ---: | --- | --- |"
    for number, cause in enumerate(found[:_CAUSES], 1):
        first = cause[0]
        can = f"yes: {_short(first.fix.title)}" if first.fix else "**no**"
        yield f"| {number} | {_short(first.message)} | {len(cause):,} | {code(first.span.path)} | {can} |"
    if len(found) > _CAUSES:
        yield f"| | and {len(found) - _CAUSES:,} more | {sum(map(len, found[_CAUSES:])):,} | | |"


def _in_full(number: int, cause: Cause, files: Mapping[str, Sequence[str]]) -> Iterator[str]:
    first = cause[0]
    times = f" · {_counted(len(cause), 'time')}" if len(cause) > 1 else ""
    needs = "" if first.fix else " · needs you"
    yield f"**{number}. {_short(first.message)}** · {first.severity} {first.code} {first.name}{times}{needs}"
    yield ""
    yield _place(first.span)
    yield ""
    if line := line_of(first.span, files):
        shown, marks = marked(line, first.span)
        yield from block([shown, f"{marks} {first.help}".rstrip()], "yaml")
    elif first.help:
        yield _short(first.help)
    for note, places in _notes(first).items():
        yield from ("", f"{_short(note)}: {_places(places, first.span.path)}.")
    if len(cause) > 1:
        yield from ("", f"Also in {_places([each.span for each in cause[1:]], first.span.path)}.")


def _notes(diagnostic: Diagnostic) -> dict[str, list[Span]]:
    """Return the places of the notes by their message."""
    found: dict[str, list[Span]] = defaultdict(list)
    for note in diagnostic.notes:
        found[note.message].append(note.span)
    return found


def _short(text: str) -> str:
    return message(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def _place(span: Span) -> str:
    return f"{code(span.path)}, line {span.line}" if span.line else code(span.path)


def _places(spans: Sequence[Span], here: str) -> str:
    """Return the lines by file; those of the file `here` come without its name."""
    lines: dict[str, list[int]] = defaultdict(list)
    for span in spans[:_LINES]:
        lines[span.path].append(span.line)
    parts = [_lines(found) if path == here else f"{code(path)} {_lines(found)}" for path, found in lines.items()]
    more = len(spans) - _LINES
    return ", ".join(parts) + (f", and {_counted(more, 'more place')}" if more > 0 else "")


def _lines(numbers: Iterable[int]) -> str:
    found = list(dict.fromkeys(numbers))
    return f"line{'s' if len(found) > 1 else ''} {', '.join(map(str, found))}"


def _others(found: Sequence[Cause]) -> Iterator[str]:
    for number, cause in enumerate(found[_IN_FULL:_CAUSES], _IN_FULL + 1):
        first = cause[0]
        help = f": {_short(first.help)}" if first.help else ""
        yield f"- **{number}. {_short(first.message)}** ({first.severity} {first.code}, {_place(first.span)}){help}"
    if len(found) > _IN_FULL:
        yield ""


def _by_file(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    groups: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        groups[diagnostic.span.path].append(diagnostic)
    present = [severity for severity, number in count(diagnostics).items() if number]
    yield f"| file | {' | '.join(f'{severity}s' for severity in present)} | lines |"
    yield f"| --- | {' | '.join('---:' for _ in present)} | --- |"
    for path, group in list(groups.items())[:_FILES]:
        totals = Counter(diagnostic.severity for diagnostic in group)
        numbers = [str(totals[severity] or "") for severity in present]
        lines = list(dict.fromkeys(str(d.span.line) for d in group if d.span.line))
        shown = ", ".join(lines[:_LINES]) + (", …" if len(lines) > _LINES else "")
        yield f"| {code(path)} | {' | '.join(numbers)} | {shown} |"
    if len(groups) > _FILES:
        yield f"| and {_counted(len(groups) - _FILES, 'more file')} |{' |' * (len(present) + 1)}"
