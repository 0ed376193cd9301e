"""Characters that nobody sees are told with their place, wherever they stand in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit._make import brief, checked

PATH = "content/actors/other.yaml"
HEAD = "name: Other\nsummary: Another.\ncite: [wire]\nrelated: [ministry]\n"


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("body: Text \u202eturned\n", 12),
        ("body: Text \u2066isolated\u2069\n", 12),
        ("body: zero\u200bwidth\n", 11),
        ("body: byte-order \ufeffmark\n", 18),
        ("body: soft\u00adhyphen\n", 11),
        ("body: tag \U000e0041\n", 11),
        ("# a comment with \u202e in it\n", 18),
        ('body: "an escape \\u202e"\n', 18),
        ('body: "an escape \\U0000202E"\n', 18),
        ('body: "an escape \\xAD"\n', 18),
        ("body: |\n  In a block \u2067here\n", 14),
    ],
)
def test_hidden_character_is_told_at_its_place(tmp_path: Path, line: str, column: int) -> None:
    found = checked(tmp_path, {PATH: HEAD + line}).diagnostics
    assert {d.code for d in found} == {"BG119"}
    assert found[0].span.column == column
    assert found[0].severity == "error"


@pytest.mark.parametrize(
    "text", ["Київ", "نص‌فارسی", "עברית\u200f", "e\u0301", "नेपाल\u200d", "C:\\users", "👩\u200d🔬", "a\u00a0b"]
)
def test_text_of_any_script_is_left_alone(tmp_path: Path, text: str) -> None:
    assert checked(tmp_path, {PATH: HEAD + f"body: Text {text} here.\n"}).diagnostics == ()


def test_a_flood_is_told_twenty_times(tmp_path: Path) -> None:
    found = checked(tmp_path, {PATH: HEAD + f"body: x{chr(0x200B) * 1000}\n"}).diagnostics
    assert len(found) == 20


def test_hidden_characters_are_told_beside_what_does_not_parse(tmp_path: Path) -> None:
    found = checked(tmp_path, {PATH: HEAD + "body: a\u200bb\nbody: again\n"}).diagnostics
    assert brief(found) == [f"{PATH}:5:8 BG119", f"{PATH}:6:1 BG103"]
