"""Hidden characters are reported at their place, anywhere in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import config
from briefgen.build import check_project
from briefgen.corpus.cache import Cache
from tests.support.small import CLEAN, brief, checked, project

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
        ("body: a name &#x202E; in prose\n", 14),
        ("body: a name &#8238; in prose\n", 14),
        ("body: a name &ZeroWidthSpace; in prose\n", 14),
    ],
)
def test_hidden_character_is_reported_at_its_place(tmp_path: Path, line: str, column: int) -> None:
    found = checked(tmp_path, {PATH: HEAD + line}).diagnostics
    assert {d.code for d in found} == {"BG119"}
    assert found[0].span.column == column
    assert found[0].severity == "error"


@pytest.mark.parametrize(
    "text",
    [
        "Київ",
        "نص‌فارسی",
        "עברית\u200f",
        "e\u0301",
        "नेपाल\u200d",
        "C:\\users",
        "👩\u200d🔬",
        "a\u00a0b",
        "&amp; &#x41; &nbsp; &c; &#xffffff;",
    ],
)
def test_visible_text_in_any_script_is_accepted(tmp_path: Path, text: str) -> None:
    assert checked(tmp_path, {PATH: HEAD + f"body: Text {text} here.\n"}).diagnostics == ()


def test_at_most_twenty_hidden_characters_are_reported(tmp_path: Path) -> None:
    found = checked(tmp_path, {PATH: HEAD + f"body: x{chr(0x200B) * 1000}\n"}).diagnostics
    assert len(found) == 20


def test_hidden_characters_are_reported_with_syntax_problems(tmp_path: Path) -> None:
    found = checked(tmp_path, {PATH: HEAD + "body: a\u200bb\nbody: again\n"}).diagnostics
    assert brief(found) == [f"{PATH}:5:8 BG119", f"{PATH}:6:1 BG103"]


@pytest.mark.parametrize(
    "character",
    [
        "\ue000",
        "\U000f0000",
        "\U0010fffd",
        "\ufdd0",
        "\U0001ffff",
        "\u3164",
        "\uffa0",
        "\u115f",
        "\u180e",
        "\ufffa",
        "\x85",
        "\u2028",
        "\u2029",
        "\U000e0100",
        "\U000e0080",
        "\ufe0f\ufe0f",
        " \ufe00",
        "\u200d",
        "\u200c\u200d",
        "\u200f",
        "\u034f",
    ],
)
def test_characters_without_use_in_their_place_are_reported(tmp_path: Path, character: str) -> None:
    found = checked(tmp_path, {PATH: HEAD + f"# ab{character}cd\n"}).diagnostics
    # a character that ends the line leaves a rest that is not YAML
    assert found[0].code == "BG119"
    assert {d.code for d in found} <= {"BG119", "BG102"}


def test_a_lone_carriage_return_cannot_hide_a_field(tmp_path: Path) -> None:
    found = checked(tmp_path, {PATH: HEAD + "body: seen\rstatus: draft\n"}).diagnostics
    assert brief(found) == [f"{PATH}:5:11 BG119"]
    # a line break has no column of its own
    assert (found[0].span.end_line, found[0].span.end_column) == (5, 11)


@pytest.mark.parametrize(
    "text",
    [
        "می‌خواهم",
        "क्‍ष",
        "ශ්‍රී",
        "👨‍👩‍👧‍👦",
        "❤️",
        "🏳️‍🌈",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "葛󠄀飾",
        "שלום (abc)\u200f.",
        "ab\u200e שלום",
        "ᠮᠣᠩᠭᠣᠯ",
        "1️⃣",
        "\ufffd",
    ],
)
def test_characters_that_a_script_or_emoji_needs_are_accepted(tmp_path: Path, text: str) -> None:
    assert checked(tmp_path, {PATH: HEAD + f"body: Text {text} here.\n"}).diagnostics == ()


@pytest.mark.parametrize("path", ["content/briefing.yaml", "seeds/wire.yaml", "mkdocs.yml"])
def test_every_file_of_the_project_is_searched(tmp_path: Path, path: str) -> None:
    folder = project(tmp_path, {**CLEAN, "seeds/texts/wire.txt": "A text of some words and more."})
    (folder / "mkdocs.yml").write_text("plugins: [briefgen]\n", "utf-8")
    with (folder / path).open("a", encoding="utf-8") as stream:
        stream.write("# turned \u202e here\n")
    found, before = config.read(folder)
    diagnostics = check_project(found, Cache(), before=before).diagnostics
    assert [d.span.path for d in diagnostics if d.code == "BG119"] == [path]
