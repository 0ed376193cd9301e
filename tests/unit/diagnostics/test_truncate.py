"""Repeated problems are limited to 100 per code and file; the rest are counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.build import Checked, check_project
from briefgen.config import Config, Options
from briefgen.corpus.cache import Cache
from briefgen.diagnostics.truncate import MOST
from briefgen.files.limits import Limits
from tests.support.small import CLEAN, project

PATH = "content/events/2025-11-28-repeated.yaml"
HEAD = "title: Repeated\ndate: 2025-11-28\nsummary: Repeated mistakes.\n"
CITE = "cite: [wire]\n"
MANY = 20_000


def _checked(folder: Path, files: dict[str, str]) -> Checked:
    """Check a project with a higher limit on the length of one field."""
    options = Options(limits=Limits(field_characters=1_000_000))
    return check_project(Config(project=project(folder, {**CLEAN, **files}), options=options), Cache())


def _prose(each: Callable[[int], str]) -> str:
    return HEAD + CITE + "body: |\n  " + "".join(each(n) for n in range(MANY)) + "\n"


def _same(text: str) -> Callable[[int], str]:
    return lambda _: text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("BG301", _prose(lambda n: f"[[a{n}]] ")),
        ("BG305", _prose(lambda n: f"[@a{n}] ")),
        ("BG472", _prose(lambda n: f"[[A{n} ")),
        ("BG473", _prose(lambda n: f"https://x{n}.example.org ")),
        ("BG301", HEAD + CITE + "related: [" + ", ".join(f"a{n}" for n in range(MANY)) + "]\n"),
        ("BG313", HEAD + "cite: [" + ", ".join(["wire"] * MANY) + "]\n"),
        ("BG201", HEAD + CITE + "".join(f"f{n}: x\n" for n in range(MANY))),
        ("BG103", HEAD + CITE + "body: x\n" * MANY),
        ("BG121", HEAD + CITE + "# briefgen: ignore[BG404] because\n" * MANY),
    ],
    ids=["links", "citations", "malformed", "addresses", "references", "repeated", "fields", "keys", "ignores"],
)
def test_repeated_problems_of_one_code_are_limited_and_counted(code: str, text: str, tmp_path: Path) -> None:
    found = [d for d in _checked(tmp_path, {PATH: text}).diagnostics if d.code == code]
    assert len(found) == MOST + 1
    more = [d.message for d in found if "are not shown" in d.message]
    assert len(more) == 1
    assert MANY - 2 * MOST <= int(more[0].split()[0]) <= MANY


@pytest.mark.parametrize(
    "each",
    [
        _same("a  b "),
        _same('"a '),
        _same("“a "),
        lambda n: f"<b{n}> ",
        lambda n: f"### h{n}\n\n  ",
        lambda n: f"[here](https://x{n}.example.org) ",
        _same("obviously "),
        _same("*a _b "),
        _same("[a]("),
        lambda n: "`" * (n % 7 + 1) + "a ",
    ],
    ids=["spaces", "quotes", "marks", "tags", "headings", "links", "words", "emphasis", "brackets", "ticks"],
)
def test_prose_that_repeats_one_thing_is_limited(each: Callable[[int], str], tmp_path: Path) -> None:
    found = _checked(tmp_path, {PATH: _prose(each)})
    assert "2025-11-28-repeated" in found.corpus.briefs
    assert len(found.diagnostics) <= 3 * MOST


def test_a_repeated_unknown_link_is_reported_once(tmp_path: Path) -> None:
    found = _checked(tmp_path, {PATH: _prose(_same("[[nobody]] "))}).diagnostics
    assert [d.code for d in found] == ["BG301"]
