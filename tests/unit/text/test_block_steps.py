"""The CommonMark parser: a limited number of steps, reported by the check."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.text import outline
from briefgen.text.markdown import TooManySteps, blocks, is_too_long, parser
from briefgen.text.prose import Prose, RenderContext
from tests.support.small import CLEAN, checked

PLACE = RenderContext(link=lambda url: url)
TANGLED = [">1.\n_\n", "> * \n+#\n", "> >\n===\n", "> ```\nb c\n"]
"""Lines that make a block quote end early, again and again."""
ORDINARY = [
    "> a\n",
    "> a\n\n",
    "> a\nb\n\n",
    "- a\n",
    "- - - a\n",
    "1. a\n\n   > b\n\n",
    "a > b\n",
    "[a]: <b>\n",
    "> > > a\n",
    "a\n",
]


@pytest.mark.parametrize("unit", TANGLED)
def test_tangled_blocks_are_shown_as_one_paragraph(unit: str) -> None:
    text = unit * 500
    assert is_too_long(text)
    with pytest.raises(TooManySteps):
        parser().parse(text)
    assert blocks(text) == []
    assert outline.headings(text) == ()
    assert outline.code_lines(text) == frozenset()
    shown = Prose({}, {}).html(text, PLACE, autolink=True)
    assert shown.startswith("<p>")
    assert shown.count("<") == 2


@pytest.mark.parametrize("unit", ORDINARY)
def test_ordinary_blocks_stay_below_the_limit(unit: str) -> None:
    text = unit * (6_000 // len(unit))
    assert not is_too_long(text)
    parser().parse(text)


def test_check_reports_tangled_blocks_in_their_field(tmp_path: Path) -> None:
    lines = "".join(f"  {line}\n" for line in (TANGLED[0] * 600).splitlines())
    actor = CLEAN["content/actors/ministry.yaml"] + f"body: |\n{lines}"
    found = [d for d in checked(tmp_path, {"content/actors/ministry.yaml": actor}).diagnostics if d.code == "BG136"]
    assert [(d.span.path, d.span.line) for d in found] == [("content/actors/ministry.yaml", 6)]
    assert "empty" in found[0].help
