"""Signs of stances, changes and statuses as SVG, which prints without background.

Ground and sign say the stance or the change. Edge and hatching say the basis. A word beside the tile repeats both.
The style `badges.css` sets the colours as properties, so that one drawing serves each basis and each colour scheme.
"""

from __future__ import annotations

import re
from typing import Literal

from markupsafe import Markup

from briefgen.analysis.basis import Basis, strength
from briefgen.model import vocabulary
from briefgen.text.messages import gettext

Group = Literal["stance", "change", "status"]

_TICK = "M6.5 12.5l3.6 3.8 7.4-8.6"
_CROSS = "M7.5 7.5l9 9M16.5 7.5l-9 9"
_STAR = "M12 5.5l1.9 4.4 4.8.4-3.6 3.1 1.1 4.7-4.2-2.5-4.2 2.5 1.1-4.7-3.6-3.1 4.8-.4z"
_TRIANGLE = "M12 7l5.5 10h-11z"
_LINES = "M7 9.5h10M7 14.5h10"
_ARROW = "M6 12h11.5M13 7.8l4.5 4.2-4.5 4.2"
_JOIN = "M6 7.5h3l3 4.5-3 4.5H6M12 12h6"
_FORK = "M6 12h6M18 7.5h-3L12 12l3 4.5h3"
_DOT = "M11.2 12h1.6"
_PATHS = {
    "accepts": _TICK,
    "accepts-with-conditions": "M5 12.5l2.6 2.9 5-6.2M15.6 8.4h4M15.6 12h3M15.6 15.6h4",
    "open": "M12 7.2a4.8 4.8 0 1 0 .01 0",
    "rejects": _CROSS,
    "unclear": "M8.6 9.4c.2-4.4 7-4 6.8-.2-.1 2.4-3.3 2.5-3.3 5M12.1 17.3v.4",
    "proposes": "M12 6.5v11M6.5 12h11",
    "mixed": "M12 6.5a5.5 5.5 0 1 0 .01 0M12 6.5v11M14.6 8v8",
    "introduced": _STAR,
    "unchanged": _LINES,
    "amended": _TRIANGLE,
    "dropped": _CROSS,
    "deferred": _ARROW,
    "merged": _JOIN,
    "split": _FORK,
    "moved": "M7 17L17 7M9.5 7H17v7.5",
    "reported-in-part": "M12 9.5a2.5 2.5 0 1 0 .01 0",
    "not-reported": _DOT,
    "in-the-draft": _STAR,
    "revised": _TRIANGLE,
    "kept": _LINES,
    "left-open": _ARROW,
    "reported-dropped": _CROSS,
    "agreed": _TICK,
    "not-in-line": _DOT,
}
"""The sign of each stance, change and status in a square of 24 units."""

_SIZES = {"": "", "large": " bg-tile--large", "small": " bg-tile--small"}
_USED = re.compile(r'href="#bg-sign-([a-z-]+)"')
_FRAME = (
    '<symbol id="bg-sign" viewBox="0 0 24 24"><rect x="1.5" y="1.5" width="21" height="21" rx="4" fill="var(--tile-fill)"'
    ' stroke="var(--tile-edge)" stroke-width="2" stroke-dasharray="var(--tile-dash)"/><path d="M3 9l6-6M3 15L15 3M3 21L21 3'
    'M9 21L21 9M15 21l6-6" stroke="var(--tile-hatch)" stroke-width="1.6"/><circle cx="12" cy="12" r="8.2" fill="var(--tile-disc)"/>'
    "</symbol>"
)


def drawn(basis: Basis | None) -> str:
    """Return the class that draws a basis; empty for strong ones."""
    found = strength(basis)
    return "" if found in ("strong", "none") else f" bg-basis--{found}"


def tile(group: Group, value: str, basis: Basis | None = None, size: str = "") -> Markup:
    """Return a sign alone; `size` is empty, `large` or `small`.

    A word beside it must say the same.
    """
    return Markup(
        f'<svg class="bg-tile{_SIZES[size]} bg-{group}--{value}{drawn(basis)}" aria-hidden="true">{_use(value)}</svg>'
    )


def sign(value: str) -> Markup:
    """Return a sign alone, for an element that has the classes of its colours."""
    return Markup(f'<svg class="bg-tile" aria-hidden="true">{_use(value)}</svg>')


def chip(group: Group, value: str, word: str, basis: Basis | None = None) -> Markup:
    """Return a sign with its word, and in brackets the basis if that is not strong."""
    note = "" if strength(basis) in ("strong", "none") or basis is None else gettext(vocabulary.BASES[basis][0])
    more = Markup(' <span class="bg-chip__basis">({})</span>').format(note) if note else ""
    return Markup(
        f'<span class="bg-{group} bg-{group}--{value}{drawn(basis)}">{sign(value)} <span class="bg-chip__word">{{}}</span>{{}}</span>'
    ).format(gettext(word), more)


def legend_tile(basis: Basis | None = None) -> Markup:
    """Return an empty tile, drawn by a basis, for legends."""
    return Markup(f'<svg class="bg-tile bg-basis{drawn(basis)}" aria-hidden="true"><use href="#bg-sign"/></svg>')


def definitions(text: str) -> str:
    """Return the drawings of the signs that a page uses; empty without signs."""
    used = sorted(set(_USED.findall(text)))
    if not used and 'href="#bg-sign"' not in text:
        return ""
    symbols = "".join(
        f'<symbol id="bg-sign-{value}" viewBox="0 0 24 24"><use href="#bg-sign"/><path d="{_PATHS[value]}" fill="none" '
        'stroke="var(--tile-sign)" stroke-width="2.3" stroke-linecap="round" stroke-linejoin="round"/></symbol>'
        for value in used
    )
    return f'<div class="bg-signs-drawn"><svg width="0" height="0" aria-hidden="true">{_FRAME}{symbols}</svg></div>'


def _use(value: str) -> str:
    return f'<use href="#bg-sign-{value}"/>'
