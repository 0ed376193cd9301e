"""Plan versions: introductions, changes of a point, and its presence."""

from __future__ import annotations

from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.analysis.versions import arrives, course, courses, introductions, is_there, presence
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point, PointVersion
from tests.support.small import linked

VERSIONS = ("one", "two", "three", "four")
CHANGES = ("introduced", "unchanged", "amended", "dropped", "deferred", "merged", "split", "not-reported")


def _plan(*versions: str) -> Plan:
    data = {"id": "plan", "title": "P", "summary": "S.", "versions": [{"id": v, "label": v} for v in versions]}
    return msgspec.convert(data, Plan)


def _point(*entries: dict[str, object]) -> Point:
    data = {"id": "point", "title": "P", "summary": "S.", "plan": "plan", "number": 1, "versions": list(entries)}
    return msgspec.convert(data, Point)


def _entry(version: str, change: str, **fields: object) -> dict[str, object]:
    return {"in": version, "change": change, **fields}


def test_steps_are_in_plan_order_with_each_version_once() -> None:
    entries = (
        _entry("three", "dropped"),
        _entry("one", "introduced"),
        _entry("one", "amended"),
        _entry("unheard-of", "unchanged"),
    )
    steps = course(_plan("one", "two", "three", "one"), _point(*entries))
    assert [(step.version, step.entry.change if step.entry else None, step.index) for step in steps] == [
        ("one", "introduced", 1),
        ("two", None, -1),
        ("three", "dropped", 0),
    ]


@pytest.mark.parametrize(
    ("change", "fields", "is_in", "is_new"),
    [
        ("introduced", {}, True, True),
        ("unchanged", {}, True, False),
        ("amended", {"from": ["other"]}, True, False),
        ("merged", {"from": ["other"]}, True, True),
        ("split", {"from": ["other"]}, True, True),
        ("merged", {"into": ["other"]}, False, False),
        ("merged", {"into": ["other"], "from": ["third"]}, False, False),
        ("split", {"into": ["other"]}, None, False),
        ("merged", {}, None, False),
        ("dropped", {}, False, False),
        ("deferred", {}, None, False),
        ("not-reported", {}, None, False),
    ],
)
def test_an_entry_says_whether_the_version_has_the_point(
    change: str, fields: dict[str, object], is_in: bool | None, is_new: bool
) -> None:
    entry = msgspec.convert(_entry("one", change, **fields), PointVersion)
    assert is_there(entry) is is_in
    assert arrives(entry) is is_new


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ({}, (None, None, None, None)),
        ({"two": "introduced"}, (False, True, None, None)),
        ({"two": "amended"}, (None, True, None, None)),
        ({"one": "introduced", "two": "dropped"}, (True, False, False, False)),
        ({"one": "introduced", "two": "dropped", "four": "introduced"}, (True, False, False, True)),
        ({"one": "not-reported", "two": "introduced"}, (None, True, None, None)),
    ],
)
def test_without_entry_a_point_is_absent_before_and_after(
    entries: dict[str, str], expected: tuple[bool | None, ...]
) -> None:
    point = _point(*(_entry(version, change) for version, change in entries.items()))
    assert presence(course(_plan(*VERSIONS), point)) == expected


@given(st.dictionaries(st.sampled_from(VERSIONS), st.sampled_from(CHANGES)), st.randoms(use_true_random=False))
def test_the_order_in_the_file_does_not_matter(entries: dict[str, str], random: Random) -> None:
    """Law: the order of the entries changes neither `course` nor `presence`."""
    plan, items = _plan(*VERSIONS), list(entries.items())
    straight = presence(course(plan, _point(*(_entry(*item) for item in items))))
    random.shuffle(items)
    assert presence(course(plan, _point(*(_entry(*item) for item in items)))) == straight
    assert len(straight) == len(VERSIONS)


def test_introductions_are_oldest_first_and_resolve_former_ids(tmp_path: Path) -> None:
    event = "title: E\ndate: {date}\nsummary: S.\ncite: [wire]\nintroduces: {introduces}\n"
    files = {
        "content/plans/plan.yaml": (
            "title: Plan\nsummary: A plan.\nformerly: [old-plan]\ncite: [wire]\nversions:\n  - {id: one, label: One}\n"
        ),
        "content/events/a.yaml": event.format(date="2025-11-20", introduces="[plan@one]"),
        "content/events/b.yaml": event.format(date="2025-11-10", introduces="[plan@two, old-plan@one]"),
    }
    found = introductions(linked(tmp_path, files)[0])
    assert {target: [(i.event.id, i.index) for i in brought] for target, brought in found.items()} == {
        "plan@two": [("b", 0)],
        "plan@one": [("b", 1), ("a", 0)],
    }


def test_points_without_a_plan_with_versions_have_no_steps(tmp_path: Path) -> None:
    point = (
        "title: P\nsummary: S.\nplan: {plan}\nnumber: 1\ncite: [wire]\nversions:\n  - {{in: one, change: introduced}}\n"
    )
    files = {
        "content/plans/bare.yaml": "title: Bare\nsummary: A plan.\ncite: [wire]\n",
        "content/points/of-a-bare-plan.yaml": point.format(plan="bare"),
        "content/points/of-no-plan.yaml": point.format(plan="nowhere"),
    }
    corpus, _ = linked(tmp_path, files)
    assert [point.id for _, point, _ in courses(corpus)] == ["point-01"]
