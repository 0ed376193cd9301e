"""Lines of versions: branches follow what they answer, and set no status."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import pytest

from briefgen.analysis.versions import Step, course, line_to, negotiated, predecessors, presence, unanswered
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.site.comparison import outcome

LINE = {"draft": {}, "answer": {"branch_of": "draft"}, "revised": {}, "reply": {"branch_of": "answer"}, "final": {}}


def _plan(versions: Mapping[str, Mapping[str, object]] = LINE, **every: object) -> Plan:
    listed = [{"id": id, "label": id, **every, **fields} for id, fields in versions.items()]
    return msgspec.convert({"id": "plan", "title": "P", "summary": "S.", "versions": listed}, Plan)


def _point(**changes: str) -> Point:
    extra: dict[str, dict[str, object]] = {
        "split": {"into": ["other"]},
        "merged": {"into": ["other"]},
        "moved": {"to": "other"},
    }
    entries: list[dict[str, object]] = [
        {"in": id, "change": change, **extra.get(change, {})} for id, change in changes.items()
    ]
    return msgspec.convert(
        {"id": "point", "title": "P", "summary": "S.", "plan": "plan", "number": 1, "versions": entries}, Point
    )


def _steps(plan: Plan, **changes: str) -> tuple[Step, ...]:
    return course(plan, _point(**changes))


def test_a_branch_follows_the_version_that_it_answers() -> None:
    plan = _plan()
    assert [version.id for version in negotiated(plan)] == ["draft", "revised", "final"]
    assert predecessors(plan) == {
        "draft": "",
        "answer": "draft",
        "revised": "draft",
        "reply": "answer",
        "final": "revised",
    }
    assert line_to(_steps(plan), 3) == (0, 1, 3)


@pytest.mark.parametrize("base", ["later", "unknown", "branch"])
def test_a_branch_without_a_base_follows_the_line(base: str) -> None:
    plan = _plan({"draft": {}, "branch": {"branch_of": base}, "later": {}})
    assert predecessors(plan) == {"draft": "", "branch": "draft", "later": "draft"}


def test_what_a_branch_drops_stays_on_the_line() -> None:
    steps = _steps(_plan(), draft="introduced", answer="dropped")
    assert presence(steps) == (True, False, None, False, None)
    assert [outcome(steps, 0, index) for index in (1, 2, 4)] == ["dropped", "not-reported", "not-reported"]


def test_versions_of_two_lines_are_compared_from_where_they_part() -> None:
    steps = _steps(_plan(), draft="introduced", answer="unchanged", revised="unchanged", reply="amended")
    assert outcome(steps, 1, 2) == "unchanged"
    assert outcome(steps, 2, 3) == "amended"
    only_there = _steps(_plan(), answer="introduced", revised="not-reported")
    assert outcome(only_there, 1, 2) == "not-reported"


def test_no_outcome_is_known_where_an_entry_is_reported_in_part() -> None:
    steps = _steps(_plan(), draft="introduced", revised="reported-in-part", final="unchanged")
    assert [outcome(steps, 0, index) for index in (2, 4)] == ["reported-in-part", "reported-in-part"]
    assert outcome(steps, 2, 4) == "unchanged"


@pytest.mark.parametrize("last", ["split", "merged", "moved", "dropped"])
def test_no_entry_is_asked_for_after_the_end(last: str) -> None:
    steps = _steps(_plan(coverage="full"), draft="introduced", answer="unchanged", reply="unchanged", revised=last)
    assert unanswered(steps) == ()


def test_an_entry_is_asked_for_in_complete_versions_only() -> None:
    missing = unanswered(_steps(_plan(coverage="full"), draft="introduced", revised="amended"))
    assert [step.version for step in missing] == ["answer", "reply", "final"]
    assert unanswered(_steps(_plan(), draft="introduced")) == ()
    assert [s.version for s in unanswered(_steps(_plan(points=1), draft="introduced", revised="split"))] == [
        "answer",
        "reply",
    ]
