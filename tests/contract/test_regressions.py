"""Regression tests: each bug with the input that showed it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import config
from briefgen.diagnostics.types import Problem, Span
from briefgen.model import edtf
from briefgen.text.prose import Prose, RenderContext
from briefgen.yaml import reader
from briefgen.yaml.text import YamlFile
from tests.conftest import write
from tests.support.small import brief, checked


def test_invalid_utf8_after_a_bom_points_at_the_byte() -> None:
    problem = reader.read("x.yaml", b"\xef\xbb\xbfa: \xff\n")
    assert isinstance(problem, Problem)
    assert problem.at == Span("", 1, 4)
    assert "0xff" in problem.message


@pytest.mark.parametrize("text", ["? [k]\n: a\na: a\n", "? [a]\n: {b: 1}\nb: 3\n", "? {a: b}\n"])
def test_list_as_key_is_one_problem(text: str) -> None:
    assert [p.code.id for p in reader.parse(YamlFile("x.yaml", text))[1]] == ["BG107"]


@pytest.mark.parametrize("text", ["２０２５", "٢٠٢٥-١١-٢٧", "2025-11-27T１４:30", "Y1٢٠٢٥"])
def test_only_ascii_digits_are_a_date(text: str) -> None:
    with pytest.raises(edtf.NotADate):
        edtf.parse(text)


def test_iso_adds_minutes_to_an_hour_offset() -> None:
    assert edtf.parse("1985-04-12T23:20:30-04").iso == "1985-04-12T23:20:30-04:00"


def test_bce_decades_and_centuries_have_words() -> None:
    assert not edtf.parse("-201X").words().startswith("-")
    assert not edtf.parse("-20XX").words().startswith("-")


def test_iso_of_year_zero_is_empty() -> None:
    assert edtf.parse("0000").iso == ""


def test_briefing_may_not_have_an_id() -> None:
    from briefgen.model.briefing import Briefing
    from briefgen.model.decode import decode

    briefing, problems = decode(Briefing, "x.yaml", {"title": "T", "id": "x"})
    assert briefing is None
    assert [(p.code.id, p.at) for p in problems] == [("BG201", ("id",))]


TALKS = "title: Talks\ndate: 2025-11-28\nsummary: Two sides met.\ncite: [wire]\n"
MORE = "content/events/2025-11-28-more.yaml"


def test_problems_of_a_briefing_yml_name_that_file(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        {
            "content/briefing.yaml": None,
            "content/briefing.yml": "title: T\nparties: [nobody]\nthemes: {territory: T}\n",
        },
    )
    assert brief(found.diagnostics) == ["content/briefing.yml:2:11 BG301"]


def test_two_briefing_files_are_reported(tmp_path: Path) -> None:
    assert checked(tmp_path, {"content/briefing.yml": "title: Other\n"}).diagnostics != ()


def test_former_id_of_the_wrong_kind_is_an_error(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        {
            "content/actors/ministry.yaml": "name: M\nsummary: S.\ncite: [wire]\nformerly: [old]\n",
            MORE: TALKS + "follows: [old]\n",
        },
    )
    assert "BG302" in [d.code for d in found.diagnostics]


def test_former_id_in_a_statement_reference_is_a_warning(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        {
            "content/events/2025-11-27-talks.yaml": "title: T\ndate: 2025-11-27\nsummary: S.\ncite: [wire]\nformerly: [old]\nstatements:\n  - {id: a, speaker: ministry, quote: We, cite: [wire]}\n",
            MORE: TALKS + "body: See [[old#a]].\n",
        },
    )
    assert [d.code for d in found.diagnostics] == ["BG304"]


def test_former_id_in_a_prose_citation_is_a_warning(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        {
            "content/sources/wire.yaml": "title: W\npublished: 2025-11-30\nformerly: [old]\n",
            MORE: TALKS + "body: So it was [@old].\n",
        },
    )
    assert [d.code for d in found.diagnostics] == ["BG304"]


def test_non_boolean_option_is_located(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": "plugins:\n  - briefgen:\n      drafts: maybe\n"})
    _, problems = config.read(tmp_path)
    assert [p.at for p in problems] == [("plugins", 0, "briefgen", "drafts")]


def test_unknown_id_is_located_in_the_link(tmp_path: Path) -> None:
    found = checked(tmp_path, {MORE: TALKS + "body: Nobody knew nobody, see [[nobody]].\n"})
    assert brief(found.diagnostics) == [f"{MORE}:5:33 BG301"]


def test_duplicate_former_id_points_at_the_second_entry(tmp_path: Path) -> None:
    found = checked(tmp_path, {MORE: TALKS + "formerly: [old, old]\n"})
    assert brief(found.diagnostics) == [f"{MORE}:5:17 BG303"]


@pytest.mark.parametrize("text", ["Word\r\r# Heading", "Word\rword", "*a*\r\rb", "`a\rb`"])
def test_carriage_return_is_removed_from_prose(text: str) -> None:
    html = Prose({}, {}).html(text, RenderContext(link=lambda url: url))
    assert "\r" not in html


def test_line_break_is_removed_from_labels() -> None:
    from briefgen.text.prose import Target

    prose = Prose({"x": Target("x/", "a\nb")}, {})
    html = prose.html("[[x]] [@x]", RenderContext(link=lambda url: url, numbers={"x": 1}))
    assert "\n" not in html


@pytest.mark.parametrize("id", ["index", "con"])
def test_reserved_former_id_is_reported(tmp_path: Path, id: str) -> None:
    found = checked(tmp_path, {MORE: TALKS + f"formerly: [{id}]\n"})
    assert found.diagnostics != ()


def test_quoted_null_is_null_for_convert_and_explain() -> None:
    from briefgen.model.decode import decode
    from briefgen.model.kinds.event import Event

    data = {"title": "T", "summary": "S", "date": "2025", "kind": "null"}
    event, problems = decode(Event, "x", data, id="x")
    assert event is not None
    assert event.kind is None
    assert problems == ()
    assert [p.at for p in decode(Event, "x", {**data, "zzz": "x"}, id="x")[1]] == [("zzz",)]
    assert decode(Event, "x", {**data, "reviewed": "null"}, id="x")[0] is None
    assert [p.at for p in decode(Event, "x", {**data, "reviewed": "null"}, id="x")[1]] == [("reviewed", "date")]


@pytest.mark.parametrize("text", ["[", "title: 'abc", "a: {b: 1"])
def test_syntax_error_mark_is_inside_the_file(text: str) -> None:
    (problem,) = reader.parse(YamlFile("x.yaml", text))[1]
    assert isinstance(problem.at, Span)
    assert problem.at.line == 1
