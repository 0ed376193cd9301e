"""Theme contrast: the WCAG formula, the nearest colour, and the backgrounds."""

from __future__ import annotations

import colorsys
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.check.rules import theme_contrast
from briefgen.check.rules.theme_contrast import GROUNDS, is_told_from, nearest
from tests.conftest import ROOT

_ALL = tuple(ground for grounds in GROUNDS.values() for ground in grounds)
_COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#fff", "#FFFFFF", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#949494", "#ffffff", 3.03),
        ("#969696", "#ffffff", 2.96),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#00ff00", "#000000", 15.3),
        ("#f00", "#00f", 2.15),
    ],
)
def test_contrast_follows_the_wcag_formula(one: str, other: str, ratio: float) -> None:
    assert theme_contrast.contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert theme_contrast.contrast(other, one) == theme_contrast.contrast(one, other)


@given(_COLOURS)
def test_nearest_colour_contrasts_with_every_background(colour: str) -> None:
    found = nearest(colour, _ALL)
    assert found is not None
    assert is_told_from(found, _ALL)
    assert nearest(found, _ALL) is not None


@given(_COLOURS)
def test_nearest_colour_keeps_the_hue(colour: str) -> None:
    found = nearest(colour, _ALL)
    assert found is not None
    before, after = (colorsys.rgb_to_hls(*(int(c[i : i + 2], 16) / 255 for i in (1, 3, 5))) for c in (colour, found))
    if before[2] > 0.2 and 0.1 < before[1] < 0.9:
        assert min(abs(before[0] - after[0]), 1 - abs(before[0] - after[0])) < 0.02


def test_impossible_contrast_has_no_nearest_colour() -> None:
    assert nearest("#123456", ("#000000", "#ffffff"), least=5) is None


def test_backgrounds_match_the_stylesheets() -> None:
    ours = (ROOT / "site_templates/assets/styles/base.css").read_text("utf-8")
    soft = re.findall(r"--bg-soft: (#[0-9a-f]{6})", ours)
    assert soft == [GROUNDS["light"][1], GROUNDS["dark"][1]]
    package = find_spec("material")
    assert package is not None
    assert package.origin is not None
    sheets = Path(package.origin).parent / "templates/assets/stylesheets"
    theirs = "".join(sheet.read_text("utf-8") for sheet in sorted(sheets.glob("*.min.css")))
    assert "--md-default-bg-color:#fff" in theirs
    assert "--md-hue:225deg" in theirs
    assert "--md-default-bg-color:hsla(var(--md-hue), 15%, 14%, 1)" in theirs
    slate = colorsys.hls_to_rgb(225 / 360, 0.14, 0.15)
    assert "#" + "".join(f"{round(c * 255):02x}" for c in slate) == GROUNDS["dark"][0]
