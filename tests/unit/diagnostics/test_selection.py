"""Selection of diagnostics: the longest pattern wins, and firm codes always count."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import config
from briefgen.build import check_project
from briefgen.corpus.cache import Cache
from briefgen.diagnostics.selection import Selection
from briefgen.diagnostics.types import Code, Severity
from tests.support.small import CLEAN, brief, project

RULE = Code("BG412", "loaded-words", Severity.WARNING)
FIRM = Code.error("BG201", "unknown-field", "")


@pytest.mark.parametrize(
    ("select", "ignore", "is_wanted"),
    [
        ((), (), True),
        (("BG4",), (), True),
        (("BG3",), (), False),
        (("loaded-words",), (), True),
        ((), ("BG412",), False),
        ((), ("BG",), False),
        (("BG412",), ("BG4",), True),
        (("BG4",), ("BG412",), False),
        (("BG412",), ("BG412",), False),
        (("BG4",), ("loaded-words",), False),
    ],
)
def test_the_longest_pattern_wins(select: tuple[str, ...], ignore: tuple[str, ...], is_wanted: bool) -> None:
    assert Selection(select, ignore).wants(RULE) is is_wanted


def test_firm_codes_are_always_reported_as_errors() -> None:
    selection = Selection(("BG4",), ("BG2",), {"BG2": Severity.NOTE})
    assert selection.wants(FIRM)
    assert selection.severity_of(FIRM) is Severity.ERROR


def test_the_longest_pattern_sets_the_severity() -> None:
    severity = {"BG4": Severity.NOTE, "BG412": Severity.ERROR}
    assert Selection(severity=severity).severity_of(RULE) is Severity.ERROR
    assert Selection(severity={"BG3": Severity.NOTE}).severity_of(RULE) is Severity.WARNING


def test_patterns_that_match_no_code_are_unknown() -> None:
    selection = Selection(("BG4", "BG9"), ("loaded-word",), {"BG412": Severity.NOTE})
    assert selection.unknown([RULE, FIRM]) == ("BG9", "loaded-word")


SCHEDULED = "title: Signing\ndate: 2025-11-01\nstate: scheduled\nsummary: It was announced.\ncite: [wire]\n"


def _checked(folder: Path, options: str) -> list[str]:
    written = project(folder, {**CLEAN, "content/events/signing.yaml": SCHEDULED, "mkdocs.yml": f"plugins:\n{options}"})
    found, before = config.read(written)
    return brief(check_project(found, Cache(), before=before).diagnostics)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("  - briefgen\n", ["content/events/signing.yaml:3:8 BG404"]),
        ("  - briefgen:\n      ignore: [BG404]\n", []),
        ("  - briefgen:\n      select: [BG3]\n", []),
        ("  - briefgen:\n      ignore: [BG999]\n", ["content/events/signing.yaml:3:8 BG404", "mkdocs.yml:3:16 BG603"]),
        ("  - briefgen:\n      ignore: [404]\n", ["content/events/signing.yaml:3:8 BG404", "mkdocs.yml:3:16 BG206"]),
        (
            "  - briefgen:\n      severity: {BG404: bad}\n",
            ["content/events/signing.yaml:3:8 BG404", "mkdocs.yml:3:25 BG204"],
        ),
        (
            "  - briefgen:\n      severity: {BG999: note}\n",
            ["content/events/signing.yaml:3:8 BG404", "mkdocs.yml:3:18 BG603"],
        ),
    ],
)
def test_options_select_codes(tmp_path: Path, options: str, expected: list[str]) -> None:
    assert _checked(tmp_path, options) == expected


def test_options_set_severities(tmp_path: Path) -> None:
    text = "plugins:\n  - briefgen:\n      severity: {scheduled-date-passed: note}\n"
    written = project(tmp_path, {**CLEAN, "content/events/signing.yaml": SCHEDULED, "mkdocs.yml": text})
    found, before = config.read(written)
    assert [d.severity for d in check_project(found, Cache(), before=before).diagnostics] == [Severity.NOTE]
