"""Time law of the scripts of the site: their expressions take linear time."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess

import pytest

from tests.conftest import ROOT
from tests.support.hard_texts import UNITS

_SCRIPTS = ROOT / "site_templates/assets/scripts"
_UNITS = (*UNITS, "0", "-0", "a-", "x.", "ł", "ﬃ", "<mark>", "events/")


def _judged(scripts: dict[str, str], size: int) -> dict[str, str]:
    """Return the problem of each expression by its place, "" for none."""
    node = shutil.which("node")
    if node is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Node: the expressions of scripts must be tried under CI")
        pytest.skip("no Node: install it to try the expressions of scripts")
    done = subprocess.run(
        [node, "tests/support/hard_scripts.js", str(size)],
        cwd=ROOT,
        input=json.dumps({"units": _UNITS, "scripts": scripts}),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (60, 60)),
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return {one["place"]: one["wrong"] for one in map(json.loads, done.stdout.splitlines())}


def test_slow_expressions_of_scripts_are_found() -> None:
    found = _judged({"a.js": r'f = (a) => /\s+\S*$/.exec(a); text.replace(/x+(?= )/g, "");'}, 2000)
    assert list(found) == [r"a.js: /\s+\S*$/", "a.js: /x+(?= )/g"]
    assert "times the work" in found[r"a.js: /\s+\S*$/"]


def test_expressions_of_scripts_take_linear_time() -> None:
    found = _judged({file.name: file.read_text("utf-8") for file in sorted(_SCRIPTS.glob("*.js"))}, 10_000)
    assert len(found) > 20
    assert {place: wrong for place, wrong in found.items() if wrong} == {}
