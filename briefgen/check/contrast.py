"""Colours and how well they can be told apart, as WCAG 2.2 counts it; the grounds that the site's pages have.

Knows nothing of briefs. Promises a colour of the same hue that can be told from every ground, where one exists.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable

GROUNDS = {"light": ("#ffffff", "#f4f6fa"), "dark": ("#1e2129", "#232838")}
"""The page and the card of each scheme; `site_templates/assets/briefgen.css` and Material set them."""
MARK = 3.0
"""The least contrast of a mark that is not text (WCAG 1.4.11)."""

_STEPS = 1000


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rgb` or `#rrggbb`, from 0 (black) to 1 (white)."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def is_told_from(colour: str, grounds: Iterable[str], *, least: float = MARK) -> bool:
    """Return whether the colour has at least that contrast with every ground."""
    return all(contrast(colour, ground) >= least for ground in grounds)


def nearest(colour: str, grounds: Iterable[str], *, least: float = MARK) -> str | None:
    """Return the colour of the same hue and saturation, as light as possible like the given one, that is told from all."""
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
