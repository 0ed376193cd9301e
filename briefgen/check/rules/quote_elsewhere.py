"""A locator names the place of the quoted words.

The source has the words in another place, so readers who look them up would not find them.

The rule checks quotations whose source has a record in `seeds/`, if the locator names paragraphs or sentences, as
in `para. 4` or `sent. 7`.

Bad:

    # seeds/texts/wire.txt
    The host said at noon: "The talks will go on." Then all went home.
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: going-on
        speaker: ministry
        quote: The talks will go on
        cite: [{source: wire, locator: sent. 2}]

Good:

    # seeds/texts/wire.txt
    The host said at noon: "The talks will go on." Then all went home.
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: going-on
        speaker: ministry
        quote: The talks will go on
        cite: [{source: wire, locator: sent. 1}]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.provenance.judge import fits
from briefgen.provenance.quotations import quotations
from briefgen.text import locators

CODE = "BG438"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield found quotations that are not where their locators say."""
    for quotation in quotations(corpus).all:
        place = quotation.location
        named = [one for text in quotation.locators if (one := locators.read(text)) != locators.Located()]
        if place is None or not named or any(fits(place, one) for one in named):
            continue
        written = ", ".join(f"`{locator}`" for locator in quotation.locators)
        message = f"the locator says {written}, but the words are in {place.words()} of `{quotation.source}`"
        yield Finding(
            quotation.id, quotation.at, message, help=f"write `locator: sent. {_numbers(place.sentence, place.last)}`"
        )


def _numbers(first: int, last: int) -> str:
    return f"{first}-{last}" if last > first else str(first)
