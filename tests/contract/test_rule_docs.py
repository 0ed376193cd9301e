"""Examples in rule manuals: Bad yields only the rule's code, Good yields nothing."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from types import ModuleType

import pytest

from briefgen.check.runner import rules
from briefgen.diagnostics.types import Code
from tests.support.small import checked

_HEADING = re.compile(r"^(Bad|Good):\n\n((?:    .*\n|\n)+)", re.MULTILINE)
_BEFORE = re.compile(r"^# before: (content/\S+/(\S+)\.yaml)\n", re.MULTILINE)
_FILE = re.compile(r"^# (content/\S+\.yaml|seeds/texts/\S+\.txt|seeds/links\.json)\n", re.MULTILINE)
_IDS = {code.id: f"{code.id} {code.name}" for code, _ in rules()}


def _examples(module: ModuleType) -> list[tuple[str, dict[str, str]]]:
    """Return the docstring's examples: ``Bad`` or ``Good``, and their files."""
    manual = inspect.cleandoc(module.__doc__ or "") + "\n"
    found = []
    for heading, block in _HEADING.findall(manual):
        text = inspect.cleandoc(block) + "\n"
        before = {f"before: {path}": id for path, id in _BEFORE.findall(text)}
        parts = _FILE.split(_BEFORE.sub("", text))
        assert parts[0] == "", f"{module.__name__}: an example begins with a line `# content/….yaml`"
        found.append((heading, before | dict(zip(parts[1::2], parts[2::2], strict=True))))
    return found


EXAMPLES = [
    pytest.param(code, heading, files, id=f"{code.id} {code.name}: {heading}")
    for code, module in rules()
    for heading, files in _examples(module)
]


@pytest.mark.parametrize(("code", "heading", "files"), EXAMPLES)
def test_bad_example_yields_its_code_and_good_yields_none(
    code: Code, heading: str, files: dict[str, str], tmp_path: Path
) -> None:
    found = checked(tmp_path, files).diagnostics
    assert {d.code for d in found} == ({code.id} if heading == "Bad" else set()), found
    assert all(d.severity is code.severity and d.name == code.name for d in found)


@pytest.mark.parametrize(("code", "module"), [pytest.param(code, module, id=_IDS[code.id]) for code, module in rules()])
def test_manual_starts_with_text_and_has_both_examples(code: Code, module: ModuleType) -> None:
    assert {heading for heading, _ in _examples(module)} == {"Bad", "Good"}
    assert not code.manual.startswith(("Bad", "Good"))
    assert code.manual.split("\n\n")[0].endswith(".")


@pytest.mark.parametrize(("code", "module"), [pytest.param(code, module, id=_IDS[code.id]) for code, module in rules()])
def test_finding_has_help_and_points_into_the_file(code: Code, module: ModuleType, tmp_path: Path) -> None:
    bad = next(files for heading, files in _examples(module) if heading == "Bad")
    found = checked(tmp_path, bad).diagnostics
    assert [d for d in found if not d.help or d.message.endswith(".")] == []
    for diagnostic in found:
        lines = (tmp_path / diagnostic.span.path).read_text("utf-8").splitlines()
        assert 1 <= diagnostic.span.line <= len(lines), code
        assert 1 <= diagnostic.span.column <= len(lines[diagnostic.span.line - 1]), code
