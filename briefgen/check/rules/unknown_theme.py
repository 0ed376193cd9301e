"""A brief's themes are listed in `briefing.yaml`.

With one list of themes, readers find everything on a subject on one page.

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

from briefgen.analysis.editorial_voice import BRIEFING
from briefgen.check.rules._base import Finding, Related
from briefgen.check.rules._themes import theme_uses
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity, UnplacedEdit, UnplacedFix
from briefgen.model.briefing import EMPTY
from briefgen.text.suggest import nearest

CODE = "BG306"
SEVERITY = Severity.ERROR


_FEWEST = 3
"""The fewest briefs with one unknown theme that are reported as one finding."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the themes that the briefing does not list.

    A theme of several briefs is one finding in the briefing: its key was renamed or removed there.
    """
    if corpus.briefing is EMPTY:
        return
    listed = list(corpus.briefing.themes)
    uses = corpus.once(theme_uses)
    for theme, places in uses.unknown.items():
        near = nearest(theme, listed)
        related = tuple(Related("it is named here", id, ("themes", index)) for id, index in places[:_FEWEST])
        if new := uses.renamed.get(theme):
            message = f"{len(places)} briefs have the theme `{theme}`, but the key is `{new}`"
            help = f"was the key renamed? write `{theme}` here, or `{new}` in the briefs"
            rename = UnplacedFix(f"write `{theme}`", (UnplacedEdit(("themes", new), theme, key=True),))
            yield Finding(BRIEFING, ("themes", new), message, help=help, related=related, fix=rename, key=True)
        elif len(places) >= _FEWEST:
            message = f"{len(places)} briefs have the theme `{theme}`, which is not listed"
            help = f"add `{theme}: …` below `themes:`, or remove it from the briefs"
            yield Finding(BRIEFING, ("themes",), message, help=help, related=related, key=True)
        else:
            for id, index in places:
                at = ("themes", index)
                fix = UnplacedFix(f"write `{near}`", (UnplacedEdit(at, near),)) if near else None
                help = f"did you mean `{near}`?" if near else "add it under `themes:` in `briefing.yaml`"
                yield Finding(id, at, f"unknown theme `{theme}`", help=help, fix=fix)
