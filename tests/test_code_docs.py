"""Every code has a manual; those that an editor meets have examples, and the examples are true.

The rules' own are in `test_rule_docs.py`; these are the codes of reading, decoding and linking.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.check.catalogue import codes, find
from briefgen.check.runner import rules
from briefgen.diagnostics.types import Code
from briefgen.files.limits import LIMITS
from briefgen.site.pages.editing import manual
from tests.conftest import ROOT, run
from tests.unit._make import checked

RULES = {code.id for code, _ in rules()}
# what no text of a brief can show: bytes, sizes, links, folders, a file that is not there, options
WITHOUT = {"BG101", "BG109", "BG111", "BG112", "BG113", "BG114", "BG115", "BG116", "BG117", "BG118"} | {
    f"BG{number}" for number in (*range(122, 128), 129, 130, 131, 132)
}
_FILE = re.compile(r"^# (content/\S+\.yaml)\n", re.MULTILINE)
EXAMPLES = [
    pytest.param(code, heading, text, id=f"{code.id} {code.name}: {heading}")
    for code in codes()
    if code.id not in RULES
    for heading, text in manual(code).examples
]


@pytest.mark.parametrize(("code", "heading", "text"), EXAMPLES)
def test_example_yields_what_its_heading_says(code: Code, heading: str, text: str, tmp_path: Path) -> None:
    parts = _FILE.split(text + "\n")
    assert parts[0] == ""
    found = checked(tmp_path, dict(zip(parts[1::2], parts[2::2], strict=True))).diagnostics
    assert {d.code for d in found} == ({code.id} if heading == "Bad" else set()), found
    assert all(d.help for d in found)


def test_every_code_that_a_brief_can_show_has_both_examples() -> None:
    met = [code for code in codes() if code.id < "BG5" and code.id not in WITHOUT]
    assert [code.id for code in met if [heading for heading, _ in manual(code).examples] != ["Bad", "Good"]] == []


def test_every_code_has_a_manual_and_a_name_of_its_own() -> None:
    assert [code.id for code in codes() if not code.gist.endswith(".")] == []
    assert len({code.name for code in codes()}) == len({code.id for code in codes()}) == len(codes())


def test_every_code_that_the_house_names_is_found() -> None:
    named = {
        code
        for file in (ROOT / "briefgen").rglob("*.py")
        for code in re.findall(r'(?:CODE = |Code(?:\.error)?\(\s*)"(BG\d{3})"', file.read_text("utf-8"))
    }
    assert named == {code.id for code in codes()}


def test_manuals_name_the_limits_that_there_are() -> None:
    said = {code.name: code.manual for code in codes()}
    assert f"{LIMITS.depth} deep" in said["too-deep"]
    assert f"{LIMITS.file_bytes // 1024} KiB" in said["too-large"]
    assert f"{LIMITS.nodes:,} names" in said["too-many-nodes"]
    assert f"{LIMITS.field_characters:,} characters" in said["too-long"]


@pytest.mark.parametrize("word", ["BG301", "bg301", "301", "unknown-reference", " Unknown-Reference "])
def test_a_code_is_found_by_its_number_or_name(word: str) -> None:
    code = find(word)
    assert code is not None
    assert code.id == "BG301"


@pytest.mark.parametrize("word", ["", "BG", "999", "unknown"])
def test_what_is_no_code_is_not_found(word: str) -> None:
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


def test_explain_of_an_unknown_code_ends_with_2_and_the_nearest() -> None:
    done = run("briefgen", "explain", "unknwn-reference")
    assert (done.returncode, "did you mean `unknown-reference`?" in done.stderr) == (2, True)
