"""A theme's colour has a contrast of at least 3:1 to the page.

The colour is a dot beside the theme's title, on white and grey, in the light and in the dark scheme. With a lower
contrast (WCAG 2.2, 1.4.11) readers cannot see it. A colour that is neither dark nor light can be seen on all of
them.

Bad:

    # content/briefing.yaml
    title: Small
    as_of: 2025-11-30
    parties: [ministry]
    themes:
      territory: {title: Territory, colour: '#ffd700'}

Good:

    # content/briefing.yaml
    title: Small
    as_of: 2025-11-30
    parties: [ministry]
    themes:
      territory: {title: Territory, colour: '#9e8600'}
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Iterator

from briefgen.analysis.editorial_voice import BRIEFING
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity, UnplacedEdit, UnplacedFix

CODE = "BG490"
SEVERITY = Severity.WARNING

GROUNDS = {"light": ("#ffffff", "#f4f6fa"), "dark": ("#1e2129", "#232838")}
"""The page and the card of each scheme; `site_templates/assets/briefgen.css` and Material set them."""
MARK = 3.0
"""The least contrast of a mark that is not text (WCAG 1.4.11)."""
_STEPS = 1000


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield theme colours with too little contrast in the light or dark scheme."""
    everywhere = tuple(ground for grounds in GROUNDS.values() for ground in grounds)
    for id, theme in corpus.briefing.themes.items():
        if theme.colour is None:
            continue
        at: At = ("themes", id, "colour")
        for scheme, grounds in GROUNDS.items():
            least = min(contrast(theme.colour, ground) for ground in grounds)
            if least < MARK:
                message = f"`{theme.colour}` has a contrast of {_ratio(least)} to the {scheme} page, 3:1 is needed"
                better = nearest(theme.colour, everywhere)
                help = f"the nearest colour of its hue that fits both schemes is `{better}`"
                fix = UnplacedFix(f"write {better}", (UnplacedEdit(at, f"'{better}'"),))
                yield Finding(BRIEFING, at, message, help=help, fix=fix)


def _ratio(contrast: float) -> str:
    """Return the contrast as a ratio, such as `2.9:1`.

    It is rounded down, so that 2.99 is not shown as 3.
    """
    return f"{int(contrast * 10) / 10:g}:1"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the WCAG relative luminance of `#rgb` or `#rrggbb`, from 0 to 1."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def is_told_from(colour: str, grounds: Iterable[str], *, least: float = MARK) -> bool:
    """Return whether the colour has at least that contrast with every ground."""
    return all(contrast(colour, ground) >= least for ground in grounds)


def nearest(colour: str, grounds: Iterable[str], *, least: float = MARK) -> str | None:
    """Return the nearest colour of the same hue with enough contrast to all grounds.

    None where no lightness has the contrast ``least`` with each of them.
    """
    wanted = tuple(grounds)
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    ladder = sorted(range(_STEPS + 1), key=lambda step: (abs(step / _STEPS - lightness), step))
    tried = (_hex(colorsys.hls_to_rgb(hue, step / _STEPS, saturation)) for step in ladder)
    return next((one for one in tried if is_told_from(one, wanted, least=least)), None)


def _channels(colour: str) -> tuple[float, float, float]:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
