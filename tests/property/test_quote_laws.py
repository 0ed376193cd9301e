"""Quoting laws: quoted text reads back unchanged in every YAML reader."""

from __future__ import annotations

import re
from typing import Any, Literal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.yaml import reader
from briefgen.yaml.quote import UNSEEN, quote
from briefgen.yaml.text import YamlFile
from tests.property.strategies import YAMLISH

WORDS = st.sampled_from(
    [
        "",
        "y",
        "No",
        "TRUE",
        "null",
        "~",
        "2025",
        "2025-11-28",
        "12:30",
        "1e5",
        "0x1f",
        "0o17",
        "1_000",
        "1.5",
        ".5",
        "1.",
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(), max_size=20),
    st.text("0123456789abcdefxoXeE_.:-+ '\"\\#,[]{}&*!|>%@`?\n\t\x85\u2028\ufeff\x1b\ud800", max_size=12),
    st.tuples(WORDS, st.sampled_from(["", " ", ":", "'", " #", "\n"])).map("".join),
    YAMLISH,
)
MARKS = st.sampled_from(["", "'", '"'])
# the core schema of YAML 1.2, chapter 10.3.2
CORE_OF_1_2 = re.compile(
    r"null|Null|NULL|~|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN|"
)


def _loaded(text: str) -> Any:
    return yaml.load(text, Loader=yaml.SafeLoader)


@settings(max_examples=1000, deadline=None)
@given(TEXTS, MARKS)
def test_quoted_text_reads_back_in_yaml_1_1(text: str, marks: Literal["", "'", '"']) -> None:
    """PyYAML reads YAML 1.1, where plain `no` is false and plain `12:30` a number."""
    assert _loaded(f"x: {quote(text, marks=marks)}\ny: z\n") == {"x": text, "y": "z"}
    in_flow = quote(text, in_flow=True, marks=marks)
    assert _loaded(f"x: [{in_flow}, z]\n") == {"x": [text, "z"]}
    assert _loaded(f"- {{x: {in_flow}, y: z}}\n") == [{"x": text, "y": "z"}]


@settings(max_examples=1000, deadline=None)
@given(TEXTS)
def test_plain_text_is_a_string_in_yaml_1_2(text: str) -> None:
    if quote(text) == text:
        assert not CORE_OF_1_2.fullmatch(text)


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_quoted_text_reads_back_in_our_reader(text: str) -> None:
    """A control character is rejected even if it is escaped."""
    data, problems = reader.parse(YamlFile("x", f"x: {quote(text)}\n"))
    assert data == {"x": text} if not problems else UNSEEN.search(text)


@given(TEXTS, MARKS)
def test_quoted_text_is_on_one_line(text: str, marks: Literal["", "'", '"']) -> None:
    assert not UNSEEN.search(quote(text, marks=marks))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Talks", "Talks"),
        ("3f9a1c2b", "3f9a1c2b"),
        ("77aa01 c2d3e4", "77aa01 c2d3e4"),
        ("https://example.org/page", "https://example.org/page"),
        ("12345678", "'12345678'"),
        ("1234e567", "'1234e567'"),
        ("0b101010", "'0b101010'"),
        ("2025-11-28", "'2025-11-28'"),
        ("No", "'No'"),
        ("", "''"),
        ("Talks: day 2", "'Talks: day 2'"),
        ("Talks: the 'first'", "\"Talks: the 'first'\""),
        ("a 'b' \"c\": d", "'a ''b'' \"c\": d'"),
        ("a\nb", '"a\\u000Ab"'),
    ],
)
def test_quotes_are_added_only_when_needed(text: str, written: str) -> None:
    assert quote(text) == written


def test_colon_is_quoted_in_flow_style() -> None:
    assert quote("https://example.org", in_flow=True) == "'https://example.org'"


def test_requested_quotes_are_kept() -> None:
    assert quote("3f9a1c2b", marks='"') == '"3f9a1c2b"'
    assert quote("28 points", marks="'") == "'28 points'"
