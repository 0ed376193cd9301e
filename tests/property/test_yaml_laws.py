"""YAML reading laws: nothing raises, and locations are inside the text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.diagnostics.types import At, Problem, Span
from briefgen.model.decode import decode
from briefgen.model.kinds._all import kinds
from briefgen.yaml import reader
from briefgen.yaml import text as yaml_text
from briefgen.yaml.spans import Places, compose
from briefgen.yaml.text import YamlFile, mark_at
from tests.property.strategies import YAMLISH
from tests.support.examples import examples

PLAIN = st.text("abcxyzäЖ😀 -", min_size=1, max_size=12).filter(lambda t: t.strip() == t and not t.startswith("-"))
DATA = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3), st.dictionaries(PLAIN, inner, min_size=1, max_size=3)
    ),
    max_leaves=10,
)


def _through(content: bytes) -> tuple[Problem, ...]:
    file = reader.read("x.yaml", content)
    if isinstance(file, Problem):
        return (file,)
    data, problems = reader.parse(file)
    places = compose(file)
    if data is None:
        return problems
    assert problems == ()
    assert places is not None
    for kind in kinds().values():
        brief, found = decode(kind, "x.yaml", data, id="x")
        assert (brief is None) == bool(found)
        for problem in found:
            assert isinstance(problem.at, tuple)
            _in_text(places.locate(problem.at, key=problem.key, word="a"), file.text)
        problems += found
    return problems


def _in_text(mark: Span, text: str) -> None:
    lines = yaml_text.lines(text)
    for line, column in ((mark.line, mark.column), (mark.end_line or mark.line, mark.end_column or mark.column)):
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


@settings(max_examples=examples(150), deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_handled_without_exception(content: bytes) -> None:
    """For any bytes, reading, parsing, locating and decoding return a value."""
    _through(content)


@settings(max_examples=examples(200), deadline=None)
@given(YAMLISH)
def test_yaml_like_text_is_handled_without_exception(text: str) -> None:
    """Pieces of YAML in any order give data or problems located inside the file."""
    for problem in _through(text.encode()):
        if isinstance(problem.at, Span):
            # libyaml places the end of a text below its last line
            _in_text(problem.at, text.removeprefix("\ufeff") + "\n")


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.tuples(PLAIN, YAMLISH), max_size=3))
def test_accepted_data_equals_libyaml(pairs: list[tuple[str, str]]) -> None:
    """Data that our builder accepts equals what libyaml loads from the same text."""
    text = "".join(f"{key}: {value}\n" for key, value in pairs)
    data, _ = reader.parse(YamlFile("x.yaml", text))
    if data is not None:
        assert _is_same(data, yaml.load(text, reader.Loader))


def _is_same(ours: reader.Data, theirs: reader.Data) -> bool:
    if isinstance(ours, dict):
        return list(ours) == list(theirs) and all(_is_same(value, theirs[key]) for key, value in ours.items())
    if isinstance(ours, list):
        return len(ours) == len(theirs) and all(map(_is_same, ours, theirs))
    return bool(ours == theirs or (ours is None and theirs in reader.NULLS))


def _leaves(data: reader.Data, at: At = ()) -> Iterator[tuple[At, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*at, key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _leaves(item, (*at, index))
    else:
        yield at, data


@pytest.mark.parametrize("flow", [True, False])
@settings(max_examples=examples(80), deadline=None)
@given(st.dictionaries(PLAIN, DATA, min_size=1, max_size=3))
def test_locate_points_at_the_scalar(flow: bool, data: dict[str, reader.Data]) -> None:
    """`locate` returns the position of a plain scalar and of its key."""
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, width=10_000)
    file = YamlFile("x.yaml", text)
    found, problems = reader.parse(file)
    assert problems == ()
    assert found == data
    places, lines = Places(file), yaml_text.lines(text)
    for at, value in _leaves(data):
        mark = places.locate(at)
        assert lines[mark.line - 1][mark.column - 1 : mark.end_column - 1].strip("'\"") == value or "\\U" in text
        if isinstance(at[-1], str):
            key = places.locate(at, key=True)
            assert lines[key.line - 1][key.column - 1 : key.end_column - 1].strip("'\"") == at[-1] or "\\U" in text


@settings(max_examples=examples(100), deadline=None)
@given(st.text(max_size=60))
def test_end_mark_is_at_the_last_line(text: str) -> None:
    """The end mark of a text is the end of its last line."""
    lines = yaml_text.lines(text)
    assert mark_at(text, len(text)) == Span("", len(lines), len(lines[-1]) + 1)
