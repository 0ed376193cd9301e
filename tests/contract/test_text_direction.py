"""Styles name sides by the direction of text: right-to-left pages are mirrored."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

STYLES = ROOT / "site_templates" / "assets" / "styles"
_PHYSICAL = re.compile(
    r"(?:^|[;{\s])("
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?\s*:"
    r"|(?:left|right)\s*:"
    r"|(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)"
    r"|border-(?:top|bottom)-(?:left|right)-radius\s*:"
    r")"
)
_FOUR_SIDES = re.compile(
    r"(?:^|[;{\s])((?:margin|padding|inset|border-width|scroll-margin|scroll-padding)\s*:\s*"
    r"[^\s;}]+\s+(?P<right>[^\s;}]+)\s+[^\s;}]+\s+(?P<left>[^\s;}]+))(?=\s*[;}])"
)
NOT_YET = frozenset(
    {
        "matrix.css: scroll-margin: 7rem 1rem 1rem 8rem",
    }
)
"""Declarations to be written with `inline-start` and `inline-end`; none is added."""


def _physical(css: str) -> Iterator[str]:
    """Yield the declarations that name the left or the right side."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    yield from (found[1] for found in _PHYSICAL.finditer(css))
    yield from (found[1] for found in _FOUR_SIDES.finditer(css) if found["left"] != found["right"])


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (".a { margin-left: 1em }", ["margin-left:"]),
        (".a{text-align:right}", ["text-align:right"]),
        (".a { padding: 0 1em 0 0; }", ["padding: 0 1em 0 0"]),
        (".a { padding: 0 1em 2em 1em; margin-inline-start: 1em; inset-inline: 0 }", []),
        (".to-left { color: red } /* left: 0 */", []),
    ],
)
def test_sides_by_name_and_by_order_are_found(css: str, expected: list[str]) -> None:
    assert list(_physical(css)) == expected


def test_styles_do_not_name_left_and_right() -> None:
    found = {
        f"{file.name}: {one}" for file in sorted(STYLES.glob("*.css")) for one in _physical(file.read_text("utf-8"))
    }
    assert found - NOT_YET == set()
