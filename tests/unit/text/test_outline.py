"""Headings and code blocks found in prose are those that the renderer shows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text import outline
from briefgen.text.prose import Prose, RenderContext

_PROSE = Prose({}, {})
_PLACE = RenderContext(link=lambda url: url)
_LINES = st.sampled_from(
    [
        "Words",
        "# One",
        "## Two #",
        "#no",
        "   ### Three",
        "    # code",
        "===",
        "---",
        "-",
        "",
        "- # item",
        "> ## said",
        "```",
        "~~~",
        "\ttab",
        "1. a",
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Words", []),
        ("# One", [(1, "One", 0)]),
        ("Words\n\n### Three ###\n", [(3, "Three", 2)]),
        ("One\n===\n\nTwo\n---", [(1, "One", 0), (2, "Two", 3)]),
        ("One\n-", [(2, "One", 0)]),
        ("#no heading", []),
        ("a # b", []),
        ("```\n# code\n```", []),
        ("> - # In a list", [(1, "In a list", 0)]),
        ("#", [(1, "", 0)]),
    ],
)
def test_headings_are_found(text: str, found: list[tuple[int, str, int]]) -> None:
    assert [(h.level, h.words, h.line) for h in outline.headings(text)] == found


@given(st.lists(_LINES, min_size=1, max_size=8).map("\n".join))
def test_headings_are_those_that_the_page_shows(text: str) -> None:
    shown = [int(level) for level in re.findall(r"<h(\d)>", str(_PROSE.html(text, _PLACE)))]
    assert [min(6, heading.level + 2) for heading in outline.headings(text)] == shown


@given(st.lists(_LINES, min_size=1, max_size=8).map("\n".join))
def test_code_lines_are_found_if_the_page_shows_code(text: str) -> None:
    assert bool(outline.code_lines(text)) == ("<pre>" in str(_PROSE.html(text, _PLACE)))


def test_code_lines_are_counted_from_zero() -> None:
    assert outline.code_lines("a\n\n    b\n    c\n\n~~~\nd\n~~~\ne") == {2, 3, 5, 6, 7}
