"""Chip colours differ with colour blindness, as Chromium simulates it."""

from __future__ import annotations

import base64
import itertools
import math

import pytest
from playwright.sync_api import Page

from briefgen.check.rules.theme_contrast import contrast
from briefgen.model import vocabulary
from tests.browser.tabs import Tabs

pytestmark = pytest.mark.browser
LEAST = 10.0
"""Minimum distance of two backgrounds in CIELAB: 2.3 is just noticeable, 10 is obvious."""
SIDE = 20
EYES = ("none", "protanopia", "deuteranopia", "tritanopia")
GROUPS = {
    # `mixed` shares its ground with `unclear`: neither says yes or no
    "stance": tuple(each for each in vocabulary.POSITIONS if each != "mixed"),
    "change": tuple(vocabulary.CHANGES),
    "status": (*vocabulary.STATUSES, "not-in-line"),
}
Colour = tuple[int, int, int]


def lab(colour: Colour) -> tuple[float, float, float]:
    """Return an sRGB colour in CIELAB for D65 (CIE 15:2004)."""
    red, green, blue = (c / 3294.6 if c <= 10.31475 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: Colour, other: Colour) -> float:
    """Return the distance of two colours (CIE76)."""
    return math.dist(lab(one), lab(other))


def grounds(page: Page, group: str) -> dict[str, tuple[str, str]]:
    """Return the colours of ground and sign of each chip, as `#rrggbb`."""
    found: dict[str, list[str]] = page.evaluate(
        """([group, values]) => {
          const holder = document.querySelector("article");
          const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          const hex = (colour) => {
            canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
            return "#" + [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((c) => c.toString(16).padStart(2, "0")).join("");
          };
          return Object.fromEntries(values.map((value) => {
            const chip = document.createElement("span");
            chip.className = `bg-${group} bg-${group}--${value}`;
            holder.append(chip);
            const style = getComputedStyle(chip);
            return [value, ["--tile-ground", "--tile-on"].map((name) => hex(style.getPropertyValue(name)))];
          }));
        }""",
        [group, GROUPS[group]],
    )
    return {value: (ground, ink) for value, (ground, ink) in found.items()}


def seen(page: Page, colours: list[str], eye: str) -> list[Colour]:
    """Return colours as Chromium renders them for a type of colour vision."""
    page.evaluate(
        """([colours, side]) => {
          const strip = document.createElement("div");
          strip.id = "strip";
          strip.style.cssText = "position:fixed;inset:0 auto auto 0;z-index:999;display:flex";
          for (const colour of colours) {
            const one = document.createElement("div");
            one.style.cssText = `width:${side}px;height:${side}px;background:${colour}`;
            strip.append(one);
          }
          document.getElementById("strip")?.remove();
          document.body.append(strip);
        }""",
        [colours, SIDE],
    )
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": eye})
    picture = base64.b64encode(page.locator("#strip").screenshot()).decode()
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": "none"})
    pixels: list[list[int]] = page.evaluate(
        """async ([picture, side, count]) => {
          const image = new Image();
          image.src = "data:image/png;base64," + picture;
          await image.decode();
          const canvas = document.createElement("canvas");
          canvas.width = image.width; canvas.height = image.height;
          const context = canvas.getContext("2d", { willReadFrequently: true });
          context.drawImage(image, 0, 0);
          return [...Array(count).keys()].map((n) => [...context.getImageData(n * side + side / 2, side / 2, 1, 1).data].slice(0, 3));
        }""",
        [picture, SIDE, len(colours)],
    )
    return [(red, green, blue) for red, green, blue in pixels]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_chip_colours_differ_with_colour_blindness(tab: Tabs, site: str, scheme: str) -> None:
    page = tab()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{site}how-to-read/")
    for group in GROUPS:
        chips = grounds(page, group)
        assert len(chips) == len(GROUPS[group])
        close = []
        for eye in EYES:
            colours = seen(page, [ground for ground, _ in chips.values()], eye)
            for (one, a), (other, b) in itertools.combinations(zip(chips, colours, strict=True), 2):
                if distance(a, b) < LEAST:
                    close.append(f"{eye}: {one} and {other} are {distance(a, b):.1f} apart")
        assert close == [], group
        assert [(value, ground, ink) for value, (ground, ink) in chips.items() if contrast(ground, ink) < 4.5] == []


def test_colour_blindness_simulation_changes_colours(tab: Tabs, site: str) -> None:
    page = tab(f"{site}how-to-read/")
    red, green = "#b22222", "#6b6b00"
    plain = distance(*seen(page, [red, green], "none"))
    assert distance(*seen(page, [red, green], "deuteranopia")) < plain / 2
