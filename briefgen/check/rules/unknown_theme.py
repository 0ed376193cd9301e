"""Themes come from the controlled list in `briefing.yaml`, so that readers find everything on a subject on one page.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    themes: [teritory]
    cite: [wire]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    themes: [territory]
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.briefing import EMPTY
from briefgen.model.decode import did_you_mean

CODE = "BG306"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every theme that the briefing does not list."""
    if corpus.briefing is EMPTY:
        return
    known = list(corpus.briefing.themes)
    for brief in corpus.briefs.values():
        for index, theme in enumerate(brief.themes):
            if theme not in corpus.briefing.themes:
                help = did_you_mean(theme, known) or "add it under `themes:` in `briefing.yaml`"
                yield Finding(brief.id, ("themes", index), f"the briefing has no theme `{theme}`", help=help)
