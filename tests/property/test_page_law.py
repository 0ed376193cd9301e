"""Time law of hand-written pages: linear time, and at most one second.

Pages are measured at the largest size that the audit accepts, and at half of it, in a child process with a CPU limit.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.support.hard_pages import PAGES, PLAIN, cpu, is_accepted, largest

_MOST_CPU = 900


def test_there_are_at_least_forty_hard_pages() -> None:
    assert len(PAGES) >= 40


@pytest.mark.parametrize("name", ["[", "<a ", "<![CDATA[", "[a]( ", "emphases in each other", "elements in each other"])
def test_hard_page_is_rejected_before_it_is_parsed(name: str) -> None:
    assert not is_accepted(PAGES[name](40_000))


def test_largest_accepted_page_of_brackets_is_parsed() -> None:
    size = largest(PAGES["["])
    assert 300 < size < 500
    assert cpu(PAGES["["](size), PLAIN) < 1


@pytest.mark.full
def test_accepted_pages_take_linear_time_below_a_second() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.hard_pages", str(len(PAGES))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (_MOST_CPU, _MOST_CPU)),
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"after {found[-1:]}: {done.stderr[-2000:]}"
    assert len(found) == 2 * len(PAGES)
    assert [one for one in found if one[-1]] == []
