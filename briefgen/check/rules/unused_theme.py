"""Each theme is used by at least one brief.

Otherwise its page is empty, and readers find it in the list of themes.

Bad:

    # content/briefing.yaml
    title: Small
    as_of: 2025-11-30
    parties: [ministry]
    themes:
      territory: Territory
      elections: Elections

Good:

    # content/briefing.yaml
    title: Small
    as_of: 2025-11-30
    parties: [ministry]
    themes:
      territory: Territory
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.editorial_voice import BRIEFING
from briefgen.check.rules._base import Finding
from briefgen.check.rules._themes import theme_uses
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity

CODE = "BG491"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the briefing's themes that no brief has."""
    if not corpus.is_whole:
        return
    uses = corpus.once(theme_uses)
    for theme in uses.unused:
        if theme not in uses.renamed.values():
            help = f"add `themes: [{theme}]` to a brief, or remove the theme"
            yield Finding(BRIEFING, ("themes", theme), f"no brief has the theme `{theme}`", help=help, key=True)
