"""Hints: what no change touched, although it should have."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefgen
from tests.unit.changes.derived_world import WORLD, event, statement, written
from tests.unit.changes.test_derived import Edits

BRIEFING = "content/briefing.yaml"
HEADLINE = f"{WORLD[BRIEFING]}headline: The river is quiet.\n"
THIRD = "  - {id: third, label: Third draft, date: 2031-05-15, cite: [wire]}\n"
NEW_DISPUTE = (
    "title: How deep?\nsummary: It is open.\naccounts:\n"
    "  - {claim: Deep., held_by: [east], cite: [wire]}\n  - {claim: Flat., held_by: [west], cite: [CITED]}\nabout: [point-3]\n"
)
CASES: tuple[tuple[str, Edits], ...] = (
    (
        "Earlier meeting is dated 2–22 May 2031, and so ends after the day that the briefing describes (20 May 2031).",
        {"content/events/earlier.yaml": ("date: 2031-05-02", "date: 2031-05-02/2031-05-22")},
    ),
    (
        "One position moved, and the headline on the home page is as it was.",
        {
            "content/events/later.yaml": event(
                "Later", "2031-05-18", "statements:\n" + statement("later", "south", "point-1", "accepts", "gazette-a")
            )
        },
    ),
    (
        "Both accounts of the new dispute “How deep?” go back to one report.",
        {"content/disputes/deep.yaml": NEW_DISPUTE.replace("CITED", "wire")},
    ),
    (
        "River plan has one more version, and its summary still says “A plan”.",
        {"content/plans/river.yaml": WORLD["content/plans/river.yaml"] + THIRD},
    ),
)


@pytest.mark.parametrize(("says", "edits"), CASES)
def test_a_hint_names_what_was_left_alone(tmp_path: Path, says: str, edits: Edits) -> None:
    base = written(tmp_path / "base", {BRIEFING: HEADLINE})
    head = written(tmp_path / "head", {BRIEFING: HEADLINE, **edits})
    assert says in [hint.says for hint in briefgen.diff(base, base, head).hints]


def test_what_an_editor_looked_after_gets_no_hint(tmp_path: Path) -> None:
    base = written(tmp_path / "base", {BRIEFING: HEADLINE})
    edits = dict(CASES[1][1])
    plan = WORLD["content/plans/river.yaml"].replace("summary: A plan.", "summary: A plan in three drafts.")
    head = written(
        tmp_path / "head",
        {
            **edits,
            BRIEFING: HEADLINE.replace("quiet", "open"),
            "content/plans/river.yaml": plan + THIRD,
            "content/disputes/deep.yaml": NEW_DISPUTE.replace("CITED", "courier"),
        },
    )
    assert briefgen.diff(base, base, head).hints == ()
