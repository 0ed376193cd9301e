"""Suppression comments: scope, required reason, and unused ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.build import check_project
from briefgen.config import Config, Options
from briefgen.corpus.cache import Cache
from tests.support.small import CLEAN, brief, checked, project

PATH = "content/events/2025-11-01-signing.yaml"
HEAD = "title: Signing\ndate: 2025-11-01\n"
TAIL = "summary: A signing was announced.\ncite: [wire]\n"


def _found(folder: Path, text: str) -> list[str]:
    return brief(checked(folder, {PATH: text}).diagnostics)


def test_finding_without_suppression_is_reported(tmp_path: Path) -> None:
    assert _found(tmp_path, HEAD + "state: scheduled\n" + TAIL) == [f"{PATH}:3:8 BG404"]


@pytest.mark.parametrize(
    "lines",
    [
        "state: scheduled  # briefgen: ignore[BG404] the day is disputed\n",
        "# briefgen: ignore[BG404] the day is disputed\nstate: scheduled\n",
        "# briefgen: ignore[BG404] the day is disputed\n\n# another comment\nstate: scheduled\n",
        "#briefgen:ignore[ BG404 ]the day is disputed\nstate: scheduled\n",
    ],
)
def test_suppression_on_or_above_the_line_applies(tmp_path: Path, lines: str) -> None:
    assert _found(tmp_path, HEAD + lines + TAIL) == []


def test_suppression_needs_a_reason(tmp_path: Path) -> None:
    found = checked(tmp_path, {PATH: HEAD + "state: scheduled  # briefgen: ignore[BG404]\n" + TAIL}).diagnostics
    assert brief(found) == [f"{PATH}:3:8 BG404", f"{PATH}:3:19 BG120"]
    assert found[1].message == "the suppression of `BG404` has no reason"


@pytest.mark.parametrize(
    "comment", ["ignore", "ignore BG404 why", "ignore[] why", "ignore[404] why", "skip[BG404] why"]
)
def test_malformed_suppression_is_reported(tmp_path: Path, comment: str) -> None:
    assert _found(tmp_path, HEAD + TAIL + f"# briefgen: {comment}\n") == [f"{PATH}:5:1 BG120"]


def test_unused_suppression_is_reported(tmp_path: Path) -> None:
    lines = "state: happened  # briefgen: ignore[BG404] the day is disputed\n"
    assert _found(tmp_path, HEAD + lines + TAIL) == [f"{PATH}:3:18 BG121"]


def test_unused_code_among_several_is_reported(tmp_path: Path) -> None:
    lines = "state: scheduled  # briefgen: ignore[BG404, BG401] the day is disputed\n"
    found = checked(tmp_path, {PATH: HEAD + lines + TAIL}).diagnostics
    assert [(d.code, d.message) for d in found] == [("BG121", "there is no `BG401` here to ignore")]


def test_suppression_covers_all_lines_of_a_block(tmp_path: Path) -> None:
    body = "# briefgen: ignore[BG301] it does not exist yet\nbody: >-\n  One line,\n  and [[nobody]].\n"
    found = _found(tmp_path, HEAD + TAIL + body)
    # unknown references cannot be suppressed, because the page would have a dead link
    assert found == [f"{PATH}:5:1 BG121", f"{PATH}:8:9 BG301"]


def test_decoding_error_cannot_be_suppressed(tmp_path: Path) -> None:
    text = HEAD + TAIL + "colour: red  # briefgen: ignore[BG201] we like it\n"
    assert _found(tmp_path, text) == [f"{PATH}:5:1 BG201", f"{PATH}:5:14 BG121"]


def test_suppression_inside_a_block_scalar_is_text(tmp_path: Path) -> None:
    body = "body: |\n  # briefgen: ignore[BG404]\n"
    assert _found(tmp_path, HEAD + TAIL + body) == []


def test_suppression_of_a_disabled_code_is_not_reported(tmp_path: Path) -> None:
    lines = "state: scheduled  # briefgen: ignore[BG404] the day is disputed\n"
    folder = project(tmp_path, {**CLEAN, PATH: HEAD + lines + TAIL})
    config = Config(project=folder, options=Options(ignore=("BG404",)))
    assert check_project(config, Cache()).diagnostics == ()


def test_briefing_file_can_have_a_suppression(tmp_path: Path) -> None:
    text = CLEAN["content/briefing.yaml"] + "# briefgen: ignore[BG404] nothing\n"
    assert brief(checked(tmp_path, {"content/briefing.yaml": text}).diagnostics) == ["content/briefing.yaml:6:1 BG121"]
