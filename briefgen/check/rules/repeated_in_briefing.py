"""The matrix has one column for each party and the list of themes one title for each subject: a party that is listed twice,
or two themes of one title, would leave readers to guess what the difference is.

Bad:

    # content/briefing.yaml
    title: Small
    as_of: 2025-11-30
    parties: [ministry, ministry]
    themes:
      territory: Territory

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
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity

CODE = "BG493"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the parties listed twice, and the themes whose title another has."""
    parties: dict[str, At] = {}
    for index, id in enumerate(corpus.briefing.parties):
        party = corpus.former.get(id, id)
        at: At = ("parties", index)
        if party in parties:
            related = (Related("listed first here", BRIEFING, parties[party]),)
            message = f"`{party}` is listed a second time"
            yield Finding(BRIEFING, at, message, help="keep one of the two", related=related)
        parties.setdefault(party, at)
    titles: dict[str, At] = {}
    for id, theme in corpus.briefing.themes.items():
        title = " ".join(theme.title.casefold().split())
        at = ("themes", id, "title")
        if title in titles:
            related = (Related("used first here", BRIEFING, titles[title]),)
            message = f"a second theme is called `{theme.title}`"
            help = "give one of them another title, or make one theme of the two"
            yield Finding(BRIEFING, at, message, help=help, related=related)
        titles.setdefault(title, at)
