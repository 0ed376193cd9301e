"""The Markdown report: causes, what a program can correct, and a bounded size."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.check.report import gitlab, markdown
from briefgen.diagnostics.types import Diagnostic, Edit, Fix, PlacedNote, Severity, Span

PATH = "content/events/talks.yaml"
FIX = Fix("write `vladimir-putin`", (Edit(0, 1, "x"),))


def _finding(
    line: int = 1,
    *,
    message: str = "unknown id `a`",
    severity: Severity = Severity.ERROR,
    fix: Fix | None = None,
    path: str = PATH,
    notes: tuple[PlacedNote, ...] = (),
) -> Diagnostic:
    return Diagnostic(
        "BG301", "unknown", severity, message, "did you mean `b`?", Span(path, line, 1, line, 3), notes, fix
    )


def _report(diagnostics: Sequence[Diagnostic], lines: Sequence[str] = ()) -> str:
    return markdown.render(diagnostics, {PATH: lines})


def test_clean_check_says_so() -> None:
    assert _report([]) == "## Check passed\n\nNo problems found.\n"


def test_equal_findings_are_one_cause() -> None:
    text = _report([_finding(3), _finding(9), _finding(5, path="content/b.yaml")])
    assert text.startswith("## Check failed: 3 errors in 2 files\n\nThey have **1 cause**.\n")
    assert "| 1 | unknown id `a` | 3 | `content/events/talks.yaml` | **no** |\n" in text
    assert "BG301 unknown · 3 times · needs you" in text
    assert "Also in line 9, `content/b.yaml` line 5." in text


def test_causes_are_in_order_of_attention() -> None:
    note = _finding(1, message="n", severity=Severity.NOTE)
    fixable = _finding(1, message="f", fix=FIX)
    often = [_finding(1, message="o"), _finding(2, message="o")]
    needs_you = _finding(9, message="y")
    found = markdown.causes([note, fixable, *often, needs_you])
    assert [cause[0].message for cause in found] == ["o", "y", "f", "n"]


def test_warnings_alone_do_not_fail() -> None:
    text = _report([_finding(severity=Severity.WARNING), _finding(2, message="b", severity=Severity.NOTE)])
    assert text.startswith("## Check: 1 warning, 1 note in 1 file\n")


def test_what_a_program_can_correct_is_counted() -> None:
    text = _report([_finding(fix=FIX), _finding(message="b"), _finding(message="c", fix=FIX)])
    assert "A program can correct 2 of them." in text
    assert "The other 1 needs you." in text
    assert "| yes: write `vladimir-putin` |" in text
    assert "A program can correct it." in _report([_finding(fix=FIX)])
    assert "A program" not in _report([_finding()])


def test_line_is_shown_with_marks_and_help() -> None:
    assert "```yaml\nab: c\n^^ did you mean `b`?\n```\n" in _report([_finding()], ["ab: c"])


def test_finding_without_a_line_shows_its_help() -> None:
    assert "\ndid you mean `b`?\n" in _report([_finding(0)])


def test_equal_notes_are_one_line() -> None:
    notes = tuple(PlacedNote("it is named here", Span(PATH, line)) for line in (4, 7))
    assert "\nit is named here: lines 4, 7.\n" in _report([_finding(notes=notes)])


def test_large_report_is_cut_and_counts_the_rest() -> None:
    many = [_finding(n, message=f"m{n} {'x' * 5_000}", path=f"content/{n}.yaml") for n in range(5_000)]
    text = _report(many)
    assert len(text.encode()) < 200_000
    assert "| | and 4,940 more | 4,940 | | |" in text
    assert "| and 4,800 more files |" in text
    same = _report([_finding(n) for n in range(1, 5_000)])
    assert "and 4,978 more places." in same


def test_finding_of_a_whole_file_is_at_its_first_line_in_gitlab() -> None:
    assert '"begin": 1' in gitlab.render([_finding(0)], {})
