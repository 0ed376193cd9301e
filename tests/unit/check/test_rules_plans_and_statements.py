"""Rules on plans, points and statements: generated plans, and help texts.

Simple cases are in `tests/data/cases/`.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.analysis.positions import belongs_to, holders, statement_named, statement_path
from briefgen.check.runner import rules
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Diagnostic
from briefgen.model import edtf
from briefgen.model.briefing import EMPTY
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from tests.support.small import checked, linked

ON_POINTS = ("BG424", "BG425", "BG426", "BG427", "BG428", "BG429", "BG430", "BG431")
NEXT = {
    "in": ("unchanged", "amended", "dropped", "not-reported"),
    "out": ("dropped", "not-reported", "introduced", "deferred"),
}


def _codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [diagnostic.code for diagnostic in found]


def _found(briefs: Mapping[str, Brief]) -> set[str]:
    """Return the codes that the rules on points report for the briefs."""
    corpus = Corpus(EMPTY, briefs, {id: f"content/{id}.yaml" for id in briefs}, {})
    return {code.id for code, module in rules() if code.id in ON_POINTS for _ in module.check(corpus)}


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[list[dict[str, object]]], list[int]]:
    """Draw possible courses of points through a plan, and each version's points."""
    versions, points = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    texts = iter(range(1000))
    courses: list[list[dict[str, object]]] = []
    counts = [0] * versions
    for _ in range(points):
        course: list[dict[str, object]] = []
        state, text = "out", ""
        for version in range(versions):
            change = draw(st.sampled_from(("introduced", "not-reported") if version == 0 else NEXT[state]))
            if change in ("introduced", "amended"):
                text = f"Wording {next(texts)}."
            if change != "not-reported":
                state = "in" if change in ("introduced", "unchanged", "amended") else "out"
            counts[version] += state == "in"
            entry: dict[str, object] = {"in": f"v{version}", "change": change}
            has_text = change in ("introduced", "unchanged", "amended") and draw(st.booleans())
            course.append({**entry, "text": text, "wording": "verbatim"} if has_text else entry)
        courses.append(course)
    return courses, counts


def _briefs(courses: list[list[dict[str, object]]], counts: list[int]) -> dict[str, Brief]:
    versions = [{"id": f"v{n}", "label": "V", "points": count} for n, count in enumerate(counts)]
    plan = msgspec.convert({"id": "plan", "title": "P", "summary": "S.", "versions": versions}, Plan)
    points = [
        msgspec.convert(
            {"id": f"p{n}", "title": "P", "summary": "S.", "plan": "plan", "number": n, "versions": course}, Point
        )
        for n, course in enumerate(courses, 1)
    ]
    return {"plan": plan, **{point.id: point for point in points}}


@given(stories())
def test_possible_courses_have_no_findings(story: tuple[list[list[dict[str, object]]], list[int]]) -> None:
    """Invariant: the rules report nothing about courses that can occur."""
    assert _found(_briefs(*story)) == set()


@given(stories(), st.integers(0, 2**16))
def test_shuffled_entries_violate_only_the_order_rule(
    story: tuple[list[list[dict[str, object]]], list[int]], seed: int
) -> None:
    """Invariant: only `entry-order` reports shuffled entries."""
    courses, counts = story
    shuffled = [random.Random(seed).sample(course, len(course)) for course in courses]
    assert _found(_briefs(shuffled, counts)) == ({"BG426"} if shuffled != courses else set())


@given(stories(), st.data())
def test_removed_entry_is_reported_while_the_point_exists(
    story: tuple[list[list[dict[str, object]]], list[int]], data: st.DataObject
) -> None:
    """Invariant: `missing-entry` reports a removed entry of an existing point."""
    courses, counts = story
    course = data.draw(st.sampled_from(courses))
    index = data.draw(st.integers(0, len(course) - 1))
    before = [entry["change"] for entry in course[:index]]
    del course[index]
    was_in = bool(before) and before[-1] in ("introduced", "unchanged", "amended")
    assert not was_in or "BG425" in _found(_briefs(courses, counts))


def _plan(count: int) -> str:
    return (
        "title: Plan\nsummary: A plan.\ncite: [wire]\nversions:\n"
        f"  - {{id: first-draft, label: First draft, points: {count}}}\n  - {{id: second-draft, label: Second draft}}\n"
    )


POINT = (
    "title: First point\nsummary: A point.\nplan: plan\nnumber: 1\ncite: [wire]\nversions:\n"
    "  - {in: first-draft, change: introduced}\n  - {in: second-draft, change: not-reported}\n"
)


def test_missing_points_are_not_reported_beside_unreadable_file(tmp_path: Path) -> None:
    files = {"content/plans/plan.yaml": _plan(3), "content/points/point-01.yaml": POINT}
    whole = checked(tmp_path / "whole", files)
    assert _codes(whole.diagnostics) == ["BG431", "BG423"]
    broken = checked(tmp_path / "broken", {**files, "content/events/broken.yaml": "title: [\n"})
    assert {code[:3] for code in _codes(broken.diagnostics)} == {"BG1"}


def test_too_low_count_is_reported_beside_unreadable_file(tmp_path: Path) -> None:
    files = {
        "content/plans/plan.yaml": _plan(0),
        "content/points/point-01.yaml": POINT,
        "content/events/broken.yaml": "title: [\n",
    }
    assert "BG431" in _codes(checked(tmp_path, files).diagnostics)


def test_help_on_missing_role_lists_the_speakers_roles(tmp_path: Path) -> None:
    files = {
        "content/actors/envoy.yaml": (
            "name: Envoy\nsummary: An envoy.\ncite: [wire]\nroles:\n"
            "  - {title: Envoy, of: ministry, to: 2025-10}\n  - {title: Poet}\n"
        ),
        "content/events/2025-11-27-talks.yaml": (
            "title: Talks\ndate: 2025-11-27\nsummary: Two sides met.\ncite: [wire]\nstatements:\n"
            "  - {id: a, speaker: envoy, on_behalf_of: ministry, quote: We came, cite: [wire]}\n"
        ),
    }
    (found,) = checked(tmp_path, files).diagnostics
    assert found.code == "BG441"
    assert "(it has: Envoy of `ministry` to 2025-10; Poet)" in found.help
    assert [(note.span.path, note.span.line) for note in found.notes] == [("content/actors/envoy.yaml", 5)]


@pytest.mark.parametrize(
    ("kind", "advice"), [("outlet", "add `part_of: [ministry]` to `gazette`"), ("person", "add a role `of: ministry`")]
)
def test_help_on_missing_role_fits_the_speakers_kind(tmp_path: Path, kind: str, advice: str) -> None:
    files = {
        "content/actors/gazette.yaml": f"name: Gazette\nkind: {kind}\nsummary: It speaks.\ncite: [wire]\n",
        "content/events/2025-11-27-talks.yaml": (
            "title: Talks\ndate: 2025-11-27\nsummary: Two sides met.\ncite: [wire]\nstatements:\n"
            "  - {id: a, speaker: gazette, on_behalf_of: ministry, quote: We came, cite: [wire]}\n"
        ),
    }
    (found,) = checked(tmp_path, files).diagnostics
    assert found.help.startswith(advice)


def test_statements_are_found_by_former_ids(tmp_path: Path) -> None:
    files = {
        "content/actors/north.yaml": "name: North\nsummary: S.\nformerly: [south]\npart_of: [ministry]\ncite: [wire]\n",
        "content/events/e.yaml": (
            "title: E\ndate: 2025-11-10\nsummary: S.\nformerly: [old-e]\ncite: [wire]\nstatements:\n"
            "  - {id: a, speaker: ministry, quote: We, cite: [wire]}\n"
            "  - {id: b, speaker: ministry, on_behalf_of: south, quote: We, cite: [wire]}\n"
        ),
    }
    corpus, _ = linked(tmp_path, files)
    made = statement_named(corpus, "old-e#b")
    assert made is not None
    assert made is statement_named(corpus, "e#b")
    assert statement_path(made) == ("statements", 1)
    assert holders(corpus, made) == ("north",)
    assert belongs_to(corpus, "south", edtf.parse("2025")) == ("north", "ministry")
    assert statement_named(corpus, "e#c") is None
    assert statement_named(corpus, "e") is None
