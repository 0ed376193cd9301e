"""Run a command in its own process and measure its peak memory."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

MOST_MEMORY = 1_000_000_000


def measured(*words: str, cwd: Path) -> tuple[int, str, int]:
    """Return the exit code, the output and the peak memory in bytes."""
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
