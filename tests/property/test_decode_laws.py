"""Decoding laws: `explain` reports problems exactly if `convert` rejects the data."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import inspect

from briefgen.diagnostics.types import Problem
from briefgen.model.briefing import Briefing
from briefgen.model.decode import decode
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief
from tests.property.strategies import values
from tests.support.examples import examples

STRUCTS: list[type[Any]] = [*kinds().values(), Briefing]
_slow = settings(max_examples=examples(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _decode(struct: type[Any], data: dict[str, Any]) -> tuple[Any, tuple[Problem, ...]]:
    return decode(struct, "x.yaml", data, id="x" if issubclass(struct, Brief) else None)


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
@_slow
@given(data=st.data())
def test_valid_data_decodes_to_a_brief(struct: type[Any], data: st.DataObject) -> None:
    """All data that the types allow decodes without a problem."""
    brief, problems = _decode(struct, data.draw(values(inspect.type_info(struct))))
    assert problems == ()
    assert isinstance(brief, struct)


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
@_slow
@given(data=st.data())
def test_explain_and_convert_agree(struct: type[Any], data: st.DataObject) -> None:
    """Rejected data has a located problem; accepted data has none.

    An added unknown field is then the only problem.
    """
    raw = data.draw(values(inspect.type_info(struct), junk=1).filter(lambda value: isinstance(value, dict)))
    raw.pop("id", None)
    brief, problems = _decode(struct, raw)
    if brief is None:
        assert problems != ()
        assert [p.message for p in problems if p.at == ()] == [], "explain found nothing"
    else:
        assert [(p.code.id, p.at) for p in _decode(struct, {**raw, "zzz": "x"})[1]] == [("BG201", ("zzz",))]


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
@_slow
@given(data=st.data())
def test_problem_path_exists_in_the_data(struct: type[Any], data: st.DataObject) -> None:
    """Every step of a problem's path exists in the data.

    Exceptions: the last step of a missing field, and shorthand forms.
    """
    raw = data.draw(values(inspect.type_info(struct), junk=1).filter(lambda value: isinstance(value, dict)))
    raw.pop("id", None)
    for problem in _decode(struct, raw)[1]:
        here: Any = raw
        assert isinstance(problem.at, tuple)
        for step in problem.at[:-1]:
            if isinstance(here, str):
                break
            here = here[step]
        assert here is not None
