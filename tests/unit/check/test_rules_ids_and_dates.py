"""Rules on ids, names and dates: fixes, notes, and what is left to other rules.

Simple cases are in `tests/data/cases/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefgen.cli.check import checker
from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.diagnostics.types import Diagnostic
from briefgen.editing.fix import apply_fixes
from tests.support.small import CLEAN, checked, project

ER = "\u0420"
MINISTRY = "content/actors/ministry.yaml"
OFFICE = "content/actors/office.yaml"
EVENT = "content/events/2025-11-28-event.yaml"


def _found(folder: Path, files: Mapping[str, str], code: str) -> list[Diagnostic]:
    return [d for d in checked(folder, files).diagnostics if d.code == code]


def _event(*lines: str) -> str:
    return "\n".join(("title: Event", "date: 2025-11-28", "summary: It was one.", "cite: [wire]", *lines, ""))


def _actor(*lines: str) -> str:
    return "\n".join(("summary: An office.", "part_of: [ministry]", "cite: [wire]", *lines, ""))


def test_unsafe_fix_rewrites_mixed_words_in_all_fields(tmp_path: Path) -> None:
    text = _event(f'body: "{ER}lan and {ER}lan"', f"place: {ER}lanville", "related: [plan]  # kept").replace(
        "It was one.", f">-\n  It was a\n  {ER}lan."
    )
    config = Config(project=project(tmp_path, {**CLEAN, EVENT: text}))
    check = checker(config, Cache())
    assert apply_fixes(check, config, unsafe=False, is_wanted=lambda d: d.code == "BG308").changes == ()
    fixed = apply_fixes(check, config, unsafe=True, is_wanted=lambda d: d.code == "BG308")
    assert [change.after.decode() for change in fixed.changes] == [text.replace(ER, "P")]
    assert fixed.checked.diagnostics == ()


def test_help_names_odd_letter_and_intended_letter(tmp_path: Path) -> None:
    (found,) = _found(tmp_path, {EVENT: _event(f"body: A {ER}lan.")}, "BG308")
    assert f"the Cyrillic `{ER}` (U+0420) where the Latin `P` (U+0050) is meant" in found.help


def test_mixed_words_in_the_briefing_file_are_reported(tmp_path: Path) -> None:
    briefing = CLEAN["content/briefing.yaml"].replace("Territory", f"{ER}arks")
    assert [d.span.line for d in _found(tmp_path, {"content/briefing.yaml": briefing}, "BG308")] == [5]


def test_at_most_twenty_mixed_words_are_reported_per_text(tmp_path: Path) -> None:
    words = " ".join(
        f"{ER}lan{one}{other}{third}" for one in "abcdefgh" for other in "abcdefgh" for third in "abcdefgh"
    )
    assert len(_found(tmp_path, {EVENT: _event(f"body: {words}")}, "BG308")) == 20


def test_confusable_id_shows_both_files(tmp_path: Path) -> None:
    files = {EVENT.replace("event.yaml", f"{end}.yaml"): _event() for end in ("stern", "stem")}
    (found,) = _found(tmp_path, files, "BG307")
    assert found.span.path.endswith("stern.yaml")
    assert [note.span.path for note in found.notes] == [EVENT.replace("event.yaml", "stem.yaml")]


def test_names_are_compared_without_case_spaces_and_width(tmp_path: Path) -> None:
    files = {
        MINISTRY: CLEAN[MINISTRY].replace("name: Ministry", "name: Stra\u00dfenamt Nord"),
        OFFICE: _actor("name: 'STRASSENAMT  \uff2eord'"),
    }
    assert [d.span.path for d in _found(tmp_path, files, "BG310")] == [OFFICE]


def test_name_of_three_actors_is_reported_at_second_and_third(tmp_path: Path) -> None:
    files = {OFFICE.replace("office", id): _actor("name: Ministry") for id in ("office", "other-office")}
    found = _found(tmp_path, files, "BG310")
    assert [Path(d.span.path).stem for d in found] == ["office", "other-office"]
    assert {note.span.path for d in found for note in d.notes} == {MINISTRY}


@pytest.mark.parametrize("alias", ["the ministry of all", "Ministry of All"])
def test_shared_alias_is_reported_only_if_spelled_the_same(alias: str, tmp_path: Path) -> None:
    files = {
        MINISTRY: CLEAN[MINISTRY] + "aliases: [Ministry of All]\n",
        OFFICE: _actor("name: Office", f"aliases: [{alias}]"),
    }
    found = checked(tmp_path, files)
    linked = "BG311" not in {d.code for d in found.diagnostics}
    assert linked is (alias != "Ministry of All")


def test_item_with_former_id_counts_as_the_same_item(tmp_path: Path) -> None:
    files = {
        MINISTRY: CLEAN[MINISTRY] + "formerly: [bureau]\n",
        EVENT: _event("participants: [ministry, bureau]"),
    }
    assert [d.span.line for d in _found(tmp_path, files, "BG313")] == [5]


def test_item_named_three_times_is_reported_twice(tmp_path: Path) -> None:
    (first, second) = _found(tmp_path, {EVENT: _event("related: [plan, plan, plan]")}, "BG313")
    assert (first.span.column, second.span.column) == (17, 23)


def test_citations_in_different_places_are_not_repeated(tmp_path: Path) -> None:
    lines = (
        "body: It was one [@wire].",
        "statements:",
        "  - {id: one, speaker: ministry, paraphrase: So., cite: [wire]}",
    )
    assert _found(tmp_path, {EVENT: _event("participants: [ministry]", *lines)}, "BG313") == []


def test_unknown_reference_is_reported_once(tmp_path: Path) -> None:
    text = _event("participants: [nobody]").replace("[wire]", "[no-source]")
    assert {d.code for d in checked(tmp_path, {EVENT: text}).diagnostics} == {"BG301"}


def test_interval_that_ends_before_it_starts_is_not_a_date(tmp_path: Path) -> None:
    text = _event().replace("2025-11-28", "2025-11-28/2025-11-27")
    (found,) = checked(tmp_path, {EVENT: text}).diagnostics
    assert (found.code, found.help) == ("BG205", "the interval ends before it starts")


def test_help_on_date_in_words_gives_the_iso_date(tmp_path: Path) -> None:
    (found,) = _found(tmp_path, {EVENT: _event().replace("2025-11-28", "28 November 2025")}, "BG205")
    assert found.help == "write `2025-11-28`"


def test_after_as_of_is_silent_without_as_of(tmp_path: Path) -> None:
    briefing = CLEAN["content/briefing.yaml"].replace("as_of: 2025-11-30\n", "")
    files = {"content/briefing.yaml": briefing, EVENT: _event().replace("2025-11-28", "2025-12-01")}
    assert _found(tmp_path, files, "BG415") == []


def test_latest_of_the_early_sources_is_named(tmp_path: Path) -> None:
    early = "title: {0}\npublisher: A newspaper\nurl: https://example.org/{0}\npublished: {1}\nreliability: B\n"
    files = {
        f"content/sources/{id}.yaml": early.format(id, date)
        for id, date in (("first", "2025-11-01"), ("third", "2025-11-03"), ("second", "2025-11-02"))
    }
    text = _event().replace("[wire]", "[first, third, second]")
    (found,) = _found(tmp_path, {**files, EVENT: text}, "BG414")
    assert "`third`, 2025-11-03" in found.message
    assert [note.span.path for note in found.notes] == ["content/sources/third.yaml"]
