"""The script that reverts bug fixes: caught, missed, broken and unplaced fixes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import write
from tests.support.patches import Patch, Placed, read, reverse
from tests.support.revert_fixes import FIXES, TIERS, Outcome, revert, table
from tests.support.scratch import Scratch

NUMBERS = '''"""Numbers."""


def half(n: int) -> float:
    """Return the half of a number."""
    # not `//`, which rounds
    return n / 2


def twice(n: int) -> int:
    return n + n
'''
HALF = """== {} briefgen/numbers.py
Half of an odd number is not rounded.
tests: tests/test_numbers.py
 def half(n: int) -> float:
     \"\"\"Return the half of a number.\"\"\"
-    return n // 2
+    return n / 2
"""
ALL = {"all": ""}
TEST = "from briefgen.numbers import half\n\ndef test_half():\n    assert half({}) == {}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a git project with one module and one test of its fix."""
    files = {"briefgen/__init__.py": "", "briefgen/numbers.py": NUMBERS, "pytest.ini": "[pytest]\nmarkers = full\n"}
    folder = write(tmp_path / "project", {**files, "tests/test_numbers.py": TEST.format(3, 1.5)})
    _git(folder, "init", "-q")
    _commit(folder)
    return folder


def _git(folder: Path, *words: str) -> str:
    named = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words]
    return subprocess.run(named, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def _commit(folder: Path) -> str:
    _git(folder, "add", "--all")
    _git(folder, "commit", "-q", "-m", "x")
    return _git(folder, "rev-parse", "HEAD")


def _outcome(project: Path, tmp_path: Path, fixes: str = HALF, tiers: dict[str, str] = ALL) -> Outcome:
    first = _git(project, "rev-list", "--max-parents=0", "HEAD")
    (patch,) = read(fixes.format(first))
    (tmp_path / "scratch").mkdir()
    scratch = Scratch(project, tmp_path / "scratch")
    before = {path: (scratch.folder / path).read_bytes() for path in scratch.files}
    found = revert(scratch, 1, patch, tiers, lambda _, tests: tests, ["-x"])
    assert {path: (scratch.folder / path).read_bytes() for path in scratch.files} == before
    return found


def test_failing_test_is_named(project: Path, tmp_path: Path) -> None:
    found = _outcome(project, tmp_path)
    assert (found.placed, found.verdict, found.tier) == ("exact", "caught", "all")
    assert found.failed == {"tests/test_numbers.py::test_half": "assert 1 == 1.5"}
    assert "tests/test_numbers.py::test_half" in table([found])


def test_smallest_failing_tier_is_named(project: Path, tmp_path: Path) -> None:
    marked = TEST.format(3, 1.5).replace("def", "@pytest.mark.full\ndef")
    write(project, {"tests/test_numbers.py": f"import pytest\n{marked}"})
    found = _outcome(project, tmp_path, tiers=TIERS)
    assert (found.verdict, found.tier) == ("caught", "test-all")


def test_fix_without_a_test_is_reported_as_missed(project: Path, tmp_path: Path) -> None:
    write(project, {"tests/test_numbers.py": TEST.format(4, 2)})
    assert _outcome(project, tmp_path).verdict == "missed"


def test_fix_without_its_code_is_reported_as_unplaced(project: Path, tmp_path: Path) -> None:
    write(project, {"briefgen/numbers.py": "from fractions import Fraction\nhalf = Fraction(1, 2).__mul__\n"})
    found = _outcome(project, tmp_path)
    assert (found.verdict, found.failed) == ("unplaced", {})
    assert "words" in found.placed


def test_import_errors_count_as_broken_not_caught(project: Path, tmp_path: Path) -> None:
    found = _outcome(project, tmp_path, HALF.replace("n // 2", "floor(n / 2)"))
    assert (found.verdict, found.tier) == ("broken", "")
    assert "floor" in found.failed["ruff"]


def test_fix_is_found_where_its_code_has_moved(project: Path, tmp_path: Path) -> None:
    (project / "briefgen/maths").mkdir()
    _git(project, "mv", "briefgen/numbers.py", "briefgen/maths/halves.py")
    _git(project, "mv", "tests/test_numbers.py", "tests/test_halves.py")
    write(project, {"tests/test_halves.py": TEST.replace("numbers", "maths.halves").format(3, 1.5)})
    _commit(project)
    found = _outcome(project, tmp_path)
    assert (found.file, found.verdict) == ("briefgen/maths/halves.py", "caught")
    assert list(found.failed) == ["tests/test_halves.py::test_half"]


def _reversed(tmp_path: Path, text: str, before: str, after: str) -> str:
    write(tmp_path, {"briefgen/a.py": text})
    found = reverse(Patch("0" * 7, "briefgen/a.py", "", (), f"\n{before}", f"\n{after}"), tmp_path, (), ())
    assert isinstance(found, Placed), found
    return found.text


def test_names_around_a_fix_stay_current(tmp_path: Path) -> None:
    text = "class A:\n    def size(self, path, most):\n        if path.size > most or path.is_link():\n            return 0\n"
    before = "def size(file, most):\n    if file.size > most:\n        return 0"
    after = "def size(file, most):\n    if file.size > most or file.is_link():\n        return 0"
    assert _reversed(tmp_path, text, before, after) == text.replace(" or path.is_link()", "")


def test_restored_lines_get_the_current_indentation(tmp_path: Path) -> None:
    text = "class A:\n    def a(self):\n        first(self)\n        third(self)\n"
    before = "def a(self):\n    first(self)\n    second(self)\n    third(self)"
    after = "def a(self):\n    first(self)\n    third(self)"
    expected = text.replace("        third", "        second(self)\n        third")
    assert _reversed(tmp_path, text, before, after) == expected


def test_patch_list_with_an_unknown_line_is_rejected() -> None:
    with pytest.raises(ValueError, match="neither"):
        read("== 0123456 briefgen/a.py\nWhat\n-a\nb\n")


def test_every_patch_of_the_list_is_readable() -> None:
    found = read(FIXES.read_text("utf-8"))
    assert len(found) >= 40
    assert all(patch.what.endswith(".") and patch.before.split() != patch.after.split() for patch in found)
