"""YAML to plain data, rejected YAML with its place, and spans of data paths."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest

from briefgen.diagnostics.types import At, Problem, Span
from briefgen.yaml import reader
from briefgen.yaml.spans import Places, compose
from briefgen.yaml.text import YamlFile, lines, mark_at
from tests.support.small import checked


def _parse(content: str | bytes) -> tuple[reader.Data, list[str]]:
    """Return the data and the problems as ``BG103 3:1``."""
    file = reader.read("x.yaml", content.encode() if isinstance(content, str) else content)
    if isinstance(file, Problem):
        return None, [_short(file)]
    data, problems = reader.parse(file)
    return data, [_short(problem) for problem in problems]


def _short(problem: Problem) -> str:
    mark = problem.at
    return f"{problem.code.id} {mark.line}:{mark.column}" if isinstance(mark, Span) else problem.code.id


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param(b"title: ok\nname: \xff\n", "BG101 2:7", id="not utf-8"),
        pytest.param("title: 😀".encode() + b"\xe9t\n", "BG101 1:9", id="not utf-8 after an emoji"),
        pytest.param(b"a: \xe2\x82", "BG101 1:4", id="a cut character at the end"),
        pytest.param("title: a: b\n", "BG102 1:9", id="colon inside text"),
        pytest.param("a:\n\t- x\n", "BG102 2:1", id="tab"),
        pytest.param('title: "abc\n', "BG102 1:8", id="quote not closed"),
        pytest.param("a: [1, 2\nb: 3\n", "BG102 1:4", id="bracket not closed"),
        pytest.param("a: {x: 1\n", "BG102 1:4", id="brace not closed"),
        pytest.param("a: 1\n  b: 2\n", "BG102 2:3", id="indentation"),
        pytest.param("a: 1\nb\n", "BG102 2:1", id="no colon"),
        pytest.param("a: @x\n", "BG102 1:4", id="character that starts nothing"),
        pytest.param('a: "\\q"\n', "BG102 1:5", id="unknown escape"),
        pytest.param("a: 1\nb: 2\na: 3\n", "BG103 3:1", id="duplicate key"),
        pytest.param("x:\n  - {k: 1, k: 2}\n", "BG103 2:12", id="duplicate key below"),
        pytest.param("a: &x 1\n", "BG104 1:4", id="anchor"),
        pytest.param("a: &x\n  b: 1\n", "BG104 1:4", id="anchor on a mapping"),
        pytest.param("a: *x\n", "BG104 1:4", id="alias"),
        pytest.param("a:\n  <<: {b: 1}\n", "BG104 2:3", id="merge key"),
        pytest.param("a: !include x\n", "BG105 1:4", id="tag"),
        pytest.param("a: !!int 3\n", "BG105 1:4", id="core tag"),
        pytest.param("a: 1\n---\nb: 2\n", "BG106 2:1", id="second document"),
        pytest.param("? [a]\n: 1\n", "BG107 1:3", id="list as key"),
        pytest.param("{{a: b}: 1}\n", "BG107 1:2", id="mapping as key"),
        pytest.param("~: x\n", "BG107 1:1", id="null as key"),
        pytest.param("?\n: x\n", "BG107 1:2", id="no key"),
        pytest.param("a: " + "[" * 40, "BG108 1:35", id="too deep"),
        pytest.param("", "BG109", id="empty"),
        pytest.param("# only a comment\n", "BG109", id="comment only"),
        pytest.param("---\n", "BG109", id="document without content"),
        pytest.param("~\n", "BG109", id="null"),
        pytest.param("- a\n", "BG110 1:1", id="list"),
        pytest.param("just text\n", "BG110 1:1", id="text"),
        pytest.param(b"a: " + b"x" * (1024 * 1024), "BG111", id="too large"),
        pytest.param("a: b\x07c\n", "BG112 1:5", id="control character"),
        pytest.param("a: é\nb: 😀\x00\n", "BG112 2:5", id="control character after wide ones"),
        pytest.param('a: 1\nb: "x\\u0007"\n', "BG112 2:4", id="escaped control character"),
        pytest.param('a: "\\0"\n', "BG112 1:4", id="escaped nought"),
        pytest.param('a: "\\e[31m"\n', "BG112 1:4", id="escaped escape"),
        pytest.param('"\\x07": 1\n', "BG112 1:1", id="escaped control character in a key"),
    ],
)
def test_rejected_yaml_has_its_code_and_place(content: str | bytes, found: str) -> None:
    assert _parse(content) == (None, [found])


def test_all_problems_of_a_file_are_reported_at_once() -> None:
    assert _parse("a: &x 1\nb: *x\nc: !t 2\na: 3\n")[1] == ["BG104 1:4", "BG104 2:4", "BG105 3:4", "BG103 4:1"]


def test_every_problem_has_a_help_text() -> None:
    for content in ("a: b: c", "a: &x 1", "a: !t 1", "a: 1\na: 2", "", "- a", "a: \x07", "[" * 50):
        _, problems = reader.parse(YamlFile("x.yaml", content))
        assert all(problem.message and problem.help for problem in problems)


def test_the_largest_allowed_file_is_read() -> None:
    assert _parse(b"# " + b"x" * (1024 * 1024 - 7) + b"\na: x")[1] == []


def test_the_deepest_allowed_nesting_is_read() -> None:
    assert _parse("a: " + "[" * 31 + "]" * 31)[1] == []


def test_thousands_of_brackets_are_one_problem() -> None:
    assert _parse("[" * 60_000)[1] == ["BG108 1:33"]
    assert _parse("a: " + "{" * 60_000)[1] == ["BG108 1:35"]
    assert _parse("- " * 30_000)[1] == ["BG108 1:65"]
    assert compose(YamlFile("x.yaml", "[" * 60_000)) is None


def test_an_alias_bomb_is_rejected() -> None:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30)]
    started = perf_counter()
    data, problems = _parse("\n".join(["l0: &l0 lol", *levels]))
    assert perf_counter() - started < 2
    assert data is None
    assert {problem.split()[0] for problem in problems} == {"BG104"}


def test_crlf_and_a_byte_order_mark_do_not_change_the_data() -> None:
    plain = "title: Talks\nlist:\n  - a\n  - b\n"
    assert _parse(plain.replace("\n", "\r\n").encode("utf-8-sig")) == _parse(plain)
    assert _parse(("\ufeff" + plain + "list: c\n").replace("\n", "\r\n"))[1] == ["BG103 5:1"]


def test_an_emoji_counts_as_one_column() -> None:
    assert _parse("{😀😀: 1, 😀😀: 2}")[1] == ["BG103 1:9"]


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_plain_null_is_none(text: str) -> None:
    assert _parse(f"a: {text}\n")[0] == {"a": None}


@pytest.mark.parametrize("text", ['"null"', "'null'", '""', "'~'", "nULL", "nil", "none"])
def test_quoted_or_other_null_is_text(text: str) -> None:
    assert _parse(f"a: {text}\n")[0] == {"a": text.strip("\"'")}


@pytest.mark.parametrize(
    "text", ["no", "on", "yes", "true", "1_000", "0o17", "1e3", "2025-11-27", "12:30:45", ".inf", "="]
)
def test_plain_scalar_stays_text(text: str) -> None:
    assert _parse(f"a: {text}\n")[0] == {"a": text}


@pytest.mark.parametrize("text", ['"tab\\there"', '"line\\nbreak"', '"\\u263a"', '"\\U0001F600"', '"a\\_b"', '"\\N"'])
def test_an_escape_of_an_allowed_character_is_read(text: str) -> None:
    assert _parse(f"a: {text}\n")[1] == []


def test_backslash_outside_double_quotes_is_not_an_escape() -> None:
    assert _parse("a: \\u0007\nb: '\\0'\n")[0] == {"a": "\\u0007", "b": "\\0"}


def test_one_document_may_have_markers() -> None:
    assert _parse("%YAML 1.2\n---\na: 1\n...\n") == ({"a": "1"}, [])


def test_numbers_as_keys_are_text() -> None:
    assert _parse("1: a\ntrue: b\n")[0] == {"1": "a", "true": "b"}


TEXT = """\
title: Talks
place:
  name: Old town
statements:
  - id: one
    speaker: ministry
  - id: "two"
    cite: [wire, paper]
summary: >-
  Folded words about
  [[somebody]] here.
empty:
"""


@pytest.mark.parametrize(
    ("at", "key", "place"),
    [
        (("title",), False, (1, 8, 1, 13)),
        (("title",), True, (1, 1, 1, 6)),
        (("place", "name"), False, (3, 9, 3, 17)),
        (("place", "name"), True, (3, 3, 3, 7)),
        (("statements", 0, "speaker"), False, (6, 14, 6, 22)),
        (("statements", 1, "id"), False, (7, 9, 7, 14)),
        (("statements", 1, "cite", 1), False, (8, 18, 8, 23)),
        # a shorthand: the path continues, the text has the span
        (("statements", 1, "cite", 0, "source"), False, (8, 12, 8, 16)),
        # missing: the span of the nearest key above it
        (("place", "country"), False, (2, 1, 2, 6)),
        (("statements", 0, "quote"), False, (5, 5, 5, 7)),
        (("date",), False, (1, 1, 1, 6)),
        ((), False, (1, 1, 1, 6)),
        (("summary",), False, (9, 10, 9, 11)),
        (("empty",), True, (12, 1, 12, 6)),
    ],
)
def test_locate_finds_values_keys_and_parents_of_missing_keys(at: At, key: bool, place: tuple[int, ...]) -> None:
    mark = Places(YamlFile("x.yaml", TEXT)).locate(at, key=key)
    assert (mark.line, mark.column, mark.end_line, mark.end_column) == place


def test_locate_finds_a_word_inside_a_folded_block() -> None:
    mark = Places(YamlFile("x.yaml", TEXT)).locate(("summary",), word="somebody")
    assert (mark.line, mark.column, mark.end_line, mark.end_column) == (11, 5, 11, 13)


def test_locate_returns_the_value_if_the_word_is_escaped() -> None:
    mark = Places(YamlFile("x.yaml", 'a: "x\\u0079z"')).locate(("a",), word="xyz")
    assert (mark.line, mark.column) == (1, 4)


def test_locate_counts_columns_and_lines_as_yaml_does() -> None:
    mark = Places(YamlFile("x.yaml", "a: 😀\r\nb: [😀, x]\r\n")).locate(("b", 1))
    assert (mark.line, mark.column) == (2, 8)


def test_locate_in_flow_style_finds_each_value() -> None:
    mark = Places(YamlFile("x.yaml", "a: {b: [c, {d: e}]}")).locate(("a", "b", 1, "d"))
    assert (mark.line, mark.column) == (1, 16)


def test_compose_reads_tags_but_rejects_invalid_or_deep_yaml() -> None:
    assert compose(YamlFile("mkdocs.yml", "a: !ENV x\nb: &c 1\n")) is not None
    assert compose(YamlFile("mkdocs.yml", "a: b: c")) is None
    assert compose(YamlFile("mkdocs.yml", "a: !t " + "[" * 70 + "]" * 70)) is None


def test_lines_and_marks_count_as_yaml_does() -> None:
    assert lines("a\r\nb\rc\nd\u2028e") == ["a", "b", "c", "d", "e"]
    assert mark_at("a\r\n😀b", 4) == Span("", 2, 2)


def test_a_duplicate_key_has_a_note_with_the_first_one(tmp_path: Path) -> None:
    text = "title: T\ndate: 2025-11-27\nsummary: S.\ncite:\n  - wire\n  - source: wire\n    note: one\n    note: two\n"
    diagnostic = checked(tmp_path, {"content/events/more.yaml": text}).diagnostics[0]
    assert (diagnostic.code, diagnostic.span.line, diagnostic.span.column) == ("BG103", 8, 5)
    note = diagnostic.notes[0]
    assert (note.message, note.span.line, note.span.column) == ("first defined here", 7, 5)
