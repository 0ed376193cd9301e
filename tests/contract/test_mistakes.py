"""Each mistake has one finding, in its place, that says what to type instead.

The cases are in `tests/data/mistakes`; `tests/support/mistakes.py` describes them.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.mistakes import (
    CASES,
    CLEAN,
    PROJECT,
    Edit,
    Mistake,
    diagnosed,
    edited,
    expected,
    fixed,
    found,
    mistakes,
)

TOPICS = [path.stem for path in sorted(CASES.glob("*.yaml"))]
SPEECH = "content/events/2015-04-09-speech.yaml"
ALL = [pytest.param(case, id=f"{topic}: {case.name}") for topic in TOPICS for case in mistakes(topic)]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the clean project, which each test leaves as it was."""
    return Path(shutil.copytree(PROJECT, tmp_path_factory.mktemp("mistakes") / "project"))


def test_project_of_the_cases_has_no_finding() -> None:
    assert diagnosed(PROJECT) == ()


@pytest.mark.parametrize("case", ALL)
def test_mistake_has_one_finding_that_says_what_to_type(case: Mistake, copy: Path) -> None:
    with edited(copy, case.edits) as project:
        assert [found(each) for each in diagnosed(project)] == [expected(case)]
        if case.fix:
            assert [each.code for each in fixed(project).checked.diagnostics] == list(case.then)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        pytest.param("content/actors/john-kerry.yaml", "kind: person", "kind: person  # a diplomat", id="comment"),
        pytest.param(SPEECH, "Tehran", "{name: Oslo, country: NO}", id="country code that looks like a boolean"),
        pytest.param(SPEECH, "Tehran", "'no'", id="text that looks like a boolean"),
        pytest.param(SPEECH, "kind: statement", "kind:   statement   ", id="more spaces"),
        pytest.param(SPEECH, "2015-04-09\n", "2015-04-09?\n", id="uncertain date"),
        pytest.param(SPEECH, "I neither oppose nor", "“I” neither oppose nor “we”", id="marks inside a quotation"),
        pytest.param(SPEECH, "title: Speech", "---\ntitle: Speech", id="leading document marker"),
        pytest.param(SPEECH, "title: Speech", "\ufefftitle: Speech", id="byte-order mark"),
        pytest.param(SPEECH, "Speech on", "Speech 😀 on", id="emoji"),
        pytest.param(SPEECH, "Speech on the framework", "'Speech #2'", id="number sign in quotes"),
        pytest.param(SPEECH, "Speech on the framework", "C#2", id="number sign in a word"),
        pytest.param("docs/about.md", "This page", "    <<<<<<< HEAD\n\nThis page", id="marker as code on a page"),
        pytest.param("docs/about.md", "About", "About\n=======", id="heading underlined like a marker"),
    ],
)
def test_valid_input_that_looks_like_a_mistake_is_accepted(path: str, old: str, new: str, copy: Path) -> None:
    with edited(copy, {path: Edit(old=old, new=new)}) as project:
        assert diagnosed(project) == ()


def test_file_with_windows_line_ends_is_accepted(copy: Path) -> None:
    with edited(copy, {SPEECH: Edit(text=CLEAN[SPEECH].replace("\n", "\r\n"))}) as project:
        assert diagnosed(project) == ()


def test_brief_may_be_in_a_folder_below_that_of_its_kind(copy: Path) -> None:
    moved = {"content/actors/us/john-kerry.yaml": Edit(moved_from="content/actors/john-kerry.yaml")}
    with edited(copy, moved) as project:
        assert diagnosed(project) == ()
