"""Proposals: which later entries of a point end its author's stance `proposes`."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.analysis.cell import Cell
from briefgen.analysis.party_positions import PartyPositions
from tests.support.small import linked

PLAN = (
    "title: Plan\nsummary: A plan.\ncite: [wire]\nversions:\n"
    "  - {id: draft, label: Draft, date: 2025-11-01, proposed_by: [north], cite: [wire]}\n"
    "  - {id: answer, label: Answer, date: 2025-11-02, branch_of: draft}\n"
    "  - {id: revised, label: Revised, date: 2025-11-03}\n"
    "  - {id: final, label: Final, date: 2025-11-04}\n"
)
DRAFT = "  - {in: draft, change: introduced, cite: [wire]}\n"


def _cell(folder: Path, *entries: str) -> Cell | None:
    """Return the position of the draft's author, given the later entries of the point."""
    point = "title: {}\nsummary: S.\nplan: plan\nnumber: {}\ncite: [wire]\n"
    corpus, _ = linked(
        folder,
        {
            "content/actors/north.yaml": "name: North\nsummary: A state.\ncite: [wire]\n",
            "content/plans/plan.yaml": PLAN,
            "content/points/point-01.yaml": f"{point.format('P', 1)}versions:\n{DRAFT}{''.join(entries)}",
            "content/points/point-02.yaml": point.format("Q", 2),
            "content/sources/wire.yaml": "title: A report\nreliability: B\n",
            "content/sources/rumour.yaml": "title: A rumour\nreliability: D\n",
        },
    )
    voices = PartyPositions(corpus).party("north", "point-01").voices
    return voices[0] if voices else None


def _entry(version: str, change: str, source: str) -> str:
    return f"  - {{in: {version}, change: {change}, cite: [{source}]}}\n"


@pytest.mark.parametrize("version", ["revised", "final"])
def test_strong_drop_in_a_later_version_ends_a_proposal(tmp_path: Path, version: str) -> None:
    assert _cell(tmp_path, _entry(version, "dropped", "wire")) is None


@pytest.mark.parametrize("source", ["wire", "rumour"])
@pytest.mark.parametrize(
    "change",
    ["merged, into: [point-02]", "moved, to: point-02", "split, into: [point-02]", "deferred", "not-reported"],
)
def test_no_other_change_ends_a_proposal(tmp_path: Path, change: str, source: str) -> None:
    cell = _cell(tmp_path, _entry("revised", change, source))
    assert cell is not None
    assert (cell.stance, cell.proposal and cell.proposal.version) == ("proposes", "plan@draft")


def test_weak_drop_does_not_end_a_proposal(tmp_path: Path) -> None:
    cell = _cell(tmp_path, _entry("revised", "dropped", "rumour"))
    assert cell is not None
    assert cell.stance == "proposes"


def test_drop_in_a_counter_text_does_not_end_a_proposal(tmp_path: Path) -> None:
    cell = _cell(tmp_path, _entry("answer", "dropped", "wire"))
    assert cell is not None
    assert cell.stance == "proposes"


def test_strong_drop_after_a_weak_one_ends_a_proposal(tmp_path: Path) -> None:
    assert _cell(tmp_path, _entry("revised", "dropped", "rumour"), _entry("final", "dropped", "wire")) is None


def test_drop_after_a_merge_ends_a_proposal(tmp_path: Path) -> None:
    merged = _entry("revised", "merged, into: [point-02]", "wire")
    assert _cell(tmp_path, merged, _entry("final", "dropped", "wire")) is None
