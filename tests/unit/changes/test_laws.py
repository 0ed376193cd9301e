"""Laws of a comparison: empty with itself, mirrored the other way round."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import briefgen
from briefgen.changes.types import BriefingChange, BriefingDiff
from briefgen.text.worddiff import normal
from tests.conftest import FULL, write
from tests.unit.changes.edited_project import edited

INVERSE = {"added": "removed", "removed": "added"}
NAMES = {
    "brief.added": "brief.removed",
    "statement.added": "statement.removed",
    "record.added": "record.removed",
    "dispute.opened": "dispute.closed",
}


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the golden project, and a copy with a change of many kinds."""
    return FULL, edited(tmp_path_factory.mktemp("edited"))


@pytest.fixture(scope="module")
def forth(states: tuple[Path, Path]) -> BriefingDiff:
    """Return the comparison of both."""
    return briefgen.diff(FULL, *states)


def test_a_state_has_no_changes_from_itself(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(FULL, copy, ignore=shutil.ignore_patterns("expected", "site"))
    found = briefgen.diff(FULL, FULL, copy)
    assert (found.changes, found.layout_only) == ((), ())


def test_the_other_way_round_is_the_mirror(states: tuple[Path, Path], forth: BriefingDiff) -> None:
    back = briefgen.diff(FULL, *reversed(states))
    typed = [_key(change) for change in forth.changes if change.section == "brief"]
    mirrored = [_mirrored(change) for change in back.changes if change.section == "brief"]
    assert sorted(mirrored) == sorted(typed)
    assert len(typed) > 15


def _key(change: BriefingChange) -> tuple[str, ...]:
    return (change.type, change.verb, _subject(change), _value(change, "old"), _value(change, "new"))


def _mirrored(change: BriefingChange) -> tuple[str, ...]:
    names = NAMES | {new: old for old, new in NAMES.items()}
    verb = INVERSE.get(change.verb, change.verb)
    return (names.get(change.type, change.type), verb, _subject(change), _value(change, "new"), _value(change, "old"))


def _subject(change: BriefingChange) -> str:
    # a renamed brief has one of its two ids
    return "renamed" if "captain" in change.subject.id or "mara" in change.subject.id else change.subject.id


def _value(change: BriefingChange, name: str) -> str:
    # an entry that is new shows the text before it besides, which is no value of its own
    is_beside = change.type == "point.version" and change.verb in ("added", "removed")
    return "" if is_beside else repr(getattr(change, name))


def test_ids_are_unique_and_the_same_in_every_run(states: tuple[Path, Path], forth: BriefingDiff) -> None:
    again = briefgen.diff(FULL, *states)
    assert [change.id for change in again.changes] == [change.id for change in forth.changes]
    assert len({change.id for change in forth.changes}) == len(forth.changes)


def test_each_derived_change_names_typed_causes(forth: BriefingDiff) -> None:
    typed = {change.id for change in forth.changes if change.section == "brief"}
    assert forth.for_readers
    for change in forth.for_readers:
        assert change.because, change.says
        assert typed.issuperset(change.because)


def test_causes_of_substantive_facts_are_substantive(forth: BriefingDiff) -> None:
    causes = {id for change in forth.for_readers if change.class_ == "substantive" for id in change.because}
    assert {change.class_ for change in forth.changes if change.id in causes} == {"substantive"}


def test_words_are_both_texts(forth: BriefingDiff) -> None:
    worded = [change for change in forth.changes if change.words and change.section == "brief"]
    assert worded
    for change in worded:
        for name, other in (("old", "new"), ("new", "gone")):
            value = getattr(change, name)
            text = value["text"] if isinstance(value, dict) else value
            if isinstance(text, str):
                assert normal("".join(piece.text for piece in change.words if piece.op != other)) == normal(text)


def test_layout_and_comments_are_no_changes_of_substance(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(FULL, copy, ignore=shutil.ignore_patterns("expected", "site"))
    path = copy / "content/actors/gazette.yaml"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines[::-1], ""]) if _is_flat(lines) else "\n\n".join(lines) + "\n", "utf-8")
    write(
        copy,
        {"content/actors/southland.yaml": "# a note\n" + (copy / "content/actors/southland.yaml").read_text("utf-8")},
    )
    found = briefgen.diff(FULL, FULL, copy)
    assert found.layout_only == ("content/actors/gazette.yaml",)
    assert [(change.type, change.class_) for change in found.changes] == [("comment", "editorial")]


def _is_flat(lines: list[str]) -> bool:
    return not any(line.startswith((" ", "-")) for line in lines)
