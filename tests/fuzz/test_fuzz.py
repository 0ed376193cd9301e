"""Saved failing inputs pass, and a short run of the fuzzer finds no failure."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from tests.fuzz.run import CRASHES, crash, inputs, seeds
from tests.fuzz.targets import TARGETS

CASES = sorted(file for file in CRASHES.iterdir() if file.name != "README.md")
SHORT = {"check": 40, "options": 100, "kept": 150, "prose": 150, "layout": 100, "yaml": 150}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_saved_failing_input_passes(case: Path) -> None:
    assert crash(case.name.partition("-")[0], case.read_bytes()) == ""


@pytest.mark.parametrize("name", TARGETS)
def test_short_run_finds_no_failure(name: str) -> None:
    for data in (*seeds(name)[:20], *islice(inputs(name, 1), SHORT.get(name, 300))):
        assert crash(name, data) == "", data


def test_same_seed_gives_the_same_inputs() -> None:
    assert list(islice(inputs("yaml", 7), 20)) == list(islice(inputs("yaml", 7), 20))


def test_failing_target_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> None:
        assert b"x" not in data

    monkeypatch.setitem(TARGETS, "date", broken)
    assert "AssertionError" in crash("date", b"ax")
