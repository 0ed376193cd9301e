"""Mutation test for templates: deleted outputs make a field test fail.

This is a sample of `tests.support.delete_outputs`.
"""

from __future__ import annotations

import pytest

from tests.conftest import ROOT, run
from tests.support.delete_outputs import cuts, plain
from tests.support.outputs_of_no_field import REASONS


def test_every_exempt_output_is_in_a_template() -> None:
    assert {plain(name) for name in REASONS} <= {plain(cut.name) for cut in cuts()}


@pytest.mark.full
def test_deleted_outputs_are_noticed() -> None:
    done = run("tests.support.delete_outputs", "--sample", "40", cwd=ROOT, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
