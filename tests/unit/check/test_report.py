"""Report formats: text with carets, stable JSON, GitHub workflow commands."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from briefgen.check.report import github, text
from briefgen.check.report import json as json_report
from briefgen.check.report._excerpt import WIDTH
from briefgen.diagnostics.types import (
    Diagnostic,
    Edit,
    Fix,
    PlacedNote,
    Severity,
    Span,
    count,
    in_order,
    worst,
)
from briefgen.registry import discover

PATH = "content/events/talks.yaml"


def _diagnostic(
    span: tuple[int, int, int, int] = (1, 7, 1, 11),
    *,
    severity: Severity = Severity.ERROR,
    message: str = "`date` is missing",
    help: str = "add it",
    notes: tuple[PlacedNote, ...] = (),
    fix: Fix | None = None,
    path: str = PATH,
    code: str = "BG202",
) -> Diagnostic:
    return Diagnostic(code, "missing-field", severity, message, help, Span(path, *span), notes, fix)


def _text(diagnostic: Diagnostic, lines: Sequence[str]) -> list[str]:
    return text.render([diagnostic], {PATH: lines}).split("\n")


def test_text_shows_line_caret_and_help() -> None:
    assert _text(_diagnostic(), ["date: soon  # x"]) == [
        "content/events/talks.yaml:1:7: error[BG202] missing-field: `date` is missing",
        "    1 | date: soon  # x",
        "      |       ^^^^ add it",
        "1 error",
        "",
    ]


def test_text_copies_tabs_before_the_caret() -> None:
    lines = _text(_diagnostic((1, 4, 1, 5)), ["a\tb\tc"])
    assert lines[1:3] == ["    1 | a\tb\tc", "      |  \t ^ add it"]


@pytest.mark.parametrize(
    ("line", "column", "pad"),
    [
        ("😀 x", 3, "   "),
        ("漢字 x", 4, "     "),
        ("e\u0301 x", 4, "  "),
        ("a\u200db x", 5, "   "),
        ("a\u202eb x", 5, "    "),
        ("a\x1bb x", 5, "    "),
        ("a\tb x", 5, " \t  "),
    ],
)
def test_text_aligns_caret_with_terminal_columns(line: str, column: int, pad: str) -> None:
    assert _text(_diagnostic((1, column, 1, column + 1)), [line])[2] == f"      | {pad}^ add it"


def test_text_caret_is_as_wide_as_the_word() -> None:
    assert _text(_diagnostic((1, 1, 1, 3)), ["漢字"])[2] == "      | ^^^^ add it"


def test_text_shows_the_line_of_a_note() -> None:
    note = PlacedNote("first defined here", Span(PATH, 1, 1, 1, 6))
    lines = _text(_diagnostic((2, 1, 2, 6), notes=(note,)), ["title: One", "title: Two"])
    assert lines[3:5] == [f"       = first defined here: {PATH}:1:1", "    1 | title: One"]


def test_text_replaces_control_characters() -> None:
    weird = "a\x1b[31m\u202e\u2066\x07\x9b"
    lines = text.render([_diagnostic(message=weird, help=weird, path=PATH)], {PATH: [f"date: {weird}"]})
    assert not set(lines) & set("\x1b\u202e\u2066\x07\x9b")


@pytest.mark.parametrize(
    ("safe", "expected"),
    [
        ([True], "1 error (1 can be fixed with --fix)"),
        ([False], "1 error (1 can be fixed with --unsafe-fixes)"),
        ([True, True, False], "3 errors (2 can be fixed with --fix, 1 more with --unsafe-fixes)"),
        ([], "no problems found"),
    ],
)
def test_text_says_how_many_can_be_fixed(safe: list[bool], expected: str) -> None:
    diagnostics = [_diagnostic(fix=Fix("x", (Edit(0, 1, ""),), is_safe=each)) for each in safe]
    assert text.summary(diagnostics) == expected


@pytest.mark.parametrize("column", [1, 50, 81, 250, 490])
def test_text_cuts_a_long_line_around_the_caret(column: int) -> None:
    line = "".join(chr(ord("a") + n % 26) for n in range(500))
    _, shown, caret, *_ = _text(_diagnostic((1, column, 1, column + 5), help=""), [line])
    assert len(shown) <= 8 + WIDTH
    assert caret.replace("|", " ").rstrip("^").isspace()
    start = caret.index("^")
    assert shown[start:].startswith(line[column - 1 : column + 4])


def test_text_marks_rest_of_line_for_multiline_span() -> None:
    assert _text(_diagnostic((1, 7, 3, 2)), ["list: - a", "  - b", "c"])[2] == "      |       ^^^ add it"


def test_text_has_a_caret_for_an_empty_span() -> None:
    assert _text(_diagnostic((1, 7, 1, 7)), ["date: soon"])[2] == "      |       ^ add it"


@pytest.mark.parametrize("lines", [[], [""], ["   "]])
def test_text_without_source_line_still_shows_help(lines: list[str]) -> None:
    assert _text(_diagnostic((1, 1, 1, 1)), lines)[1] == "       = help: add it"


def test_text_shows_related_places() -> None:
    note = PlacedNote("the other one is here", Span("content/x.yaml", 3, 4))
    assert _text(_diagnostic(notes=(note,)), ["date: soon"])[3] == "       = the other one is here: content/x.yaml:3:4"


def test_text_is_coloured_only_on_request() -> None:
    assert "\x1b[" not in text.render([_diagnostic()], {})
    assert "\x1b[31merror[BG202]\x1b[0m" in text.render([_diagnostic()], {}, colour=True)
    assert "\x1b[33m" in text.render([_diagnostic(severity=Severity.WARNING)], {}, colour=True)


def test_summary_counts_by_severity() -> None:
    error, warning = _diagnostic(), _diagnostic(severity=Severity.WARNING)
    assert text.summary([]) == "no problems found"
    assert text.summary([error, error, warning]) == "2 errors, 1 warning"
    assert text.render([], {}) == "no problems found\n"


def test_json_has_the_documented_format() -> None:
    note = PlacedNote("here", Span("content/x.yaml", 3, 4))
    fix = Fix("write it", (Edit(1, 2, "x"),), is_safe=True)
    document = json.loads(json_report.render([_diagnostic(notes=(note,), fix=fix)], {}))
    assert document == {
        "version": 1,
        "diagnostics": [
            {
                "code": "BG202",
                "name": "missing-field",
                "severity": "error",
                "message": "`date` is missing",
                "help": "add it",
                "path": PATH,
                "line": 1,
                "column": 7,
                "end_line": 1,
                "end_column": 11,
                "fix": {"title": "write it", "safe": True, "edits": [{"start": 1, "end": 2, "text": "x"}]},
                "notes": [{"message": "here", "path": "content/x.yaml", "line": 3, "column": 4}],
            }
        ],
        "summary": {"errors": 1, "warnings": 0, "notes": 0},
    }


def test_json_keys_are_present_without_content() -> None:
    assert json.loads(json_report.render([], {})) == {
        "version": 1,
        "diagnostics": [],
        "summary": {"errors": 0, "warnings": 0, "notes": 0},
    }
    (bare,) = json.loads(json_report.render([_diagnostic((1, 1, 0, 0))], {}))["diagnostics"]
    assert (bare["fix"], bare["notes"], bare["end_line"], bare["end_column"]) == (None, [], 1, 1)


def test_json_does_not_escape_non_ascii_text() -> None:
    assert "Мара 😀" in json_report.render([_diagnostic(message="Мара 😀")], {})


def test_github_writes_one_command_per_line() -> None:
    assert github.render([_diagnostic()], {}) == (
        f"::error file={PATH},line=1,col=7,endColumn=10,title=BG202 missing-field::`date` is missing (add it)\n"
    )


def test_github_escapes_command_delimiters() -> None:
    line = github.render([_diagnostic(message="50%: a\r\nb, c", help="", path="content/a,b:c%.yaml")], {})
    assert line.startswith("::error file=content/a%2Cb%3Ac%25.yaml,")
    assert line.endswith("::50%25: a%0D%0Ab, c\n")
    assert line.count("\n") == 1


def test_github_omits_columns_of_multiline_span() -> None:
    line = github.render([_diagnostic((1, 7, 3, 2))], {})
    assert "col=" not in line
    assert "line=1,endLine=3" in line


@pytest.mark.parametrize(
    ("severity", "command"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")]
)
def test_github_has_a_command_for_each_severity(severity: Severity, command: str) -> None:
    assert github.render([_diagnostic(severity=severity)], {}).startswith(f"::{command} ")


@pytest.mark.parametrize("name", sorted(discover("briefgen.check.report", "render")))
def test_every_report_renders_unusual_diagnostics(name: str) -> None:
    render = discover("briefgen.check.report", "render")[name].render
    odd = [
        _diagnostic((0, 0, 0, 0)),
        _diagnostic((99, 1, 99, 1)),
        _diagnostic((1, 99, 1, 120)),
        _diagnostic((1, 5, 1, 2)),
        _diagnostic((1, 1, 4, 1), message="", help="", severity=Severity.NOTE),
    ]
    for diagnostic in odd:
        assert isinstance(render([diagnostic], {PATH: ["short"]}, colour=True), str)
        assert isinstance(render([diagnostic], {}), str)


def test_diagnostics_are_sorted_and_unique() -> None:
    later, earlier = _diagnostic((2, 1, 2, 2)), _diagnostic((1, 9, 1, 10))
    other = _diagnostic(path="content/actors/a.yaml")
    assert in_order([later, earlier, other, later]) == (other, earlier, later)


def test_count_and_worst_severity() -> None:
    warning = _diagnostic(severity=Severity.WARNING)
    assert count([warning]) == {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 0}
    assert worst([warning], Severity.WARNING)
    assert worst([warning], Severity.NOTE)
    assert not worst([warning], Severity.ERROR)
    assert not worst([], Severity.NOTE)
