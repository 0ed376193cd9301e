"""CSV tables: a round trip restores every cell, and no cell is run as a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text.csv import as_written, table

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


HOSTILE = st.lists(st.sampled_from([*"=+-@;,\t\n\r\"' x1", "\u2028", "\uff1d", "\ufe66"]), max_size=9).map("".join)


def read(content: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


@given(st.lists(st.lists(CELLS | HOSTILE, min_size=2, max_size=2)))
def test_a_round_trip_restores_every_cell(rows: list[list[str]]) -> None:
    header, *found = read(table(("one", "two"), rows))
    assert header == ["one", "two"]
    assert [[as_written(cell) for cell in row] for row in found] == rows


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\tx", "\rx", "  =1", '"=1', "'=1", "＝1", '=HYPERLINK("https://example.org")']
)
def test_a_cell_like_a_formula_gets_an_apostrophe(text: str) -> None:
    ((cell,),) = read(table(("one",), [(text,)]))[1:]
    assert cell == f"'{text}"
    assert as_written(cell) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x;=1+1", "x;'=1+1"),
        ("x; -1", "x;' -1"),
        ('x;"@A1"', 'x;\'"@A1"'),
        ("x\t+1", "x\t'+1"),
        ("x\n\n- one", "x\n\n'- one"),
        ("x\u2028=1", "x\u2028'=1"),
        ("x;'=1", "x;''=1"),
        ("\n=x", "'\n'=x"),
        ("x;\uff1d1", "x;'\uff1d1"),
    ],
)
def test_a_part_like_a_formula_gets_an_apostrophe(text: str, expected: str) -> None:
    ((_, cell),) = read(table(("one", "two"), [("x", text)]))[1:]
    assert cell == expected
    assert as_written(cell) == text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@given(rows=st.lists(st.lists(HOSTILE, min_size=3, max_size=3), max_size=3))
def test_no_reader_finds_a_formula(delimiter: str, rows: list[list[str]]) -> None:
    for row in read(table(("one", "two", "three"), rows), delimiter):
        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d", "\ufe66"))]


@pytest.mark.parametrize("text", ["− rejects", "’tis", "'tis", "1-1", "Ukraine = party", "", "–", "a; b, -1", "a\n\nb"])
def test_other_cells_are_unchanged(text: str) -> None:
    ((_, cell),) = read(table(("one", "two"), [("x", text)]))[1:]
    assert cell == text == as_written(cell)


def test_the_file_has_a_byte_order_mark_and_crlf_lines() -> None:
    content = table(("one", "two"), [("Київ, «1»", 'a "b"\nc')])
    assert content == b"\xef\xbb\xbfone,two\r\n" + '"Київ, «1»","a ""b""\nc"\r\n'.encode()
