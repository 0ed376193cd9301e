"""The briefing's own prose: parts of points, but no wording of documents."""

from __future__ import annotations

from briefgen.analysis.editorial_voice import is_passed_on
from briefgen.model.kinds.point import Point, PointPart, PointVersion

POINT = Point(
    id="point-tolls",
    title="Tolls",
    summary="A toll.",
    plan="plan",
    number=1,
    parts=(PointPart(id="a", title="Ships", text="Ships pay."), PointPart(id="b", title="Rafts", text="Rafts pay.")),
    versions=(PointVersion(in_="first", change="introduced", text="Each ship pays.", wording="verbatim"),),
)


def test_verbatim_wording_of_a_version_is_passed_on() -> None:
    assert is_passed_on(POINT, ("versions", 0, "text"))


def test_parts_of_a_point_are_the_briefings_own_prose() -> None:
    assert not is_passed_on(POINT, ("parts", 0, "text"))
    assert not is_passed_on(POINT, ("parts", 1, "text"))
