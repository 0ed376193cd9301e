"""Case files: each has exactly the diagnostics that its comments state.

A case is a file `tests/data/cases/<topic>/<name>.yaml`, whose first line names its path in an otherwise clean project
(`# content/events/talks.yaml`), or a folder with a whole `content/`. `# error: BG203` expects a diagnostic on its line,
`# error@+1: BG203` on the next (above a block scalar). `# warning: BG404` works the same way. Commas separate several codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.small import checked

CASES = ROOT / "tests/data/cases"
_EXPECTED = re.compile(r"# (error|warning|note)(?:@([+-]\d+))?: (BG\d{3}(?:, BG\d{3})*)")
_WHERE = re.compile(r"# (content/\S+)")
Found = list[tuple[str, int, str, str]]

_ALONE = sorted(CASES.glob("*/*.yaml"))
_FOLDERS = sorted(folder.parent for folder in CASES.glob("*/*/content"))


def _expected(path: str, text: str) -> Iterator[tuple[str, int, str, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        for severity, offset, codes in _EXPECTED.findall(line):
            yield from ((path, number + int(offset or 0), severity, code) for code in codes.split(", "))


def _found(folder: Path, files: dict[str, str | None]) -> Found:
    return sorted((d.span.path, d.span.line, d.severity.value, d.code) for d in checked(folder, files).diagnostics)


@pytest.mark.parametrize("case", _ALONE, ids=lambda case: case.relative_to(CASES).as_posix())
def test_file_has_exactly_the_expected_diagnostics(case: Path, tmp_path: Path) -> None:
    text = case.read_text("utf-8")
    where = _WHERE.match(text)
    assert where, "the first line names the file's path: `# content/events/talks.yaml`"
    assert _found(tmp_path, {where[1]: text}) == sorted(_expected(where[1], text))


@pytest.mark.parametrize("case", _FOLDERS, ids=lambda case: case.relative_to(CASES).as_posix())
def test_folder_has_exactly_the_expected_diagnostics(case: Path, tmp_path: Path) -> None:
    files = {p.relative_to(case).as_posix(): p.read_text("utf-8") for p in sorted(case.rglob("*")) if p.is_file()}
    expected = sorted(line for path, text in files.items() for line in _expected(path, text))
    assert _found(tmp_path, dict(files)) == expected


def test_case_files_are_found() -> None:
    assert len(_ALONE) + len(_FOLDERS) >= 25
