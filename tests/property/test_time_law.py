"""Time law: expressions, text fields and records take linear time for any text.

The CPU time at twice the size is compared with the CPU time at the size; no elapsed time is measured. The expressions
run in a child process with a CPU limit, so that an expression that hangs fails the test.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.files.limits import LIMITS
from briefgen.text.plaintext import MOST_BYTES
from tests.conftest import ROOT
from tests.support.hard_fields import UNITS as FIELD_UNITS
from tests.support.hard_records import GROUPS as RECORD_GROUPS
from tests.support.hard_records import UNITS as RECORD_UNITS
from tests.support.hard_texts import BUILDERS, BUILT_FROM_TRUSTED, TRUSTED, UNITS, expressions, functions_that_build
from tests.support.small import CLEAN, project

_MOST_CPU = 300
_MKDOCS = "site_name: Small\ndocs_dir: docs\nplugins: [briefgen]\n"


def _judged(*words: object, by: str = "hard_texts", cpu: int = _MOST_CPU) -> dict[str, str]:
    """Return the problem of each expression or text by its place, "" for none.

    The child process may use so many CPU seconds.
    """
    done = subprocess.run(
        [sys.executable, "-m", f"tests.support.{by}", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu)),
    )
    found = {one["place"]: one["wrong"] for one in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 0, f"after {list(found)[-1:]}: {done.stderr[-2000:]}"
    return found


@pytest.mark.parametrize(
    "pattern",
    [
        "[.!?]+(?= )",
        *(
            pytest.param(pattern, marks=pytest.mark.full)
            for pattern in (r"(?:a|a)+$", r"\s+$", r"(`+)(?!`).+?(?<!`)\1(?!`)", r"(?:#{1,6} ?)+x")
        ),
    ],
)
def test_slow_expression_is_found(pattern: str) -> None:
    # so long a text takes a slow expression more than a second at once
    assert _judged("patterns", 6000, 6, pattern)[pattern]


def test_linear_expressions_are_not_reported() -> None:
    patterns = [r"\w+", "(?<! ) ++$", "(?<!#)#++x"]
    assert _judged("patterns", 3000, 6, *patterns) == dict.fromkeys(patterns, "")


def test_expressions_take_linear_time_for_some_texts() -> None:
    found = _judged("expressions", 3000, 0)
    assert len(found) > 150
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


@pytest.mark.full
def test_expressions_take_linear_time_for_hard_texts() -> None:
    found = _judged("expressions", 8000, 40)
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


def test_every_function_that_builds_expressions_is_judged() -> None:
    assert functions_that_build() == BUILDERS.keys() | BUILT_FROM_TRUSTED.keys()


def test_expressions_that_are_not_judged_exist() -> None:
    assert set(TRUSTED) <= {expression.place for expression in expressions()}
    assert len(set(UNITS)) >= 40


def _wrong(found: dict[str, str]) -> dict[str, str]:
    return {unit: wrong for unit, wrong in found.items() if wrong}


def test_fields_take_linear_time_for_some_texts() -> None:
    assert _wrong(_judged("growth", 5000, 1, by="hard_fields")) == {}


@pytest.mark.full
def test_fields_take_linear_time_for_hard_texts() -> None:
    found = _judged("growth", 5000, len(FIELD_UNITS), by="hard_fields")
    assert len(found) >= 40
    assert _wrong(found) == {}


@pytest.mark.full
def test_one_field_of_the_allowed_size_is_bounded() -> None:
    assert _wrong(_judged("allowed", LIMITS.field_characters, 5, by="hard_fields", cpu=900)) == {}


def test_records_take_linear_time_for_some_documents() -> None:
    assert _wrong(_judged("units", 5000, 15, by="hard_records")) == {}


@pytest.mark.full
def test_records_take_linear_time_for_hard_documents() -> None:
    found = _judged("units", 20_000, len(RECORD_UNITS), by="hard_records")
    assert len(found) >= 100
    assert _wrong(found) == {}


@pytest.mark.full
def test_quotations_take_linear_time_for_hard_documents() -> None:
    found = _judged("growth", 60_000, len(RECORD_GROUPS), by="hard_records")
    assert len(found) >= 10
    assert _wrong(found) == {}


@pytest.mark.full
def test_document_of_the_allowed_size_is_bounded() -> None:
    assert _wrong(_judged("allowed", MOST_BYTES - 1000, 2, by="hard_records")) == {}


HARD_FIELDS = {
    "number signs before a double space": "#" * 40 + "x  y",
    "backticks that never close": "`" * 49_000 + "a" * 49_000 + " [[ministry]]",
    "many footnotes": "".join(f"a[^{n}] " for n in range(3500)) + "\n" + "".join(f"\n[^{n}]: b" for n in range(3500)),
    "nested footnotes": "[^1]: " * 15_000,
    "references that never close": "[^a" * 30_000 + "]\n\n[^a]: b",
    "a table with 5,000 columns": "|a" * 5000 + "|\n" + "|-" * 5000 + "|\n" + "|b\n" * 20_000,
    "a table with few cells in each row": "|a" * 30 + "|\n" + "|-" * 30 + "|\n" + "|b\n" * 20_000,
    "marks of other dialects": "==a ~~b ++c ^d :e $f {g !!! h ||i *[j] " * 2000,
    **{f"many of {unit}": "x " + unit * (90_000 // len(unit)) + " z" for unit in ("“", "!", "[", "](a", "'a", '"a"  ')},
}
_SAMPLE = 4


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=name, marks=() if index < _SAMPLE else pytest.mark.full)
        for index, (name, text) in enumerate(HARD_FIELDS.items())
    ],
)
def test_hard_text_in_a_field_is_checked(text: str, tmp_path: Path) -> None:
    actor = CLEAN["content/actors/ministry.yaml"] + f"body: {json.dumps(text)}\n"
    folder = project(tmp_path, {**CLEAN, "content/actors/ministry.yaml": actor, "mkdocs.yml": _MKDOCS})
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", "check", "--project", str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (20, 20)),
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
