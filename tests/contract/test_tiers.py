"""Test tiers: each `make` target includes the smaller one and runs no test twice."""

from __future__ import annotations

import shlex
import subprocess
import sys
from functools import cache

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.full


@cache
def commands(target: str) -> list[list[str]]:
    """Return the arguments of each pytest run that a Makefile target starts."""
    said = subprocess.run(
        ["make", "--dry-run", "--always-make", target], cwd=ROOT, capture_output=True, text=True, check=True
    )
    lines = [shlex.split(line) for line in said.stdout.splitlines() if "-m pytest" in line]
    return [words[words.index("pytest") + 1 :] for words in lines]


@cache
def _collected(target: str) -> list[str]:
    found: list[str] = []
    for words in commands(target):
        kept = words[words.index("--no-loadscope-reorder") + 1 :] if "loadfile" in words else words
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *kept],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        found += [line for line in done.stdout.splitlines() if "::" in line]
    return found


def test_make_test_all_includes_the_smaller_tiers() -> None:
    whole, usual, fast = (_collected(target) for target in ("test-all", "test", "test-fast"))
    assert all((whole, usual, fast))
    assert [sorted(each) for each in (whole, usual)] == [sorted(set(each)) for each in (whole, usual)]
    assert set(usual) - set(whole) == set()
    assert set(fast) - set(usual) == set()
    assert set(whole) - set(usual)


def test_make_test_all_runs_every_test() -> None:
    everything = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert {line for line in everything.stdout.splitlines() if "::" in line} == set(_collected("test-all"))


def test_serial_tests_run_in_a_run_of_their_own() -> None:
    for target in ("test", "test-all"):
        parallel, alone = commands(target)
        assert (parallel[0], parallel[2:5]) == ("-n", ["--dist", "loadfile", "--no-loadscope-reorder"])
        assert int(parallel[1]) > 1
        assert "not serial" in parallel[-1]
        assert "-n" not in alone
        assert "not serial" not in alone[-1]
