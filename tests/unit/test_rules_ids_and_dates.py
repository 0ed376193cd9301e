"""What a case file cannot say about the rules on ids, names and dates: fixes, related places, what they leave to others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.diagnostics.types import Diagnostic
from briefgen.editing.fix import checker, mend
from tests.unit._make import CLEAN, checked, project

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


def test_mixed_word_is_typed_again_by_the_unsafe_fix_wherever_it_stands(tmp_path: Path) -> None:
    text = _event(f'body: "{ER}lan and {ER}lan"', f"place: {ER}lanville", "related: [plan]  # kept").replace(
        "It was one.", f">-\n  It was a\n  {ER}lan."
    )
    config = Config(project=project(tmp_path, {**CLEAN, EVENT: text}))
    check = checker(config, Cache())
    assert mend(check, config, unsafe=False, is_wanted=lambda d: d.code == "BG308").changes == ()
    mended = mend(check, config, unsafe=True, is_wanted=lambda d: d.code == "BG308")
    assert [change.after.decode() for change in mended.changes] == [text.replace(ER, "P")]
    assert mended.checked.diagnostics == ()


def test_help_names_the_odd_letter_its_code_point_and_the_letter_meant(tmp_path: Path) -> None:
    (found,) = _found(tmp_path, {EVENT: _event(f"body: A {ER}lan.")}, "BG308")
    assert f"the Cyrillic `{ER}` (U+0420) where the Latin `P` (U+0050) is meant" in found.help


def test_mixed_words_of_the_briefing_itself_are_found(tmp_path: Path) -> None:
    briefing = CLEAN["content/briefing.yaml"].replace("Territory", f"{ER}arks")
    assert [d.span.line for d in _found(tmp_path, {"content/briefing.yaml": briefing}, "BG308")] == [5]


def test_of_a_text_with_thousands_of_mixed_words_the_first_twenty_are_shown(tmp_path: Path) -> None:
    words = " ".join(
        f"{ER}lan{one}{other}{third}" for one in "abcdefgh" for other in "abcdefgh" for third in "abcdefgh"
    )
    assert len(_found(tmp_path, {EVENT: _event(f"body: {words}")}, "BG308")) == 20


def test_confusable_id_shows_both_files(tmp_path: Path) -> None:
    files = {EVENT.replace("event.yaml", f"{end}.yaml"): _event() for end in ("stern", "stem")}
    (found,) = _found(tmp_path, files, "BG307")
    assert found.span.path.endswith("stern.yaml")
    assert [note.span.path for note in found.notes] == [EVENT.replace("event.yaml", "stem.yaml")]


def test_names_are_compared_without_capitals_spaces_and_widths(tmp_path: Path) -> None:
    files = {
        MINISTRY: CLEAN[MINISTRY].replace("name: Ministry", "name: Stra\u00dfenamt Nord"),
        OFFICE: _actor("name: 'STRASSENAMT  \uff2eord'"),
    }
    assert [d.span.path for d in _found(tmp_path, files, "BG310")] == [OFFICE]


def test_name_of_three_actors_is_reported_at_the_second_and_the_third(tmp_path: Path) -> None:
    files = {OFFICE.replace("office", id): _actor("name: Ministry") for id in ("office", "other-office")}
    found = _found(tmp_path, files, "BG310")
    assert [Path(d.span.path).stem for d in found] == ["office", "other-office"]
    assert {note.span.path for d in found for note in d.notes} == {MINISTRY}


@pytest.mark.parametrize("alias", ["the ministry of all", "Ministry of All"])
def test_alias_is_shared_only_where_the_link_in_prose_is_in_doubt(alias: str, tmp_path: Path) -> None:
    files = {
        MINISTRY: CLEAN[MINISTRY] + "aliases: [Ministry of All]\n",
        OFFICE: _actor("name: Office", f"aliases: [{alias}]"),
    }
    found = checked(tmp_path, files)
    linked = "BG311" not in {d.code for d in found.diagnostics}
    assert linked is (alias != "Ministry of All")


def test_item_named_by_an_old_id_is_the_same_item(tmp_path: Path) -> None:
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


def test_reference_to_nothing_is_left_to_its_own_diagnostic(tmp_path: Path) -> None:
    text = _event("participants: [nobody]").replace("[wire]", "[no-source]")
    assert {d.code for d in checked(tmp_path, {EVENT: text}).diagnostics} == {"BG301"}


def test_interval_that_ends_before_it_starts_is_no_date(tmp_path: Path) -> None:
    text = _event().replace("2025-11-28", "2025-11-28/2025-11-27")
    (found,) = checked(tmp_path, {EVENT: text}).diagnostics
    assert (found.code, found.help) == ("BG205", "the interval ends before it starts")


def test_date_in_words_is_answered_with_the_text_to_type(tmp_path: Path) -> None:
    (found,) = _found(tmp_path, {EVENT: _event().replace("2025-11-28", "28 November 2025")}, "BG205")
    assert found.help == "write `2025-11-28`"


def test_without_a_day_of_its_own_the_briefing_stands_at_its_newest_event(tmp_path: Path) -> None:
    briefing = CLEAN["content/briefing.yaml"].replace("as_of: 2025-11-30\n", "")
    files = {"content/briefing.yaml": briefing, EVENT: _event().replace("2025-11-28", "2025-12-01")}
    assert _found(tmp_path, files, "BG415") == []


def test_newest_of_the_early_sources_is_named(tmp_path: Path) -> None:
    early = "title: {0}\npublisher: A newspaper\nurl: https://example.org/{0}\npublished: {1}\nreliability: B\n"
    files = {
        f"content/sources/{id}.yaml": early.format(id, date)
        for id, date in (("first", "2025-11-01"), ("third", "2025-11-03"), ("second", "2025-11-02"))
    }
    text = _event().replace("[wire]", "[first, third, second]")
    (found,) = _found(tmp_path, {**files, EVENT: text}, "BG414")
    assert "`third`, 2025-11-03" in found.message
    assert [note.span.path for note in found.notes] == ["content/sources/third.yaml"]
