"""Each term is explained once, and a briefing explains at most 500.

The first mention of a term on a page links to its meaning. A second meaning would never be reached.
This holds for the other forms of a term, too. Capitals do not count.

Bad:

    # content/briefing.yaml
    title: Small
    as_of: 2025-11-30
    parties: [ministry]
    themes:
      territory: Territory
    terms:
      - {term: ceasefire, meaning: An agreed end of the fighting.}
      - {term: Ceasefire, meaning: A halt of the fighting for some days.}

Good:

    # content/briefing.yaml
    title: Small
    as_of: 2025-11-30
    parties: [ministry]
    themes:
      territory: Territory
    terms:
      - {term: ceasefire, meaning: An agreed end of the fighting.}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.editorial_voice import BRIEFING
from briefgen.check.rules._base import Finding, Related
from briefgen.check.rules._terms import spellings
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.model.briefing import MAX_TERMS
from briefgen.text.lines import collapsed

CODE = "BG479"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the repeated spellings of terms, and the first term above the limit."""
    first: dict[str, At] = {}
    for index, term in enumerate(corpus.briefing.terms):
        if index == MAX_TERMS:
            message = f"there are {len(corpus.briefing.terms):,} terms, and pages explain the first {MAX_TERMS}"
            yield Finding(BRIEFING, ("terms", index), message, help="remove those that most readers know")
        for spelling, at in spellings(term, index):
            there = first.setdefault(collapsed(spelling.casefold()), at)
            if there != at:
                related = (Related("first explained here", BRIEFING, there),)
                help = "keep one of the two meanings, and list other forms under `also`"
                yield Finding(BRIEFING, at, f"`{spelling}` is explained twice", help=help, related=related)
