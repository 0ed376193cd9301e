"""A command as a process of its own, and the most memory that it had."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

MOST_MEMORY = 1_000_000_000


def measured(*words: str, cwd: Path) -> tuple[int, str, int]:
    """Return how the command ended, what it said, and the most memory it had."""
    with (cwd.parent / "said").open("w+b") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "briefgen", *words],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=said,
            stderr=subprocess.STDOUT,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2 * MOST_MEMORY, 2 * MOST_MEMORY)),
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        unit = 1 if sys.platform == "darwin" else 1024
        return process.returncode, said.read().decode("utf-8", "replace"), usage.ru_maxrss * unit
