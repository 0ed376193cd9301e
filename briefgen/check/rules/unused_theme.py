"""A theme that no brief is filed under has an empty page, which readers find in the list of themes.

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
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity

CODE = "BG491"
SEVERITY = Severity.NOTE


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the themes of the briefing that no brief names."""
    if not corpus.is_whole:
        return
    used = {theme for brief in corpus.briefs.values() for theme in brief.themes}
    for theme in corpus.briefing.themes:
        if theme not in used:
            help = f"file a brief under it by `themes: [{theme}]`, or take it out"
            yield Finding(BRIEFING, ("themes", theme), f"no brief has the theme `{theme}`", help=help, key=True)
