"""A theme's colour is a dot beside its title, on white and on grey, by day and by night. With a contrast of less than 3 to 1
(WCAG 2.2, 1.4.11) readers cannot tell it from the page; a colour that is neither dark nor light can be seen on all.

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

from collections.abc import Iterator

from briefgen.analysis.editorial_voice import BRIEFING
from briefgen.check import contrast as check_contrast
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity, UnplacedEdit, UnplacedFix

CODE = "BG490"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the colours that cannot be told from a page of one scheme."""
    everywhere = tuple(ground for grounds in check_contrast.GROUNDS.values() for ground in grounds)
    for id, theme in corpus.briefing.themes.items():
        if theme.colour is None:
            continue
        at: At = ("themes", id, "colour")
        for scheme, grounds in check_contrast.GROUNDS.items():
            least = min(check_contrast.contrast(theme.colour, ground) for ground in grounds)
            if least < check_contrast.MARK:
                message = f"`{theme.colour}` has a contrast of {_ratio(least)} to the {scheme} page, 3:1 is needed"
                better = check_contrast.nearest(theme.colour, everywhere)
                help = f"the nearest of its hue that does on both is `{better}`"
                fix = UnplacedFix(f"write {better}", (UnplacedEdit(at, f"'{better}'"),))
                yield Finding(BRIEFING, at, message, help=help, fix=fix)


def _ratio(contrast: float) -> str:
    """Return the contrast as it is usually written, rounded down so that less than enough never looks like enough."""
    return f"{int(contrast * 10) / 10:g}:1"
