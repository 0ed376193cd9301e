"""Each party is listed once, and each theme has its own title.

The matrix has one column for each party, and the list of themes one title for each subject. Readers could not
distinguish two columns or subjects with the same name.

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
from briefgen.text.lines import collapsed

CODE = "BG493"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield parties that are listed twice, and themes with the title of another."""
    parties: dict[str, At] = {}
    for index, id in enumerate(corpus.briefing.parties):
        party = corpus.former.get(id, id)
        at: At = ("parties", index)
        if party in parties:
            related = (Related("first listed here", BRIEFING, parties[party]),)
            message = f"`{party}` is listed twice"
            yield Finding(BRIEFING, at, message, help="keep one of the two", related=related)
        parties.setdefault(party, at)
    titles: dict[str, At] = {}
    for id, theme in corpus.briefing.themes.items():
        title = collapsed(theme.title.casefold())
        at = ("themes", id, "title")
        if title in titles:
            related = (Related("used first here", BRIEFING, titles[title]),)
            message = f"a second theme has the title `{theme.title}`"
            help = "give one of them another title, or merge the two themes"
            yield Finding(BRIEFING, at, message, help=help, related=related)
        titles.setdefault(title, at)
