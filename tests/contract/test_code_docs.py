"""Code manuals for reading, decoding and linking: examples yield what they state.

The rules' manuals are tested in `test_rule_docs.py`.
"""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.check.catalogue import codes, find
from briefgen.check.runner import rules
from briefgen.diagnostics.types import Code
from briefgen.files.limits import LIMITS
from briefgen.site.pages.editing import manual
from tests.conftest import FULL, ROOT, run
from tests.support.small import checked

RULES = {code.id for code, _ in rules()}
# causes outside the text of one brief: bytes, sizes, links, folders, missing files, options
WITHOUT = {"BG101", "BG109", "BG111", "BG112", "BG113", "BG114", "BG115", "BG116", "BG117", "BG118"} | {
    f"BG{number}" for number in (*range(122, 128), 129, 130, 131, 132, 136, 137, 138, 139)
}
_FILE = re.compile(r"^# (content/\S+\.yaml)\n", re.MULTILINE)
EXAMPLES = [
    pytest.param(code, heading, text, id=f"{code.id} {code.name}: {heading}")
    for code in codes()
    if code.id not in RULES
    for heading, text in manual(code).examples
]


@pytest.mark.parametrize(("code", "heading", "text"), EXAMPLES)
def test_bad_example_yields_its_code_and_good_yields_none(code: Code, heading: str, text: str, tmp_path: Path) -> None:
    parts = _FILE.split(text + "\n")
    assert parts[0] == ""
    found = checked(tmp_path, dict(zip(parts[1::2], parts[2::2], strict=True))).diagnostics
    assert {d.code for d in found} == ({code.id} if heading == "Bad" else set()), found
    assert all(d.help for d in found)


def test_codes_caused_by_briefs_have_both_examples() -> None:
    met = [code for code in codes() if code.id < "BG5" and code.id not in WITHOUT]
    assert [code.id for code in met if [heading for heading, _ in manual(code).examples] != ["Bad", "Good"]] == []


def test_every_code_has_a_manual_and_a_unique_name() -> None:
    assert [code.id for code in codes() if not code.gist.endswith(".")] == []
    assert len({code.name for code in codes()}) == len({code.id for code in codes()}) == len(codes())


def test_catalogue_lists_every_code_in_the_package() -> None:
    named = {
        code
        for file in (ROOT / "briefgen").rglob("*.py")
        for code in re.findall(r'(?:CODE = |Code(?:\.error)?\(\s*)"(BG\d{3})"', file.read_text("utf-8"))
    }
    assert named == {code.id for code in codes()}


def test_manuals_state_the_actual_limits() -> None:
    said = {code.name: code.manual for code in codes()}
    assert f"{LIMITS.depth} deep" in said["too-deep"]
    assert f"{LIMITS.file_bytes // 1024} KiB" in said["too-large"]
    assert f"{LIMITS.nodes:,} names" in said["too-many-nodes"]
    assert f"{LIMITS.field_characters:,} characters" in said["too-long"]


@pytest.mark.parametrize("word", ["BG301", "bg301", "301", "unknown-reference", " Unknown-Reference "])
def test_find_accepts_a_codes_number_or_name(word: str) -> None:
    code = find(word)
    assert code is not None
    assert code.id == "BG301"


@pytest.mark.parametrize("word", ["", "BG", "999", "unknown"])
def test_find_returns_none_for_other_words(word: str) -> None:
    assert find(word) is None


def test_explain_prints_the_manual() -> None:
    done = run("briefgen", "explain", "bg404")
    assert done.returncode == 0
    assert done.stdout.startswith("BG404 scheduled-date-passed (warning)\n\n")
    assert "Bad:\n\n    # content/events/" in done.stdout
    assert "It is always reported" not in done.stdout
    assert "It is always reported" in run("briefgen", "explain", "201").stdout


def test_explain_without_a_code_lists_them_all() -> None:
    lines = run("briefgen", "explain").stdout.splitlines()
    assert [line[:5] for line in lines] == [code.id for code in codes()]


def test_explain_unknown_code_exits_2_and_suggests_nearest() -> None:
    done = run("briefgen", "explain", "unknwn-reference")
    assert (done.returncode, "did you mean `unknown-reference`?" in done.stderr) == (2, True)


def _calls_of_code(file: Path) -> list[int]:
    """Return the lines on which a module creates a code."""
    calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    made = [node for node in calls if ast.unparse(node.func).removesuffix(".error").split(".")[-1] == "Code"]
    return [node.lineno for node in made]


def test_codes_are_defined_only_in_codes_modules() -> None:
    package = ROOT / "briefgen"
    # the first defines the class, the second creates the rules' codes from their modules
    known = {package / "diagnostics/types.py", package / "check/runner.py"}
    made = {file: lines for file in package.rglob("*.py") if (lines := _calls_of_code(file))}
    places = {file.relative_to(package).as_posix() for file in made if file not in known}
    assert places >= {"corpus/codes.py", "render/codes.py", "safety/codes.py"}
    assert [place for place in sorted(places) if not re.fullmatch(r"[a-z]+/codes\.py", place)] == []


def test_catalogue_contains_every_codes_module() -> None:
    ids = {code.id for code in codes()}
    for file in (ROOT / "briefgen").glob("*/codes.py"):
        module = importlib.import_module(f"briefgen.{file.parent.name}.codes")
        own = {value.id for value in vars(module).values() if isinstance(value, Code)}
        assert len(own) == len(_calls_of_code(file)), file
        assert own <= ids, file


def test_check_with_select_imports_no_renderer(tmp_path: Path) -> None:
    """Options that name codes load the catalogue of all codes but no renderer."""
    script = (
        "import sys\nfrom briefgen.cli import cli\n"
        "try: cli(sys.argv[1:])\n"
        "except SystemExit as end: print(end.code, *sorted(sys.modules))"
    )
    words = ["check", "--select", "BG301", "--no-cache", "--output", str(tmp_path / "report")]
    done = subprocess.run([sys.executable, "-c", script, *words], cwd=FULL, capture_output=True, text=True, check=True)
    status, *modules = done.stdout.split()
    assert status == "0"
    assert {"briefgen.render.codes", "briefgen.safety.codes"} <= set(modules)
    assert [name for name in modules if name in ("jinja2", "mkdocs", "justhtml", "briefgen.render.templates")] == []
