"""Report laws: every format renders every diagnostic and fits its schema."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from xml.etree import ElementTree

import jsonschema
import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefgen.diagnostics.types import Diagnostic, Edit, Fix, PlacedNote, Severity, Span
from briefgen.registry import discover
from tests.conftest import ROOT

TEXT = st.one_of(
    st.text(max_size=40), st.sampled_from(["a::b,c%d\r\ne", "]]>", "\ud800", "\x00\x1b[31m", "<&>\"'", ""])
)
NUMBER = st.integers(0, 5)
SPAN = st.builds(
    lambda path, line, column, down, right: Span(path, line, column, line + down if line else 0, column + right),
    *(st.one_of(TEXT, st.just("content/events/talks.yaml")), NUMBER, st.integers(1, 9), st.integers(0, 2), NUMBER),
)
FIX = st.builds(
    Fix,
    TEXT,
    st.lists(
        st.builds(lambda start, size, text: Edit(start, start + size, text), NUMBER, NUMBER, TEXT), min_size=1
    ).map(tuple),
    st.booleans(),
)
DIAGNOSTIC = st.builds(
    Diagnostic,
    code=st.sampled_from(["BG101", "BG301", "BG404", "BG412", "BG603"]),
    name=st.just("some-name"),
    severity=st.sampled_from(Severity),
    message=TEXT,
    help=TEXT,
    span=SPAN,
    notes=st.lists(st.builds(PlacedNote, TEXT, SPAN), max_size=2).map(tuple),
    fix=st.none() | FIX,
)
LINES = {"content/events/talks.yaml": ["title: Talks", "", "\tdate: \u202esoon 漢字\x1b"]}
REPORTS = discover("briefgen.check.report", "render")


def _schema(name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((ROOT / "tests/data/schemas" / name).read_text("utf-8"))
    return found


SARIF, OURS = _schema("sarif-2.1.0.json"), _schema("check-report-1.json")


def _json(text: str) -> None:
    jsonschema.Draft202012Validator(OURS).validate(json.loads(text))


def _sarif(text: str) -> None:
    log = json.loads(text)
    jsonschema.Draft4Validator(SARIF).validate(log)
    rules = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    for result in log["runs"][0]["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]


def _junit(text: str) -> None:
    root = ElementTree.fromstring(text)
    assert int(root.attrib["tests"]) == len(list(root.iter("testcase"))) >= 1
    assert int(root.attrib["failures"]) == len(list(root.iter("failure")))


def _gitlab(text: str) -> None:
    issues = json.loads(text)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("major", "minor", "info")
        assert issue["location"]["lines"]["begin"] >= 1


def _markdown(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    blocks = [token.content.strip() for token in tokens if token.type == "html_block"]
    assert blocks in ([], ["<details><summary>All findings by file</summary>", "</details>"])
    inside = [child for token in tokens for child in token.children or ()]
    assert {child.content for child in inside if child.type == "html_inline"} <= {"<code>", "</code>"}
    assert not any(child.type in ("link_open", "image") for child in inside)
    assert sum(token.type == "table_open" for token in tokens) == (2 if blocks else 0)
    assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff\u202e]", text)


READERS: dict[str, Callable[[str], None]] = {
    "json": _json,
    "sarif": _sarif,
    "junit": _junit,
    "gitlab": _gitlab,
    "markdown": _markdown,
}


@pytest.mark.parametrize("name", REPORTS)
@given(diagnostics=st.lists(DIAGNOSTIC, max_size=4))
@example(diagnostics=[])
def test_every_report_renders_every_diagnostic(name: str, diagnostics: list[Diagnostic]) -> None:
    text = REPORTS[name].render(diagnostics, LINES, colour=False)
    assert text == "" or text.endswith("\n")
    READERS.get(name, len)(text)


@pytest.mark.parametrize("name", ["concise", "github"])
@given(diagnostics=st.lists(DIAGNOSTIC, max_size=4))
def test_line_reports_have_a_line_per_diagnostic(name: str, diagnostics: list[Diagnostic]) -> None:
    text = REPORTS[name].render(diagnostics, LINES, colour=False)
    assert text.count("\n") == len(diagnostics)


@given(diagnostics=st.lists(DIAGNOSTIC, min_size=1, max_size=4))
def test_sarif_fingerprint_survives_a_line_move(diagnostics: list[Diagnostic]) -> None:
    moved = [
        msgspec.structs.replace(d, span=msgspec.structs.replace(d.span, line=d.span.line + 7, end_line=d.span.line + 9))
        for d in diagnostics
    ]
    render = REPORTS["sarif"].render
    names = [
        [r["partialFingerprints"] for r in json.loads(render(each, {}))["runs"][0]["results"]]
        for each in (diagnostics, moved)
    ]
    assert names[0] == names[1]
