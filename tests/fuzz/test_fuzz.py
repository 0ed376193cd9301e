"""What once failed never fails again, and a short run of the fuzzer finds nothing new."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from tests.fuzz.run import CRASHES, crash, inputs, seeds
from tests.fuzz.targets import TARGETS

CASES = sorted(file for file in CRASHES.iterdir() if file.name != "README.md")
SHORT = {"check": 40, "options": 100, "kept": 150, "prose": 150, "layout": 100, "yaml": 150}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_failed_once_holds(case: Path) -> None:
    assert crash(case.name.partition("-")[0], case.read_bytes()) == ""


@pytest.mark.parametrize("name", TARGETS)
def test_a_short_run_finds_nothing(name: str) -> None:
    for data in (*seeds(name)[:20], *islice(inputs(name, 1), SHORT.get(name, 300))):
        assert crash(name, data) == "", data


def test_the_same_seed_is_the_same_run() -> None:
    assert list(islice(inputs("yaml", 7), 20)) == list(islice(inputs("yaml", 7), 20))


def test_a_broken_promise_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> None:
        assert b"x" not in data

    monkeypatch.setitem(TARGETS, "date", broken)
    assert "AssertionError" in crash("date", b"ax")
