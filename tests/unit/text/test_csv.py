"""CSV tables: a round trip restores every cell, and no cell is run as a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text.csv import as_written, table

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2)))
def test_a_round_trip_restores_every_cell(rows: list[list[str]]) -> None:
    header, *found = read(table(("one", "two"), rows))
    assert header == ["one", "two"]
    assert [[as_written(cell) for cell in row] for row in found] == rows


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\tx", "\rx", "\n=x", "  =1", "'=1", "＝1", '=HYPERLINK("https://example.org")']
)
def test_a_cell_like_a_formula_gets_an_apostrophe(text: str) -> None:
    ((cell,),) = read(table(("one",), [(text,)]))[1:]
    assert cell == f"'{text}"
    assert as_written(cell) == text


@pytest.mark.parametrize("text", ["− rejects", "’tis", "'tis", "1-1", "Ukraine = party", "", "–"])
def test_other_cells_are_unchanged(text: str) -> None:
    ((_, cell),) = read(table(("one", "two"), [("x", text)]))[1:]
    assert cell == text == as_written(cell)


def test_the_file_has_a_byte_order_mark_and_crlf_lines() -> None:
    content = table(("one", "two"), [("Київ, «1»", 'a "b"\nc')])
    assert content == b"\xef\xbb\xbfone,two\r\n" + '"Київ, «1»","a ""b""\nc"\r\n'.encode()
