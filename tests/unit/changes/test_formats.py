"""The formats of a comparison: width, escapes, limit, schema, golden reports."""

from __future__ import annotations

import json

import jsonschema
import msgspec
import pytest

import briefgen
from briefgen.changes.report import json as as_json
from briefgen.changes.report import markdown, text
from briefgen.changes.types import BriefingChange, BriefingDiff, ChangeSubject, DiffRevision, FilePlace, WordPiece
from tests.conftest import FULL, ROOT
from tests.unit.changes.edited_project import edited

EXPECTED = ROOT / "tests/data/diff"
HOSTILE = "<script>alert(1)</script> | **b** @editors #12 [x](https://evil.example) `c` \x1b[31m\u202e :tada: $a$ GH-7"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> BriefingDiff:
    """Return the comparison of the golden project with its edited copy."""
    made = briefgen.diff(FULL, FULL, edited(tmp_path_factory.mktemp("edited")))
    return msgspec.structs.replace(made, base=DiffRevision("main"), head=DiffRevision("edits"), title="Edit the river")


@pytest.mark.parametrize("name", ["text", "markdown", "json"])
def test_report_is_the_golden_one(found: BriefingDiff, name: str, request: pytest.FixtureRequest) -> None:
    rendered = {"text": text, "markdown": markdown, "json": as_json}[name].render(found)
    file = EXPECTED / f"expected.{ {'text': 'txt', 'markdown': 'md', 'json': 'json'}[name] }"
    if request.config.getoption("--update-golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(rendered, "utf-8")
    assert rendered == file.read_text("utf-8")


def test_json_is_valid_against_the_published_schema(found: BriefingDiff) -> None:
    schema = json.loads((ROOT / "docs/diff.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    assert [error.message for error in validator.iter_errors(json.loads(as_json.render(found)))] == []


def test_text_is_at_most_95_columns_wide(found: BriefingDiff) -> None:
    long = _one(title="wide " * 60, says="unbreakable" * 30)
    for diff in (found, long):
        assert max(map(len, text.render(diff).splitlines())) <= 95


def test_colours_surround_what_differs(found: BriefingDiff) -> None:
    plain, coloured = text.render(found), text.render(found, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[31m[-tolls-]\x1b[0m\x1b[32m{+toll+}\x1b[0m" in coloured
    assert (
        coloured.replace("\x1b[31m", "").replace("\x1b[32m", "").replace("\x1b[1m", "").replace("\x1b[0m", "") == plain
    )


def _one(title: str = "T", says: str = "S", note: str = "", words: tuple[WordPiece, ...] = ()) -> BriefingDiff:
    subject = ChangeSubject(kind="event", id="e", title=title)
    change = BriefingChange(
        id="00000000",
        type="event.title",
        verb="changed",
        class_="substantive",
        reason="our-words",
        section="brief",
        subject=subject,
        label="title",
        old="a",
        new="b",
        words=words,
        members=(says,),
        note=note,
        place=FilePlace(path="content/events/e.yaml", line=2),
        says=says,
    )
    return BriefingDiff(base=DiffRevision("main"), head=DiffRevision("x"), changes=(change,))


def test_words_of_others_are_no_markup_in_markdown() -> None:
    shown = markdown.render(_one(HOSTILE, HOSTILE, HOSTILE, (WordPiece("gone", HOSTILE), WordPiece("new", "- b"))))
    assert "<script" not in shown
    assert "](https://evil" not in shown
    assert "@editors" not in shown
    assert "#12" not in shown
    assert "GH-7" not in shown
    assert "https://evil" not in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert ":tada:" not in shown
    assert "$a$" not in shown
    assert r"\*\*b\*\*" in shown
    assert r"\|" in shown


def test_terminal_gets_no_control_characters() -> None:
    shown = text.render(_one(HOSTILE, HOSTILE, HOSTILE, (WordPiece("gone", HOSTILE),)))
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("count", [50, pytest.param(5000, marks=pytest.mark.full)])
def test_markdown_fits_into_a_comment(found: BriefingDiff, count: int) -> None:
    def numbered(change: BriefingChange, number: int) -> BriefingChange:
        subject = msgspec.structs.replace(change.subject, id=f"{change.subject.id}-{number}")
        return msgspec.structs.replace(change, subject=subject)

    many = tuple(numbered(change, number) for number in range(count) for change in found.changes[:: 1 + count // 400])
    diff = msgspec.structs.replace(found, changes=many, layout_only=tuple(f"content/{n}.yaml" for n in range(count)))
    shown = markdown.render(diff)
    assert len(shown) <= markdown.MOST
    assert "Left out, because" in shown
    assert "No longer found" in shown
    assert "| Point |" in shown


def test_dropping_begins_with_layout_and_editorial_changes(found: BriefingDiff) -> None:
    files = tuple(f"content/events/{'long-name-' * 8}{number}.yaml" for number in range(900))
    shown = markdown.render(msgspec.structs.replace(found, layout_only=files))
    assert "the list of files in layout only" in shown
    assert "editorial changes: pages" in shown
    assert "900 files in layout only" in shown


def test_report_of_equal_states_says_so() -> None:
    same = briefgen.diff(FULL, FULL, FULL)
    assert "Nothing changed." in text.render(same)
    assert "Nothing changed." in markdown.render(same)
