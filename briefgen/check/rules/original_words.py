"""`original` needs a `quote` that translates it.

`original` holds the words as they were spoken, and `quote` their translation. So there is a quote, its words differ
from the original, and the original is not in the briefing's language.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: refusal
        speaker: ministry
        quote: We will not sign
        original: {text: We will not sign, lang: uk}
        cite: [wire]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - id: refusal
        speaker: ministry
        quote: We will not sign
        original: {text: Ми не підпишемо, lang: uk}
        cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event

CODE = "BG445"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield originals without a quote that can be their translation."""
    language = _primary(corpus.briefing.language)
    for event in corpus.of(Event):
        for index, statement in enumerate(event.statements):
            original = statement.original
            if original is None:
                continue
            at = ("statements", index, "original")
            if statement.quote is None:
                help = "add their translation as `quote`, or move the words there"
                yield Finding(event.id, at, "`original` without a `quote`", help=help, key=True)
            elif original.text.split() == statement.quote.split():
                related = (Related("the quote", event.id, ("statements", index, "quote")),)
                help = "remove `original`, or translate the quote"
                yield Finding(
                    event.id, (*at, "text"), "the original has the same words as the quote", help=help, related=related
                )
            elif _primary(original.lang) == language:
                message = f"the original is in `{original.lang}`, the briefing's own language"
                help = "write the original words as `quote`, or correct `lang`"
                yield Finding(event.id, (*at, "lang"), message, help=help)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
