"""The change strip: numbers on the line and on branches, bars, silent versions."""

from __future__ import annotations

from typing import Any

import msgspec

from briefgen.model.kinds.plan import PlanVersion
from briefgen.model.kinds.point import PointVersion
from briefgen.site.change_strip import change_strip
from briefgen.site.comparison import Stage


def _stage(id: str, change: str = "amended", value: int | None = None, **version: Any) -> Stage:
    figures = [] if value is None else [{"label": "Army cap", "value": value, "unit": "personnel"}]
    entry = msgspec.convert({"in": id, "change": change, "figures": figures}, PointVersion)
    return Stage(msgspec.convert({"id": id, "label": id.title(), **version}, PlanVersion), entry, 1, entry, None)  # type: ignore[arg-type]


def test_counter_text_has_a_bar_but_never_enters_the_sentence() -> None:
    strip = change_strip(
        [
            _stage("draft", "introduced", 600000),
            _stage("answer", value=900000, branch_of="draft"),
            _stage("silent", "not-reported"),
            _stage("final", value=800000),
        ]
    )
    assert strip.sentence == "Army cap: 600,000 → 800,000 personnel in the negotiated text."
    shown = [(each.before, each.number, each.share) for step in strip.steps for each in step.figures]
    assert shown == [("", "600,000", 66.7), ("600,000", "900,000", 100.0), ("600,000", "800,000", 88.9)]
    assert [step.is_branch for step in strip.steps] == [False, True, False]
    assert [stage.version.id for stage in strip.unreported] == ["silent"]


def test_without_numbers_the_sentence_names_each_change() -> None:
    strip = change_strip([_stage("draft", "introduced"), _stage("final", "dropped")])
    assert strip.sentence == "The negotiated text: introduced in Draft, dropped in Final."
