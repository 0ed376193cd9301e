"""EDTF date laws: round trip, order and rejection."""

from __future__ import annotations

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import edtf
from tests.property.strategies import dates
from tests.support.examples import examples


@settings(max_examples=examples(200), deadline=None)
@given(dates())
def test_date_keeps_its_text_and_ends_after_its_start(text: str) -> None:
    """Every level 0 or 1 date parses, keeps its text and spans at least one day."""
    date = edtf.parse(text)
    assert date.text == text
    assert date.earliest <= date.latest
    assert date.words()
    assert edtf.parse(date.text) == date


@settings(max_examples=examples(200), deadline=None)
@given(dates(), dates())
def test_before_is_irreflexive_and_asymmetric(one: str, other: str) -> None:
    """No date is before itself, and two dates are never before each other."""
    a, b = edtf.parse(one), edtf.parse(other)
    assert not a.is_before(a)
    assert not (a.is_before(b) and b.is_before(a))


@settings(max_examples=examples(200), deadline=None)
@given(dates(), dates(), dates())
def test_sort_keys_of_different_dates_differ(one: str, two: str, three: str) -> None:
    """Sort keys of any precision compare, and different dates have different keys."""
    keys = {text: edtf.parse(text).sort_key for text in (one, two, three)}
    assert sorted([one, two, three], key=keys.__getitem__) == sorted([three, two, one], key=keys.__getitem__)
    assert len(set(keys.values())) == len(keys)


@settings(max_examples=examples(200), deadline=None)
@given(st.one_of(st.text(max_size=20), st.text("0123456789-/.TXYZ?~%:+ ", max_size=24)))
def test_any_text_is_a_date_or_raises_not_a_date(text: str) -> None:
    """Text raises only NotADate, and an accepted date keeps its text."""
    with contextlib.suppress(edtf.NotADate):
        date = edtf.parse(text)
        assert date.text == text
        assert date.earliest <= date.latest
