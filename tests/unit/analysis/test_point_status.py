"""Status of points: the negotiated line, branches, partial reports, disputes."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.analysis.point_status import PointStatus, point_status
from briefgen.model.kinds.point import Point
from tests.support.small import linked

PLAN = (
    "title: Plan\nsummary: A plan.\ncite: [wire]\nversions:\n"
    "  - {id: draft, label: Draft, date: 2025-11-01}\n"
    "  - {id: answer, label: Answer, date: 2025-11-02, branch_of: draft}\n"
    "  - {id: revised, label: Revised, date: 2025-11-03}\n"
    "  - {id: final, label: Final, date: 2025-11-04, status: STATUS}\n"
)


def _status(
    folder: Path, entries: str, *, status: str = "reported", grade: str = "B", dispute: str = ""
) -> PointStatus | None:
    files: dict[str, str | None] = {
        "content/plans/plan.yaml": PLAN.replace("STATUS", status),
        "content/points/point-01.yaml": (
            f"title: P\nsummary: S.\nplan: plan\nnumber: 1\ncite: [wire]\nversions:\n{entries}"
        ),
        "content/points/point-02.yaml": "title: Q\nsummary: S.\nplan: plan\nnumber: 2\ncite: [wire]\n",
        "content/sources/wire.yaml": f"title: A report\nreliability: {grade}\n",
    }
    if dispute:
        files["content/disputes/question.yaml"] = dispute
    corpus, _ = linked(folder, files)
    point = corpus.find("point-01", Point)
    assert point is not None
    return point_status(corpus, point)


def _entry(version: str, change: str, more: str = "") -> str:
    return f"  - {{in: {version}, change: {change}, cite: [wire]{more}}}\n"


@pytest.mark.parametrize(
    ("entries", "word", "version"),
    [
        (_entry("draft", "introduced"), "in-the-draft", "draft"),
        (_entry("draft", "introduced") + _entry("answer", "amended"), "in-the-draft", "draft"),
        (_entry("draft", "introduced") + _entry("answer", "dropped"), "in-the-draft", "draft"),
        (_entry("draft", "introduced") + _entry("revised", "amended"), "revised", "revised"),
        (_entry("draft", "introduced") + _entry("revised", "unchanged"), "kept", "revised"),
        (_entry("draft", "introduced") + _entry("revised", "deferred"), "left-open", "revised"),
        (_entry("draft", "introduced") + _entry("revised", "dropped"), "reported-dropped", "revised"),
        (_entry("draft", "introduced") + _entry("revised", "merged", ", into: [point-02]"), "merged", "revised"),
        (_entry("draft", "introduced") + _entry("revised", "split", ", into: [point-02]"), "split", "revised"),
        (_entry("draft", "introduced") + _entry("revised", "moved", ", to: point-02"), "moved", "revised"),
        (_entry("draft", "introduced") + _entry("revised", "not-reported"), "in-the-draft", "draft"),
        (_entry("draft", "introduced") + _entry("revised", "reported-in-part"), "in-the-draft", "draft"),
    ],
)
def test_last_report_of_the_line_is_the_status(tmp_path: Path, entries: str, word: str, version: str) -> None:
    found = _status(tmp_path, entries)
    assert found is not None
    assert (found.word, found.version) == (word, f"plan@{version}")


def test_a_point_of_a_counter_text_alone_has_no_status(tmp_path: Path) -> None:
    assert _status(tmp_path, _entry("answer", "introduced")) is None


def test_later_versions_are_partly_reported_or_silent(tmp_path: Path) -> None:
    first = _entry("draft", "introduced")
    silent = _status(tmp_path / "a", first)
    partly = _status(tmp_path / "b", first + _entry("revised", "reported-in-part"))
    newest = _status(tmp_path / "c", first + _entry("final", "amended"))
    gone = _status(tmp_path / "d", first + _entry("revised", "dropped"))
    assert silent
    assert partly
    assert newest
    assert gone
    assert (silent.is_silent_since, silent.partly_since) == (True, ())
    assert (partly.is_silent_since, partly.partly_since) == (False, ("plan@revised",))
    assert (newest.is_silent_since, gone.is_silent_since) == (False, False)


@pytest.mark.parametrize(("status", "word"), [("agreed", "agreed"), ("signed", "agreed"), ("reported", "revised")])
def test_what_an_agreed_text_contains_is_agreed(tmp_path: Path, status: str, word: str) -> None:
    found = _status(tmp_path, _entry("draft", "introduced") + _entry("final", "amended"), status=status)
    assert found is not None
    assert found.word == word


@pytest.mark.parametrize(("grade", "basis"), [("B", "on-record"), ("C", "reported"), ("D", "weak"), ("F", "weak")])
def test_a_status_is_as_firm_as_the_sources_of_its_entry(tmp_path: Path, grade: str, basis: str) -> None:
    found = _status(tmp_path, _entry("draft", "introduced"), grade=grade)
    assert found is not None
    assert found.basis == basis


@pytest.mark.parametrize(
    ("state", "disputes"), [("open", ("question",)), ("resolved\nresolution: It was settled [@wire].", ())]
)
def test_only_open_disputes_make_a_point_disputed(tmp_path: Path, state: str, disputes: tuple[str, ...]) -> None:
    accounts = "  - {claim: Yes., held_by: [wire], cite: [wire]}\n  - {claim: No., held_by: [ministry], cite: [wire]}\n"
    dispute = f"title: Q\nsummary: S.\nabout: [point-01]\naccounts:\n{accounts}cite: [wire]\nstate: {state}\n"
    found = _status(tmp_path, _entry("draft", "introduced"), dispute=dispute)
    assert found is not None
    assert found.disputes == disputes
