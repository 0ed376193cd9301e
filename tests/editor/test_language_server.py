"""Completion, hover and markers from yaml-language-server while a brief is typed."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any

import pytest

from briefgen.model.edtf import NotADate, parse
from briefgen.model.json_schema import DATE_PATTERN, schema
from briefgen.model.kinds._all import kinds
from tests.conftest import ROOT
from tests.editor.client import Editor

pytestmark = pytest.mark.full
EVENT = "content/events/2025-12-09-talks.yaml"
START = "title: Talks\nsummary: Two sides met.\ndate: 2025-12-09\n"
STATEMENT = f"{START}statements:\n  - id: one\n"


def _messages(editor: Editor, path: str, text: str) -> list[tuple[int, str]]:
    """Return the line and the message of each diagnostic of the server."""
    found = editor.diagnostics(path, text)
    return sorted((each["range"]["start"]["line"] + 1, each["message"]) for each in found)


def test_field_name_is_completed(flagship: Editor) -> None:
    found = flagship.completions(EVENT, f"{START}sta|")
    assert {"status", "state", "statements"} <= set(found)
    assert found["state"]["documentation"] == "Whether the event took place."
    # existing fields are not proposed again
    assert "title" not in found


def test_nested_field_name_is_completed(flagship: Editor) -> None:
    found = set(flagship.completions(EVENT, f"{STATEMENT}    sta|\n"))
    assert {"speaker", "stance", "quote"} <= found
    assert "participants" not in found


def test_value_completion_shows_its_meaning(flagship: Editor) -> None:
    found = flagship.completions(EVENT, f"{STATEMENT}    stance: |\n")
    assert list(found) == ["accepts", "accepts-with-conditions", "open", "rejects", "unclear"]
    assert found["rejects"]["documentation"]["value"] == "Refuses it."


@pytest.mark.parametrize("field", ["title", "kind", "cite", "place", "date"])
def test_completion_omits_forms_editors_do_not_type(flagship: Editor, field: str) -> None:
    rest = "".join(line for line in START.splitlines(keepends=True) if not line.startswith(field))
    assert set(flagship.completions(EVENT, f"{rest}{field}: |\n")) & {"null", "true", "false"} == set()


def test_hover_on_a_field_shows_its_purpose(flagship: Editor) -> None:
    text = flagship.hover(EVENT, START.replace("date", "da|te"))
    assert "Date of the event, as precise as known." in text
    assert "2025-11-23/2025-11-24" in text


def test_hover_on_a_value_shows_its_meaning(flagship: Editor) -> None:
    text = flagship.hover(EVENT, f"{START}state: post|poned\n")
    assert "Whether the event took place." in text
    assert "* `postponed`: The event was announced, then postponed." in text
    assert "null" not in text


def test_hover_on_a_reference_shows_its_target(flagship: Editor) -> None:
    assert "Refers to an actor." in flagship.hover(EVENT, f"{STATEMENT}    spea|ker: ministry\n")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (f"{START}cite: wire\n", 4, 'Expected "array"'),
        (f"{START}place: [Geneva]\n", 4, 'Expected "object(Place)"'),
        (START.replace("Talks", "[Talks]"), 1, 'Expected "string"'),
        (START.replace("2025-12-09", "2025-02-30"), 3, "dates are written"),
        (START.replace("2025-12-09", "25"), 3, "dates are written"),
        (f"{START}state: sheduled\n", 4, "Valid values"),
        (f"{START}plase: Geneva\n", 4, "plase is not allowed"),
        (f"{START}cite: [A Wire]\n", 4, "not an id"),
        (f"{START}place: {{name: Geneva, lat: north}}\n", 4, "not a number"),
        (f"{START}place: {{name: Geneva, lat: 91}}\n", 4, "maximum"),
        ("title: Talks\nsummary: Two sides met.\n", 1, 'Missing property "date"'),
        (f"{STATEMENT}    speaker: ministry\n    cite: []\n", 7, "too few items"),
    ],
    ids=lambda value: None if isinstance(value, int) else str(value)[-24:].strip(),
)
def test_invalid_value_is_marked_on_its_line(flagship: Editor, text: str, line: int, message: str) -> None:
    ((where, said),) = _messages(flagship, EVENT, text)
    assert where == line
    assert message in said


def test_accepted_spellings_are_not_marked(flagship: Editor) -> None:
    text = 'title: 2025\nsummary: true\ndate: 2025\nkind:\nautolink: "false"\ncite: [2025, wire, {source: wire}]\n'
    assert _messages(flagship, EVENT, text) == []


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_real_briefs_have_no_markers(flagship: Editor, kind: str) -> None:
    files = sorted((ROOT / "content" / kinds()[kind].folder).rglob("*.yaml"), key=lambda file: file.stat().st_size)
    for file in (files[0], files[-1]):
        path = file.relative_to(ROOT).as_posix()
        assert _messages(flagship, path, file.read_text("utf-8")) == []
        # the folder selects the schema: the server marks a field that this kind does not have
        assert len(_messages(flagship, path, file.read_text("utf-8") + "\nzzz: 1\n")) == 1


def test_real_briefing_has_no_markers(flagship: Editor) -> None:
    assert _messages(flagship, "content/briefing.yaml", (ROOT / "content/briefing.yaml").read_text("utf-8")) == []


BRIEFS = "briefs/events/2031-12-09-talks.yaml"


def test_actor_id_completion_shows_its_name(with_ids: Editor) -> None:
    found = with_ids.completions(BRIEFS, f"{STATEMENT}    speaker: |\n")
    assert found["gazette"]["insertText"] == "gazette"
    assert "River Gazette" in str(found["gazette"]["documentation"])
    # a speaker is an actor, never a source
    assert "wire-relay" not in found


@pytest.mark.parametrize(
    ("text", "id"),
    [
        (f"{START}cite:\n  - |\n", "wire-relay"),
        (f"{START}cite: [|]\n", "wire-relay"),
        (f"{START}cite:\n  - source: |\n", "wire-relay"),
        (f"{START}themes: [|]\n", "water"),
        (f"{START}introduces:\n  - |\n", "river-plan@second-draft"),
        (f"{STATEMENT}    disputes: [|]\n", "2031-05-14-first-talks#north-opens"),
    ],
)
def test_completion_proposes_ids_of_the_right_kind(with_ids: Editor, text: str, id: str) -> None:
    assert id in {label.strip('"') for label in with_ids.completions(BRIEFS, text)}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"{STATEMENT}    speaker: gaz|ette\n", "The River Gazette (actor)"),
        (f"{START}cite: [wire-|relay]\n", "(source)"),
        (f"{START}cite:\n  - source: wire-|relay\n", "(source)"),
        (f"{START}introduces:\n  - river-plan@second-|draft\n", "(version)"),
        (f"{START}themes: [wat|er]\n", "(theme)"),
    ],
)
def test_hover_on_an_id_says_who_it_is(with_ids: Editor, text: str, who: str) -> None:
    assert who in with_ids.hover(BRIEFS, text)


def test_hover_on_an_unknown_id_shows_the_field(with_ids: Editor) -> None:
    assert "Refers to an actor." in with_ids.hover(BRIEFS, f"{STATEMENT}    speaker: some|body-new\n")


def test_version_of_a_point_is_one_of_its_plan(with_ids: Editor) -> None:
    start = "title: Water\nsummary: S.\nnumber: 1\nplan: {}\nversions:\n  - in: |\n"
    found = with_ids.completions("briefs/points/new-point.yaml", start.format("river-plan"))
    assert set(found) == {"first-draft", "second-draft"}
    # a plan without versions here has none to offer
    assert with_ids.completions("briefs/points/new-point.yaml", start.format("new-plan")) == {}


def test_unknown_id_is_not_marked(with_ids: Editor) -> None:
    text = f"{STATEMENT}    speaker: somebody-new\n    cite: [paper-new]\nthemes: [new-theme]\n"
    assert _messages(with_ids, BRIEFS, text) == []
    assert len(_messages(with_ids, BRIEFS, f"{text}zzz: 1\n")) == 1


DATES = (
    *("2025", "2025-11", "2025-11-27", "2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "-0004-02-29"),
    *("-0000", "-0001", "0000", "2025-04-31", "2025-13", "2025-00", "2025-21", "2025-25", "2025-21-01"),
    *("2025-11-27T14:30", "2025-11-27T24:00", "2025-11-27T14:30+15", "2025-11-27T14:30:59Z", "2025-11T14:30"),
    *("2025-11-27T14:30~", "2025-11~", "2025-11-27?~", "201X", "20XX", "2XXX", "-201X", "201X-01", "2025-XX"),
    *("2025-XX-XX", "2025-XX-01", "2025-11-XX", "Y10000", "Y999", "Y-10000", "Y01000", "2025/2026", "2025/.."),
    *("../2025", "2025/", "/2025", "/", "..", "../..", "../", "2025/2026/2027", "25", "27.11.2025", "2025-1-1"),
    *("2025-11-27T9:30", "2025-11-27T14:30+0430", "2025-11-27T14:30+04:30", "2025-11-27T14:30-14"),
)  # fmt: skip


def test_schema_pattern_and_check_agree_on_dates(server: list[str]) -> None:
    accepted = dict(zip(DATES, _matches(server[0], DATE_PATTERN, DATES), strict=True))
    assert accepted == {text: _is_date(text) for text in DATES}
    assert 20 < sum(accepted.values()) < len(DATES) - 20


def test_every_pattern_is_valid_ecmascript(server: list[str]) -> None:
    patterns = sorted({pattern for kind in kinds() for pattern in _patterns(schema(kind))})
    assert len(patterns) > 10
    # `$` must not match before a final line break
    assert [
        pattern for pattern in patterns if _matches(server[0], pattern, ["\n", "a\n", "1\n", "2025\n"]) != [False] * 4
    ] == []


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except NotADate:
        return False
    return True


def _matches(node: str, pattern: str, texts: Sequence[str]) -> list[bool]:
    """Return which texts match, by the regular expressions of ECMA-262."""
    node = node if node.endswith("node") else str(shutil.which("node"))
    program = (
        "const [p, t] = JSON.parse(process.argv[1]); console.log(JSON.stringify(t.map(x => RegExp(p, 'u').test(x))))"
    )
    result = subprocess.run(
        [node, "-e", program, json.dumps([pattern, texts])], capture_output=True, text=True, check=True
    )
    found: list[bool] = json.loads(result.stdout)
    return found


def _patterns(value: Any) -> set[str]:
    if isinstance(value, list):
        return {found for item in value for found in _patterns(item)}
    if not isinstance(value, dict):
        return set()
    own = {value["pattern"]} if isinstance(value.get("pattern"), str) else set()
    return own | {found for item in value.values() for found in _patterns(item)}
